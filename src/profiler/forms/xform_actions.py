"""The `setvalue` actions of an XForm, in its model and nested in its controls."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from profiler.forms.definition import Action, ActionEvent
from profiler.forms.xform_xml import elements, plain_path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_EVENTS: Mapping[str, ActionEvent] = {event.value: event for event in ActionEvent} | {
    "xforms-ready": ActionEvent.FIRST_LOAD,
    "jr-insert": ActionEvent.NEW_ROW,
}
"""The last two are what older forms call them (ODK XForms, Events; JavaRosa, Actions)."""

_EVENT_ATTRIBUTES = ("event", "{http://www.w3.org/2001/xml-events}event")


class ActionReader:
    """Collects actions.

    Args:
        paths: id of a bind -> path, for `bind="id"`.
    """

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._found: list[Action] = []

    def read_model(self, model: Element, root: str) -> None:
        """The actions of the whole form; relative targets start from its root node."""
        self._read(model, root, "")

    def read_nested(self, control: Element, path: str) -> None:
        """The actions nested in the control, group or repeat at a path."""
        self._read(control, path, path)

    def _read(self, element: Element, base: str, trigger: str) -> None:
        for action in elements(element, "setvalue"):
            said = next((action.get(key) or "" for key in _EVENT_ATTRIBUTES if action.get(key)), "")
            events = frozenset(_EVENTS[event] for event in said.split() if event in _EVENTS)
            target = self._paths.get(action.get("bind", "")) or plain_path(action.get("ref", ""), base)
            if events and target:
                value = action.get("value", "").strip()
                text = "" if "value" in action.attrib else (action.text or "").strip()
                self._found.append(Action(events, target, value, text, trigger))

    def targets(self) -> frozenset[str]:
        """Paths that any action gives a value to."""
        return frozenset(action.target for action in self._found)

    def actions(self, questions: Collection[str]) -> tuple[Action, ...]:
        """The actions whose target is one of these questions."""
        return tuple(action for action in self._found if action.target in questions)
