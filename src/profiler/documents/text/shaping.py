"""Turns a run of text into placed glyphs with HarfBuzz, each carrying its share of the source text."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from profiler.documents.text.fonts import FontFace

_EXTENDED_DIGITS = frozenset("\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph, in font units, in visual order.

    Attributes:
        glyph_id: index in the font file.
        source: text to give back on copying; a cluster's whole text sits on its widest glyph.
        cluster: index of the cluster's first character in the shaped text.
        advance: distance to the next glyph.
        x_offset: shift to the right.
        y_offset: shift upwards.
        carries_text: an empty glyph of no width that only holds the text of a mark beside it.
    """

    glyph_id: int
    source: str
    cluster: int
    advance: int
    x_offset: int
    y_offset: int
    carries_text: bool = False


def shape(
    text: str, face: FontFace, script: str, language: str, *, rtl: bool, before: str = "", after: str = ""
) -> tuple[Glyph, ...]:
    """Glyphs from left to right.

    Args:
        text: characters of one run, without layout controls.
        face: font that has all of them.
        script: ISO 15924.
        language: Babel code.
        rtl: direction of the run; brackets are mirrored by HarfBuzz.
        before: text in front of the run, for letters that join over its edge.
        after: text behind it.
    """
    import uharfbuzz  # type: ignore[import-untyped]  # ships no types

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = language.replace("_", "-")
    # The Naskh fonts of 2020 draw 4, 6 and 7 in their Urdu shape for every language unless `locl` is off.
    keep_urdu = language == "ur" or _EXTENDED_DIGITS.isdisjoint(text)
    uharfbuzz.shape(face.font, buffer, {} if keep_urdu else {"locl": False})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster - len(before) for info in infos]
    ends = _cluster_ends(clusters, len(text))
    bearers = _bearers(clusters, [position.x_advance for position in positions])
    glyphs: list[Glyph] = []
    for index, (info, position, cluster) in enumerate(zip(infos, positions, clusters, strict=True)):
        source = text[cluster : ends[cluster]] if bearers[cluster] == index else ""
        base = source.rstrip(_marks_of(source)) if rtl else source
        if base != source:
            # Text readers take a raised glyph out of its word, so the marks' text stands apart on the line.
            marks = source[len(base) :]
            glyphs.append(Glyph(face.blank, marks, cluster, 0, 0, 0, carries_text=True))
            source = base
        glyphs.append(
            Glyph(info.codepoint, source, cluster, position.x_advance, position.x_offset, position.y_offset)
        )
    return tuple(glyphs)


def _marks_of(source: str) -> str:
    return "".join(character for character in source if category(character) == "Mn")


def _cluster_ends(clusters: list[int], length: int) -> dict[int, int]:
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], length], strict=True))


def _bearers(clusters: list[int], advances: list[int]) -> dict[int, int]:
    """Cluster -> index of its widest glyph, the first of several."""
    bearers: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in bearers or advances[index] > advances[bearers[cluster]]:
            bearers[cluster] = index
    return bearers
