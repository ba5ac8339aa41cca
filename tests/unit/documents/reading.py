"""Reads finished papers back with other libraries than the one that wrote them."""

from __future__ import annotations

import io
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
