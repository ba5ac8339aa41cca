"""Compares a county's form with what the county published, and says in which of its tables to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from profiler.forms.county import COUNTY
from profiler.forms.findings import Finding, FindingCode, warning
from profiler.forms.migrations import MIGRATIONS, following_county_version, is_later, version_key
from profiler.forms.published import PUBLISHED, Block
from profiler.forms.source import CHOICES, SETTINGS, FormSource

_NEW_VERSION = "neue_fassung"


def published_by_county(shipped: Iterable[Block], own: tuple[Block, ...], present: str) -> tuple[Block, ...]:
    """The versions a county's form went through: the shipped ones before its first own one, then its own.

    Args:
        shipped: what we published.
        own: what the county published.
        present: version of the form as it is now.
    """
    first = min((block.version for block in own), key=version_key, default=present)
    versions = {block.version: block for block in shipped if not is_later(block.version, first)}
    return tuple((versions | {block.version: block for block in own}).values())


def told_to_county(
    finding: Finding, history: tuple[Block, ...], source: FormSource, *, of_own: bool
) -> Finding:
    """A finding about versions with the county's tables and the version the county would give its next one.

    Args:
        finding: as a form without county has it.
        history: see `published_by_county`.
        source: the tables of both together.
        of_own: whether the county published a version itself.
    """
    present = source.settings["version"]
    latest = max((block.version for block in history), key=version_key, default=present)
    before, addition = following_county_version(latest)
    # A county counts on, also behind a newer version of ours.
    raised = present if is_later(present, latest) else f"{before}-{addition}"
    args = {"table": COUNTY + MIGRATIONS, **finding.args, "wanted": addition}
    if "write" in args:
        args["write"] = args["write"].replace(f",{_NEW_VERSION},", f",{raised},", 1)
    file, line, code = finding.file, finding.line, finding.code
    if file in (MIGRATIONS, CHOICES) or (file == PUBLISHED and of_own):
        file, line = COUNTY + file, 0 if file == CHOICES else line
    elif file == SETTINGS:
        file, line = COUNTY + SETTINGS, line if source.settings.file else 0
    if code is FindingCode.VERSION_NOT_RAISED:
        code = FindingCode.COUNTY_VERSION_NOT_RAISED
    return replace(finding, code=code, file=file, line=line, args=args)


def not_published_by_county(present: Block, shipped: tuple[Block, ...]) -> Iterator[Finding]:
    """A question of the county that nobody would miss, because no version with it was published."""
    if not shipped:
        return
    latest = max(shipped, key=lambda block: version_key(block.version))
    for item in present.items:
        if item.file.startswith(COUNTY) and not latest.named(item.name):
            yield warning(FindingCode.COUNTY_NOT_PUBLISHED, item.file, item.line, item.name)
            return
