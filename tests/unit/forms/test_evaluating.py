"""Evaluating over any document: paths, namespaces, zones, instances, texts, and what cannot be answered."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from profiler.forms.evaluating import Evaluator, Question, UnanswerableError
from profiler.forms.expressions.values import Value
from profiler.forms.xml_nodes import plain_path, positional_path

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
<h:head><model>
<itext>
 <translation lang="Deutsch" default="true()">
  <text id="sy"><value>Syrien</value><value form="image">sy.png</value></text>
 </translation>
 <translation lang="English"><text id="sy"><value>Syria</value></text></translation>
</itext>
<instance><data id="probe" version="7">
 <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta>
 <land>sy</land><yesno>y</yesno>
 <rep><a>1</a></rep><rep><a>2</a></rep>
</data></instance>
<instance id="lands"><root>
 <item><name>sy</name><label>Syrien (Liste)</label><itextId>sy</itextId></item>
 <item><name>af</name><label>Afghanistan</label></item>
</root></instance>
</model></h:head>
<h:body>
 <select1 ref="/data/land"><itemset nodeset="instance('lands')/root/item">
  <value ref="name"/><label ref="label"/></itemset></select1>
 <select1 ref="/data/yesno">
  <item><value>q</value></item><item><value>y</value><label>Ja</label></item>
  <item><label ref="jr:itext('sy')"/><value>n</value></item>
 </select1>
 <select ref="/data/odd"><itemset nodeset="((" ><value ref="name"/><label ref="label"/></itemset></select>
 <select ref="/data/odder"><itemset nodeset="instance('lands')/root/item"><value ref="(("/></itemset></select>
</h:body></h:html>"""

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de-AT"><body id="b"><p>a</p></body></html>'


def evaluator(zone: str | None = None) -> Evaluator:
    return Evaluator(
        today=lambda: date(2026, 11, 21),
        now=lambda: datetime(2026, 11, 21, 7, 11, tzinfo=UTC),
        zone=None if zone is None else ZoneInfo(zone),
    )


def ask(
    xml: str,
    expression: str,
    context: str | None = None,
    root: str | None = None,
    language: str | None = None,
    zone: str | None = None,
) -> Value:
    return evaluator(zone).value(Question(xml, expression, context, root, language))


INSTANCE = "/h:html/h:head/model/instance[1]"


@pytest.mark.parametrize(
    ("expression", "context", "root", "expected"),
    [
        ("string(/data/land)", None, INSTANCE, "sy"),
        ("string(land)", "/data", INSTANCE, "sy"),
        ("string(../land)", f"{INSTANCE}/data/yesno", INSTANCE, "sy"),
        ("string(.)", f"{INSTANCE}/data/land", None, "sy"),
        ("string(//land)", "/", "/", "sy"),
        # a path into the answers of a form
        ("concat(., /data/yesno)", "/data/land", None, "syy"),
        ("concat(., /data/yesno)", "/data/land", "/", "syy"),
        # every node counts, also white space
        ("name()", "/node()[1]/node()[4]", None, "h:body"),
        ("name()", "/node()[1]/node()[4]/@nothing | /node()[1]", None, "h:html"),
        # an absolute path means every row, whoever asks
        ("count(/data/rep/a)", "/data/rep[2]/a", INSTANCE, 2.0),
        ("count(../../rep)", "/data/rep[2]/a", INSTANCE, 2.0),
        ("version()", None, None, "7"),
        ("string(instance('lands')/root/item[name = 'af']/label)", None, None, "Afghanistan"),
        ("jr:choice-name('sy', '/data/land')", None, INSTANCE, "Syrien (Liste)"),
        ("jr:choice-name('y', ' /data/yesno ')", None, INSTANCE, "Ja"),
        ("jr:choice-name('n', '/data/yesno')", None, INSTANCE, "Syrien"),
        ("jr:choice-name('x', '/data/yesno')", None, INSTANCE, ""),
        ("jr:choice-name('q', '/data/yesno')", None, INSTANCE, ""),
        ("jr:choice-name('x', '/data/nowhere')", None, INSTANCE, ""),
        ("jr:choice-name('x', '/data/odd')", None, INSTANCE, ""),
        ("jr:choice-name('x', '/data/odder')", None, INSTANCE, ""),
        ("count(jr:itext('sy'))", None, None, 2.0),
        ("count(jr:itext('nothing'))", None, None, 0.0),
    ],
)
def test_in_an_xform(expression: str, context: str | None, root: str | None, expected: Value) -> None:
    assert ask(FORM, expression, context, root) == expected


def test_texts_in_the_language_asked_for() -> None:
    assert ask(FORM, "string(jr:itext('sy'))", language="English") == "Syria"
    assert ask(FORM, "string(jr:itext('sy'))") == "Syrien"
    assert ask(FORM, "string(jr:itext('sy'))", language="Kurdî") == "Syrien"
    assert ask("<data/>", "string(jr:itext('sy'))") == ""
    assert ask("<data/>", "version()") == ""


@pytest.mark.parametrize(
    ("xml", "expression", "expected"),
    [
        # names and namespaces
        (FORM, "count(//orx:meta)", 1.0),
        (FORM, "count(//orx:*)", 2.0),
        (FORM, "count(//data/orx:meta/orx:instanceID)", 1.0),
        (FORM, "count(//nobody:meta)", 0.0),
        ("<a><nobody:b xmlns:nobody='urn:1'/></a>", "count(//nobody:b)", 1.0),
        ("<a xmlns:x='urn:1'><y:b xmlns:y='urn:1'/></a>", "count(//x:b)", 1.0),
        (PAGE, "count(//p)", 0.0),
        (PAGE, "count(//xhtml:p)", 1.0),
        (PAGE, "name(//xhtml:p)", "p"),
        (PAGE, "local-name(/h:html)", "html"),
        (PAGE, "local-name(//nothing)", ""),
        (PAGE, "namespace-uri(//xhtml:p)", "http://www.w3.org/1999/xhtml"),
        (PAGE, "namespace-uri(//nothing)", ""),
        (PAGE, "namespace-uri(//@id)", ""),
        (PAGE, "namespace-uri(//@xml:lang)", "http://www.w3.org/XML/1998/namespace"),
        (PAGE, "count(//xhtml:p/namespace::*)", 2.0),
        (PAGE, "name(//xhtml:p/namespace::*[2])", "xml"),
        (PAGE, "count(//@*)", 2.0),
        (PAGE, "position(//@*)", 1.0),
        (PAGE, "count(//xhtml:body/@id/self::*)", 0.0),
        (PAGE, "count(//@id/following::node())", 2.0),
        (PAGE, "name(id('b'))", "body"),
        (PAGE, "count(id(' x  b b'))", 1.0),
        (PAGE, "count(id('x'))", 0.0),
        # languages
        (PAGE, "count(//xhtml:p[lang('de')])", 1.0),
        (PAGE, "count(//xhtml:p[lang('DE-at')])", 1.0),
        (PAGE, "count(//xhtml:p[lang('d')])", 0.0),
        ("<a/>", "lang('de')", False),
        # texts, comments, instructions
        ("<a>x<!-- y --><?z w?><![CDATA[v]]></a>", "string(a)", "xv"),
        ("<a>x<!-- y --><?z w?><![CDATA[v]]></a>", "count(a/text())", 2.0),
        ("<a>x<!-- y --><?z w?></a>", "string(a/comment())", " y "),
        ("<a>x<!-- y --><?z w?></a>", "string(a/processing-instruction())", "w"),
        ("<a>x<!-- y --><?z w?></a>", "count(a/processing-instruction('z'))", 1.0),
        ("<a>x<!-- y --><?z w?></a>", "count(a/processing-instruction('q'))", 0.0),
        ("<a>x<!-- y --><?z w?></a>", "name(a/node()[3])", "z"),
        ("<a>x<!-- y --><?z w?></a>", "name(a/text())", ""),
        ("<a>" + "line\n" * 9000 + "</a>", "count(a/text())", 1.0),
        ("<a>x<!-- y --><?z w?></a>", "count(a/*)", 0.0),
        ("<a><!-- y --></a>", "count-non-empty(a)", 0.0),
        ("\ufeff <?xml version='1.0' encoding='latin-1'?><a>ä</a>", "string(a)", "ä"),
        # an empty node-set equals nothing
        ("<a/>", "b = ''", False),
        ("<a/>", "b != ''", False),
        ("<a/>", "0 != b", False),
        ("<a/>", "b = false()", True),
        # each node counts in an order
        ("<a><b>1</b><b>3</b></a>", "a/b > true()", True),
        ("<a><b>1</b><b>3</b></a>", "//b < //b", True),
    ],
)
def test_in_any_document(xml: str, expression: str, expected: Value) -> None:
    assert ask(xml, expression) == expected


def test_lang_asks_the_active_language_where_the_document_is_silent() -> None:
    assert ask("<a/>", "lang('de')", language="de") is True


@pytest.mark.parametrize(
    ("expression", "desk", "phoenix"),
    [
        ("number('1970-01-01')", 0.0, 7 / 24),
        ("'1970-01-01' + 1", 1.0, 1 + 7 / 24),
        ("-number('1970-01-02')", -1.0, -1 - 7 / 24),
        ("number('1970-01-01T00:00:00')", 0.0, 7 / 24),
        ("decimal-date-time('1970-01-01')", 0.0, 7 / 24),
        ("max('1970-01-02', 1)", 1.0, 1 + 7 / 24),
        ("round('1970-01-02', 2)", 1.0, 1.29),
        ("date(0)", "1970-01-01", "1969-12-31T17:00:00.000-07:00"),
        ("date('1970-1-2')", "1970-01-02", "1970-01-02"),
        ("date('1970-01-02T10:00:00Z')", "1970-01-02", "1970-01-02T03:00:00.000-07:00"),
        ("date-time('1970-01-02')", "1970-01-02T00:00:00.000+00:00", "1970-01-02"),
        ("date-time(7 div 24)", "1970-01-01T07:00:00.000+00:00", "1970-01-01"),
        ("format-date('1970-01-02T03:00:00Z', '%d')", "02", "01"),
        ("decimal-time('06:00:00.000-01:00')", 0.25, 0.0),
        ("decimal-time('1970-01-01T06:00:00.000+00:00')", 0.25, 23 / 24),
        ("decimal-time('06:00:00.000-24:00')", math.nan, math.nan),
        ("decimal-time('06:00:00.000-07:60')", math.nan, math.nan),
        ("decimal-time('06:00')", 0.25, 0.25),
        ("now()", "2026-11-21T07:11:00.000+00:00", "2026-11-21T07:11:00.000+00:00"),
        ("'2018-06-25' < '2018-06-25T00:00:00.000-07:00'", True, False),
    ],
)
def test_a_zone_decides_what_a_date_means(expression: str, desk: Value, phoenix: Value) -> None:
    for zone, expected in ((None, desk), ("America/Phoenix", phoenix)):
        found = ask("<a/>", expression, zone=zone)
        assert found == expected or (found != found and expected != expected), (zone, found)


def test_random_order_is_the_same_for_the_same_seed() -> None:
    xml = "<a>" + "".join(f"<b>{letter}</b>" for letter in "ABCDEF") + "</a>"

    def order(seed: str) -> str:
        return str(ask(xml, f"join('', randomize(a/b{seed}))"))

    # what ODK Web Forms gives
    assert order(", 42") == "AFCBDE"
    assert order(", 42.9") == order(", '42'") == "AFCBDE"
    assert order(", -42") == order(", 2147483604")
    assert order(", ''") == order(", 0") == order(", number('x')")
    assert order(", 'noise'") == order(", 'noise'") != order(", 'other'")
    assert sorted(order(", 1 div 0")) == sorted(order(", -1 div 0")) == list("ABCDEF")
    assert sorted(order("")) == list("ABCDEF")
    assert ask(xml, "count(randomize(a/b, 3)/text())") == 6.0


def test_where_a_node_stands() -> None:
    xml = "<a k='1'> <b/><b><!--c--><?d e?>f</b><g:h xmlns:g='urn:1'/></a>"
    found = ask(xml, "//node() | //@* | //g:h/namespace::*")
    assert isinstance(found, list)
    assert [(positional_path(node), plain_path(node)) for node in found] == [
        ("/node()[1]", "/a"),
        ("/node()[1]/@k", "/a/@k"),
        ("/node()[1]/node()[1]", "/a/text()"),
        ("/node()[1]/node()[2]", "/a/b[1]"),
        ("/node()[1]/node()[3]", "/a/b[2]"),
        ("/node()[1]/node()[3]/node()[1]", "/a/b[2]/comment()"),
        ("/node()[1]/node()[3]/node()[2]", "/a/b[2]/processing-instruction('d')"),
        ("/node()[1]/node()[3]/node()[3]", "/a/b[2]/text()"),
        ("/node()[1]/node()[4]", "/a/g:h"),
        ("/node()[1]/node()[4]/@xmlns:g", "/a/g:h/namespace::g"),
        ("/node()[1]/node()[4]/@xmlns:xml", "/a/g:h/namespace::xml"),
    ]
    document = ask(xml, "/")
    assert isinstance(document, list)
    assert positional_path(document[0]) == plain_path(document[0]) == "/"


DEEP = ".[" * 98 + "string(.) != ''" + "]" * 98
_CHAIN = "-1" * 240
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("<a>", "1"), "broken_xml: line 1"),
        (Question("", "1"), "broken_xml: line 1"),
        (Question("<a>\ud800</a>", "1"), "broken_xml: document"),
        (Question(BOMB, "1"), "forbidden_xml: document"),
        (Question("<a>" * 300 + "</a>" * 300, "1"), "too_deep_xml: document"),
        (Question(" " * 17_000_000, "1"), "too_large_xml: document"),
        (Question("<a>" + "<b/>" * 300_000 + "</a>", "1"), "too_large_xml: document"),
        (Question("<a>" + "<b c=''>x</b>" * 100_000 + "</a>", "1"), "too_large_xml: document"),
        (Question("\n \r\n<a>\n<b>\n</a>", "1"), "broken_xml: line 5"),
        (Question("<a/>", "1 +"), "syntax: '' at 4"),
        (Question("<a/>", "$a"), "syntax: '$' at 1"),
        (Question("<a/>", "+".join(["1"] * 251)), "too_deep: '+' at 500"),
        (Question("<a/>", "(" * 500), "too_deep: '(' at 101"),
        (Question("<a/>", f"(5{_CHAIN}){_CHAIN}"), "too_deep: '(' at 1"),
        (Question("<a>" * 199 + "x<b/>" + "</a>" * 199, DEEP, "/a"), "too_deep: expression"),
        (Question("<a/>", "date-time('9999-12-31T23:59:59-14:00')"), "invalid_date: date"),
        (Question("<a/>", "1", "/b"), "unknown_context: /b"),
        (Question(FORM, "1", "/b"), "unknown_context: /b"),
        (Question("<a/>", "1", "1"), "unknown_context: 1"),
        (Question("<a/>", "1", root="/b"), "unknown_root: /b"),
        (Question("<a/>", "geofence('', '')"), "unsupported_function: geofence"),
        (Question("<a/>", "no-such()"), "unknown_function: no-such"),
        (Question("<a/>", "uuid(1 div 0)"), "invalid_argument: uuid"),
        (Question("<a/>", "date(2932896.99999999999)"), "invalid_date: date"),
        (Question("<a/>", "${a}"), "unknown_question: a"),
    ],
)
def test_what_cannot_be_answered_says_why(question: Question, said: str) -> None:
    with pytest.raises(UnanswerableError) as raised:
        evaluator("America/Phoenix").value(question)
    assert str(raised.value) == said


@pytest.mark.parametrize("operator", ["or", "and", "|"])
def test_a_chain_of_conditions_may_be_of_any_length(operator: str) -> None:
    assert ask("<a><b/></a>", f"boolean({f' {operator} '.join(['/a/b'] * 5000)})") is True
    assert ask("<a><b/></a>", f"boolean({f' {operator} '.join(['/a/b[c]'] * 5000)})") is False


def test_operators_grown_together_are_read_in_one_go() -> None:
    assert ask("<a/>", f"1{' and1' * 20_000}") is True


def test_a_time_the_clocks_skip_is_shown_as_they_show_it() -> None:
    skipped = "format-date-time('2026-03-29T02:30:00.000', '%Y-%m-%d %H:%M')"
    assert evaluator("Europe/Berlin").value(Question("<a/>", skipped)) == "2026-03-29 03:30"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("sum(/a/b)", math.inf),
        ("round(1.25, 1 div 0)", 1.25),
        ("round(1.25, -1 div 0)", 0.0),
        ("round(1.25, 999999999)", 1.25),
        ("substr('abc', -1 div 0)", "abc"),
        ("substr('abc', 0, 1 div 0)", "abc"),
        ("substr('abc', 1, 99999999999)", "bc"),
        ("substr('abc', -2)", "bc"),
    ],
)
def test_numbers_beyond_all_measure_do_no_harm(expression: str, expected: Value) -> None:
    nearly_too_large = "1" + "0" * 308
    assert ask(f"<a><b>{nearly_too_large}</b><b>{nearly_too_large}</b></a>", expression) == expected


def test_many_and_large_documents_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiler.forms.evaluating._KEPT_BYTES", 4_000_000)
    asked = evaluator()
    for number in range(4):
        large = f"<a><b>{number}</b>{' ' * 1_500_000}</a>"
        assert asked.value(Question(large, "string(a/b)")) == str(number)
        assert asked.value(Question(large, "string(a/b)")) == str(number)
    for number in range(1100):
        assert asked.value(Question("<a/>", "string(/a)", f"/a[{number} = {number}]")) == ""
