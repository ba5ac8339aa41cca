"""The script of a character, for the scripts the program prints."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

COMMON = "Zyyy"
"""ISO 15924: shared by scripts, or of none the program knows."""

# Scripts.txt of the Unicode database, ranges joined over unassigned code points.
_RANGES: dict[str, str] = {
    "Latn": "41-5A 61-7A AA BA C0-D6 D8-F6 F8-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE "
    "1E00-1EFF 2071 207F 2090-209C 212A-212B 2132 214E 2160-2188 2C60-2C7F A722-A787 A78B-A7FF AB30-AB5A "
    "AB5C-AB64 AB66-AB69 FB00-FB06 FF21-FF3A FF41-FF5A",
    "Cyrl": "400-484 487-52F 1C80-1C88 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F",
    "Grek": "370-373 375-37D 37F-384 386 388-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFE 2126",
    "Arab": "600-604 606-60B 60D-61A 61C-61E 620-63F 641-64A 656-66F 671-6DC 6DE-6FF 750-77F 870-8E1 8E3-8FF "
    "FB50-FD3D FD40-FDFF FE70-FEFC",
    "Ethi": "1200-1399 2D80-2DDE AB01-AB2E",
    "Hebr": "591-5F4 FB1D-FB4F",
    "Armn": "531-58F FB13-FB17",
    "Geor": "10A0-10FA 10FC-10FF 1C90-1CBF 2D00-2D2D",
    "Deva": "900-950 955-963 966-97F A8E0-A8FF",
    "Beng": "980-9FE",
    "Taml": "B82-BFA",
    "Thai": "E01-E3A E40-E5B",
    "Hani": "2E80-2FD5 3005 3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAD9 20000-323AF",
    "Hira": "3041-3096 309D-309F",
    "Kana": "30A1-30FA 30FD-30FF 31F0-31FF FF66-FF6F FF71-FF9D",
    "Hang": "1100-11FF 3131-318E A960-A97C AC00-D7FB FFA0-FFDC",
}


def _table() -> tuple[tuple[int, int, str], ...]:
    ranges = []
    for script, listed in _RANGES.items():
        for item in listed.split():
            first, _, last = item.partition("-")
            ranges.append((int(first, 16), int(last or first, 16), script))
    return tuple(sorted(ranges))


_TABLE = _table()
_STARTS = tuple(first for first, _, _ in _TABLE)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """ISO 15924 code, `COMMON` for digits, punctuation, marks and scripts the program does not print."""
    code_point = ord(character)
    first, last, script = (
        _TABLE[bisect_right(_STARTS, code_point) - 1] if code_point >= _STARTS[0] else (0, -1, "")
    )
    return script if first <= code_point <= last else COMMON
