"""Measurements of the program; see `./run bench`."""
