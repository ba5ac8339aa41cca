"""XForms that are broken, hostile or too large end in a reason, whatever is wrong with them."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform

PROBE = Path(__file__).with_name("golden_probe.xml").read_bytes()
START = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><model>'
)
RICH = f"""{START}
<itext><translation lang="de"><text id="a"><value>A <output value="/d/b"/></value>
<value form="image">jr://images/a.png</value></text></translation></itext>
<instance><d id="x"><a>1</a><b/><c/><s/><r jr:template=""><x>1</x><i jr:template=""><y/></i></r>
<r><x>2</x><i><y/></i></r><meta><instanceID/></meta></d></instance>
<instance id="l"><root><item><itextId>a</itextId><name>n</name></item></root></instance>
<instance id="t"><towns><town><name>n</name></town></towns></instance>
<instance id="f" src="jr://file-csv/f.csv"/>
<bind id="ba" nodeset="/d/a" type="int" relevant="/d/b = 1" jr:constraintMsg="jr:itext('a')"/>
<bind nodeset="/d/meta/instanceID" jr:preload="uid"/>
<setvalue event="odk-instance-first-load" ref="/d/a" value="1"/></model></h:head><h:body>
<input bind="ba"><label ref="jr:itext('a')"/><hint>h</hint>
<setvalue event="xforms-value-changed" ref="/d/b">x</setvalue></input>
<range ref="/d/b" start="0" end="9" step="1"/>
<select ref="/d/c"><itemset nodeset="randomize(instance('l')/root/item[name != /d/a], 3)"><value ref="name"/>
<label ref="jr:itext(itextId)"/></itemset></select>
<select1 ref="/d/s"><item><label>N</label><value>n</value></item></select1>
<group ref="/d/r"><label>R</label><repeat nodeset="/d/r" jr:count="/d/a"><input ref="/d/r/x"/>
<group ref="/d/r/i"><repeat nodeset="/d/r/i"><select1 ref="y"><itemset nodeset="../../../r[x]">
<value ref="x"/><label ref="x"/></itemset></select1></repeat></group></repeat></group>
</h:body></h:html>""".encode()
FILES = {"f.csv": b"name,label\nn,N\n"}


def reason_of(xml: bytes, **files: bytes) -> str:
    with pytest.raises(WorldError) as raised:
        read_xform(xml, file="x.xml", beside=files.get)
    assert raised.value.code is ErrorCode.FORM_INVALID
    assert raised.value.details["file"] == "x.xml"
    return raised.value.details["reason"]


def form(data: str = "<a/>", *, model: str = "", body: str = "", prolog: str = "") -> bytes:
    return (
        f"{prolog}{START}<instance><d>{data}</d></instance>{model}</model></h:head>"
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"", "broken_xml"),
        (b"PK\x03\x04", "broken_xml"),
        (b"\0" * 9, "broken_xml"),
        (form()[:-3], "broken_xml"),
        (form("<a>&undeclared;</a>"), "broken_xml"),
        (b'<?xml version="1.0" encoding="klingon"?>' + form(), "broken_xml"),
        (form(prolog='<!DOCTYPE x [<!ENTITY i "boom">]>'), "forbidden_xml"),
        (form("<a>&i;</a>", prolog='<!DOCTYPE x [<!ENTITY i SYSTEM "file:///x">]>'), "forbidden_xml"),
        (form(prolog='<!DOCTYPE x [<!ENTITY % i SYSTEM "file:///x"> %i;]>'), "forbidden_xml"),
        (form(body="<group>" * 101 + "</group>" * 101), "too_deep"),
        (form("<a>" * 101 + "</a>" * 101), "too_deep"),
        (form(model='<instance id="i">' + "<a>" * 101 + "</a>" * 101 + "</instance>"), "too_deep"),
        (form("".join(f"<a{number}/>" for number in range(20_001))), "too_much_content"),
        (form("<a/>" * 400_000 + "<b></b>" * 400_000), "too_much_content"),
        (form(f"<a {' '.join(f'a{number}=' + repr('') for number in range(200_001))}/>"), "too_much_content"),
        (b" " * 50_000_000, "file_too_large"),
        (form(body='<range ref="/d/a" start="0" end="x" step="1"/>'), "range_invalid"),
        (form(body='<range ref="/d/a" start="0" end="1" step="0"/>'), "range_invalid"),
        (form(body='<range ref="/d/a" start="0" end="NaN" step="1"/>'), "range_invalid"),
        (form(model='<instance id="i" src="jr://file-csv/gone.csv"/>'), "choices_file_missing"),
        (form(model='<instance id="i" src="jr://file-csv/../f.csv"/>'), "choices_file_missing"),
        (form(model='<instance id="i" src="jr://file/i.geojson"/>'), "choices_file_kind"),
        (form(model='<instance id="i" src="https://example.org/"/>'), "choices_file_kind"),
    ],
)
def test_what_is_wrong_has_a_reason(xml: bytes, reason: str) -> None:
    assert reason_of(xml) == reason


def test_a_document_type_alone_is_harmless() -> None:
    assert read_xform(form(prolog="<!DOCTYPE html>")).has_question("a")


def test_other_encodings_are_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + form("<straße/>").decode()
    assert read_xform(text.encode("utf-16")).has_question("straße")


def test_a_long_comment_in_front_is_passed_over() -> None:
    assert read_xform(form(prolog=f"<!--{'x' * 5_000_000}-->")).has_question("a")


STATUS = Path("/proc/self/status")
MEASURE = """
import re, sys
from pathlib import Path
from profiler.errors import WorldError
from profiler.forms.xform import read_xform
tag = {tag!r}
xml = {form!r}.replace(b"<a/>", tag * {times})
try:
    read_xform(xml)
except WorldError:
    pass
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("{status}").read_text())
sys.exit(int(most.group(1)) > 300 * 1024)
"""


@pytest.mark.skipif(not STATUS.exists(), reason="nobody tells how much memory was needed at most")
@pytest.mark.parametrize(
    ("tag", "times"),
    [
        (b'<r b="1"/>', 199_000),
        (b"<item><name>abcd</name><label>efgh</label></item>", 130_000),
        (b" " * 1000, 50_000),
    ],
)
def test_reading_stays_below_300_mb(tag: bytes, times: int) -> None:
    whole = form("<b/>", model='<instance id="i"><root><a/></root></instance>')
    program = MEASURE.format(tag=tag, times=times, form=whole, status=STATUS)
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - own program


def parents(root: Element) -> list[Element]:
    return [element for element in root.iter() if len(element)]


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A good XForm after a few random accidents."""
    root = ElementTree.fromstring(draw(st.sampled_from([PROBE, RICH])))  # noqa: S314 - our own sample
    for _ in range(draw(st.integers(1, 6))):
        elements = list(root.iter())
        element = draw(st.sampled_from(elements))
        other = draw(st.sampled_from(elements))
        match draw(st.sampled_from(["remove", "double", "move", "forget", "swap", "rename", "text"])):
            case "remove" if len(element):
                element.remove(draw(st.sampled_from(list(element))))
            case "double" if len(element):
                element.append(draw(st.sampled_from(list(element))))
            case "move":
                if element not in list(other.iter()):
                    element.append(other)
            case "forget" if element.attrib:
                del element.attrib[draw(st.sampled_from(sorted(element.attrib)))]
            case "swap" if element.attrib:
                key = draw(st.sampled_from(sorted(element.attrib)))
                texts = [*other.attrib.values(), "", "[", "]", "''", "instance('x')", "../../../..", "/", "."]
                element.set(key, draw(st.sampled_from(texts)))
            case "rename":
                element.tag = other.tag
            case _:
                element.text = draw(st.sampled_from(["", "${", "a b", "}", "\n"]))
    return ElementTree.tostring(root)


def outcome(xml: bytes) -> FormDefinition | WorldError:
    try:
        return read_xform(xml, beside=FILES.get)
    except WorldError as error:
        return error


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_accidents_end_in_a_form_or_a_reason(xml: bytes) -> None:
    read = outcome(xml)
    if isinstance(read, WorldError):
        assert read.code is ErrorCode.FORM_INVALID
        assert read.details["reason"]
        return
    assert [node.path for node in read.walk()] == list(read.by_path)[1:]
    assert all(action.target in read.by_path for action in read.actions)
    assert all(
        question.choice_list is None or question.choice_list in read.choice_lists
        for question in read.questions()
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_torn_files_end_in_a_form_or_a_reason(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([PROBE, RICH]))
    at = data.draw(st.integers(0, len(whole)))
    torn = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 9)) :]
    read = outcome(torn)
    assert isinstance(read, FormDefinition) or read.details["reason"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "1"),
        (b"name,label\n\xff,x\n", "1"),
        (b"a,b,a\n1,2,3\n", "1"),
        (b"1,2\nx,y\n", "1"),
        (b"name,label\nx,y,z\n", "2"),
        (b'name,label\n"x,y\n', "2"),
    ],
)
def test_a_broken_choices_file_is_named(content: bytes, line: str) -> None:
    with pytest.raises(WorldError) as raised:
        read_xform(form(model='<instance id="f" src="jr://file-csv/f.csv"/>'), beside={"f.csv": content}.get)
    details = raised.value.details
    assert (details["reason"], details["name"], details["line"]) == ("choices_file_broken", "f.csv", line)
