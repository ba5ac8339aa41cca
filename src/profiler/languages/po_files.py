"""Reads and writes gettext PO files without losing a comment, a header or an old translation.

Babel's reader forgets unknown headers, previous texts (`#|`) and the contexts of obsolete entries, and would
have to be loaded at every start; PO is a small format (GNU gettext manual, "The Format of PO Files"). Three
lines an entry, never wrapped, so that a corrected word is one changed line.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from profiler.errors import ErrorCode, WorldError, disk_error

STATE_HEADER = "X-Profiler-State"
FUZZY = "fuzzy"

Key = tuple[str, str]
"""(context, German text): what an entry is found by."""


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One text and its translation.

    Attributes:
        context: `msgctxt`, e.g. `survey:family_name:label`.
        german: `msgid`.
        text: `msgstr`, "" if it is not translated.
        flags: words after `#,`; `fuzzy` marks a translation that is not used.
        comments: all other comment lines as they stand (`# ...`, `#. ...`, `#: ...`).
        previous: context and German text the translation was made for, if it is fuzzy; None if unknown.
        obsolete: kept for later, no longer asked for (`#~`).
        line: line of its first keyword in the file it was read from, 0 if it is new.
    """

    context: str
    german: str
    text: str = ""
    flags: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    previous: Key | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What it is found by."""
        return self.context, self.german

    @property
    def fuzzy(self) -> bool:
        """Whether the translation was made for another German text and must be looked at first."""
        return FUZZY in self.flags

    @property
    def usable(self) -> bool:
        """Whether the translation may be shown."""
        return bool(self.text) and not self.fuzzy and not self.obsolete


@dataclass(frozen=True, slots=True)
class PoFile:
    """One catalogue as it lies on the disk.

    Attributes:
        headers: name and value of each header, in order.
        entries: in order, obsolete ones included.
        comments: comment lines before the headers.
    """

    headers: tuple[tuple[str, str], ...]
    entries: tuple[PoEntry, ...] = ()
    comments: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The value of a header, "" if there is none."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")

    @property
    def messages(self) -> Mapping[Key, str]:
        """(context, German text) -> translation, of all that may be shown."""
        return {entry.key: entry.text for entry in self.entries if entry.usable}


def new_po(language: str, state: str = "draft") -> PoFile:
    """An empty catalogue of a language."""
    return PoFile(
        (
            ("Language", language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            (STATE_HEADER, state),
        )
    )


_KEYWORD = re.compile(r'(msgctxt|msgid|msgstr)?\s*"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def read_po_file(path: Path) -> PoFile:
    """The catalogue in a file.

    Raises:
        WorldError: RESOURCE_INVALID with file, line and reason (`file_missing`, `not_utf8`,
            `not_a_catalogue`).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _broken(path, 0, "file_missing") from None
    except UnicodeDecodeError:
        raise _broken(path, 0, "not_utf8") from None
    except OSError as error:
        raise disk_error(error) from error
    return parse_po(text, path)


def parse_po(text: str, path: Path) -> PoFile:
    """As `read_po_file`, from text already read; the path is for messages."""
    entries = list(_Reader(path).read(text))
    head = next((entry for entry in entries if not entry.german and not entry.context), None)
    headers = tuple(_headers(head.text)) if head else ()
    return PoFile(
        headers, tuple(entry for entry in entries if entry is not head), head.comments if head else ()
    )


def _headers(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _broken(path: Path, line: int, reason: str) -> WorldError:
    return WorldError(ErrorCode.RESOURCE_INVALID, file=str(path), line=str(line), reason=reason)


class _Reader:
    """Collects lines until an entry is complete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._clear()

    def _clear(self) -> None:
        self._parts: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._flags: set[str] = set()
        self._comments: list[str] = []
        self._obsolete = False
        self._first = 0
        self._open: tuple[dict[str, str], str] | None = None

    def read(self, text: str) -> Iterator[PoEntry]:
        number = 0
        # Only line feeds end a line: U+2028 and U+0085 may stand inside a translation.
        for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
            line = raw.strip()
            if not line:
                continue
            obsolete = line.startswith("#~")
            if obsolete:
                line = line[2:].strip()
            remark = line.startswith("#") or (obsolete and line.startswith("|"))
            if "msgstr" in self._parts and (remark or line.startswith(("msgctxt", "msgid"))):
                yield self._entry(number)
            if remark:
                self._remark(line.removeprefix("#"), raw.strip(), number)
            else:
                self._keyword(line, self._parts, number)
                self._obsolete = obsolete
                self._first = self._first or number
        if self._parts:
            yield self._entry(number)

    def _remark(self, rest: str, raw: str, number: int) -> None:
        if rest.startswith("|"):
            self._keyword(rest[1:].strip(), self._before, number)
        elif rest.startswith(","):
            self._flags |= {flag.strip() for flag in rest[1:].split(",") if flag.strip()}
        else:
            self._comments.append(raw)

    def _keyword(self, line: str, into: dict[str, str], number: int) -> None:
        found = _KEYWORD.fullmatch(line)
        if found is None:
            raise _broken(self._path, number, "not_a_catalogue")
        keyword, quoted = found.groups()
        text = _ESCAPE.sub(lambda escape: _ESCAPES.get(escape.group(1), escape.group(1)), quoted)
        if keyword is not None and keyword not in into:
            into[keyword] = text
            self._open = (into, keyword)
        elif keyword is None and self._open is not None and self._open[0] is into:
            into[self._open[1]] += text
        else:
            raise _broken(self._path, number, "not_a_catalogue")

    def _entry(self, number: int) -> PoEntry:
        if "msgid" not in self._parts or "msgstr" not in self._parts:
            raise _broken(self._path, number, "not_a_catalogue")
        context, german = self._parts.get("msgctxt", ""), self._parts["msgid"]
        before = self._before
        previous = (before.get("msgctxt", context), before["msgid"]) if "msgid" in before else None
        entry = PoEntry(
            context,
            german,
            self._parts["msgstr"],
            frozenset(self._flags),
            tuple(self._comments),
            previous,
            self._obsolete,
            self._first,
        )
        self._clear()
        return entry


def format_po(po: PoFile) -> str:
    """The text of a catalogue: present entries in their order, then the obsolete ones."""
    lines = [*po.comments, 'msgid ""', 'msgstr ""']
    lines += [_quoted(f"{name}: {value}\n") for name, value in po.headers]
    for entry in sorted(po.entries, key=lambda entry: entry.obsolete):
        lines += ["", *_lines(entry)]
    return "\n".join(lines) + "\n"


def _lines(entry: PoEntry) -> Iterator[str]:
    yield from entry.comments
    if entry.flags:
        yield f"#, {', '.join(sorted(entry.flags))}"
    mark = "#~ " if entry.obsolete else ""
    if entry.previous is not None:
        context, german = entry.previous
        bar = mark.strip() + "|" if entry.obsolete else "#|"
        if context != entry.context:
            yield f"{bar} msgctxt {_quoted(context)}"
        yield f"{bar} msgid {_quoted(german)}"
    if entry.context:
        yield f"{mark}msgctxt {_quoted(entry.context)}"
    yield f"{mark}msgid {_quoted(entry.german)}"
    yield f"{mark}msgstr {_quoted(entry.text)}"


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def write_po_file(path: Path, po: PoFile) -> bool:
    """Write a catalogue, complete or not at all; False if the file already says the same.

    Raises:
        WorldError: NO_ACCESS, DISK_FULL.
    """
    content = format_po(po).encode()
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise disk_error(error) from error
    return True
