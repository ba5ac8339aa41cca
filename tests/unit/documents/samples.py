"""A fictional person, a desk and filler words in every script: enough to write each paper."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from profiler.directory.loading import load_kinds
from profiler.directory.offices import Desk, Office
from profiler.documents.wording import WriterTexts
from profiler.forms.answer import Address, Answer, Precision, Snapshot
from profiler.forms.county import read_merged
from profiler.forms.definition import Choice, FormDefinition, Group, Node, Question, QuestionKind, Repeat
from profiler.languages.catalogues import TranslationState, Translator
from profiler.ports.paper import CopyContent, Sender, SlipContent
from profiler.records.record import Record, RecordState
from profiler.records.view import AnsweredForm, AnsweredItem, AnsweredRow, AnsweredSection, AnsweredTable
from profiler.release.gate import Moment, Refusal, Terms, authorise
from profiler.release.loading import ReleaseContent, load_release
from profiler.release.outputs import Disclosure, OwnCopy
from profiler.release.own import own_copy, release_paper, slip_paper
from profiler.release.releases import Category, Grant, Recipient, Release, Signature, SignsAs
from profiler.routing.plans import Confidence, Plan, Reason, Rule, Station, Urgency

ROOT = Path(__file__).resolve().parents[3]
RESOURCES = ROOT / "resources"
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 42, tzinfo=UTC)
RECORD_ID = UUID("01936f00-0000-7000-8000-000000000417")
RELEASE_ID = UUID("01936f00-0000-7000-8000-000000000003")
TEXT_HASH = "f" * 64

DESK = Desk(
    organisation="Anlaufstelle Bildung und Arbeit",
    street="Markt 1",
    zip="01234",
    city="Musterstadt",
    phone="030 23125-120",
)
SENDER = Sender(DESK, "M. Beispiel", datetime(2026, 11, 21, 10, 42))  # noqa: DTZ001 - local time by contract

FILLER: Mapping[str, tuple[str, ...]] = {
    "ar": ("الاسم", "وثيقة الإقامة", "العمل", "تاريخ", "المدرسة", "دائماً", "شهادة", "اللغة", "صالحة حتى"),
    "uk": ("ім'я", "документ", "робота", "дата", "школа", "завжди", "свідоцтво", "мова", "дійсний до"),
    "ti": ("ስም", "መንበሪ ፍቓድ", "ስራሕ", "ዕለት", "ቤት ትምህርቲ", "ኩሉ ግዜ", "ምስክር", "ቋንቋ", "ክሳብ"),
    "en": ("name", "permit", "work", "date", "school", "always", "proof", "language", "valid until"),
}


class FillerTranslator(Translator):
    """Says every German text in words of the language, about as long as the German."""

    def __init__(self, state: TranslationState = TranslationState.DRAFT) -> None:
        super().__init__(())
        self._state = state

    def say(self, language: str, context: str, german: str, **arguments: object) -> str:
        text = german if language == "de" else filler(language, german)
        return text.format(**arguments) if arguments else text

    def has(self, language: str, context: str, german: str) -> bool:
        return True

    def state(self, language: str) -> TranslationState:
        return TranslationState.LEGALLY_CHECKED if language == "de" else self._state


def filler(language: str, german: str) -> str:
    """Words of the language, about as long as the German, with its placeholders."""
    words = FILLER[language]
    text = words[len(german) % len(words)]
    index = len(german)
    while len(text) < len(german) * 0.7:
        index += 1
        text += " " + words[index % len(words)]
    return " ".join([text, *re.findall(r"\{\w+\}", german)])


def writer_texts(translator: Translator | None = None) -> WriterTexts:
    content = release_content()
    bring = list(csv.DictReader((RESOURCES / "routing/bring.csv").read_text("utf-8").splitlines()))
    return WriterTexts(
        translator=translator or FillerTranslator(),
        texts=content.texts,
        categories=content.categories,
        purposes=content.purposes,
        kinds=load_kinds(RESOURCES / "directory/kinds.csv"),
        bring={row["code"]: row["label"] for row in bring},
        bring_short={row["code"]: row["short_label"] for row in bring},
        recipient_kinds=content.recipient_kinds,
    )


def release_content() -> ReleaseContent:
    return load_release(RESOURCES)


_KINDS = {
    "select_one": QuestionKind.SELECT_ONE,
    "select_multiple": QuestionKind.SELECT_MULTIPLE,
    "note": QuestionKind.NOTE,
}


def form(*languages: str, form_id: str = "kompetenz") -> FormDefinition:
    """A shipped form, read straight from its tables, with filler labels in the given languages."""
    source = read_merged(ROOT / "forms" / form_id, None).source
    groups: list[tuple[str, str, list[Node]]] = [("root", form_id, [])]
    labels: dict[str, str] = {}
    for row in source.survey:
        kind, _, rest = row["type"].partition(" ")
        if kind.startswith("begin"):
            labels[row["name"]] = row["label"]
        if kind in ("begin_group", "begin_repeat"):
            groups.append((kind, row["name"], []))
        elif kind in ("end_group", "end_repeat"):
            opened, name, children = groups.pop()
            path = _path(groups, name)
            make = Repeat if opened == "begin_repeat" else Group
            groups[-1][2].append(make(path, name, _texts(labels[name], languages), children=tuple(children)))
        else:
            groups[-1][2].append(
                Question(
                    path=_path(groups, row["name"]),
                    name=row["name"],
                    kind=_KINDS.get(kind) or QuestionKind(kind),
                    label=_texts(row["label"], languages),
                    appearance=row["appearance"],
                    choice_list=rest or None,
                    category=row["category"],
                )
            )
    choices: dict[str, list[Choice]] = {}
    for row in source.choices:
        choices.setdefault(row["list_name"], []).append(Choice(row["name"], _texts(row["label"], languages)))
    return FormDefinition(
        form_id=form_id,
        version="1",
        sha="a" * 64,
        title={"de": "Kompetenzfeststellung"},
        languages=("de", *languages),
        root=Group(f"/{form_id}", form_id, children=tuple(groups[0][2])),
        choice_lists={name: tuple(items) for name, items in choices.items()},
    )


def _path(groups: list[tuple[str, str, list[Node]]], name: str) -> str:
    return "/" + "/".join([*(group for _, group, _ in groups), name])


def _texts(german: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    return {"de": german, **{code: filler(code, german) for code in languages if code != "de"}}


def answered(
    language: str, persona: str = "elektriker", changed: Mapping[str, str] | None = None
) -> AnsweredForm:
    """A persona's answers, all of them taken as relevant."""
    lines = (RESOURCES / f"personas/{persona}.jsonl").read_text("utf-8").splitlines()
    return told(form(language), lines[1:], changed)


def answered_school(language: str, changed: Mapping[str, str] | None = None) -> AnsweredForm:
    """The school form of a fictional child."""
    lines = (RESOURCES / "personas/schule/jugendlicher.jsonl").read_text("utf-8").splitlines()
    name = {"child_family_name": "Haile", "child_given_names": "Natnael", "child_birth_date": "2010-04-18"}
    return told(form(language, form_id="schule"), lines, {**name, **(changed or {})})


def told(definition: FormDefinition, lines: Sequence[str], changed: Mapping[str, str] | None) -> AnsweredForm:
    """Lines of edits as answers to a form, all of them taken as relevant."""
    values: dict[str, Answer] = {}
    rows: dict[str, list[dict[str, Answer]]] = {}
    for edit in map(json.loads, lines):
        if edit["op"] == "add":
            rows.setdefault(edit["repeat"], []).append({})
            continue
        answer = Answer(
            edit.get("value", ""),
            declined=edit["op"] == "decline",
            precision=Precision(edit.get("precision", "tag")),
        )
        repeat = definition.repeat_of(definition.question(edit["question"]).path)
        if repeat is None:
            values[edit["question"]] = answer
        else:
            table = rows.setdefault(repeat.name, [])
            while len(table) < int(edit["row"]):
                table.append({})
            table[int(edit["row"]) - 1][edit["question"]] = answer
    values |= {name: Answer(value) for name, value in (changed or {}).items()}
    sections = []
    for group in definition.sections():
        leaves = list(_leaves(group))
        repeats = [child for child in group.children if isinstance(child, Repeat)]
        sections.append(
            AnsweredSection(
                group,
                tuple(_item(leaf, values[leaf.name], "") for leaf in leaves if leaf.name in values),
                tuple(_table(repeat, rows.get(repeat.name, [])) for repeat in repeats),
            )
        )
    answers = {item.address: item.answer for section in sections for item in section.every_item()}
    return AnsweredForm(definition, Snapshot(answers), TODAY, tuple(sections), tuple(answers))


def _leaves(group: Group) -> Iterator[Question]:
    """The questions of a section outside its repeats."""
    for child in group.children:
        if isinstance(child, Question):
            yield child
        elif isinstance(child, Group) and not isinstance(child, Repeat):
            yield from _leaves(child)


def _table(repeat: Repeat, rows: list[dict[str, Answer]]) -> AnsweredTable:
    leaves = [child for child in repeat.children if isinstance(child, Question)]
    return AnsweredTable(
        repeat,
        tuple(
            AnsweredRow(
                str(n), tuple(_item(leaf, row[leaf.name], str(n)) for leaf in leaves if leaf.name in row)
            )
            for n, row in enumerate(rows)
        ),
    )


def _item(leaf: Question, answer: Answer, row: str) -> AnsweredItem:
    return AnsweredItem(Address(leaf.path, row), leaf, answer)


def record(view: AnsweredForm, language: str) -> Record:
    return Record(
        record_id=RECORD_ID,
        person_id=RECORD_ID,
        case_number="LK-2026-0417",
        form_id=view.form.form_id,
        form_version="1",
        form_sha=view.form.sha,
        client_language=language,
        state=RecordState.FINISHED,
        snapshot=view.snapshot,
        created_at=NOW,
        updated_at=NOW,
        created_by="k1",
        version=1,
    )


ALL = frozenset(Category)
RECIPIENTS = {
    "jobcenter": Recipient("jobcenter_musterland", "jobcenter", "Jobcenter Landkreis Musterland"),
    "iq": Recipient("iq_musterstadt", "iq", "IQ Anerkennungsberatung Musterstadt"),
    "berufsschule": Recipient("bs", "berufsschule", "Berufsschule am Ring"),
    "kurs": Recipient("kurs", "kurs", "Sprachschule Brücke"),
    "auslaenderbehoerde": Recipient("abh", "auslaenderbehoerde", "Ausländerbehörde Landkreis Musterland"),
    "schule": Recipient("schule", "schule", "Schule am Park"),
    "kita": Recipient("kita", "kita", "Kita Regenbogen"),
    "jmd": Recipient("jmd", "jmd", "Jugendmigrationsdienst Musterstadt"),
}
PURPOSES = {
    "jobcenter": "arbeitsvermittlung",
    "iq": "anerkennung",
    "berufsschule": "schulplatz",
    "kurs": "sprachkurs",
    "auslaenderbehoerde": "arbeitserlaubnis",
    "schule": "schulplatz",
    "kita": "kitaplatz",
    "jmd": "beratung",
}


def release(language: str, grants: Mapping[str, frozenset[Category]] | None = None) -> Release:
    given = grants or {"jobcenter": ALL}
    return Release(
        release_id=RELEASE_ID,
        record_id=RECORD_ID,
        number=3,
        grants=tuple(
            Grant(RECIPIENTS[kind], cats, PURPOSES[kind], mutual=kind == "jobcenter")
            for kind, cats in given.items()
        ),
        valid_from=TODAY,
        valid_until=date(2027, 11, 20),
        language=language,
        text_hash=TEXT_HASH,
        signs_as=SignsAs.SELBST,
        created_at=NOW,
        created_by="k1",
        signature=Signature(TODAY, "Musterstadt", "k1", NOW),
    )


def disclosure(
    language: str,
    *,
    kind: str = "jobcenter",
    categories: frozenset[Category] = ALL,
    persona: str = "elektriker",
    changed: Mapping[str, str] | None = None,
) -> Disclosure:
    school = kind in ("schule", "berufsschule")
    view = answered_school(language, changed) if school else answered(language, persona, changed)
    found = authorise(
        record(view, language),
        view,
        release(language, {kind: categories}),
        RECIPIENTS[kind],
        PURPOSES[kind],
        terms=Terms(release_content().sheets, TEXT_HASH),
        moment=Moment(NOW, TODAY, None),
    )
    assert not isinstance(found, Refusal), found
    return found


def release_copy(language: str, grants: Mapping[str, frozenset[Category]]) -> OwnCopy[Release]:
    view = answered(language)
    return release_paper(record(view, language), view, release(language, grants))


def plan(*kinds: str, **changes: object) -> Plan:
    known = load_kinds(RESOURCES / "directory/kinds.csv")
    offices = {
        row["kind"]: row
        for row in csv.DictReader((RESOURCES / "directory/offices.csv").read_text("utf-8").splitlines())
    }
    stations = []
    for index, kind in enumerate(kinds):
        row = {key: value for key, value in offices[kind].items() if key != "id"} if kind in offices else None
        stations.append(
            Station(
                key=kind,
                kind=known[kind],
                office=Office(office_id=kind, **row) if row else None,
                reasons=(Reason(_rule(kind), to_clarify=index == 3),),
                urgency=Urgency.WORK,
                deadline=date(2026, 12, 18) if index in (0, 3) else None,
                bring=("id_doc", "residence_doc", "photo", "registration", "diploma_original")[
                    : 2 + index % 3
                ],
                to_clarify=index == 3,
                on_slip=True,
                appointment=datetime(2026, 12, 1, 9, 30) if index % 2 == 0 else None,  # noqa: DTZ001 - local
            )
        )
    return replace(Plan(TODAY, tuple(stations), (), ()), **changes)  # type: ignore[arg-type]  # test shorthand


def _rule(kind: str) -> Rule:
    return Rule(
        rule_id=f"r_{kind}",
        condition="true()",
        per_row="",
        station_kind=kind,
        reason="Die IQ-Beratung schaut, was davon in Deutschland zählt, unabhängig von Ihrem Aufenthalt.",
        reason_public="Papier verlängern, bevor es abläuft.",
        legal_basis="§ 81 AufenthG",
        source="",
        checked_on=TODAY,
        valid_from=None,
        valid_to=None,
        confidence=Confidence.HIGH,
        land="",
        urgency=Urgency.WORK,
        deadline="",
        bring=(),
        on_slip=True,
        sentence="Ich möchte meinen Abschluss prüfen lassen.",
    )


def slip_copy(language: str, planned: Plan, *, by_name: bool = True) -> OwnCopy[SlipContent]:
    view = answered(language)
    slip = SlipContent(planned, datetime(2027, 5, 21), by_name)  # noqa: DTZ001 - a day
    return slip_paper(record(view, language), view, slip, by_name=by_name)


def full_copy(
    language: str, planned: Plan | None = None, changed: Mapping[str, str] | None = None
) -> OwnCopy[CopyContent]:
    view = answered(language, changed=changed)
    content = CopyContent(planned or plan("jobcenter", "iq"), (release(language),))
    return own_copy(record(view, language), view, content)
