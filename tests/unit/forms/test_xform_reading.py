"""What the converter writes for every supported question type, and what others write by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from profiler.forms.convert import with_headers
from profiler.forms.definition import (
    PLACEHOLDER,
    Action,
    ActionEvent,
    Bounds,
    Branch,
    FirstRow,
    FormDefinition,
    Group,
    QuestionKind,
    Repeat,
    RowChoices,
)
from profiler.forms.xform import read_xform

Rows = list[dict[str, str]]

SURVEY: Rows = [
    {"type": "start", "name": "began"},
    {"type": "username", "name": "who"},
    {"type": "text", "name": "nick", "label::Deutsch (de)": "Rufname?", "label::English (en)": "Nickname?"}
    | {"media::image::Deutsch (de)": "de.png", "media::image::English (en)": "en.png"}
    | {"hint::Deutsch (de)": "Kurz", "guidance_hint::Deutsch (de)": "Wie die Familie ruft"},
    {"type": "integer", "name": "age", "label": "Alter von ${nick}", "default": "7", "required": "yes"}
    | {"required_message::Deutsch (de)": "Fehlt noch", "required_message::English (en)": "Missing"},
    {"type": "date", "name": "day", "label": "Tag", "default": "today()"},
    {"type": "range", "name": "size", "label": "Größe", "parameters": "start=0 end=1 step=0.25"},
    {"type": "rank meal", "name": "best", "label": "Reihe"},
    {"type": "acknowledge", "name": "seen", "label": "Gelesen"},
    {"type": "image", "name": "photo", "label": "Bild", "parameters": "max-pixels=640"},
    {
        "type": "note",
        "name": "hello",
        "label": "Gut: ${nick}, instance('meal')/root/item[name = ${food}]/label",
    },
    {"type": "select_multiple meal", "name": "mix", "label": "Was?", "parameters": "randomize=true seed=42"},
    {"type": "select_one meal", "name": "food", "label": "Eins", "choice_filter": "warm = ${age}"},
    {"type": "select_one_from_file town.csv", "name": "town", "label": "Ort"}
    | {"parameters": "value=code label=title", "choice_filter": "code != ${nick}"},
    {"type": "begin_repeat", "name": "child", "label": "Kinder"},
    {"type": "text", "name": "given", "label": "Name"},
    {"type": "date", "name": "born", "label": "Geburt", "default": "today()"},
    {"type": "integer", "name": "year", "label": "Klasse", "default": "1"},
    {"type": "begin_repeat", "name": "school", "label": "Schulen"},
    {"type": "text", "name": "place", "label": "Schule von ${given}"},
    {"type": "end_repeat"},
    {"type": "end_repeat"},
    {"type": "select_one ${given}", "name": "eldest", "label": "Ältestes", "choice_filter": "${year} > 3"},
    {"type": "begin_repeat", "name": "box", "label": "Kisten", "repeat_count": "${age} + 1"},
    {"type": "text", "name": "inside", "label": "Inhalt"},
    {"type": "end_repeat"},
    {"type": "begin_group", "name": "grid", "label": "Raster", "appearance": "table-list"},
    {"type": "select_one meal", "name": "first", "label": "Früh"},
    {"type": "select_one meal", "name": "second", "label": "Spät"},
    {"type": "end_group"},
    {"type": "calculate", "name": "when", "calculation": "now()", "trigger": "${nick}"},
    {"type": "integer", "name": "fixed", "label": "Fest", "read_only": "yes"},
    {"type": "text", "name": "shown", "label": "Name", "calculation": "jr:choice-name(${food}, '${food}')"},
    {"type": "hidden", "name": "kept", "default": "x"},
]
CHOICES: Rows = [
    {"list_name": "meal", "name": "rice", "label::Deutsch (de)": "Reis", "label::English (en)": "Rice"}
    | {"warm": "1", "media::audio::Deutsch (de)": "reis.mp3"},
    {"list_name": "meal", "name": "bread", "label::Deutsch (de)": "Brot", "warm": "2"},
]
SETTINGS: Rows = [
    {
        "form_id": "all",
        "name": "all",
        "form_title": "Alles",
        "version": "3",
        "default_language": "Deutsch (de)",
    }
    | {"instance_name": "concat(${nick}, '!')", "prefix": "p"}
]
TOWNS = {"town.csv": b"code;title\nb;Berlin\nh;Homs\n"}


@pytest.fixture(scope="module")
def form() -> FormDefinition:
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

    tables = with_headers({"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS})
    xml: str = convert(tables).xform
    return read_xform(xml.encode(), beside=TOWNS.get)


@pytest.mark.parametrize(
    ("name", "kind", "datatype"),
    [
        ("began", QuestionKind.HIDDEN, "dateTime"),
        ("nick", QuestionKind.TEXT, "string"),
        ("age", QuestionKind.INTEGER, "int"),
        ("day", QuestionKind.DATE, "date"),
        ("size", QuestionKind.RANGE, "decimal"),
        ("best", QuestionKind.RANK, "rank"),
        ("seen", QuestionKind.ACKNOWLEDGE, "string"),
        ("photo", QuestionKind.FILE, "binary"),
        ("hello", QuestionKind.NOTE, "string"),
        ("mix", QuestionKind.SELECT_MULTIPLE, "string"),
        ("food", QuestionKind.SELECT_ONE, "string"),
        ("box_count", QuestionKind.CALCULATE, "string"),
        ("when", QuestionKind.HIDDEN, "string"),
        ("fixed", QuestionKind.INTEGER, "int"),
        ("shown", QuestionKind.TEXT, "string"),
        ("kept", QuestionKind.HIDDEN, "string"),
    ],
)
def test_every_type_is_known(form: FormDefinition, name: str, kind: QuestionKind, datatype: str) -> None:
    assert (form.question(name).kind, form.question(name).datatype) == (kind, datatype)


def test_texts_come_with_media_help_and_messages_in_every_language(form: FormDefinition) -> None:
    nick, age = form.question("nick"), form.question("age")
    assert form.languages == ("de", "en")
    assert nick.label == {"de": "Rufname?", "en": "Nickname?"}
    assert nick.media == {"image": {"de": "de.png", "en": "en.png"}}
    assert (nick.hint, nick.guidance) == ({"de": "Kurz"}, {"de": "Wie die Familie ruft"})
    assert age.required_message == {"de": "Fehlt noch", "en": "Missing"}
    assert form.choice_lists["meal"][0].media == {"audio": {"de": "reis.mp3"}}
    assert form.files == ("town.csv", "de.png", "en.png", "reis.mp3")


def test_placeholders_name_questions_or_hold_expressions(form: FormDefinition) -> None:
    text = form.question("hello").label["de"]
    assert form.question("age").label == {"de": "Alter von ${nick}"}
    assert form.question("place").label == {"de": "Schule von ${given}"}
    (named, empty), (none, expression) = (found.groups() for found in PLACEHOLDER.finditer(text))
    assert (named, empty, none) == ("nick", None, None)
    assert " ".join(expression.split()) == "instance('meal')/root/item[name = /all/food ]/label"


def test_what_fills_itself_is_told(form: FormDefinition) -> None:
    began, who = form.question("began"), form.question("who")
    assert (began.preload, began.preload_params) == ("timestamp", "start")
    assert (who.preload, who.preload_params) == ("property", "username")
    assert (form.question("age").default, form.question("kept").default) == ("7", "x")
    assert form.instance_name.split() == ["concat(", "/all/nick", ",", "'!')"]
    assert form.actions == (
        Action(frozenset([ActionEvent.FIRST_LOAD]), "/all/day", "today()"),
        Action(frozenset([ActionEvent.FIRST_LOAD]), "/all/child/born", "today()"),
        Action(frozenset([ActionEvent.VALUE_CHANGED]), "/all/when", "now()", trigger="/all/nick"),
        Action(frozenset([ActionEvent.NEW_ROW]), "/all/child/born", "today()", trigger="/all/child"),
    )


def test_controls_say_the_rest(form: FormDefinition) -> None:
    assert form.question("size").bounds == Bounds("0", "1", "0.25")
    photo = form.question("photo")
    assert (photo.mediatype, photo.parameters) == ("image/*", {"max-pixels": "640"})
    assert (form.question("fixed").readonly, form.question("hello").readonly) == ("true()", "")
    assert form.attributes == {"prefix": "p"}


def test_choices_come_from_lists_files_and_rows(form: FormDefinition) -> None:
    mix, food, town = form.question("mix"), form.question("food"), form.question("town")
    assert (mix.choice_list, mix.shuffled, mix.shuffle_seed) == ("meal", True, "42")
    assert (food.choice_list, food.choice_filter.split()) == ("meal", ["warm", "=", "/all/age"])
    assert town.choice_filter.split() == ["code", "!=", "/all/nick"]
    offered = form.choice_lists[town.choice_list or ""]
    assert [(choice.code, choice.label) for choice in offered] == [
        ("b", {"de": "Berlin"}),
        ("h", {"de": "Homs"}),
    ]
    assert offered[0].columns == {"code": "b", "title": "Berlin"}
    assert form.question("eldest").row_choices == RowChoices("/all/child[ ./year  > 3]", "given", "given")
    assert form.question("eldest").choice_list is None


def test_repeats_bring_the_rows_of_the_file_along(form: FormDefinition) -> None:
    child, school, box = form.repeats()
    school_row = FirstRow({"/all/child/school/place": ""})
    assert child.first_rows == (
        FirstRow(
            {"/all/child/given": "", "/all/child/born": "", "/all/child/year": "1"},
            {"/all/child/school": (school_row,)},
        ),
    )
    assert school.first_rows == ()
    assert form.question("year").default == "1"
    assert box.count == "/all/box_count"


def test_a_table_list_keeps_its_heading_as_notes(form: FormDefinition) -> None:
    grid = form.by_path["/all/grid"]
    assert isinstance(grid, Group)
    assert grid.appearance == "field-list"
    title, heading, first, _ = (form.by_path[node.path] for node in grid.children)
    assert [getattr(node, "kind", "") for node in (title, heading)] == [QuestionKind.NOTE] * 2
    assert getattr(heading, "choice_list", "") == "meal"
    assert getattr(first, "appearance", "") == "list-nolabel"


def by_hand(
    data: str = "<a/><b/>",
    *,
    model: str = "",
    body: str = "",
    attributes: str = 'id="hand"',
    beside: Mapping[str, bytes] | None = None,
) -> FormDefinition:
    xml = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:jr="http://openrosa.org/javarosa"
      xmlns:orx="http://openrosa.org/xforms">
    <h:head><h:title>T</h:title><model><instance><data {attributes}>{data}</data></instance>{model}</model>
    </h:head><h:body>{body}</h:body></h:html>"""
    return read_xform(xml.encode(), beside=None if beside is None else beside.get)


@pytest.mark.parametrize("prefix", ["xf:", "xforms:"])
def test_prefixes_do_not_matter(prefix: str) -> None:
    name = prefix.removesuffix(":")
    xml = f"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:{name}="http://www.w3.org/2002/xforms">
    <head><title>T</title><{prefix}model><{prefix}instance><d xmlns="urn:mine" id="x"><a>1</a></d>
    </{prefix}instance><{prefix}bind nodeset="/d/a" type="int"/></{prefix}model></head>
    <body><{prefix}input ref="/d/a"><{prefix}label>Wie viel</{prefix}label></{prefix}input></body></html>"""
    form = read_xform(xml.encode())
    (question,) = form.questions()
    assert (question.kind, question.default, question.label) == (
        QuestionKind.INTEGER,
        "1",
        {"de": "Wie viel"},
    )
    assert (form.form_id, form.namespace) == ("x", "urn:mine")


def test_references_may_be_relative_bound_by_id_or_carry_predicates() -> None:
    form = by_hand(
        "<g><a/><b/></g><c/>",
        model='<bind id="ca" nodeset="g/a" type="int"/><bind nodeset="/data/g[1]/b" type="date"/>',
        body='<group ref="/data/g"><input bind="ca"/><input ref="./b"/><input ref="../c"/></group>',
    )
    kinds = [(question.path, question.kind) for question in form.questions()]
    assert kinds == [
        ("/data/g/a", QuestionKind.INTEGER),
        ("/data/g/b", QuestionKind.DATE),
        ("/data/c", QuestionKind.TEXT),
    ]


def test_a_path_bound_twice_has_both() -> None:
    form = by_hand(
        model='<bind nodeset="/data/a" type="int" relevant="1"/><bind nodeset="/data/a" relevant="2"/>',
        body='<input ref="/data/a"/>',
    )
    assert (form.question("a").kind, form.question("a").relevant) == (QuestionKind.INTEGER, "2")


def test_the_body_decides_the_order() -> None:
    form = by_hand("<a/><hidden/><b/><c/>", body='<input ref="/data/c"/><input ref="/data/a"/>')
    assert [question.name for question in form.questions()] == ["c", "hidden", "b", "a"]


def test_groups_without_a_node_only_frame() -> None:
    form = by_hand(
        "<a/><rep><x/></rep>",
        body="""<group><label>Rahmen</label><group><input ref="/data/a"/></group></group>
        <group appearance="w1"><label>Zeilen</label><repeat nodeset="/data/rep"><input ref="/data/rep/x"/>
        </repeat></group>""",
    )
    assert [node.path for node in form.walk()] == ["/data/a", "/data/rep", "/data/rep/x"]
    rep = form.by_path["/data/rep"]
    assert (rep.label, rep.appearance) == ({"de": "Zeilen"}, "w1")


def test_rows_without_a_template_keep_their_values_for_themselves() -> None:
    form = by_hand(
        "<rep><x>1</x><in><y>2</y></in><in><y>3</y></in></rep><rep><x>4</x></rep>",
        body="""<repeat nodeset="/data/rep" jr:noAddRemove="true()"><input ref="x"/>
        <repeat nodeset="/data/rep/in"><input ref="y"/></repeat></repeat>""",
    )
    rep, inner = form.repeats()
    assert rep.first_rows == (
        FirstRow(
            {"/data/rep/x": "1"},
            {"/data/rep/in": (FirstRow({"/data/rep/in/y": "2"}), FirstRow({"/data/rep/in/y": "3"}))},
        ),
        FirstRow({"/data/rep/x": "4"}),
    )
    assert (rep.fixed, inner.fixed, inner.first_rows) == (True, False, ())
    assert (form.question("x").default, form.question("y").default) == ("", "")


def test_a_template_may_bring_inner_rows() -> None:
    form = by_hand(
        '<rep jr:template=""><in jr:template=""><y>9</y></in><in><y>1</y></in></rep>',
        body='<repeat nodeset="/data/rep"><repeat nodeset="in"><input ref="y"/></repeat></repeat>',
    )
    rep, inner = form.repeats()
    assert (rep.first_rows, inner.first_rows) == ((), (FirstRow({"/data/rep/in/y": "1"}),))
    assert form.question("y").default == "9"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (
            '<setvalue event="odk-instance-load" ref="/data/b" value="1 + 1"/>',
            Action(frozenset([ActionEvent.LOAD]), "/data/b", "1 + 1"),
        ),
        (
            '<setvalue ev:event="xforms-ready" bind="other">fest</setvalue>',
            Action(frozenset([ActionEvent.FIRST_LOAD]), "/data/b", text="fest"),
        ),
        (
            '<setvalue event="odk-instance-first-load odk-instance-load" ref="b" value=""/>',
            Action(frozenset([ActionEvent.FIRST_LOAD, ActionEvent.LOAD]), "/data/b"),
        ),
    ],
)
def test_actions_of_the_model(action: str, expected: Action) -> None:
    form = by_hand(model=f'<bind id="other" nodeset="/data/b"/>{action}')
    assert form.actions == (expected,)


@pytest.mark.parametrize(
    "action",
    [
        '<setvalue event="DOMActivate" ref="/data/b" value="1"/>',
        '<setvalue event="odk-instance-load" ref="/data/nowhere" value="1"/>',
        '<setvalue event="odk-instance-load" value="1"/>',
        '<setvalue ref="/data/b" value="1"/>',
    ],
)
def test_actions_that_cannot_happen_are_left_out(action: str) -> None:
    assert by_hand(model=action).actions == ()


def test_nested_actions_know_what_triggers_them() -> None:
    form = by_hand(
        "<a/><b/><rep><x/></rep>",
        body="""<input ref="/data/a"><setvalue event="xforms-value-changed" ref="../b">neu</setvalue></input>
        <group ref="/data/rep"><repeat nodeset="/data/rep"><input ref="/data/rep/x"/>
        <setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/rep/x" value="../../a"/>
        </repeat></group>""",
    )
    assert form.actions == (
        Action(frozenset([ActionEvent.VALUE_CHANGED]), "/data/b", text="neu", trigger="/data/a"),
        Action(
            frozenset([ActionEvent.FIRST_LOAD, ActionEvent.NEW_ROW]),
            "/data/rep/x",
            "../../a",
            trigger="/data/rep",
        ),
    )


@pytest.mark.parametrize(
    ("itemset", "chosen", "condition", "rows"),
    [
        ("instance('l')/root/item[x = 1][y = 2]", "l", "(x = 1) and (y = 2)", None),
        ('instance( "l" )/root/item', "l", "", None),
        ("randomize(instance('l')/root/item[contains(x, '],[')], /data/a)", "l", "contains(x, '],[')", None),
        ("instance('unknown')/root/item", "unknown", "", None),
        ("instance('l')/root/item[2]", None, "", "instance('l')/root/item[2]"),
        ("instance('l')/root/item[x]/inner", None, "", "instance('l')/root/item[x]/inner"),
        ("instance('tree')/towns/town[@x]", None, "", "instance('tree')/towns/town[@x]"),
        ("instance('l')/root/item[x]/in[y]", None, "", "instance('l')/root/item[x]/in[y]"),
        ("instance('twice')/root/item", None, "", "instance('twice')/root/item"),
        ("../rep", None, "", "../rep"),
    ],
)
def test_itemsets_are_lists_with_a_condition_or_any_nodes(
    itemset: str, chosen: str | None, condition: str, rows: str | None
) -> None:
    form = by_hand(
        model="""<instance id="l"><root><item><name>n</name><label>N</label></item></root></instance>
        <instance id="twice"><root><item><name>n</name><name>m</name></item></root></instance>
        <instance id="tree"><towns><town><name>t</name><label>T</label></town></towns></instance>""",
        body=f"""<select1 ref="/data/a"><itemset nodeset="{itemset.replace('"', "&quot;")}">
        <value ref="name"/><label ref="label"/></itemset></select1>""",
    )
    question = form.question("a")
    assert (question.choice_list, question.choice_filter) == (chosen, condition)
    assert question.row_choices == (None if rows is None else RowChoices(rows, "name", "label"))
    assert form.documents["tree"] == Branch(
        "towns", children=(Branch("town", children=(Branch("name", "t"), Branch("label", "T"))),)
    )


def test_a_list_may_be_seen_by_other_columns() -> None:
    form = by_hand(
        model="""<itext><translation lang="en"><text id="k"><value>Key</value></text></translation></itext>
        <instance id="l"><root><item><id>1</id><key>k</key></item></root></instance>""",
        body="""<select1 ref="/data/a"><itemset nodeset="instance('l')/root/item"><value ref="id"/>
        <label ref="jr:itext(key)"/></itemset></select1>""",
    )
    (choice,) = form.choice_lists[form.question("a").choice_list or ""]
    assert (choice.code, choice.label, choice.columns) == ("1", {"en": "Key"}, {"id": "1", "key": "k"})


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Kostet ${a}", "Kostet ${='${'}a}"),
        ('<output value="/data/a + 1"/>', "${=/data/a + 1}"),
        ('<output ref=" /data/a "/> und', "${a} und"),
        ('<output value="../a"/>', "${a}"),
        ('<output value="/data/gone"/>', "${=/data/gone}"),
        ('<output value="a"/>', "${=a}"),
        ('<output value="/data/g/same"/>', "${=/data/g/same}"),
        ("<output value=\"concat('  }', /data/a)\"/>", "${=concat('  }', /data/a)}"),
        ('<output value="}"/>x', "x"),
        ("<output/>x", "x"),
        ("<h:b>fett</h:b> und <i>weg</i>", "fett und"),
        ("a\u00a0b\n   c", "a\u00a0b\nc"),
    ],
)
def test_outputs_become_placeholders(label: str, expected: str) -> None:
    form = by_hand(
        "<a/><g><same/></g><h><same/></h>", body=f'<input ref="/data/a"><label>{label}</label></input>'
    )
    assert form.question("a").label == {"de": expected}
    leftover = PLACEHOLDER.sub("", form.question("a").label["de"])
    assert "${" not in leftover


def test_languages_start_with_the_default_and_the_unnamed_is_ours() -> None:
    itext = """<itext><translation lang="English (en)"><text id="a"><value>A</value></text></translation>
    <translation lang="default" default="true()"><text id="a"><value form="long">Lang</value>
    <value form="short">L</value></text></translation></itext>"""
    form = by_hand(
        model=itext,
        body="""<input ref="/data/a"><label ref="jr:itext('a')"/></input>
    <input ref="/data/b"><label ref="jr:itext('gone')"/></input>""",
    )
    assert form.languages == ("de", "en")
    assert form.question("a").label == {"de": "Lang", "en": "A"}
    assert form.question("b").label == {}


def test_german_comes_first_and_texts_outside_itext_are_in_the_default() -> None:
    itext = """<itext><translation lang="en" default=""/><translation lang="Deutsch (de)"/></itext>"""
    form = by_hand(model=itext, body='<input ref="/data/a"><label>Name</label></input>')
    assert form.languages == ("de", "en")
    assert form.question("a").label == {"en": "Name"}
    assert form.title == {"en": "T"}


def test_a_read_only_text_that_is_filled_is_no_note() -> None:
    form = by_hand(
        "<a>da</a><b/><c/>",
        model='<bind nodeset="/data/a" readonly="true()"/><bind nodeset="/data/b" readonly="true()"/>'
        '<bind nodeset="/data/c" readonly="false()" required="false()" relevant="true()"/>',
        body='<input ref="/data/a"/><input ref="/data/b"/><textarea ref="/data/c" rows="5"/>',
    )
    a, b, c = form.questions()
    assert (a.kind, a.readonly) == (QuestionKind.TEXT, "true()")
    assert b.kind is QuestionKind.NOTE
    assert (c.kind, c.readonly, c.required, c.relevant, c.parameters) == (
        QuestionKind.TEXT,
        "",
        "",
        "",
        {"rows": "5"},
    )


def test_the_record_may_have_its_own_namespace_and_version() -> None:
    form = by_hand(attributes='xmlns="urn:f" orx:version="7" orx:x="y"')
    assert (form.form_id, form.namespace, form.version, form.attributes) == (
        "urn:f",
        "urn:f",
        "7",
        {"x": "y"},
    )


@pytest.mark.parametrize("reference", ["", "../../..", "instance('l')/root", "/data/orx:meta"])
def test_references_to_nothing_are_passed_over(reference: str) -> None:
    form = by_hand(model=f'<bind nodeset="{reference}" type="int"/>', body=f'<input ref="{reference}"/>')
    assert [question.kind for question in form.questions()] == [QuestionKind.HIDDEN] * 2


def test_namespaces_of_steps_do_not_matter() -> None:
    form = by_hand(
        "<orx:a/>", model='<bind nodeset=" /data / orx:a" type="int"/>', body='<input ref="orx:a"/>'
    )
    assert form.question("a").kind is QuestionKind.INTEGER


def test_a_select_from_the_old_file_of_choices_is_not_taken_for_a_text() -> None:
    form = by_hand(body="""<input ref="/data/a" query="instance('x')/root/item"/>""")
    assert form.question("a").kind is QuestionKind.OTHER


def test_the_last_record_is_empty() -> None:
    form = by_hand(model='<instance id="__last-saved" src="jr://instance/last-saved"/>')
    assert form.documents == {"__last-saved": Branch("root")}


def test_the_group_around_a_repeat_helps_once() -> None:
    form = by_hand(
        "<rep><x/></rep>",
        body="""<group ref="/data/rep"><label>R</label><hint>H</hint><repeat nodeset="/data/rep">
        <hint>other</hint><input ref="/data/rep/x"/></repeat></group>""",
    )
    rep = form.by_path["/data/rep"]
    assert isinstance(rep, Repeat)
    assert (rep.label, rep.hint) == ({"de": "R"}, {"de": "H"})


def test_a_row_of_the_file_leaves_the_template_inside_it_alone() -> None:
    form = by_hand(
        '<rep jr:template=""><in jr:template=""><y/></in></rep>'
        '<rep><in jr:template=""><y>9</y></in><in><y>1</y></in></rep>',
        body='<repeat nodeset="/data/rep"><repeat nodeset="in"><input ref="y"/></repeat></repeat>',
    )
    rep, _ = form.repeats()
    assert rep.first_rows == (FirstRow({}, {"/data/rep/in": (FirstRow({"/data/rep/in/y": "1"}),)}),)


def test_two_questions_may_see_a_list_the_same_way() -> None:
    itemset = """<itemset nodeset="instance('l')/root/item"><value ref="id"/><label ref="key"/></itemset>"""
    form = by_hand(
        model="<instance id='l'><root><item><id>1</id><key>k</key></item></root></instance>",
        body=f'<select1 ref="/data/a">{itemset}</select1><select1 ref="/data/b">{itemset}</select1>',
    )
    assert form.question("a").choice_list == form.question("b").choice_list


def test_a_repeat_is_one_thing_however_often_it_is_named() -> None:
    form = by_hand(
        "<rep><x/></rep>",
        body="""<group ref="/data/rep" appearance="table"><label>R</label><repeat nodeset="/data/rep"
        appearance="table"><input ref="/data/rep/x"><label>1</label></input><input ref="/data/rep/x">
        <label>2</label></input></repeat></group>""",
    )
    rep = form.by_path["/data/rep"]
    assert isinstance(rep, Repeat)
    assert (rep.appearance, form.question("x").label) == ("table", {"de": "1"})
