"""Writes the answers of an output as OpenRosa submission XML, in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from profiler.exchange.submission_names import ANSWER, OPENROSA, OWN
from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.forms.definition import FormDefinition, Group, Question, Repeat
from profiler.forms.typecheck import canonical
from profiler.ports.exchange import SubmissionFrame
from profiler.release.outputs import DisclosedSection

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold (XML 1.0, 2.2); such signs are left out."""


class Told(Protocol):
    """What the gate let through: a `Disclosure` or an `OwnCopy`."""

    @property
    def form(self) -> FormDefinition:
        """The form that was answered."""
        ...

    @property
    def sections(self) -> tuple[DisclosedSection, ...]:
        """What may be shown."""
        ...


def answers_of(told: Told) -> Mapping[Address, Answer]:
    """The answers of an output by address."""
    return {
        Address(item.question.path, item.row): item.answer
        for section in told.sections
        for items in (section.items, *(row for table in section.tables for row in table.rows))
        for item in items
    }


def submission_xml(told: Told, frame: SubmissionFrame, *, own: bool) -> bytes:
    """The submission.

    Args:
        told: what may leave.
        frame: what stands around it.
        own: for the person: rows and questions without answers are there too, and when each answer was
            given; for anybody else what is not disclosed leaves no trace.
    """
    writer = _Writer(answers_of(told), frame, own=own)
    form = told.form
    attributes = {
        **({"xmlns": form.namespace} if form.namespace else {}),
        "xmlns:orx": OPENROSA,
        "xmlns:own": OWN,
        "id": form.form_id,
        **({"version": form.version} if form.version else {}),
        **form.attributes,
    }
    head = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    root, inside = form.root.name, "".join(writer.group(form.root, ""))
    meta = _meta(frame, own=own)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<{root}{head}>{inside}{meta}</{root}>\n".encode()


def _meta(frame: SubmissionFrame, *, own: bool) -> str:
    known = (
        ("instanceID", frame.instance_id),
        ("deprecatedID", frame.replaces),
        ("instanceName", frame.name if own else ""),
    )
    inside = "".join(f"<orx:{name}>{_text(value)}</orx:{name}>" for name, value in known if value)
    return f"<orx:meta>{inside}</orx:meta>"


def _text(value: str) -> str:
    # A bare carriage return would be read as a line feed.
    return escape(_NOT_IN_XML.sub("", value), {"\r": "&#13;"})


class _Writer:
    def __init__(self, answers: Mapping[Address, Answer], frame: SubmissionFrame, *, own: bool) -> None:
        self._answers = answers
        self._frame = frame
        self._own = own

    def group(self, group: Group, row: str) -> Iterator[str]:
        for child in group.children:
            match child:
                case Question():
                    yield from self._question(child, Address(child.path, row))
                case Repeat():
                    for each in self._frame.rows.get((child.path, row), ()):
                        yield from self._element(child, each, even_if_empty=self._own)
                case _:
                    yield from self._element(child, row)

    def _element(self, group: Group, row: str, *, even_if_empty: bool = False) -> Iterator[str]:
        inside = "".join(self.group(group, row))
        if inside or even_if_empty:
            yield f"<{group.name}>{inside}</{group.name}>"

    def _question(self, question: Question, address: Address) -> Iterator[str]:
        answer = self._answers.get(address, Answer())
        text = "" if answer.declined else _text(canonical(question.kind, answer.value))
        if not text and not answer.declined:
            if self._own and (address in self._answers or address in self._frame.left_open):
                yield f"<{question.name}/>"
            return
        yield f"<{question.name}>{text}</{question.name}>"
        details = self._details(answer)
        if details:
            said = "".join(f" {name}={quoteattr(value)}" for name, value in details.items())
            yield f"<own:{ANSWER} name={quoteattr(question.name)}{said}/>"

    def _details(self, answer: Answer) -> Mapping[str, str]:
        """How an answer came about; who entered it stays at the desk."""
        details: dict[str, str] = {}
        if answer.declined:
            details["declined"] = "true"
        if answer.source is not Source.SELBST:
            details["source"] = answer.source.value
        if answer.precision is not Precision.TAG:
            details["precision"] = answer.precision.value
        if self._own and answer.at is not None:
            details["at"] = answer.at.astimezone(UTC).isoformat()
        return details
