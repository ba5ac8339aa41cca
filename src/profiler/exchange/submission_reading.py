"""Reads OpenRosa submission XML, ours and that of other clients of the same form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from profiler.exchange.submission_names import ANSWER, JAVAROSA, OWN, checked_name, invalid
from profiler.forms.answer import Address, Answer, Precision, Snapshot, Source
from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind, Repeat
from profiler.forms.typecheck import canonical
from profiler.ports.exchange import Attachment, Received, SubmissionRemark

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OWN_ANSWER = f"{{{OWN}}}{ANSWER}"
_TEMPLATE = f"{{{JAVAROSA}}}template"
_META = "meta"
_Code = TypeVar("_Code", bound=StrEnum)


def read_submission_xml(
    xml: bytes,
    forms: Mapping[str, FormDefinition],
    files: Mapping[str, bytes],
    new_id: Callable[[], str],
) -> Received:
    """The answers of a submission.

    Calculated values and notes are passed over: the form works them out anew. Row ids are new.

    Args:
        xml: the document.
        forms: the forms it may answer, by their ids.
        files: the files beside it by name.
        new_id: makes ids for rows.

    Raises:
        WorldError: SUBMISSION_INVALID with `broken_xml`, `forbidden_xml`, `encrypted`, `unknown_form`,
            `other_version` or `bad_file_name`.
    """
    root = _parsed(xml)
    if root.get("encrypted") == "yes":
        raise invalid("encrypted")
    reader = _Reader(_form_of(root, forms), files, new_id)
    reader.group(root, reader.form.root, "")
    return reader.received(next((child for child in root if _local(child) == _META), None))


def _parsed(xml: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # ships no types

    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, DefusedXmlException):
            raise invalid("forbidden_xml") from error
        raise invalid("broken_xml") from error
    return root


def _form_of(root: Element, forms: Mapping[str, FormDefinition]) -> FormDefinition:
    found = root.get("id") or _local(root)
    form = forms.get(found)
    if form is None:
        raise invalid("unknown_form", form=found)
    version = root.get("version") or ""
    if version != form.version:
        raise invalid("other_version", form=found, found=version, version=form.version)
    return form


def _local(element: Element) -> str:
    # Comments and processing instructions have a function for a tag, but the parser drops them.
    return element.tag.rpartition("}")[2]


class _Reader:
    def __init__(self, form: FormDefinition, files: Mapping[str, bytes], new_id: Callable[[], str]) -> None:
        self.form = form
        self._files = files
        self._new_id = new_id
        self._answers: dict[Address, Answer] = {}
        self._rows: dict[tuple[str, str], list[str]] = {}
        self._attachments: dict[str, Attachment] = {}
        self._remarks: dict[tuple[SubmissionRemark, str], None] = {}

    def received(self, meta: Element | None) -> Received:
        """What was read, with what the submission says about itself."""
        named = {_local(each): (each.text or "").strip() for each in meta} if meta is not None else {}
        for name in self._files:
            if name not in self._attachments:
                self._remark(SubmissionRemark.UNUSED_FILE, checked_name(name))
        return Received(
            form=self.form,
            snapshot=Snapshot(self._answers, {key: tuple(rows) for key, rows in self._rows.items()}),
            instance_id=named.get("instanceID", ""),
            replaces=named.get("deprecatedID", ""),
            attachments=tuple(self._attachments.values()),
            remarks=tuple(self._remarks),
        )

    def group(self, element: Element, group: Group, row: str) -> None:
        """Read what stands inside a group or a row."""
        children = {child.name: child for child in group.children}
        seen: set[str] = set()
        for inner in element:
            name = _local(inner)
            path = f"{group.path}/{name}"
            if inner.tag == _OWN_ANSWER:
                self._detail(inner, group, row)
                continue
            child = children.get(name)
            if child is None:
                if not (name == _META and group is self.form.root):
                    self._remark(SubmissionRemark.UNKNOWN_NODE, path)
            elif isinstance(child, Repeat):
                self._row(inner, child, row)
            elif name in seen:
                self._remark(SubmissionRemark.REPEATED_NODE, path)
            elif isinstance(child, Group):
                self.group(inner, child, row)
            else:
                self._question(inner, child, row)
            seen.add(name)

    def _row(self, element: Element, repeat: Repeat, parent: str) -> None:
        if _TEMPLATE in element.attrib:
            return
        row = self._new_id()
        self._rows.setdefault((repeat.path, parent), []).append(row)
        self.group(element, repeat, row)

    def _question(self, element: Element, question: Question, row: str) -> None:
        for inner in element:
            self._remark(SubmissionRemark.UNKNOWN_NODE, f"{question.path}/{_local(inner)}")
        if question.calculation or question.kind is QuestionKind.NOTE:
            return
        value = canonical(question.kind, element.text or "")
        if not value:
            return
        if question.kind is QuestionKind.FILE:
            self._attach(checked_name(value), question)
        self._answers[Address(question.path, row)] = Answer(value)

    def _attach(self, name: str, question: Question) -> None:
        if name in self._files:
            self._attachments[name] = Attachment(name, self._files[name])
        else:
            self._remark(SubmissionRemark.MISSING_FILE, question.path)

    def _detail(self, element: Element, group: Group, row: str) -> None:
        """What we once said about the answer before it."""
        address = Address(f"{group.path}/{element.get('name', '')}", row)
        question = self.form.by_path.get(address.path)
        answer = self._answers.get(address)
        declined = element.get("declined") == "true"
        if not isinstance(question, Question) or question.calculation or (answer is None and not declined):
            self._remark(SubmissionRemark.UNKNOWN_DETAIL, address.path)
            return
        self._answers[address] = replace(
            Answer(declined=True) if declined or answer is None else answer,
            source=self._code(element, "source", Source.SELBST, address.path),
            precision=self._code(element, "precision", Precision.TAG, address.path),
            at=self._moment(element, address.path),
        )

    def _code(self, element: Element, name: str, usual: _Code, path: str) -> _Code:
        found = element.get(name)
        if found is None:
            return usual
        try:
            return type(usual)(found)
        except ValueError:
            self._remark(SubmissionRemark.UNKNOWN_DETAIL, path)
            return usual

    def _moment(self, element: Element, path: str) -> datetime | None:
        found = element.get("at")
        if found is None:
            return None
        try:
            moment = datetime.fromisoformat(found)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self._remark(SubmissionRemark.UNKNOWN_DETAIL, path)
            return None
        return moment

    def _remark(self, remark: SubmissionRemark, path: str) -> None:
        self._remarks[remark, path] = None
