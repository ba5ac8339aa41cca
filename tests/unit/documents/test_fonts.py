"""Fonts come from the manifest, for every script, and a missing one or a missing glyph is an error."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from profiler.documents.text.fonts import FontBook, Weight, font_book, read_manifest
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Span, Typesetter
from profiler.documents.text.scripts import COMMON, script_of
from profiler.documents.text.shaping import shape
from profiler.errors import ErrorCode, WorldError
from profiler.paths import fonts_folder, resources_folder

MANIFEST = resources_folder() / "fonts.csv"
PLAIN = TextStyle(9.5, 12)


def test_every_file_is_the_one_of_the_manifest() -> None:
    for row in read_manifest(MANIFEST):
        content = (fonts_folder() / row.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256, row.file


@pytest.mark.parametrize(
    ("script", "language", "long_text", "family"),
    [
        ("Latn", "de", False, "Noto Sans"),
        ("Cyrl", "uk", False, "Noto Sans"),
        (COMMON, "ar", False, "Noto Sans"),
        ("Arab", "ar", False, "Noto Naskh Arabic UI"),
        ("Arab", "ckb", False, "Noto Naskh Arabic UI"),
        ("Arab", "ar", True, "Noto Naskh Arabic"),
        ("Arab", "ur", False, "Noto Nastaliq Urdu"),
        ("Ethi", "ti", False, "Noto Sans Ethiopic"),
    ],
)
@pytest.mark.parametrize("weight", list(Weight))
def test_script_and_language_decide_the_family(
    script: str, language: str, long_text: bool, family: str, weight: Weight
) -> None:
    face = font_book().candidates(script, language, weight, long_text=long_text)[0]
    assert (face.row.family, face.row.weight) == (family, weight)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for row in read_manifest(MANIFEST):
        (tmp_path / row.file).touch()
    (tmp_path / "NotoSansEthiopic-Bold.ttf").unlink()
    with pytest.raises(WorldError) as caught:
        FontBook(tmp_path, MANIFEST)
    assert caught.value.code is ErrorCode.FONTS_MISSING
    assert caught.value.details == {"file": "NotoSansEthiopic-Bold.ttf"}


def test_a_missing_manifest_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        FontBook(tmp_path, tmp_path / "fonts.csv")
    assert caught.value.code is ErrorCode.FONTS_MISSING


def test_a_broken_manifest_is_an_error_of_the_world(tmp_path: Path) -> None:
    broken = tmp_path / "fonts.csv"
    broken.write_text("file,family,weight\nx.ttf,X,slanted\n", "utf-8")
    with pytest.raises(WorldError) as caught:
        read_manifest(broken)
    assert caught.value.code is ErrorCode.RESOURCE_INVALID


def test_a_family_without_bold_raises_instead_of_printing_regular(tmp_path: Path) -> None:
    lines = MANIFEST.read_text("utf-8").splitlines()
    (tmp_path / "fonts.csv").write_text("\n".join(line for line in lines if ",bold," not in line), "utf-8")
    for row in read_manifest(tmp_path / "fonts.csv"):
        shutil.copy(fonts_folder() / row.file, tmp_path / row.file)
    book = FontBook(tmp_path, tmp_path / "fonts.csv")
    style = TextStyle(9.5, 12, Weight.BOLD)
    with pytest.raises(WorldError) as caught:
        Typesetter(book).line([Span("fett", style)], "de")
    assert caught.value.code in (ErrorCode.FONTS_MISSING, ErrorCode.GLYPH_MISSING)


def test_a_missing_glyph_names_code_point_and_language_only() -> None:
    with pytest.raises(WorldError) as caught:
        Typesetter(font_book()).line([Span("Familie Muster \u4e2d", PLAIN)], "uk")
    assert caught.value.code is ErrorCode.GLYPH_MISSING
    assert caught.value.details == {"codepoint": "U+4E2D", "language": "uk"}


@pytest.mark.parametrize("language", ["fa", "fa_AF", "ps"])
@pytest.mark.parametrize("weight", list(Weight))
def test_persian_digits_have_their_persian_shapes(language: str, weight: Weight) -> None:
    face = font_book().candidates("Arab", language, weight)[0]
    glyphs = shape("\u06f4\u06f6\u06f7", face, "Arab", language, rtl=False)
    names = [face.font.glyph_to_string(glyph.glyph_id) for glyph in glyphs]
    assert names == ["uni06F4", "uni06F6", "uni06F7"]


def test_european_digits_come_from_one_font_whatever_stands_beside_them() -> None:
    line = Typesetter(font_book()).line([Span("عام 2026 ثم ሰላም 2026", PLAIN)], "ar")
    digits = {
        run.face.row.family
        for run in line.runs
        if any(glyph.source in "0123456789" and glyph.source for glyph in run.glyphs)
    }
    assert digits == {"Noto Sans"}


def test_arabic_stands_on_the_same_baseline_as_latin() -> None:
    for long_text in (False, True):
        face = font_book().candidates("Arab", "ar", Weight.REGULAR, long_text=long_text)[0]
        extents = face.font.get_glyph_extents(face.font.get_nominal_glyph(0x062F))
        foot = (extents.y_bearing + extents.height) / face.units - face.raised
        assert abs(foot) < 0.01


def test_scripts_agree_with_the_unicode_database() -> None:
    path = Path("/usr/share/unicode/Scripts.txt")
    if not path.exists():
        pytest.skip("Debian's unicode-data is not installed")
    known = {
        "Latin": "Latn",
        "Cyrillic": "Cyrl",
        "Arabic": "Arab",
        "Ethiopic": "Ethi",
        "Devanagari": "Deva",
        "Common": COMMON,
    }
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        span, name = (field.strip() for field in line.split("#")[0].split(";"))
        first = int(span.split("..")[0], 16)
        if name in known and first < 0x10000:
            assert script_of(chr(first)) == known[name], line
