"""Reads ODK XForm XML into a form definition."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import (
    Choice,
    FormDefinition,
    Group,
    Node,
    Question,
    QuestionKind,
    Repeat,
    Texts,
)
from profiler.forms.source import GERMAN, NAMESPACE, OWN_COLUMNS, language_code

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_JR = "{http://openrosa.org/javarosa}"
_OWN = f"{{{NAMESPACE}}}"
_NO_TRANSLATION = "-"
"""What the converter writes where a language lacks a text."""

_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.*?)['\"]\s*\)\s*")
_ITEMSET = re.compile(r"\s*instance\(\s*['\"](.*?)['\"]\s*\)/root/item\s*(?:\[(.*)\])?\s*", re.DOTALL)
_RANDOMIZED = re.compile(r"\s*randomize\((.*?)(?:,[^,\]]*)?\)\s*", re.DOTALL)
_BLANKS = re.compile(r"\s+")

_INPUTS = {
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "dateTime": QuestionKind.DATETIME,
    "string": QuestionKind.TEXT,
    "text": QuestionKind.TEXT,
    "": QuestionKind.TEXT,
}
_CONTROLS = {
    "select1": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
    "rank": QuestionKind.RANK,
    "trigger": QuestionKind.ACKNOWLEDGE,
    "upload": QuestionKind.FILE,
}


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child) == name), None)


def _clean(text: str) -> str:
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.strip().split("\n"))


def _written(element: Element) -> str:
    """The text of a label; outputs of a question become `${name}`."""
    parts = [element.text or ""]
    for child in element:
        if _local(child) == "output":
            path = (child.get("value") or child.get("ref") or "").strip()
            parts.append("${" + path.rpartition("/")[2] + "}")
        parts.append(child.tail or "")
    return _clean("".join(parts))


@dataclass(slots=True)
class _Control:
    """What the body says about one path."""

    tag: str = ""
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    appearance: str = ""
    choice_list: str | None = None
    choice_filter: str = ""
    repeats: bool = False
    count: str = ""


class _Reader:
    def __init__(self, root: Element, file: str) -> None:
        self._file = file
        head = self._need(root, "head")
        model = self._need(head, "model")
        self._title = _child(head, "title")
        self._languages: tuple[str, ...] = (GERMAN,)
        self._itext: dict[str, dict[str, str]] = {}
        if (itext := _child(model, "itext")) is not None:
            self._read_itext(itext)
        instances = [child for child in model if _local(child) == "instance"]
        if not instances or not len(instances[0]):
            raise self._invalid("instance_missing")
        self._data = instances[0][0]
        self._lists = {
            identity: self._choices(instance)
            for instance in instances[1:]
            if (identity := instance.get("id"))
        }
        self._binds = {bind.get("nodeset", "").strip(): bind for bind in model if _local(bind) == "bind"}
        self._first_values = {
            action.get("ref", "").strip(): action.get("value", "").strip()
            for action in root.iter()
            if _local(action) == "setvalue" and "first-load" in action.get("event", "")
        }
        self._controls: dict[str, _Control] = {}
        self._read_body(self._need(root, "body"))

    def _invalid(self, reason: str) -> WorldError:
        return WorldError(ErrorCode.FORM_INVALID, file=self._file, line="", question="", reason=reason)

    def _need(self, element: Element, name: str) -> Element:
        found = _child(element, name)
        if found is None:
            raise self._invalid(f"{name}_missing")
        return found

    def _read_itext(self, itext: Element) -> None:
        translations = sorted(itext, key=lambda each: each.get("default") is None)
        self._languages = tuple(language_code(each.get("lang", GERMAN)) for each in translations)
        for language, translation in zip(self._languages, translations, strict=True):
            for entry in translation:
                value = next((each for each in entry if each.get("form") is None), None)
                text = "" if value is None else _written(value)
                if text and (text != _NO_TRANSLATION or language == self._languages[0]):
                    self._itext.setdefault(entry.get("id", ""), {})[language] = text

    def _texts(self, written: str | None) -> Texts:
        """Texts by language from `jr:itext('id')` or from a text in the form's own language."""
        if not written:
            return {}
        found = _ITEXT.fullmatch(written)
        return self._itext.get(found.group(1), {}) if found else {self._languages[0]: _clean(written)}

    def _texts_of(self, element: Element | None) -> Texts:
        if element is None:
            return {}
        return self._texts(element.get("ref") or _written(element))

    def _choices(self, instance: Element) -> tuple[Choice, ...]:
        root = _child(instance, "root")
        return (
            tuple(self._choice(item) for item in root if _local(item) == "item") if root is not None else ()
        )

    def _choice(self, item: Element) -> Choice:
        cells = {_local(cell): (cell.text or "") for cell in item}
        code = cells.pop("name", "")
        key = cells.pop("itextId", None)
        text = cells.pop("label", "")
        label = self._texts(text) if key is None else self._itext.get(key, {})
        return Choice(code, label, cells)

    def _read_body(self, element: Element) -> None:
        for child in element:
            tag = _local(child)
            path = (child.get("ref") or child.get("nodeset") or "").strip()
            if tag in ("group", "repeat"):
                if path:
                    self._read_group(child, tag, path)
                self._read_body(child)
            elif path and tag not in ("label", "hint"):
                self._controls[path] = self._control(child, tag, path)

    def _read_group(self, element: Element, tag: str, path: str) -> None:
        control = self._controls.setdefault(path, _Control("group"))
        control.label = control.label or self._texts_of(_child(element, "label"))
        control.hint = control.hint or self._texts_of(_child(element, "hint"))
        control.appearance = " ".join(filter(None, (control.appearance, element.get("appearance"))))
        if tag == "repeat":
            control.repeats = True
            control.count = element.get(f"{_JR}count", "").strip()

    def _control(self, element: Element, tag: str, path: str) -> _Control:
        control = _Control(
            tag,
            self._texts_of(_child(element, "label")),
            self._texts_of(_child(element, "hint")),
            element.get("appearance", ""),
        )
        if (itemset := _child(element, "itemset")) is not None:
            nodeset = itemset.get("nodeset", "")
            if shuffled := _RANDOMIZED.fullmatch(nodeset):
                nodeset = shuffled.group(1)
            if found := _ITEMSET.fullmatch(nodeset):
                control.choice_list = found.group(1)
                control.choice_filter = (found.group(2) or "").strip()
        elif items := [child for child in element if _local(child) == "item"]:
            control.choice_list = path
            self._lists[path] = tuple(self._inline_choice(item) for item in items)
        return control

    def _inline_choice(self, item: Element) -> Choice:
        value = _child(item, "value")
        return Choice(
            (value.text or "").strip() if value is not None else "", self._texts_of(_child(item, "label"))
        )

    def form(self, sha: str) -> FormDefinition:
        data = self._data
        name = _local(data)
        root = Group(f"/{name}", name, children=self._children(data, f"/{name}", {}))
        title = {self._languages[0]: _clean(self._title.text or "") if self._title is not None else ""}
        for key, value in data.attrib.items():
            if key.startswith(f"{_OWN}title-"):
                title[key.removeprefix(f"{_OWN}title-")] = value
        return FormDefinition(
            data.get("id", name),
            data.get("version", ""),
            sha,
            title,
            self._languages,
            root,
            self._lists,
            self._itext,
        )

    def _children(self, element: Element, path: str, inherited: Mapping[str, str]) -> tuple[Node, ...]:
        return tuple(self._nodes(element, path, inherited))

    def _nodes(self, element: Element, path: str, inherited: Mapping[str, str]) -> Iterator[Node]:
        seen: set[str] = set()
        for child in element:
            name = _local(child)
            here = f"{path}/{name}"
            if name in seen or (name == "meta" and path.count("/") == 1):
                continue
            seen.add(name)
            bind = self._binds.get(here)
            own = dict(inherited)
            if bind is not None:
                own.update(
                    {key.removeprefix(_OWN): text for key, text in bind.items() if key.startswith(_OWN)}
                )
            control = self._controls.get(here, _Control())
            if len(child) or control.tag == "group":
                yield self._group(child, here, control, bind, own)
            else:
                yield self._question(child, here, control, bind, own)

    def _group(
        self, element: Element, path: str, control: _Control, bind: Element | None, own: Mapping[str, str]
    ) -> Group:
        passed_on = {key: text for key, text in own.items() if key in OWN_COLUMNS}
        hint = {key[5:]: text for key, text in own.items() if key.startswith("hint-")} or control.hint
        group = Group(
            path,
            _local(element),
            control.label,
            "" if bind is None else bind.get("relevant", "").strip(),
            control.appearance,
            self._children(element, path, passed_on),
            hint,
            own.get("category", ""),
            frozenset(own.get("sheets", "").split()),
        )
        if not control.repeats:
            return group
        return Repeat(**{each.name: getattr(group, each.name) for each in fields(group)}, count=control.count)

    def _list_of(self, control: _Control, kind: QuestionKind, name: str) -> str | None:
        """A calculation named like a choice list has its codes, so that results have labels."""
        return name if kind is QuestionKind.CALCULATE and name in self._lists else control.choice_list

    def _question(
        self, element: Element, path: str, control: _Control, bind: Element | None, own: Mapping[str, str]
    ) -> Question:
        def said(key: str) -> str:
            return "" if bind is None else bind.get(key, "").strip()

        kind = _kind(control, said("type"), said("calculate"), said("readonly"))
        return Question(
            path=path,
            name=_local(element),
            kind=kind,
            label=control.label,
            label_plain=own.get("plain", ""),
            hint=control.hint,
            appearance=control.appearance,
            choice_list=self._list_of(control, kind, _local(element)),
            choice_filter=control.choice_filter,
            required=said("required"),
            relevant=said("relevant"),
            constraint=said("constraint"),
            calculation=said("calculate"),
            readonly="" if kind is QuestionKind.NOTE else said("readonly"),
            constraint_message=self._texts(said(f"{_JR}constraintMsg")),
            required_message=self._texts(said(f"{_JR}requiredMsg")),
            default=(element.text or "").strip(),
            default_expression=self._first_values.get(path, ""),
            category=own.get("category", ""),
            sheets=frozenset(own.get("sheets", "").split()),
            tier=own.get("tier", ""),
            purpose=own.get("purpose", ""),
            retention=own.get("retention", ""),
        )


def _kind(control: _Control, bind_type: str, calculate: str, readonly: str) -> QuestionKind:
    """What a question is follows from its control in the body; the bind's type only refines inputs."""
    if not control.tag:
        return QuestionKind.CALCULATE if calculate else QuestionKind.HIDDEN
    if control.tag in _CONTROLS:
        return _CONTROLS[control.tag]
    if control.tag == "input" and readonly == "true()" and not calculate and bind_type in ("string", ""):
        return QuestionKind.NOTE
    return _INPUTS.get(bind_type.rpartition(":")[2], QuestionKind.OTHER)


def read_xform(xml: bytes, *, file: str = "") -> FormDefinition:
    """The form an XForm describes.

    Args:
        xml: the document; its SHA-256 becomes the form's `sha`.
        file: name for messages.

    Raises:
        WorldError: FORM_INVALID with file, line and reason.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # ships no types

    try:
        root: Element = fromstring(xml)
    except ParseError as error:
        raise WorldError(
            ErrorCode.FORM_INVALID, file=file, line=str(error.position[0]), question="", reason="broken_xml"
        ) from error
    except DefusedXmlException as error:
        raise WorldError(
            ErrorCode.FORM_INVALID, file=file, line="", question="", reason="forbidden_xml"
        ) from error
    return _Reader(root, file).form(hashlib.sha256(xml).hexdigest())
