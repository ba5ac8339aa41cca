"""Offices, contacts, course offers, school places."""
