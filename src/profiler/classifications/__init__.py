"""Occupations and skills: the shipped short lists, ESCO and KldB where imported, and the search over them."""
