"""What a question offers: its list, filtered or shuffled, or the rows somebody entered."""

from __future__ import annotations

import random
from dataclasses import replace

from profiler.forms.answer import Address
from profiler.forms.definition import Branch, Choice, FormDefinition, Question
from profiler.forms.session import FormSession
from tests.silence import LogWatch
from tests.unit.forms.small_forms import TODAY, Desk, calculate, form, from_rows, group, question, repeat

TOWNS = {
    "town": tuple(
        Choice(code, {"de": code.title(), "ar": f"ar-{code}"}, {"of": of, "size": size})
        for code, of, size in (
            ("aleppo", "sy", "9"),
            ("homs", "sy", "3"),
            ("herat", "af", "3"),
            ("nowhere", "", "1"),
        )
    )
}


def offered(desk: Desk, name: str, row: str = "") -> list[str]:
    return [choice.code for choice in desk.session.choices(desk.address(name, row))]


def test_a_long_list_is_filtered_by_its_columns() -> None:
    def town(choice_filter: str) -> Desk:
        asked = question("town", "select_one", choice_list="town", choice_filter=choice_filter)
        desk = Desk(form(question("land"), question("size"), question("more"), asked, choices=TOWNS))
        desk.put("land", "sy")
        desk.put("size", "3")
        return desk

    assert offered(town("of = ${land}"), "town") == ["aleppo", "homs"]
    assert offered(town("/data/land = of and size < 5"), "town") == ["homs"]
    assert offered(town("of = current()/../land"), "town") == ["aleppo", "homs"]
    assert offered(town("of = 'af'"), "town") == ["herat"]
    assert offered(town("of = ${more}"), "town") == ["nowhere"]
    assert offered(town("none = ${more}"), "town") == ["aleppo", "homs", "herat", "nowhere"]
    assert offered(town("of != ${land}"), "town") == ["herat", "nowhere"]
    assert offered(town("size = 1 + 2"), "town") == ["homs", "herat"]
    assert offered(town("name = /data/land[. = 'x'] or of = ''"), "town") == ["nowhere"]
    assert offered(town("of = /data/land[. = 'x']"), "town") == ["nowhere"]
    assert offered(town("*[. = '9'] = size"), "town") == ["aleppo"]
    assert offered(town("../item/of = 'sy'"), "town") == ["aleppo", "homs", "herat", "nowhere"]
    assert offered(town("of/x = ${land}"), "town") == []


def test_a_filter_without_a_list_offers_nothing() -> None:
    desk = Desk(form(question("a", "select_one", choice_filter="of = 'x'")))
    assert offered(desk, "a") == []
    desk.put("a", "x")
    assert desk.problem("a") == "type"


def test_a_filter_that_fails_offers_everything(log_watch: LogWatch) -> None:
    log_watch.expect("question=town reason=unknown_function")
    asked = question("town", "select_one", choice_list="town", choice_filter="unknown()")
    assert len(offered(Desk(form(asked, choices=TOWNS)), "town")) == 4


def people(**details: str) -> FormDefinition:
    return form(
        repeat("person", question("name"), question("nick"), calculate("tag", "concat('p', position(..))")),
        from_rows("speaker", "/data/person[ ./name != '']", "tag", "name", **details),
        calculate("said", "jr:choice-name(${speaker}, '/data/speaker')"),
        question("after"),
    )


def test_rows_are_choices() -> None:
    desk = Desk(people())
    one, two, three = (desk.add("person") for _ in range(3))
    assert offered(desk, "speaker") == []
    desk.put("name", "Amina", one)
    assert desk.put("name", "Omar", three).choices == {desk.address("speaker")}
    assert [(each.code, each.label) for each in desk.session.choices(desk.address("speaker"))] == [
        ("p1", {"de": "Amina"}),
        ("p3", {"de": "Omar"}),
    ]
    desk.put("speaker", "p3")
    assert (desk.problem("speaker"), desk.value("said")) == ("", "Omar")
    assert desk.session.fill("${speaker}?", desk.address("after"), "ar") == "Omar?"
    assert desk.session.choice_label(desk.address("speaker"), "p1") == "Amina"
    assert desk.session.choice_label(desk.address("speaker"), "p9") == "p9"
    assert desk.put("name", "Umar", three).values[desk.address("said")] == "Umar"
    desk.session.remove_row("/data/person", two)
    assert (offered(desk, "speaker"), desk.problem("speaker"), desk.value("said")) == (
        ["p1", "p2"],
        "type",
        "",
    )
    desk.session.undo()
    assert desk.value("said") == "Umar"


def test_a_row_offers_nothing_without_a_code_and_each_code_once() -> None:
    desk = Desk(
        form(
            repeat("person", question("name"), question("code")),
            from_rows("who", "/data/person", "code", "name"),
        )
    )
    rows = [desk.add("person") for _ in range(3)]
    for row, name, code in zip(rows, ("A", "B", "C"), ("x", "", "x"), strict=True):
        desk.put("name", name, row)
        desk.put("code", code, row)
    assert [(each.code, each.label["de"]) for each in desk.session.choices(desk.address("who"))] == [
        ("x", "A")
    ]


def test_each_row_may_choose_among_its_own_rows() -> None:
    desk = Desk(
        form(
            repeat(
                "house",
                repeat("child", question("given")),
                from_rows("eldest", "../child[given != '']", "given", "given"),
                calculate("name", "jr:choice-name(${eldest}, ' ../eldest ')"),
            )
        )
    )
    first, second = desk.add("house"), desk.add("house")
    for house, given in ((first, "Amina"), (second, "Omar")):
        desk.put("given", given, desk.add("child", house))
    assert [offered(desk, "eldest", row) for row in (first, second)] == [["Amina"], ["Omar"]]
    desk.put("eldest", "Omar", second)
    assert [desk.value("name", row) for row in (first, second)] == ["", "Omar"]


def test_the_question_of_a_choice_name_may_be_named_from_where_one_stands() -> None:
    names = ["/data/town", "../../town", "current()/../../town", " ./../../town ", "town"]
    said = [calculate(f"c{number}", f"jr:choice-name('homs', '{path}')") for number, path in enumerate(names)]
    town = question("town", "select_one", choice_list="town")
    desk = Desk(form(town, group("g", *said), choices=TOWNS))
    assert [desk.value(each.name) for each in said] == ["Homs"] * 4 + [""]


def test_other_documents_are_choices_in_every_language() -> None:
    towns = Branch(
        "towns",
        children=tuple(
            Branch("town", children=(Branch("id", code), Branch("itextId", key)))
            for code, key in (("u", "ulm"), ("h", "hof"))
        ),
    )
    definition = replace(
        form(from_rows("town", "instance('towns')/towns/town", "id", "jr:itext(itextId)")),
        documents={"towns": towns},
        itext={"ulm": {"de": "Ulm", "ar": "أولم"}, "hof": {"de": "Hof ${=1 + 1}"}},
    )
    desk = Desk(definition)
    labels = [choice.label for choice in desk.session.choices(desk.address("town"))]
    assert labels == [{"de": "Ulm", "ar": "أولم"}, {"de": "Hof 2", "ar": "Hof 2"}]
    assert desk.session.choice_label(desk.address("town"), "u", "ar") == "أولم"


def test_nodes_that_are_none_offer_nothing() -> None:
    desk = Desk(
        form(from_rows("who", "'text'", "x", "y"), calculate("a", "jr:choice-name('x', '/data/who')"))
    )
    assert (offered(desk, "who"), desk.value("a")) == ([], "")


def shuffled(choice_filter: str = "", seed: str = "") -> Question:
    asked = question("town", "select_one", choice_list="town", choice_filter=choice_filter)
    return replace(asked, shuffled=True, shuffle_seed=seed)


def test_choices_are_shuffled_in_an_order_that_stays() -> None:
    definition = form(question("a"), shuffled(), choices=TOWNS)
    orders = set()
    for number in range(20):
        session = FormSession(
            definition,
            today=lambda: TODAY,
            new_id=str,
            chance=random.Random(number),  # noqa: S311 - no secret
        )
        address = Address("/data/town")
        order = tuple(choice.code for choice in session.choices(address))
        session.recalculate_all()
        assert tuple(choice.code for choice in session.choices(address)) == order
        assert set(order) == {choice.code for choice in TOWNS["town"]}
        orders.add(order)
    assert len(orders) > 3


def test_a_seed_gives_everybody_the_same_order() -> None:
    definition = form(question("seed"), shuffled("size < 9", "${seed}"), choices=TOWNS)
    desk, other = Desk(definition), Desk(definition)
    orders = set()
    for number in range(1, 20):
        for each in (desk, other):
            each.put("seed", str(number * 1000))
        assert offered(desk, "town") == offered(other, "town")
        assert sorted(offered(desk, "town")) == ["herat", "homs", "nowhere"]
        orders.add(tuple(offered(desk, "town")))
    assert len(orders) > 3


def test_a_choice_has_its_own_name_before_that_of_a_column() -> None:
    lists = {"list": (Choice("a", {"de": "A"}, {"name": "other", "label": "L"}), Choice("b", {"ar": "B"}))}
    desk = Desk(
        form(
            calculate("names", "join(' ', instance('list')/root/item/name)"),
            calculate("labels", "join(' ', instance('list')/root/item/label)"),
            calculate("lists", "count(instance('list'))"),
            choices=lists,
        )
    )
    assert (desk.value("names"), desk.value("labels"), desk.value("lists")) == ("other b", "L b", "1")
    instances = desk.session._compiled.instances
    assert (list(instances), len(instances)) == (["list"], 1)


def test_labels_may_hold_expressions() -> None:
    desk = Desk(
        form(
            question("name", default="Amina"),
            group("inner", question("name", default="Omar"), question("here")),
            repeat("job", question("years", "integer"), question("why")),
            question("town", "select_one", choice_list="town"),
            choices=TOWNS,
        )
    )
    row = desk.add("job")
    desk.put("years", "3", row)
    desk.put("town", "homs")
    why, fill = desk.address("why", row), desk.session.fill
    assert fill("Nach ${= ../years * 12 } Monaten?", why) == "Nach 36 Monaten?"
    assert fill("${='${'}${=concat('}', ../years)}", why) == "${}3"
    assert fill("${=jr:choice-name(/data/town, '/data/town')}", why, "ar") == "ar-homs"
    assert fill("${=1 +}${=unknown()}!", why) == "!"
    assert fill("ohne", why) == "ohne"
    # A name that stands twice means the nearest.
    assert fill("${name}", Address("/data/inner/here")) == "Omar"
    assert fill("${name}", why) == "Amina"
    assert fill("${inner}|${years}", Address("/data/name")) == "|3"
    desk.session.remove_row("/data/job", row)
    assert fill("${years}", Address("/data/name")) == ""
