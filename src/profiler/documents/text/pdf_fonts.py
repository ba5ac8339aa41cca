"""Embeds fonts as numbered glyphs with exact text behind them; alone touches the inside of ReportLab."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import uharfbuzz  # type: ignore[import-untyped]  # ships no types
from reportlab import rl_config  # type: ignore[import-untyped]  # ships no types
from reportlab.pdfbase import pdfdoc  # type: ignore[import-untyped]  # ships no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # ships no types

from profiler.documents.text.fonts import FontFace
from profiler.documents.text.paragraph import PlacedRun
from profiler.documents.text.shaping import Glyph

REPORTLAB_VERSION = "5.1.0"
"""Its internals are used here: `_doc.delayedFonts`, `idToObject["BasicFonts"]`, `_code`, `_make_preamble`."""

_FONTS_OF_ALL_PAGES = "BasicFonts"
# Glyphs are chosen and placed before the font is embedded, and found by number.
_TABLES_NOT_NEEDED = (
    b"GSUB",
    b"GPOS",
    b"GDEF",
    b"cmap",
    b"name",
    b"post",
    b"OS/2",
    b"DSIG",
    b"meta",
    b"STAT",
)


class SheetCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """ReportLab's canvas without the Helvetica it names at the start of every page."""

    def __init__(self, target: BytesIO, page_size: tuple[float, float], document_language: str) -> None:
        rl_config.useA85 = 0  # text encoding of binary streams serves nobody and makes files larger
        super().__init__(
            target,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            lang=document_language,
            pdfVersion=(1, 7),
        )

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class EmbeddedFonts:
    """All fonts of one PDF document."""

    def __init__(self, canvas: SheetCanvas) -> None:
        self._canvas = canvas
        self._fonts: dict[FontFace, _EmbeddedFont] = {}

    def draw(self, run: PlacedRun, x: float, y: float) -> None:
        """Draw a run of a line that starts at `x` on the baseline `y`, in PDF coordinates."""
        font = self._fonts.get(run.face)
        if font is None:
            font = self._fonts[run.face] = _EmbeddedFont(f"T{len(self._fonts) + 1}", run.face)
            document = self._canvas._doc
            document.idToObject[_FONTS_OF_ALL_PAGES].dict[font.name] = pdfdoc.PDFObjectReference(font.name)
            document.delayedFonts.append(font)
        # Every run states its own colour, matrix and font: nothing of the page's state leaks into text.
        baseline = y - run.face.raised * run.size
        self._canvas._code.append(
            f"/Span <</Lang ({run.language.replace('_', '-')})>> BDC BT {_number(run.grey)} g "
            f"1 0 0 1 {_number(x + run.x)} {_number(baseline)} Tm /{font.name} {_number(run.size)} Tf "
            f"{font.show(run)} ET EMC"
        )


class _EmbeddedFont:
    """One face in one document: Type0 over CIDFontType2, one CID for every pair of glyph and source text."""

    def __init__(self, name: str, face: FontFace) -> None:
        self.name = name
        self._face = face
        self._cids: dict[tuple[int, str], int] = {}
        self._widths = [0]

    def show(self, run: PlacedRun) -> str:
        """Operators that show the glyphs with their offsets, kerning in thousandths of an em."""
        parts: list[str] = []
        rise = 0
        pending = 0.0
        open_array = False
        for glyph in run.glyphs:
            cid = self._cid(glyph)
            if glyph.y_offset != rise:
                if open_array:
                    parts.append("] TJ")
                    open_array = False
                rise = glyph.y_offset
                parts.append(f"{_number(rise * run.size / self._face.units)} Ts")
            if not open_array:
                parts.append("[")
                open_array = True
            before = pending - glyph.x_offset
            if before:
                parts.append(_number(before * 1000 / self._face.units))
            parts.append(f"<{cid:04X}>")
            pending = self._widths[cid] + glyph.x_offset - glyph.advance
        if open_array:
            parts.append("] TJ")
        if rise:
            parts.append("0 Ts")
        return " ".join(parts)

    def _cid(self, glyph: Glyph) -> int:
        key = (glyph.glyph_id, glyph.source)
        cid = self._cids.get(key)
        if cid is None:
            cid = self._cids[key] = len(self._widths)
            advance = 0 if glyph.carries_text else self._face.font.get_glyph_h_advance(glyph.glyph_id)
            self._widths.append(int(advance))
        return cid

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab calls it by this name
        """Write the font into the document; called once, when all text is drawn."""
        pairs = sorted(self._cids.items(), key=lambda item: item[1])
        program, new_ids = _subset(self._face, frozenset(glyph for (glyph, _), _ in pairs))
        to_glyph = bytearray(2)
        for (glyph_id, _), _ in pairs:
            to_glyph += new_ids[glyph_id].to_bytes(2, "big")
        base_name = (
            f"{_subset_tag(pairs)}+{self._face.row.family.replace(' ', '')}-{self._face.row.weight.title()}"
        )
        scale = 1000 / self._face.units

        file_ref = document.Reference(_stream(program, Length1=len(program)))
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{base_name}",
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, -1000, 3000, 2000]),
                "ItalicAngle": 0,
                "Ascent": round(self._face.ascent * 1000),
                "Descent": -round(self._face.descent * 1000),
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": file_ref,
            }
        )
        widths = [round(width * scale) for width in self._widths[1:]]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base_name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor),
                "DW": 0,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": document.Reference(_stream(bytes(to_glyph))),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base_name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(_to_unicode(pairs))),
            }
        )
        document.Reference(font, self.name)


def _stream(content: bytes, **entries: int) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream


def _subset(face: FontFace, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    """The font program with these glyphs only, and where each of them went."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag, "big") for tag in _TABLES_NOT_NEEDED
    )
    plan = uharfbuzz.SubsetPlan(face.face, wanted)
    program = plan.execute().blob.data
    mapping = plan.old_to_new_glyph_mapping
    return program, {glyph: mapping[glyph] for glyph in glyphs}


def _subset_tag(pairs: Iterable[tuple[tuple[int, str], int]]) -> str:
    """Six capitals that differ between subsets, the same for the same text."""
    from hashlib import sha256

    digest = sha256(repr(sorted({glyph for (glyph, _), _ in pairs})).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(pairs: Iterable[tuple[tuple[int, str], int]]) -> bytes:
    """The map from CID to source text; glyphs without a share map to the empty string on purpose.

    Left unmapped they would make PDFium give back control characters.
    """
    entries = [f"<{cid:04X}> <{source.encode('utf-16-be').hex().upper()}>" for (_, source), cid in pairs]
    blocks = []
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _number(value: float) -> str:
    """A PDF number with at most three decimals."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
