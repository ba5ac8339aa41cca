"""Compares a form with its last published version: what vanished needs a row in `migrations.csv`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from profiler.errors import WorldError
from profiler.forms.county import COUNTY
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.lint_county import not_published_by_county, published_by_county, told_to_county
from profiler.forms.migrations import (
    LIST,
    MIGRATIONS,
    Migrations,
    Rule,
    RuleKind,
    Step,
    Way,
    follow,
    is_later,
    migration_rows,
    read_migrations,
    rule_of,
    steps,
    version_key,
)
from profiler.forms.published import PUBLISHED, REPEAT, Block, Item, outline, read_published
from profiler.forms.source import CHOICES, SETTINGS, SURVEY, FormSource


def version_findings(source: FormSource, folder: Path, county: Path | None = None) -> Iterator[Finding]:
    """What would lose answers of drafts, and what is wrong in `migrations.csv`.

    A form that was never published may change as it likes. What a county changes is compared with what it
    published itself, else with what is shipped, and belongs into its own tables.

    Args:
        source: its tables as they are now, the county's changes in them.
        folder: where `published.csv` and `migrations.csv` lie.
        county: where the county's lie, None if it has no say in this form.
    """
    if county is None:
        for finding in _findings(source, folder, (), read_published):
            yield replace(finding, args={"table": MIGRATIONS, **finding.args})
        return
    try:
        shipped, rules = read_published(folder), read_migrations(folder)
    except WorldError as broken:
        yield _unreadable(broken)
        return
    try:
        own = read_published(county)
    except WorldError as broken:
        unreadable = _unreadable(broken)
        yield replace(unreadable, file=COUNTY + unreadable.file)
        return
    history = published_by_county(shipped, own, source.settings["version"])
    for finding in _findings(source, county, rules, lambda _: history):
        yield told_to_county(finding, history, source, of_own=bool(own))
    if not own:
        yield from not_published_by_county(outline(source), shipped)


def _findings(
    source: FormSource, folder: Path, shipped: Migrations, history: Callable[[Path], tuple[Block, ...]]
) -> Iterator[Finding]:
    present = outline(source)
    try:
        published = history(folder)
        rows = tuple(migration_rows(folder))
    except WorldError as broken:
        yield _unreadable(broken)
        return
    rules: list[Rule] = []
    for row in rows:
        try:
            rules.append(rule_of(row, folder / MIGRATIONS))
        except WorldError as broken:
            yield _unreadable(broken, row["old"])
    yield from _rule_findings(rules, published, present)
    if published:
        latest = max(published, key=lambda block: version_key(block.version))
        chain = steps((*shipped, *rules), latest.version, present.version)
        found = tuple(_lost(latest, present, chain))
        yield from found
        if found and not is_later(present.version, latest.version):
            line = source.settings.line
            yield error(FindingCode.VERSION_NOT_RAISED, SETTINGS, line, version=latest.version)
        elif present.version and is_later(latest.version, present.version):
            line, versions = source.settings.line, {"version": present.version, "latest": latest.version}
            yield error(FindingCode.VERSION_LOWERED, SETTINGS, line, **versions)


def _unreadable(broken: WorldError, question: str = "") -> Finding:
    details = broken.details
    file, line = Path(details["file"]).name, int(details["line"])
    detail = details.get("detail", "")
    if details["reason"] == FindingCode.MIGRATION_UNKNOWN_RULE:
        return error(FindingCode.MIGRATION_UNKNOWN_RULE, file, line, question, rule=detail)
    if details["reason"] in (FindingCode.MIGRATION_INCOMPLETE, FindingCode.MISSING_COLUMN):
        return error(FindingCode(details["reason"]), file, line, question, column=detail)
    return error(FindingCode.UNREADABLE, file, line, question, reason=details["reason"])


# -- what vanished -------------------------------------------------------------------------------------------


def _lost(before: Block, now: Block, chain: tuple[Step, ...]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    gone: set[str] = set()
    for item in before.items:
        way = follow(item.path, item.choice_list, chain)
        if way.dropped:
            continue
        heir = _heir(item, way, now)
        around = before.repeat_of(item.path)
        if heir is None:
            gone.add(item.path)
            if around is None or around.path not in gone:
                yield _gone(item, before, now)
            continue
        yield from _type(item, heir, way, before, now)
        if around is None or around.path not in gone:
            yield from _repeat(item, heir, way, chain, before, now)
        for code in _codes_gone(item, heir, way, before, now):
            if (item.choice_list, code) not in told:
                told.add((item.choice_list, code))
                yield _code_gone(item, code, before, now)


def _heir(item: Item, way: Way, now: Block) -> Item | None:
    """The item that takes the answers: at the path the way leads to, else the only one of its name."""
    at = now.at(way.path)
    same = now.named(way.path.rpartition("/")[2])
    heir = at or (same[0] if len(same) == 1 else None)
    return heir if heir is not None and (heir.type == REPEAT) == (item.type == REPEAT) else None


def _gone(item: Item, before: Block, now: Block) -> Finding:
    return error(
        FindingCode.QUESTION_GONE,
        PUBLISHED,
        item.line,
        item.name,
        label=item.label or item.name,
        version=before.version,
        write=_row(before, now, item.name, "neuer_name", "move"),
    )


def _type(item: Item, heir: Item, way: Way, before: Block, now: Block) -> Iterator[Finding]:
    if heir.type != item.type and not way.named:
        yield error(
            FindingCode.TYPE_CHANGED,
            heir.file or SURVEY,
            heir.line,
            heir.name,
            version=before.version,
            before=item.type,
            type=heir.type,
            write=_row(before, now, item.name, "", "cast"),
        )


def _repeat(
    item: Item, heir: Item, way: Way, chain: tuple[Step, ...], before: Block, now: Block
) -> Iterator[Finding]:
    """A question that goes in or out of a repeat loses its answers where there is more than one row."""
    was, is_now = before.repeat_of(item.path), now.repeat_of(heir.path)
    expected = None if was is None else _heir(was, follow(was.path, "", chain), now)
    if expected != is_now and not way.named:
        places = {"before": was, "now": is_now}
        yield error(
            FindingCode.REPEAT_CHANGED,
            heir.file or SURVEY,
            heir.line,
            heir.name,
            version=before.version,
            write=_row(before, now, item.name, heir.name, "move"),
            **{when: place.name for when, place in places.items() if place is not None},
        )


def _codes_gone(item: Item, heir: Item, way: Way, before: Block, now: Block) -> Iterator[str]:
    """Codes nobody could choose any more; lists the tables do not hold (files, rows) are not compared."""
    known = now.lists.get(heir.choice_list)
    if known is None:
        return
    for code in before.lists.get(item.choice_list, ()):
        renamed = code
        for codes in way.codes:
            renamed = codes.get(renamed, renamed)
        if renamed and renamed not in known:
            yield code


def _code_gone(item: Item, code: str, before: Block, now: Block) -> Finding:
    shared = sum(each.choice_list == item.choice_list for each in before.items) > 1
    old = f"{LIST}{item.choice_list}" if shared else item.name
    return error(
        FindingCode.CODE_GONE,
        now.list_files.get(item.choice_list, CHOICES),
        now.list_lines.get(item.choice_list, 0),
        f"{item.choice_list}/{code}",
        choice=code,
        version=before.version,
        write=_row(before, now, old, "", f"map:{code}=neuer_code"),
    )


def _row(before: Block, now: Block, old: str, new: str, rule: str) -> str:
    """The row the author can copy; with the present version if that was raised already."""
    version = now.version if is_later(now.version, before.version) else "neue_fassung"
    return f"{before.version},{version},{old},{new},{rule}"


# -- the rules themselves ------------------------------------------------------------------------------------


def _rule_findings(rules: list[Rule], published: tuple[Block, ...], now: Block) -> Iterator[Finding]:
    blocks = {block.version: block for block in published}
    blocks[now.version] = now
    order = sorted(blocks, key=version_key)
    first: dict[tuple[str, str, str], int] = {}
    for rule in rules:
        key = (rule.from_version, rule.to_version, rule.old)
        if key in first:
            yield _about(rule, FindingCode.MIGRATION_TWICE, name=rule.old, first=str(first[key]))
        first.setdefault(key, rule.line)
        following = dict(zip(order, order[1:], strict=False))
        if following.get(rule.from_version) != rule.to_version:
            yield _about(rule, FindingCode.MIGRATION_VERSIONS, begin=rule.from_version, end=rule.to_version)
            continue
        # An answer may have been left over by an earlier version.
        earlier = [blocks[version] for version in order[: order.index(rule.from_version) + 1]]
        yield from _names(rule, earlier, blocks[rule.to_version])


def _names(rule: Rule, earlier: list[Block], later: Block) -> Iterator[Finding]:
    begin = earlier[-1]
    if rule.old.startswith(LIST):
        lists = {rule.old.removeprefix(LIST)} & set(begin.lists)
        known = bool(lists) and rule.kind is RuleKind.MAP
    else:
        lists = {item.choice_list for item in begin.items if rule.old in (item.name, item.path)}
        known = any(block.knows(rule.old) for block in earlier)
    if not known:
        yield _about(
            rule, FindingCode.MIGRATION_UNKNOWN_NAME, name=rule.old, version=rule.from_version, column="old"
        )
        return
    if rule.new and not later.knows(rule.new):
        yield _about(
            rule, FindingCode.MIGRATION_UNKNOWN_NAME, name=rule.new, version=rule.to_version, column="new"
        )
    codes = {code for name in lists for code in begin.lists.get(name, ())}
    for code in rule.codes:
        if code not in codes:
            yield _no_code(rule, code, rule.old, rule.from_version)
    yield from _targets(rule, later)
    yield from _needless_cast(rule, begin, later)


def _targets(rule: Rule, later: Block) -> Iterator[Finding]:
    """Codes answers are to become that nobody can choose; lists the tables do not hold stay unknown."""
    name = rule.new or rule.old
    if rule.old.startswith(LIST):
        lists = {rule.old.removeprefix(LIST)}
    else:
        lists = {item.choice_list for item in later.items if name in (item.name, item.path)}
    if not lists or not lists <= set(later.lists):
        return
    known = {code for each in lists for code in later.lists[each]}
    for code in sorted({*rule.codes.values()} - known - {""}):
        yield _no_code(rule, code, name, rule.to_version)


def _no_code(rule: Rule, code: str, name: str, version: str) -> Finding:
    return _about(rule, FindingCode.MIGRATION_UNKNOWN_CODE, choice=code, name=name, version=version)


def _needless_cast(rule: Rule, begin: Block, later: Block) -> Iterator[Finding]:
    """A cast of what kept its name, type, list and repeat says nothing."""
    if rule.kind is not RuleKind.CAST or rule.new not in ("", rule.old):
        return
    before, after = _kinds(begin, rule.old), _kinds(later, rule.old)
    if before and before == after:
        found = {"name": rule.old, "type": min(before)[0]}
        yield warning(FindingCode.MIGRATION_NEEDLESS, MIGRATIONS, rule.line, rule.old, **found)


def _kinds(block: Block, name: str) -> set[tuple[str, str, str]]:
    """Type, choice list and repeat of what bears a name."""
    return {
        (item.type, item.choice_list, around.name if (around := block.repeat_of(item.path)) else "")
        for item in block.items
        if name in (item.name, item.path)
    }


def _about(rule: Rule, code: FindingCode, **details: str) -> Finding:
    return error(code, MIGRATIONS, rule.line, rule.old, **details)
