"""Reads finished papers back with other libraries than the one that wrote them."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
import zxingcpp
from PIL import Image

_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=64)
def pages(pdf: bytes) -> list[str]:
    """Text of every page, in the order it was drawn."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return "\n".join(pages(pdf))


def words(content: str) -> set[str]:
    """Words without marks that steer direction; digits and letters only."""
    plain = unicodedata.normalize("NFC", _STEERING.sub("", content))
    return set(re.findall(r"[^\W_]+(?:[\u064b-\u0655\u200c]+[^\W_]*)*", plain))


def poppler_text(pdf: bytes, tmp_path: Path) -> str | None:
    """What pdftotext reads, None where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([program, str(path), "-"], capture_output=True, check=True)  # noqa: S603 - own file
    return _STEERING.sub("", done.stdout.decode())


def picture(pdf: bytes, page: int = 0, scale: float = 3.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        rendered = document[page].render(scale=scale)
        image: Image.Image = rendered.to_pil().convert("L")
        return image
    finally:
        document.close()


def ink_between(pdf: bytes, page: int, top: float, bottom: float) -> bool:
    """Whether anything is printed between two heights, in millimetres from the top of the page."""
    return any(dark for height, dark in _rows(pdf, page) if top < height < bottom)


def widest_white(pdf: bytes, page: int = 0) -> float:
    """Height in millimetres of the tallest empty strip between the first and the last line of the content."""
    inked = [height for height, dark in _rows(pdf, page) if dark]
    return max(later - sooner for sooner, later in itertools.pairwise(inked) if later < _CONTENT_END)


_CONTENT_END = 283.0


def _rows(pdf: bytes, page: int) -> list[tuple[float, bool]]:
    """Every row of pixels: its height on the page in millimetres, and whether something is printed in it."""
    image = picture(pdf, page, scale=2)
    left = round(image.width * 20 / 210)
    lowest = [image.crop((left, y, image.width, y + 1)).getextrema()[0] for y in range(image.height)]
    return [(y * 297 / image.height, darkest < 215) for y, darkest in enumerate(lowest)]  # type: ignore[operator]  # grey


def codes(pdf: bytes, page: int = 0) -> set[str]:
    """Contents of the matrix codes on a page, read from its picture."""
    return {found.text for found in zxingcpp.read_barcodes(picture(pdf, page))}


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font of the file -> whether it is embedded and says what its glyphs mean."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"].get_object()
        for reference in resources["/Font"].get_object().values():
            font = reference.get_object()
            descendant = font["/DescendantFonts"].get_object()[0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])] = "/FontFile2" in descriptor and "/ToUnicode" in font
    return found
