"""What the body of an XForm says about each node: its control, its choices, its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from profiler.forms.definition import Bounds, Choice, RowChoices
from profiler.forms.xform_actions import ActionReader
from profiler.forms.xform_choices import SecondaryInstances
from profiler.forms.xform_texts import NOTHING, Said, Speech
from profiler.forms.xform_xml import (
    DEEPEST,
    JAVAROSA,
    arguments,
    brackets,
    child,
    elements,
    invalid,
    local,
    plain_path,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTROLS = frozenset(
    ["input", "secret", "textarea", "select", "select1", "rank", "range", "trigger", "upload"]
)
_READ_ATTRIBUTES = frozenset(["ref", "bind", "nodeset", "appearance", "mediatype", "start", "end", "step"])
_FROM_INSTANCE = re.compile(r"instance\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*/\s*root\s*/\s*item\s*")
_RANDOMIZE = re.compile(r"randomize\s*\(.*\)", re.DOTALL)
_POSITIONAL = re.compile(r"\s*\d+\s*|.*\b(?:position|last)\s*\(.*", re.DOTALL)


@dataclass(slots=True)
class Control:
    """What the body says about one path."""

    tag: str = ""
    label: Said = NOTHING
    hint: Said = NOTHING
    appearance: str = ""
    choice_list: str | None = None
    choice_filter: str = ""
    row_choices: RowChoices | None = None
    shuffled: bool = False
    shuffle_seed: str = ""
    bounds: Bounds | None = None
    mediatype: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    repeats: bool = False
    count: str = ""
    fixed: bool = False


ABSENT = Control()
"""What the body says about a node it does not show; never changed."""


class BodyReader:
    """Reads the controls of a body.

    Args:
        speech: the texts of the form.
        instances: its lists; inline choices are added.
        actions: collects the actions nested in controls.
        paths: id of a bind -> path, for `bind="id"`.
        file: the form's name, for messages.

    Attributes:
        controls: generic path -> what the body says about it.
        order: generic path -> its place among all paths of the body, groups around a control included.
    """

    def __init__(
        self,
        speech: Speech,
        instances: SecondaryInstances,
        actions: ActionReader,
        paths: Mapping[str, str],
        file: str,
    ) -> None:
        self._speech = speech
        self._instances = instances
        self._actions = actions
        self._paths = paths
        self._file = file
        self.controls: dict[str, Control] = {}
        self.order: dict[str, int] = {}

    def read(self, element: Element, around: str, depth: int = DEEPEST) -> None:
        """Read everything inside a body, group or repeat.

        Args:
            element: the body, group or repeat.
            around: path that relative references start from.
            depth: how many more may lie inside each other.

        Raises:
            WorldError: FORM_INVALID: `too_deep`, `range_invalid`.
        """
        if not depth:
            raise invalid("too_deep", file=self._file)
        for each in element:
            tag = local(each)
            if tag in ("group", "repeat"):
                path = self._path(each, around)
                if path:
                    self._place(path)
                    self._read_group(each, tag, path)
                else:
                    self._read_frame(each, around)
                self._actions.read_nested(each, path or around)
                self.read(each, path or around, depth - 1)
            elif tag in _CONTROLS and (path := self._path(each, around)):
                self._place(path)
                self.controls.setdefault(path, self._control(each, tag, path))
                self._actions.read_nested(each, path)

    def _path(self, element: Element, around: str) -> str:
        if identity := element.get("bind"):
            return self._paths.get(identity, "")
        reference = element.get("ref") or element.get("nodeset")
        return plain_path(reference, around) if reference else ""

    def _place(self, path: str) -> None:
        while path and path not in self.order:
            self.order[path] = len(self.order)
            path = path.rpartition("/")[0]

    def _read_group(self, element: Element, tag: str, path: str) -> None:
        control = self.controls.setdefault(path, Control("group"))
        if control.label is NOTHING:
            control.label = self._speech.said_by(element, "label")
        if control.hint is NOTHING:
            control.hint = self._speech.said_by(element, "hint")
        self._add_appearance(control, element)
        if tag == "repeat":
            control.repeats = True
            control.count = element.get(f"{JAVAROSA}count", "").strip()
            control.fixed = element.get(f"{JAVAROSA}noAddRemove", "false()").strip() != "false()"

    def _read_frame(self, group: Element, around: str) -> None:
        """A group without a node frames what it shows; around nothing but a repeat it is that one's label."""
        inside = [each for each in group if local(each) not in ("label", "hint")]
        if len(inside) == 1 and local(inside[0]) == "repeat" and (path := self._path(inside[0], around)):
            self._read_group(group, "group", path)

    def _add_appearance(self, control: Control, element: Element) -> None:
        tokens = f"{control.appearance} {element.get('appearance', '')}".split()
        control.appearance = " ".join(dict.fromkeys(tokens))

    def _control(self, element: Element, tag: str, path: str) -> Control:
        speech = self._speech
        control = Control(
            tag,
            speech.said_by(element, "label"),
            speech.said_by(element, "hint"),
            element.get("appearance", "").strip(),
            mediatype=element.get("mediatype", ""),
        )
        if len(element.attrib) > 1:
            control.parameters = {
                key.rpartition("}")[2]: value
                for key, value in element.attrib.items()
                if key not in _READ_ATTRIBUTES
            }
        if tag == "range":
            control.bounds = self._bounds(element, path)
        if (itemset := child(element, "itemset")) is not None:
            self._read_itemset(control, itemset)
        elif tag in ("select", "select1", "rank") and (items := list(elements(element, "item"))):
            control.choice_list = path
            self._instances.lists[path] = tuple(self._inline_choice(item) for item in items)
        return control

    def _bounds(self, element: Element, path: str) -> Bounds:
        bounds = Bounds(*(element.get(key, "").strip() for key in ("start", "end", "step")))
        try:
            numbers = [Decimal(text) for text in (bounds.start, bounds.end, bounds.step)]
        except InvalidOperation:
            numbers = []
        if not numbers or not all(number.is_finite() for number in numbers) or not numbers[2]:
            name = path.rpartition("/")[2]
            raise invalid("range_invalid", file=self._file, question=name)
        return bounds

    def _inline_choice(self, item: Element) -> Choice:
        value = child(item, "value")
        said = self._speech.said_by(item, "label")
        code = "" if value is None else (value.text or "").strip()
        return Choice(code, said.texts, media=said.media)

    def _read_itemset(self, control: Control, itemset: Element) -> None:
        nodes = itemset.get("nodeset", "").strip()
        if _RANDOMIZE.fullmatch(nodes):
            nodes, *seed = arguments(nodes)
            control.shuffled, control.shuffle_seed = True, seed[0] if seed else ""
        value, label = _reference(itemset, "value"), _reference(itemset, "label")
        found = _FROM_INSTANCE.match(nodes)
        if found is not None and (filters := _filters(nodes[found.end() :])) is not None:
            identity = found.group(1) or found.group(2) or ""
            control.choice_list = self._instances.view(identity, value or "name", label or "label")
            control.choice_filter = filters
        if control.choice_list is None and nodes and value:
            control.choice_filter = ""
            control.row_choices = RowChoices(nodes, value, label or value)


def _reference(itemset: Element, name: str) -> str:
    found = child(itemset, name)
    return "" if found is None else found.get("ref", "").strip().removeprefix("./")


def _filters(predicates: str) -> str | None:
    """The predicates behind a path as one condition, None if they count positions or are something else."""
    found, end = [], 0
    for start, stop in brackets(predicates):
        if predicates[end:start].strip():
            return None
        found.append(predicates[start + 1 : stop - 1].strip())
        end = stop
    if predicates[end:].strip() or any(_POSITIONAL.fullmatch(each) for each in found):
        return None
    return found[0] if len(found) == 1 else " and ".join(f"({each})" for each in found)
