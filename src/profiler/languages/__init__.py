"""Catalogues, direction, dates and names."""
