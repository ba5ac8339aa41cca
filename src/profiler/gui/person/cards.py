"""The frame of a card on a person's page: title, badge or link, and room for lines."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Size, Space
from profiler.gui.widgets.frames import Card
from profiler.gui.widgets.texts import Text


def titled_card(
    title: str, link: QWidget | None = None, badge: QWidget | None = None
) -> tuple[Card, QVBoxLayout]:
    """A card and the layout its lines are put into."""
    card = Card()
    layout = column(card, spacing=Space.S)
    layout.setContentsMargins(Space.L + 4, Space.M, Space.L, Space.L)
    head = row(spacing=Space.S)
    head.addWidget(Text(title, size=Size.TITLE, bold=True, wrap=False))
    if badge is not None:
        head.addWidget(badge)
    head.addStretch(1)
    if link is not None:
        head.addWidget(link)
    layout.addLayout(head)
    return card, layout
