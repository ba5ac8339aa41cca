"""A desk after an update of the program that brought a changed assessment."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace

from profiler import paths
from profiler.casework.content import BuiltForm
from profiler.casework.desk import UnlockedDesk
from profiler.forms.migrations import Rule
from profiler.forms.xform import read_xform


def _shipped_version() -> str:
    settings = (paths.forms_folder() / "kompetenz" / "settings.csv").read_text(encoding="utf-8")
    return next(csv.DictReader(settings.splitlines()))["version"]


V1 = _shipped_version()
V2 = str(int(V1) + 1)


def with_newer_form(
    desk: UnlockedDesk, swaps: Mapping[str, str], *rules: Rule, version: str = V2
) -> UnlockedDesk:
    """The desk whose assessment has another version and, in its XForm, other texts in place of some."""
    built = desk.content.forms["kompetenz"]
    present = built.definition.version
    text = built.xml.decode()
    for old, new in {f'version="{present}"': f'version="{version}"', **swaps}.items():
        assert old in text, old
        text = text.replace(old, new)
    xml = text.encode()
    form = read_xform(xml)
    assert form.version == version
    desk.store.keep_form(form.sha, form.form_id, form.version, xml)
    forms = {**desk.content.forms, "kompetenz": BuiltForm(form, xml, rules)}
    return replace(desk, content=replace(desk.content, forms=forms))
