"""Submissions that come in: ours, those of other clients, broken and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.exchange import submission_package
from profiler.exchange.openrosa import OpenRosa
from profiler.exchange.submission_package import LARGEST_XML
from profiler.forms.answer import Address, Answer, Precision, Snapshot, Source
from profiler.ports.exchange import SubmissionRemark
from tests.unit.exchange.submitted import FORM, NOON, PHOTO, at, own, read

HOUSE, PERSON = "/data/page/house", "/data/page/house/person"
COLLECT = """<?xml version='1.0' ?>
<data id="data" version="1" xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa"
  xmlns="http://www.w3.org/2002/xforms">
  <!-- made elsewhere -->
  <start>2026-11-20T08:00:00.000+01:00</start>
  <who>Ada </who><born> 2001-05-01 </born><languages>uk  ar uk</languages>
  <greeting>Moin</greeting><hello>x</hello>
  <page>
    <job>Bäckerin</job><job>twice</job><photo>foto 1.jpg</photo>
    <house jr:template=""><street/></house>
    <house><street>Am Markt</street>
      <person><given>Ben</given><age>7</age><next>8</next></person>
      <person><given>Cleo<b>o</b></given></person>
    </house>
    <house><street/></house>
  </page>
  <formhub><uuid>1</uuid></formhub>
  <orx:meta>
    <orx:instanceID>uuid:new</orx:instanceID><orx:deprecatedID> uuid:old </orx:deprecatedID>
  </orx:meta>
</data>"""


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def refused(content: bytes | str) -> str:
    with pytest.raises(WorldError) as error:
        read(content)
    assert error.value.code is ErrorCode.SUBMISSION_INVALID
    return error.value.details["reason"]


def test_another_clients_submission_is_taken_over_as_far_as_the_form_knows_it() -> None:
    received = read(packed({"submission.xml": COLLECT.encode(), PHOTO.name: PHOTO.content, "audit.csv": b""}))
    assert received.form is FORM
    assert (received.instance_id, received.replaces) == ("uuid:new", "uuid:old")
    assert received.snapshot == Snapshot(
        {
            at("who"): Answer("Ada "),
            at("born"): Answer("2001-05-01"),
            at("languages"): Answer("uk ar"),
            at("job"): Answer("Bäckerin"),
            at("photo"): Answer(PHOTO.name),
            at("street", "n1"): Answer("Am Markt"),
            at("given", "n2"): Answer("Ben"),
            at("age", "n2"): Answer("7"),
            at("given", "n3"): Answer("Cleo"),
        },
        {(HOUSE, ""): ("n1", "n4"), (PERSON, "n1"): ("n2", "n3")},
    )
    assert received.attachments == (PHOTO,)
    assert received.remarks == (
        (SubmissionRemark.UNKNOWN_NODE, "/data/start"),
        (SubmissionRemark.REPEATED_NODE, "/data/page/job"),
        (SubmissionRemark.UNKNOWN_NODE, "/data/page/house/person/given/b"),
        (SubmissionRemark.UNKNOWN_NODE, "/data/formhub"),
        (SubmissionRemark.UNUSED_FILE, "audit.csv"),
    )


def test_a_file_that_is_missing_is_remarked() -> None:
    received = read(COLLECT)
    assert (SubmissionRemark.MISSING_FILE, "/data/page/photo") in received.remarks
    assert received.snapshot.answers[at("photo")] == Answer(PHOTO.name)
    assert received.attachments == ()


def test_a_root_of_another_name_is_known_by_its_id_and_one_without_id_by_its_name() -> None:
    assert read('<aXb id="data" version="1"><who>Ada</who></aXb>').snapshot.answers == {
        at("who"): Answer("Ada")
    }
    assert read('<data version="1"/>').instance_id == ""


def own_says(details: str, question: str = "<born>2001-05-01</born>") -> tuple[object, object]:
    xml = (
        f'<data xmlns:own="urn:profiler:form" id="data" version="1">{question}<own:answer {details}/></data>'
    )
    received = read(xml)
    return received.snapshot.answers.get(at("born")), received.remarks


def test_how_an_answer_came_about_is_read_back() -> None:
    said = f'name="born" source="beobachtet" precision="jahr" at="{NOON.isoformat()}"'
    answer = Answer("2001-05-01", False, Source.BEOBACHTET, Precision.JAHR, at=NOON)
    assert own_says(said) == (answer, ())
    assert own_says('name="born" declined="true"', "<born/>") == (Answer(declined=True), ())
    assert own_says('name="born" declined="true"') == (Answer(declined=True), ())


@pytest.mark.parametrize(
    "said",
    [
        'name="born" source="rumour"',
        'name="born" precision="about"',
        'name="born" at="yesterday"',
        'name="born" at="2026-11-21T12:00"',
    ],
)
def test_what_cannot_be_understood_about_an_answer_is_remarked(said: str) -> None:
    assert own_says(said) == (Answer("2001-05-01"), ((SubmissionRemark.UNKNOWN_DETAIL, "/data/born"),))


@pytest.mark.parametrize("name", ["page", "nobody", "greeting", "who", ""])
def test_what_is_said_about_no_answer_is_remarked(name: str) -> None:
    answer, remarks = own_says(f'name="{name}"')
    assert (answer, remarks) == (
        Answer("2001-05-01"),
        ((SubmissionRemark.UNKNOWN_DETAIL, f"/data/{name}"),),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "broken_xml"),
        ("<data", "broken_xml"),
        ("<data>" * 20_000, "broken_xml"),
        (b"\xff\xfe\x00", "broken_xml"),
        ("<?xml version='1.0' encoding='klingon'?><data/>", "broken_xml"),
        ('<!DOCTYPE d [<!ENTITY a "b">]><data id="data" version="1">&a;</data>', "forbidden_xml"),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd"><data id="data" version="1"/>', "forbidden_xml"),
        ('<data id="data" encrypted="yes" version="1"/>', "encrypted"),
        ('<data id="other" version="1"/>', "unknown_form"),
        ("<other/>", "unknown_form"),
        ('<data id="data" version="2"/>', "other_version"),
        ('<data id="data"/>', "other_version"),
        ('<data id="data" version="1"><page><photo>../x.jpg</photo></page></data>', "bad_file_name"),
        (b" " * (LARGEST_XML + 1), "too_large"),
        (b"PK\x03\x04 and nothing else", "broken_package"),
        (packed({}), "submission_missing"),
        (packed({"data.xml": b"<data/>"}), "submission_missing"),
        (packed({"submission.xml": b"<data"}), "broken_xml"),
        (packed({"submission.xml": b"", "../x": b""}), "bad_file_name"),
        (packed({"submission.xml": b"", "folder/x": b""}), "bad_file_name"),
        (packed({"submission.xml": b"", "folder/": b""}), "bad_file_name"),
        (packed({"submission.xml": b" " * (LARGEST_XML + 1)}), "too_large"),
        (packed({"submission.xml": b"", **{f"{n}.jpg": b"" for n in range(200)}}), "too_large"),
    ],
)
def test_what_cannot_be_trusted_is_refused(content: bytes | str, reason: str) -> None:
    assert refused(content) == reason


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "c:x",
        "/x",
        "NUL",
        "com1.txt",
        "x.",
        " x",
        "a\nb",
        "x?",
        "Submission.XML",
        "x" * 256,
    ],
)
def test_a_file_may_have_no_name_that_leads_elsewhere(name: str) -> None:
    with pytest.raises(WorldError, match="submission_invalid"):
        submission_package.packed(b"", [type(PHOTO)(name, b"")])


@pytest.mark.parametrize("name", ["a.jpg", "Zeugnis (1).pdf", "صورة.png", ".x", "a..b", "console.txt"])
def test_ordinary_names_travel(name: str) -> None:
    _, files = submission_package.unpacked(submission_package.packed(b"<data/>", [type(PHOTO)(name, b"1")]))
    assert files == {name: b"1"}


def test_a_file_larger_than_the_vault_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission_package, "LARGEST_FILE", 10)
    assert refused(packed({"submission.xml": b"<data/>", "a.jpg": b"x" * 11})) == "too_large"
    monkeypatch.setattr(submission_package, "LARGEST_PACKAGE", 10)
    assert refused(packed({"submission.xml": b"<data/>", "a.jpg": b"x" * 9})) == "too_large"


def _twice(content: bytes) -> bytes:
    """The same archive with two files of one name."""
    return content.replace(b"other.name.xml", b"submission.xml")


def _locked(content: bytes) -> bytes:
    """The same archive with the sign of encryption on every entry."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[content.index(mark) + offset] |= 1
    return bytes(changed)


def _strange(content: bytes) -> bytes:
    """The same archive with a compression nobody knows."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        changed[content.index(mark) + offset] = 77
    return bytes(changed)


def _damaged(content: bytes) -> bytes:
    """The same archive with other bytes inside."""
    start = content.index(b"submission.xml") + len("submission.xml")
    return content[:start] + bytes(255 - byte for byte in content[start : start + 8]) + content[start + 8 :]


@pytest.mark.parametrize("harm", [_locked, _strange, _damaged])
def test_an_archive_that_does_not_open_is_refused(harm: Callable[[bytes], bytes]) -> None:
    assert refused(harm(packed({"submission.xml": COLLECT.encode()}))) == "broken_package"


def test_an_archive_that_holds_a_file_twice_is_refused() -> None:
    content = packed({"submission.xml": b"<data/>", "other.name.xml": b"<data/>"})
    assert refused(_twice(content)) == "broken_package"


def test_many_strange_nodes_do_not_take_long() -> None:
    inside = "".join(f"<x{number}/>" for number in range(50_000))
    rows = "<house/>" * 50_000
    received = read(f'<data id="data" version="1"><page>{inside}{rows}</page></data>')
    assert len(received.remarks) == 50_000
    assert len(received.snapshot.rows[HOUSE, ""]) == 50_000


def test_bytes_of_a_file_come_back_as_they_went() -> None:
    content = bytes(range(256)) * 100
    photo = type(PHOTO)("a.bin", content)
    copy = own(FORM, Snapshot({at("photo"): Answer("a.bin")}), attachments=(photo,))
    received = read(OpenRosa().own_submission(copy))
    assert received.attachments == (photo,)
    assert received.snapshot.answers == {Address("/data/page/photo"): Answer("a.bin")}
    assert repr(photo) == "Attachment(25600 bytes)"
