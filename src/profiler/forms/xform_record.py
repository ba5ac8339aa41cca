"""The primary instance of an XForm, joined with its binds and controls: the tree of groups and questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from profiler.forms.definition import FirstRow, Group, Node, Question, QuestionKind, Repeat
from profiler.forms.sheets import NAMESPACE
from profiler.forms.source import OWN_COLUMNS
from profiler.forms.xform_body import ABSENT, BodyReader, Control
from profiler.forms.xform_choices import SecondaryInstances
from profiler.forms.xform_texts import Names, Speech
from profiler.forms.xform_xml import DEEPEST, JAVAROSA, elements, invalid, local, plain_path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OWN = f"{{{NAMESPACE}}}"
META = "meta"

_INPUTS = {
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "long": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "double": QuestionKind.DECIMAL,
    "float": QuestionKind.DECIMAL,
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
    "range": QuestionKind.RANGE,
    "trigger": QuestionKind.ACKNOWLEDGE,
    "upload": QuestionKind.FILE,
}
_BIND_PARAMETERS = ("}max-pixels",)
_MOST_QUESTIONS = 20_000
_NEVER = "false()"
_ALWAYS = "true()"
_NO_BIND: Mapping[str, str] = {}


def read_binds(model: Element, root: str) -> tuple[dict[str, Mapping[str, str]], dict[str, str]]:
    """The binds of a model.

    Args:
        model: the element.
        root: generic path of the root node, from which relative node-sets start.

    Returns:
        Generic path -> attributes (of a path bound twice the later ones count), and id of a bind -> path.
    """
    binds: dict[str, Mapping[str, str]] = {}
    paths: dict[str, str] = {}
    for bind in elements(model, "bind"):
        attributes = bind.attrib
        path = plain_path(attributes.get("nodeset") or attributes.get("ref", ""), root)
        if path:
            binds[path] = {**binds[path], **attributes} if path in binds else attributes
            if identity := attributes.get("id"):
                paths[identity] = path
    return binds, paths


def question_names(data: Element, root: str, file: str = "") -> Names:
    """The names that stand for one question alone.

    Raises:
        WorldError: FORM_INVALID: `too_much_content`, `too_deep`.
    """
    leaves: dict[str, str] = {}
    _add_leaves(data, root, DEEPEST, leaves, file)
    seen = Counter(leaves.values())
    return {name: path for path, name in leaves.items() if seen[name] == 1}


def _add_leaves(element: Element, path: str, depth: int, leaves: dict[str, str], file: str) -> None:
    if not depth:
        raise invalid("too_deep", file=file)
    for each in element:
        name = local(each)
        if len(each):
            _add_leaves(each, f"{path}/{name}", depth - 1, leaves, file)
        else:
            leaves[f"{path}/{name}"] = name
    if len(leaves) > _MOST_QUESTIONS:
        raise invalid("too_much_content", file=file)


class RecordReader:
    """Builds the tree of a form.

    Args:
        binds: generic path -> attributes of the bind.
        body: what the controls say.
        speech: the texts of the form.
        instances: the choice lists.
        targets: paths that actions give values to.
    """

    def __init__(
        self,
        binds: Mapping[str, Mapping[str, str]],
        body: BodyReader,
        speech: Speech,
        instances: SecondaryInstances,
        targets: Set[str],
    ) -> None:
        self._binds = binds
        self._controls = body.controls
        self._order = body.order
        self._speech = speech
        self._instances = instances
        self._targets = targets

    def root(self, data: Element) -> Group:
        """The group that holds everything; `question_names` makes sure that it is not too deep."""
        name = local(data)
        path = f"/{name}"
        return Group(path, name, children=self._children([data], path, {}, kept=True))

    def _children(
        self, alike: Sequence[Element], path: str, inherited: Mapping[str, str], *, kept: bool
    ) -> tuple[Node, ...]:
        """The nodes inside a group or repeat, in the order they are shown.

        Args:
            alike: the element; of a repeat also its rows, for what the first of them lacks.
            path: its generic path.
            inherited: own columns of the groups around.
            kept: whether the values that stand there are what a new record or row starts with.
        """
        groups: dict[str, list[Element]] = {}
        for element in alike:
            for each in element:
                groups.setdefault(local(each), []).append(each)
        if path.count("/") == 1:
            groups.pop(META, None)
        nodes = [self._node(found, f"{path}/{name}", inherited, kept=kept) for name, found in groups.items()]
        return self._as_shown(nodes)

    def _as_shown(self, nodes: list[Node]) -> tuple[Node, ...]:
        """Nodes in the order of the body; what it does not show stays where it is."""
        order = self._order
        shown = [node for node in nodes if node.path in order]
        in_order = sorted(shown, key=lambda node: order[node.path])
        if shown == in_order:
            return tuple(nodes)
        waiting = iter(in_order)
        return tuple(next(waiting) if node.path in order else node for node in nodes)

    def _node(self, found: Sequence[Element], path: str, inherited: Mapping[str, str], *, kept: bool) -> Node:
        control = self._controls.get(path, ABSENT)
        bind = self._binds.get(path, _NO_BIND)
        own = inherited
        written = {key.removeprefix(OWN): text for key, text in bind.items() if key.startswith(OWN)}
        if written:
            own = {**inherited, **written}
        if control.repeats:
            return self._repeat(found, path, control, bind, own, kept=kept)
        element = next((each for each in found if not _is_template(each)), found[0])
        if len(element) or control.tag == "group":
            children = self._children([element], path, _passed_on(own), kept=kept)
            return self._group(path, control, bind, own, children)
        return self._question(element, path, control, bind, own, kept=kept)

    def _group(
        self,
        path: str,
        control: Control,
        bind: Mapping[str, str],
        own: Mapping[str, str],
        children: tuple[Node, ...],
    ) -> Group:
        return Group(
            path=path,
            name=path.rpartition("/")[2],
            label=control.label.texts,
            relevant=_condition(bind, "relevant", _ALWAYS),
            appearance=control.appearance,
            children=children,
            hint=_group_hint(own) or control.hint.texts,
            category=own.get("category", ""),
            sheets=frozenset(own.get("sheets", "").split()),
            readonly=_condition(bind, "readonly", _NEVER),
            media=control.label.media,
        )

    def _repeat(
        self,
        found: Sequence[Element],
        path: str,
        control: Control,
        bind: Mapping[str, str],
        own: Mapping[str, str],
        *,
        kept: bool,
    ) -> Repeat:
        """A repeat; without a template its rows lend their shape, not their values (ODK XForms, Repeats)."""
        templates = [each for each in found if _is_template(each)]
        rows = [each for each in found if not _is_template(each)]
        children = self._children(templates[:1] or rows[:1], path, _passed_on(own), kept=bool(templates))
        group = self._group(path, control, bind, own, children)
        return Repeat(
            path=group.path,
            name=group.name,
            label=group.label,
            relevant=group.relevant,
            appearance=group.appearance,
            children=children,
            hint=group.hint,
            category=group.category,
            sheets=group.sheets,
            readonly=group.readonly,
            media=group.media,
            count=control.count,
            first_rows=tuple(self._first_row(row, path) for row in rows) if kept else (),
            fixed=control.fixed,
        )

    def _first_row(self, element: Element, path: str) -> FirstRow:
        values: dict[str, str] = {}
        rows: dict[str, list[FirstRow]] = {}
        self._collect(element, path, values, rows)
        return FirstRow(values, {repeat: tuple(inside) for repeat, inside in rows.items()})

    def _collect(
        self,
        element: Element,
        path: str,
        values: dict[str, str],
        rows: dict[str, list[FirstRow]],
    ) -> None:
        for each in element:
            here = f"{path}/{local(each)}"
            if self._controls.get(here, ABSENT).repeats:
                if not _is_template(each):
                    rows.setdefault(here, []).append(self._first_row(each, here))
            elif len(each):
                self._collect(each, here, values, rows)
            else:
                values.setdefault(here, (each.text or "").strip())

    def _question(
        self,
        element: Element,
        path: str,
        control: Control,
        bind: Mapping[str, str],
        own: Mapping[str, str],
        *,
        kept: bool,
    ) -> Question:
        name = path.rpartition("/")[2]
        default = (element.text or "").strip()
        calculation = bind.get("calculate", "").strip()
        datatype = bind.get("type", "").strip().rpartition(":")[2]
        readonly = _condition(bind, "readonly", _NEVER)
        filled = bool(default or calculation or path in self._targets)
        kind = _kind(control, datatype, readonly=readonly, filled=filled, calculated=bool(calculation))
        # A calculation named like a choice list has its codes, so that results have labels.
        named = kind is QuestionKind.CALCULATE and name in self._instances.lists
        return Question(
            path=path,
            name=name,
            kind=kind,
            label=control.label.texts,
            label_plain=own.get("plain", ""),
            hint=control.hint.texts,
            appearance=control.appearance,
            choice_list=name if named else control.choice_list,
            choice_filter=control.choice_filter,
            row_choices=control.row_choices,
            shuffled=control.shuffled,
            shuffle_seed=control.shuffle_seed,
            bounds=control.bounds,
            media=control.label.media,
            guidance=control.hint.guidance,
            mediatype=control.mediatype,
            datatype=datatype,
            preload=bind.get(f"{JAVAROSA}preload", "").strip(),
            preload_params=bind.get(f"{JAVAROSA}preloadParams", "").strip(),
            required=_condition(bind, "required", _NEVER),
            relevant=_condition(bind, "relevant", _ALWAYS),
            constraint=_condition(bind, "constraint", _ALWAYS),
            calculation=calculation,
            readonly=readonly if kind.is_asked else "",
            constraint_message=self._speech.said(bind.get(f"{JAVAROSA}constraintMsg")).texts,
            required_message=self._speech.said(bind.get(f"{JAVAROSA}requiredMsg")).texts,
            parameters=_parameters(control, bind),
            default=default if kept else "",
            category=own.get("category", ""),
            sheets=frozenset(own.get("sheets", "").split()),
            tier=own.get("tier", ""),
            purpose=own.get("purpose", ""),
            retention=own.get("retention", ""),
        )


def _is_template(element: Element) -> bool:
    return f"{JAVAROSA}template" in element.attrib


def _condition(bind: Mapping[str, str], key: str, idle: str) -> str:
    """A condition of a bind; "" if it is what holds without it."""
    said = bind.get(key, "").strip()
    return "" if said == idle else said


def _parameters(control: Control, bind: Mapping[str, str]) -> Mapping[str, str]:
    """What else is said about a question: `orx:max-pixels` stands in the bind, `rows` in the control."""
    found = {key.rpartition("}")[2]: bind[key] for key in bind if key.endswith(_BIND_PARAMETERS)}
    return {**found, **control.parameters} if found else control.parameters


def _passed_on(own: Mapping[str, str]) -> Mapping[str, str]:
    return {key: text for key, text in own.items() if key in OWN_COLUMNS}


def _group_hint(own: Mapping[str, str]) -> Mapping[str, str]:
    return {key.removeprefix("hint-"): text for key, text in own.items() if key.startswith("hint-")}


def _kind(control: Control, datatype: str, *, readonly: str, filled: bool, calculated: bool) -> QuestionKind:
    """What a question is follows from its control in the body; the bind's type only refines inputs.

    A read-only text nothing ever fills is a note, a select that only shows its choices (the heading of a
    table-list) too.
    """
    if not control.tag:
        return QuestionKind.CALCULATE if calculated else QuestionKind.HIDDEN
    if control.tag in ("select", "select1") and "label" in control.appearance.split():
        return QuestionKind.NOTE
    if control.tag in _CONTROLS:
        return _CONTROLS[control.tag]
    if "query" in control.parameters:
        return QuestionKind.OTHER  # a select from the old itemsets.csv, which nobody writes any more
    if control.tag == "input" and readonly == _ALWAYS and not filled and datatype in ("string", ""):
        return QuestionKind.NOTE
    return _INPUTS.get(datatype, QuestionKind.OTHER)
