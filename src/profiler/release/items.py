"""Which answers one recipient may see: the narrowing from a person's answers to a sheet's bands."""

from __future__ import annotations

from collections.abc import Callable

from profiler.forms.definition import Group, Question
from profiler.records.health import is_health
from profiler.records.summary import keeps_address_secret
from profiler.records.view import AnsweredForm, AnsweredItem, AnsweredSection, AnsweredTable
from profiler.release.outputs import DisclosedItem, DisclosedSection, DisclosedTable
from profiler.release.releases import Category
from profiler.release.sheets import Sheet, SheetSection

PLACES = frozenset(
    {
        *("street", "zip", "city", "site", "next_date", "step_station", "step_due"),
        *("child_address", "siblings_school", "assigned_school", "contact", "start_date", "next_talk"),
    }
)
"""Questions whose answers tell where or when somebody with a secret address can be met (domain 7.1, 4)."""

PLACES_UNLESS_ABROAD = frozenset(
    {"course_provider", "s_name_orig", "t_institution", "t_city", "j_employer", "offer_employer"}
)
"""The same, but a place in a row whose country is not Germany endangers nobody and recognition needs it."""

_COUNTRIES = frozenset({"s_country", "t_country", "j_country"})
_GERMANY = frozenset({"de", "deu"})

Allowed = Callable[[AnsweredItem], bool]


def is_address_secret(answered: AnsweredForm) -> bool:
    """Whether the person asked to keep the address secret.

    Reads the typed answer even where it is not relevant at present: in doubt it stays secret.
    """
    return keeps_address_secret(answered.snapshot)


def category_of(question: Question) -> Category | None:
    """The release category of a question; None for internal ones and for codes nobody can tick."""
    try:
        return Category(question.category)
    except ValueError:
        return None


def for_others(answered: AnsweredForm, categories: frozenset[Category]) -> Allowed:
    """The test every answer passes before somebody else sees it."""
    secret = is_address_secret(answered)
    abroad = _rows_abroad(answered)

    def allowed(item: AnsweredItem) -> bool:
        if item.answer.is_empty or category_of(item.question) not in categories:
            return False
        if is_health(answered.form, item.question.path):
            # Also where a county gave the question another category inside a group about health.
            return False
        if not secret:
            return True
        name = item.question.name
        return name not in PLACES and (name not in PLACES_UNLESS_ABROAD or item.address.row in abroad)

    return allowed


def _rows_abroad(answered: AnsweredForm) -> frozenset[str]:
    return frozenset(
        item.address.row
        for item in answered.every_item()
        if item.question.name in _COUNTRIES
        and not item.answer.is_empty
        and item.answer.value.lower() not in _GERMANY
    )


def on_sheet(answered: AnsweredForm, sheet: Sheet, allowed: Allowed) -> tuple[DisclosedSection, ...]:
    """The bands of a sheet in its order; bands without any answer leave no trace."""
    titles = {group.name: group for group in answered.form.sections()}
    found = (
        _section(
            section.code,
            titles.get(section.code),
            _items_on(answered, section, allowed),
            _tables_on(answered, section, allowed),
        )
        for section in sheet.sections
    )
    return tuple(section for section in found if section is not None)


def in_form_order(
    answered: AnsweredForm, allowed: Allowed, *, calculated: bool = False
) -> tuple[DisclosedSection, ...]:
    """The pages of the form with every allowed answer somebody gave; pages without any disappear.

    Args:
        answered: the answers.
        allowed: the test each of them passes.
        calculated: whether what the form worked out or filled in by itself counts too.
    """
    found = (_whole_section(section, allowed, calculated) for section in answered.sections)
    return tuple(section for section in found if section is not None)


def _whole_section(section: AnsweredSection, allowed: Allowed, calculated: bool) -> DisclosedSection | None:
    def shown(item: AnsweredItem) -> bool:
        return (calculated or item.question.kind.is_asked) and allowed(item)

    names = {item.question.name for item in section.every_item()}
    tables = (_table(table, names, shown) for table in section.tables)
    return _section(
        section.group.name,
        section.group,
        tuple(_shown(item) for item in section.items if shown(item)),
        tuple(table for table in tables if table is not None),
    )


def _section(
    code: str, group: Group | None, items: tuple[DisclosedItem, ...], tables: tuple[DisclosedTable, ...]
) -> DisclosedSection | None:
    if not items and not tables:
        return None
    return DisclosedSection(code, {} if group is None else group.label, items, tables)


def _items_on(answered: AnsweredForm, section: SheetSection, allowed: Allowed) -> tuple[DisclosedItem, ...]:
    by_name = {item.question.name: item for page in answered.sections for item in page.items}
    wanted = (by_name[name] for name in section.questions if name in by_name)
    return tuple(_shown(item) for item in wanted if allowed(item))


def _tables_on(answered: AnsweredForm, section: SheetSection, allowed: Allowed) -> tuple[DisclosedTable, ...]:
    names = set(section.questions)
    found = (_table(table, names, allowed) for page in answered.sections for table in page.tables)
    return tuple(table for table in found if table is not None)


def _table(table: AnsweredTable, names: set[str], allowed: Allowed) -> DisclosedTable | None:
    rows = (
        tuple(_shown(item) for item in row.items if item.question.name in names and allowed(item))
        for row in table.rows
    )
    shown = tuple(row for row in rows if row)
    return DisclosedTable(table.repeat.name, table.repeat.label, shown) if shown else None


def _shown(item: AnsweredItem) -> DisclosedItem:
    return DisclosedItem(item.question, item.answer, item.address.row)
