"""Whatever somebody types into a form, Profiler's engine and JavaRosa come to the same values and relevance.

Skipped where there is no Java development kit. What is different on purpose stands in `dialect.py`.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from profiler.forms.changes import ChangeSet
from profiler.forms.xform import read_xform
from tests.depth import DEEP, deep
from tests.oracle.dialect import excuse
from tests.oracle.engines import Edit, EditKind, Ours
from tests.oracle.javarosa import JavaRosa
from tests.oracle.replay import STALE, SampleForm, play, replay
from tests.oracle.sample_forms import NAMES, prepare
from tests.oracle.standing import Difference, Standing, differences, same_value

EDITS = deep(500, 10_000)
"""In all forms together."""

STEPS = 25
"""Edits of one record; then a new one begins."""


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> SampleForm:
    definition, file = prepare(request.param, tmp_path)
    return SampleForm(request.param, definition, file)


@pytest.mark.parametrize("sample", NAMES, indirect=True)
def test_random_edits_come_to_the_same(
    sample: SampleForm, javarosa: JavaRosa, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = random.getrandbits(32) if DEEP else "ordinary"  # of the seed the run names
    played, explained = 0, Counter[str]()
    while played < EDITS / len(NAMES):
        run = play(sample, javarosa, f"{seed} {sample.name} {played}", STEPS, excuse)
        assert run.finding is None, f"{run.finding}\nseed {seed}"
        played += run.edits
        explained += run.excused
    with capsys.disabled():
        figures = ", ".join(f"{times} x {reason}" for reason, times in explained.items())
        print(f"\nJavaRosa: {sample.name}, {played} edits, explained: {figures or 'nothing'}")  # noqa: T201 - the figure is what this test is for


FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>
<instance><data id="t"><row jr:template=""><n/><c/></row><row><n/><c/></row><sum/></data></instance>
<bind nodeset="/data/row/n" type="int" constraint=". &lt; 5"/>
<bind nodeset="/data/row/c" calculate="{calculation}"/>
<bind nodeset="/data/sum" calculate="sum(/data/row/c[. != ''])" relevant="count(/data/row) != 2"/>
</model></h:head><h:body><group ref="/data/row"><label/><repeat nodeset="/data/row">
<input ref="/data/row/n"><label/></input></repeat></group></h:body></h:html>"""


def small_form(folder: Path, calculation: str) -> SampleForm:
    file = folder / "small.xml"
    file.write_text(FORM.format(calculation=calculation), encoding="utf-8")
    return SampleForm("small", read_xform(file.read_bytes()), file)


def no_excuse(_form: object, _difference: Difference) -> str:
    return ""


EDITED = (
    Edit(EditKind.SET, "/data/row[1]/n", "2"),
    Edit(EditKind.ADD, "/data/row"),
    Edit(EditKind.SET, "/data/row[2]/n", "7"),
    Edit(EditKind.ADD, "/data/row"),
    Edit(EditKind.REMOVE, "/data/row[1]"),
)


def test_both_engines_do_what_they_are_told(tmp_path: Path, javarosa: JavaRosa) -> None:
    form = small_form(tmp_path, "../n + 1")
    assert replay(form, javarosa, no_excuse, EDITED) == ()
    ours = Ours(form.definition)
    for edit in EDITED:
        ours.apply(edit)
    assert ours.record()["/data/row[1]/n"] == Standing("7", holds=False)
    assert "/data/sum" not in ours.record()
    assert ours.session.recalculate_all() == ChangeSet()


def test_a_difference_is_found_and_its_way_there_shortened(tmp_path: Path, javarosa: JavaRosa) -> None:
    form = small_form(tmp_path, "if(/data/row/n = 7, 'here', 'there')")
    other = SampleForm("small", form.definition, small_form(tmp_path, "concat(/data/row/n, '')").file)
    run = play(other, javarosa, "any", STEPS, no_excuse)
    assert run.finding is not None
    assert run.finding.edits == ()
    assert {each.aspect for each in run.finding.differences} == {"value"}


def test_what_javarosa_leaves_stale_is_no_difference(tmp_path: Path, javarosa: JavaRosa) -> None:
    """It works out the row in which something changed, not the next one that looks at it."""
    form = small_form(tmp_path, "/data/row[position() = 1]/n")
    edits = [Edit(EditKind.ADD, "/data/row"), Edit(EditKind.SET, "/data/row[1]/n", "3")]
    assert replay(form, javarosa, no_excuse, edits) == ()
    run = play(form, javarosa, "stale", 40, no_excuse)
    assert run.finding is None
    assert STALE in run.excused


@pytest.mark.parametrize("sample", ["needs_assessment"], indirect=True)
def test_an_answer_with_blanks_around_it_can_be_chosen(sample: SampleForm, javarosa: JavaRosa) -> None:
    edits = [
        Edit(EditKind.SET, "/data/head", "Amina"),
        Edit(EditKind.SET, "/data/person[1]/called", " Bela "),
        Edit(EditKind.SET, "/data/speaker", " Bela "),
    ]
    assert replay(sample, javarosa, excuse, edits) == ()


def test_numbers_and_moments_are_compared_by_what_they_mean() -> None:
    assert same_value("3", "3.0")
    assert same_value("0.1", "0.10000000000000001")
    assert same_value("08:30:00.000Z", "08:30:00.000+00:00")
    assert not same_value("3", "3a")
    assert not same_value("", "0")
    assert not same_value("NaN", "nan")


def test_every_aspect_of_a_difference_has_a_name(tmp_path: Path) -> None:
    form = small_form(tmp_path, "1").definition
    ours = {"/data/row[1]/n": Standing("1"), "/data/row[2]/n": Standing("1")}
    theirs = {"/data/row[1]/n": Standing("2", required=True, readonly=True, holds=False)}
    assert [each.aspect for each in differences(form, ours, theirs)] == [
        "value", "required", "readonly", "constraint", "relevance",
    ]  # fmt: skip
