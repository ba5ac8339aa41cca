"""Declares the present version of a form published: from then on no question may vanish silently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from profiler.casework.check_content import Remark
from profiler.casework.explain_findings import form_finding
from profiler.casework.form_folders import FormFolder
from profiler.forms.county import read_merged
from profiler.forms.findings import Severity
from profiler.forms.lint import lint_folder
from profiler.forms.migrations import begin_migrations
from profiler.forms.published import PUBLISHED, Block, outline, read_published, with_block, write_published


@dataclass(frozen=True)
class Publication:
    """What came of it.

    Attributes:
        form_id: the folder's name.
        version: of the tables.
        table: where it is written down.
        remarks: the errors that keep it from being published; none if it is published now.
        is_new: whether the table changed.
    """

    form_id: str
    version: str
    table: Path
    remarks: tuple[Remark, ...] = ()
    is_new: bool = False


def publish(form: FormFolder) -> Publication:
    """Write the present version of a form into its `published.csv`, into the county's if it has a say in it.

    A version that was published before may still get further questions and choices; whatever drafts could
    lose answers by is an error of the check and keeps it from being published.

    Raises:
        WorldError: FORM_INVALID if the tables cannot be read; NO_ACCESS, DISK_FULL.
    """
    folder = form.layers[-1]
    table = folder / PUBLISHED
    now = outline(read_merged(form.tables, form.county).source)
    found = lint_folder(form.tables, county=form.county)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        told = tuple(Remark(form_finding(form.name, finding), keeps_from_use=True) for finding in errors)
        return Publication(form.name, now.version, table, told)
    before = read_published(folder)
    is_new = not any(_same(block, now) for block in before)
    if is_new:
        write_published(folder, with_block(before, now))
    begin_migrations(folder)
    return Publication(form.name, now.version, table, is_new=is_new)


def _same(one: Block, other: Block) -> bool:
    """Whether both say the same, in whatever lines."""
    items = [[(i.path, i.type, i.choice_list, i.label) for i in block.items] for block in (one, other)]
    return one.version == other.version and items[0] == items[1] and one.lists == other.lists
