"""Dates and numbers as a reader of a language writes them."""

from __future__ import annotations

from datetime import date


def format_date(day: date) -> str:
    """`21.11.2026`: European digits in the German form, the same in every language.

    One form for all, because people compare the date on our paper with the one on the office's letter.
    """
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def format_month(day: date) -> str:
    """`11/2026`, for dates known to the month."""
    return f"{day.month:02d}/{day.year:04d}"
