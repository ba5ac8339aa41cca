"""The local directory of offices."""
