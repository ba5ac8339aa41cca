"""A desk after an update of the program that brought a changed assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from profiler.casework.content import BuiltForm
from profiler.casework.desk import UnlockedDesk
from profiler.forms.migrations import Rule
from profiler.forms.xform import read_xform

V1 = "2026112101"
V2 = "2026120101"


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
