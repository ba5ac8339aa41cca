"""What a submission says: like an ODK client's, with ours beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.exchange.openrosa import OpenRosa
from profiler.forms.answer import Answer, Precision, Snapshot, Source
from profiler.ports.exchange import Attachment
from profiler.release.outputs import DisclosedItem, DisclosedSection, DisclosedTable
from tests.unit.exchange.submitted import FORM, INSTANCE, NOON, PHOTO, at, body_of, disclosed, own, xml_of

HOUSE, PERSON = "/data/page/house", "/data/page/house/person"


def write(snapshot: Snapshot, **frame: object) -> bytes:
    return OpenRosa().own_submission(own(FORM, snapshot, **frame))


def test_the_root_names_form_version_and_instance() -> None:
    xml = xml_of(write(Snapshot(), replaces="uuid:old", name="Akte <1>"))
    assert xml.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<data xmlns:orx=")
    assert ' id="data" version="1">' in xml
    assert xml.endswith(
        f"<orx:meta><orx:instanceID>{INSTANCE}</orx:instanceID><orx:deprecatedID>uuid:old</orx:deprecatedID>"
        "<orx:instanceName>Akte &lt;1&gt;</orx:instanceName></orx:meta></data>\n"
    )


def test_a_namespace_and_attributes_of_the_record_are_repeated() -> None:
    form = replace(FORM, namespace="http://example.org/f", attributes={"prefix": 'a"b'}, version="")
    xml = xml_of(OpenRosa().own_submission(own(form, Snapshot())))
    assert '<data xmlns="http://example.org/f"' in xml
    assert ' id="data" prefix=\'a"b\'>' in xml


def test_questions_asked_but_not_answered_stand_there_empty_and_hidden_ones_do_not() -> None:
    answers = {at("secret"): Answer("kept"), at("who"): Answer("")}
    assert body_of(write(Snapshot(answers))) == (
        "<who/><born/><languages/><greeting>Hallo </greeting><page><photo/></page>"
    )


def test_answers_stand_in_the_order_of_the_form_with_their_rows() -> None:
    snapshot = Snapshot(
        {
            at("age", "p2"): Answer("7"),
            at("given", "p2"): Answer("Ben"),
            at("street", "h1"): Answer("Am Markt 1"),
            at("languages"): Answer("uk ar"),
            at("who"): Answer("A & B"),
        },
        {(HOUSE, ""): ("h1", "h2"), (PERSON, "h1"): ("p1", "p2")},
    )
    assert body_of(write(snapshot)) == (
        "<who>A &amp; B</who><born/><languages>uk ar</languages><greeting>Hallo A &amp; B</greeting>"
        "<page><job/><photo/><house><street>Am Markt 1</street>"
        "<person><given/><age/></person>"
        "<person><given>Ben</given><age>7</age><next>8</next></person></house>"
        "<house><street/></house></page>"
    )


def test_how_an_answer_came_about_stands_beside_it_but_not_who_entered_it() -> None:
    east = timezone(timedelta(hours=2))
    born = Answer(
        "2001-05-01", False, Source.DOKUMENT_GESEHEN, Precision.MONAT, "berger", NOON.astimezone(east)
    )
    declined = Answer("x", declined=True, author="berger")
    package = write(Snapshot({at("born"): born, at("languages"): declined}))
    assert body_of(package).startswith(
        '<who/><born>2001-05-01</born><own:answer name="born" source="dokument_gesehen" precision="monat"'
        ' at="2026-11-21T12:00:30.000005+00:00"/><languages></languages>'
        '<own:answer name="languages" declined="true"/>'
    )
    assert b"berger" not in xml_of(package).encode()


def test_signs_that_xml_cannot_hold_are_left_out_and_line_ends_stay() -> None:
    package = write(Snapshot({at("who"): Answer("a\x00b\ud800\r\n\tc]]>")}))
    assert "<who>ab&#13;\n\tc]]&gt;</who>" in xml_of(package)


def test_only_files_that_an_answer_names_travel_along() -> None:
    answers = Snapshot({at("photo"): Answer(PHOTO.name)})
    package = write(answers, attachments=(PHOTO, Attachment("other.jpg", b"x")))
    assert PHOTO.content in package or PHOTO.name.encode() in package
    assert b"other.jpg" not in package
    assert PHOTO.name.encode() not in write(Snapshot(), attachments=(PHOTO,))


def test_the_same_answers_make_the_same_bytes() -> None:
    answers = Snapshot({at("photo"): Answer(PHOTO.name), at("who"): Answer("Ada")})
    assert write(answers, attachments=(PHOTO,)) == write(answers, attachments=(PHOTO,))


@pytest.mark.parametrize("name", ["../x", "submission.xml", "con.txt"])
def test_a_file_with_a_name_that_leads_elsewhere_does_not_leave(name: str) -> None:
    with pytest.raises(WorldError) as refused:
        write(Snapshot({at("photo"): Answer(name)}), attachments=(Attachment(name, b""),))
    assert refused.value.code is ErrorCode.SUBMISSION_INVALID


def test_for_others_nothing_but_what_was_disclosed_leaves_a_trace() -> None:
    snapshot = Snapshot({}, {(HOUSE, ""): ("h1", "h2"), (PERSON, "h2"): ("p1", "p2")})
    frame = own(FORM, snapshot, name="Akte").enclosure
    told = Answer("Ben", source=Source.BEOBACHTET, author="berger", at=NOON)
    given = DisclosedItem(FORM.question("given"), told, "p2")
    who = DisclosedItem(FORM.question("who"), Answer("Ada"))
    section = DisclosedSection("page", {}, (who,), (DisclosedTable("person", {}, ((given,),)),))
    package = OpenRosa().submission(disclosed(FORM, section), frame)
    assert body_of(package) == (
        "<who>Ada</who><page><house><person><given>Ben</given>"
        '<own:answer name="given" source="beobachtet"/></person></house></page>'
    )
    assert "Akte" not in xml_of(package)
