"""Counts for the county, small cells hidden."""
