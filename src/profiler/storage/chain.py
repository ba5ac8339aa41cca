"""The hash chain of the disclosure log: what was written cannot be changed unnoticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC

from profiler.ports.store import LogEntry, LoggedEntry

FIRST_PREVIOUS = "0" * 64


def link(sequence: int, previous_hash: str, entry: LogEntry) -> LoggedEntry:
    """The entry with its place in the chain; `previous_hash` of the first is `FIRST_PREVIOUS`."""
    digest = hashlib.sha256(_canonical(sequence, previous_hash, entry)).hexdigest()
    return LoggedEntry(sequence, entry, previous_hash, digest)


def first_break(chain: Iterable[LoggedEntry], length: int, head: str) -> int | None:
    """Sequence of the first entry that was changed, put in, taken out or cut off, None if all hold.

    Args:
        chain: all entries, oldest first.
        length: how many there have to be.
        head: hash of the last one, `FIRST_PREVIOUS` if there has been none.
    """
    previous, expected = FIRST_PREVIOUS, 1
    for logged in chain:
        if logged != link(expected, previous, logged.entry):
            return expected
        previous, expected = logged.hash, expected + 1
    return None if (expected - 1, previous) == (length, head) else expected


def _canonical(sequence: int, previous_hash: str, entry: LogEntry) -> bytes:
    content = {
        "sequence": sequence,
        "previous": previous_hash,
        "record": str(entry.record_id or ""),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": entry.user,
        "kind": entry.kind.value,
        "document": entry.document,
        "recipient_id": entry.recipient_id,
        "recipient_name": entry.recipient_name,
        "categories": list(entry.categories),
        "release": str(entry.release_id or ""),
        "form": entry.form.value,
        "sha256": entry.sha256,
        "outcome": entry.outcome,
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")
