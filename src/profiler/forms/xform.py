"""Reads ODK XForm XML into a form definition."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from profiler.forms.definition import FormDefinition, Group, Media, Question, walk
from profiler.forms.xform_actions import ActionReader
from profiler.forms.xform_body import BodyReader
from profiler.forms.xform_choices import Beside, SecondaryInstances
from profiler.forms.xform_record import META, OWN, RecordReader, question_names, read_binds
from profiler.forms.xform_texts import Speech, clean, media_files
from profiler.forms.xform_xml import child, elements, invalid, local, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_XFORMS = "http://www.w3.org/2002/xforms"
_ROOT_ATTRIBUTES = frozenset(["id", "version"])


def read_xform(xml: bytes, *, file: str = "", beside: Beside | None = None) -> FormDefinition:
    """The form an XForm describes.

    Args:
        xml: the document; its SHA-256 becomes the form's `sha`.
        file: name for messages.
        beside: gives the files beside the form that hold choices; None if there are none.

    Raises:
        WorldError: FORM_INVALID with file, line, question, reason: `file_too_large`, `too_much_content`,
            `too_deep`, `forbidden_xml`, `broken_xml`, `head_missing`, `model_missing`, `instance_missing`,
            `body_missing`, `range_invalid`, `choices_file_missing`, `choices_file_broken`,
            `choices_file_kind` (these three with `name`).
    """
    document = parse_xml(xml, file)
    model = _need(_need(document, "head", file), "model", file)
    found = list(elements(model, "instance"))
    if not found or not len(found[0]):
        raise invalid("instance_missing", file=file)
    body_element = _need(document, "body", file)
    data = found[0][0]
    root_path = f"/{local(data)}"

    speech = Speech(child(model, "itext"), question_names(data, root_path, file))
    instances = SecondaryInstances(found[1:], speech, beside, file)
    binds, paths = read_binds(model, root_path)
    actions = ActionReader(paths)
    actions.read_model(model, root_path)
    body = BodyReader(speech, instances, actions, paths, file)
    body.read(body_element, root_path)
    record = RecordReader(binds, body, speech, instances, actions.targets())
    root = record.root(data)
    return FormDefinition(
        form_id=_form_id(data),
        version=_attribute(data, "version"),
        sha=hashlib.sha256(xml).hexdigest(),
        title=_title(document, data, speech.own),
        languages=speech.languages,
        root=root,
        choice_lists=instances.lists,
        itext=speech.itext,
        actions=actions.actions({node.path for node in walk(root) if isinstance(node, Question)}),
        files=_files(root, instances),
        documents=instances.documents,
        instance_name=binds.get(f"{root_path}/{META}/instanceName", {}).get("calculate", "").strip(),
        namespace=_namespace(data),
        attributes=_attributes(data),
        meta=_meta(data),
        default_language=speech.own,
    )


def _need(element: Element, name: str, file: str) -> Element:
    found = child(element, name)
    if found is None:
        raise invalid(f"{name}_missing", file=file)
    return found


def _attribute(data: Element, name: str) -> str:
    """An attribute that stands with or without a namespace (`version`, `orx:version`)."""
    return data.get(name) or next(
        (value for key, value in data.attrib.items() if key.endswith(f"}}{name}")), ""
    )


def _namespace(data: Element) -> str:
    namespace = data.tag.rpartition("}")[0].removeprefix("{")
    return "" if namespace == _XFORMS else namespace


def _form_id(data: Element) -> str:
    """Its id, else its namespace as in JavaRosa, else its name."""
    return data.get("id") or _namespace(data) or local(data)


def _attributes(data: Element) -> Mapping[str, str]:
    return {
        name: value
        for key, value in data.attrib.items()
        if not key.startswith(OWN) and (name := key.rpartition("}")[2]) not in _ROOT_ATTRIBUTES
    }


def _meta(data: Element) -> tuple[str, ...]:
    found = child(data, META)
    return () if found is None else tuple(dict.fromkeys(local(each) for each in found))


def _title(document: Element, data: Element, language: str) -> Mapping[str, str]:
    head = child(document, "head")
    found = None if head is None else child(head, "title")
    title = {language: "" if found is None else clean(found.text or "")}
    marked = f"{OWN}title-"
    return title | {
        key.removeprefix(marked): value for key, value in data.attrib.items() if key.startswith(marked)
    }


def _media(root: Group, instances: SecondaryInstances) -> Iterator[Media]:
    for node in walk(root):
        yield node.media
    for choice in chain.from_iterable(instances.lists.values()):
        yield choice.media


def _files(root: Group, instances: SecondaryInstances) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*instances.files, *media_files(_media(root, instances))]))
