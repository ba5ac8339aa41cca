"""Compares a picture of the window with the one kept in the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

PICTURES = Path(__file__).with_name("pictures")
RENEW = "PROFILER_RENEW_PICTURES"
"""Set it to 1 and the tests write the pictures anew instead of comparing; look at each before committing."""

_CHANNEL = 50
_SHARE = 0.01


def picture_of(widget: QWidget, ratio: float = 1.0) -> QImage:
    """The widget as it looks at a scale factor; in the memory layout the comparison needs."""
    image = QImage(round(widget.width() * ratio), round(widget.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def differing_share(one: QImage, other: QImage) -> float:
    """Share of pixels in which some channel differs by more than 50; 1.0 for different sizes."""
    if one.size() != other.size():
        return 1.0
    first = memoryview(one.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("B")
    second = memoryview(other.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("B")
    if first == second:
        return 0.0
    differing = {place // 4 for place, value in enumerate(first) if abs(value - second[place]) > _CHANNEL}
    return len(differing) / (one.width() * one.height())


def same_as_kept(image: QImage, name: str, tmp_path: Path) -> None:
    """Fail unless the picture looks like the kept one (fonts and Qt versions move single pixels)."""
    kept = PICTURES / f"{name}.png"
    if os.environ.get(RENEW) == "1":
        PICTURES.mkdir(exist_ok=True)
        assert image.save(str(kept))
        return
    found = QImage(str(kept))
    assert not found.isNull(), f"{kept} is missing; {RENEW}=1 writes it"
    share = differing_share(image, found)
    if share > _SHARE:
        image.save(str(tmp_path / f"{name}.png"))
        pytest.fail(f"{name}: {share:.1%} of the pixels look different; see {tmp_path / name}.png")
