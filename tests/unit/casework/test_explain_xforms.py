"""Every reason why a form that comes as a file is refused has a German sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from profiler.casework.explain import sentence
from profiler.casework.explain_xforms import XFORM_FAULTS
from profiler.errors import WorldError
from profiler.forms import xform
from profiler.forms.convert import convert_file
from profiler.forms.xform import read_xform


def test_no_reason_is_without_a_sentence() -> None:
    reasons = re.findall(r"`([a-z_]+)`", xform.read_xform.__doc__ or "")
    named = {reason for reason in reasons if "_" in reason or reason in XFORM_FAULTS}
    assert named >= {"choices_file_missing", "too_deep"}
    assert named <= set(XFORM_FAULTS)


def test_the_sentence_names_the_file_that_is_missing() -> None:
    xml = b"""<html><head><model><instance><d><a/></d></instance>
    <instance id="t" src="jr://file-csv/orte.csv"/></model></head><body/></html>"""
    with pytest.raises(WorldError) as raised:
        read_xform(xml, file="bogen.xml")
    assert "„orte.csv“" in str(sentence(raised.value))
    assert "bogen.xml" in str(sentence(raised.value))


def test_the_sentence_names_the_kinds_of_files(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as raised:
        convert_file(tmp_path / "bogen.pdf")
    assert ".xlsx" in str(sentence(raised.value))
