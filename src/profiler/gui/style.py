"""Gives the application its style: Fusion, a palette and a style sheet made from the tokens."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from profiler.gui import fonts
from profiler.gui.tokens import PALETTES, Ink, Scheme, Size, Tokens, Tone

_PROPERTY: Final = "profiler.scheme"


def apply(app: QApplication, scheme: Scheme = Scheme.LIGHT) -> None:
    """Dress the application; may be called again to change between light and dark.

    Raises:
        WorldError: FONTS_MISSING.
    """
    fonts.load()
    chosen = PALETTES[scheme]
    app.setProperty(_PROPERTY, scheme.value)
    # The same looks and the same tests everywhere; other styles cut marks or ignore the palette.
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(fonts.font(Size.BODY))
    app.setPalette(palette(chosen))
    app.setStyleSheet(sheet(chosen))


def scheme() -> Scheme:
    """The palette shown now."""
    app = QApplication.instance()
    return Scheme((app.property(_PROPERTY) if app is not None else None) or Scheme.LIGHT)


def tokens() -> Tokens:
    """The colours shown now, for everything that paints itself."""
    return PALETTES[scheme()]


def palette(chosen: Tokens) -> QPalette:
    """Qt's palette for widgets that neither the style sheet nor our own painting reaches."""
    made = QPalette()
    role = QPalette.ColorRole
    for colour_role, colour in {
        role.Window: chosen.canvas,
        role.WindowText: chosen.ink,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.canvas,
        role.Text: chosen.ink,
        role.PlaceholderText: chosen.ink3,
        role.Button: chosen.surface,
        role.ButtonText: chosen.ink,
        role.BrightText: chosen.on_accent,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.ink,
        role.Light: chosen.surface,
        role.Midlight: chosen.line,
        role.Mid: chosen.line2,
        role.Dark: chosen.control,
        role.Shadow: chosen.line2,
        role.Accent: chosen.accent,
    }.items():
        made.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(chosen.ink3))
    return made


_SHEET: Final = Template(
    """
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[ground="surface"] { background: $surface; }
QLabel { color: $ink; background: transparent; }
$inks
QLineEdit, QPlainTextEdit {
    background: $surface; color: $ink; border: 1px solid $control; border-radius: 6px;
    padding: 7px 12px; placeholder-text-color: $ink3;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { min-height: 20px; }
QPlainTextEdit { padding: 5px 9px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 6px 11px; }
QPlainTextEdit:focus { padding: 4px 8px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $err; padding: 6px 11px; }
QPlainTextEdit[wrong="true"] { padding: 4px 8px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus { border: 2px solid $focus; }
QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only { background: $canvas; color: $ink2; }
QLineEdit[part="date"] { padding: 7px 10px; }
QLineEdit[part="date"]:focus, QLineEdit[part="date"][wrong="true"] { padding: 6px 9px; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[frame="accent"] { background: $surface; border: 2px solid $accent; border-radius: 8px; }
QFrame[rule="bottom"] { border: none; border-bottom: 1px solid $line; }
QFrame[rule="top"] { border: none; border-top: 1px solid $line; }
QFrame[rule="right"] { border: none; border-right: 1px solid $line; }
QFrame[line="true"] { background: $line; border: none; }
$tones
QFrame[toast="true"] { background: $surface; border: 1px solid $control; border-radius: 6px; }
QMenu { background: $surface; color: $ink; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 16px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $ink; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QListView, QTableView, QTreeView {
    background: $surface; color: $ink; border: none; outline: none;
    selection-background-color: $tint; selection-color: $ink;
}
QListView[popup="true"] { border: 1px solid $line2; padding: 4px; }
QListView[popup="true"]::item { padding: 6px 10px; border-radius: 4px; }
QListView[popup="true"]::item:selected { background: $tint; color: $ink; }
QHeaderView::section { background: $surface; color: $ink2; border: none; border-bottom: 1px solid $line; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line2; padding: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; border: 2px solid transparent; }
QScrollBar::handle:vertical { min-height: 32px; background-clip: padding; margin: 0 2px; }
QScrollBar::handle:horizontal { min-width: 32px; background-clip: padding; margin: 2px 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def sheet(chosen: Tokens) -> str:
    """The style sheet; fonts are not in it, because a font set there beats the one of a label's language."""
    values = {name: getattr(chosen, name) for name in Tokens.__slots__}
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {ink.of(chosen)}; }}' for ink in Ink)
    tones = "\n".join(
        f'QFrame[tone="{tone}"] {{ background: {tone.ground(chosen)}; border: none; border-radius: 6px; }}'
        for tone in Tone
    )
    return _SHEET.substitute(values, inks=inks, tones=tones)
