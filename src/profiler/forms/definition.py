"""A form as an immutable value: its groups, repeats, questions and choices in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""Language code as Babel writes it ("de", "ar", "fa_AF") -> text; a missing translation has no key.

Labels, hints, messages and itext hold placeholders, see `PLACEHOLDER`.
"""

PLACEHOLDER = re.compile(r"""\$\{(?:([^\W\d][\w.-]*)|=((?:[^}"']|"[^"]*"|'[^']*')*))\}""")
"""What a text leaves open: `${name}` (group 1) for the answer to a question, `${=expression}` (group 2) for
any other `<output>`, evaluated as seen from the node the text belongs to.

A text that itself holds `${` is read as `${='${'}`, so every match is a placeholder. The expression may hold
`}` in its quoted strings alone.
"""


class QuestionKind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    FILE = "file"
    OTHER = "other"

    @property
    def is_select(self) -> bool:
        """Whether the answer consists of codes from a choice list."""
        return self in (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it, as opposed to being computed or only read."""
        return self not in (QuestionKind.NOTE, QuestionKind.CALCULATE, QuestionKind.HIDDEN)


Media: TypeAlias = Mapping[str, Texts]
"""Kind of medium ("image", "audio", "video", "big-image") -> language -> file name beside the form."""


class ActionEvent(StrEnum):
    """When a `setvalue` of the form happens (ODK XForms, section Actions)."""

    FIRST_LOAD = "odk-instance-first-load"
    LOAD = "odk-instance-load"
    NEW_ROW = "odk-new-repeat"
    VALUE_CHANGED = "xforms-value-changed"


@dataclass(frozen=True, slots=True)
class Action:
    """A `setvalue`: when something happens, a question gets a value.

    Attributes:
        events: what makes it happen.
        target: generic path of the question that gets the value.
        value: expression for the value; "" if `text` is meant.
        text: the value as it is, "" clears the question.
        trigger: generic path of the question whose change, or the repeat whose new row, makes it happen; ""
            for the whole form.

    A relative path in `value` starts at the target (W3C XForms 1.1, 10.2; JavaRosa does the same).
    """

    events: frozenset[ActionEvent]
    target: str
    value: str = ""
    text: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a range question runs over, as decimal texts."""

    start: str
    end: str
    step: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a secondary instance that is not a plain list of items.

    Attributes:
        name: without namespace.
        value: its text, "" if it has children.
        children: in order.
    """

    name: str
    value: str = ""
    children: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice list.

    Attributes:
        code: what is stored; no blanks.
        label: text per language.
        columns: further columns of choices.csv, for filters. If it has a column `name` or `label`, that is
            what expressions see under this name; else they see code and label.
        media: pictures and sound beside the label.
    """

    code: str
    label: Texts = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    media: Media = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowChoices:
    """Choices that are rows of a repeat (or any other nodes) instead of a list.

    Attributes:
        nodes: expression for the nodes, one choice each, with its filter, as seen from the question; e.g.
            ` /data/people[ ./name != '']` or `instance('towns')/towns/town`. `current()` is the question.
        code: expression for the code as seen from such a node, e.g. `name`.
        label: expression for the label as seen from such a node, e.g. `name` or `jr:itext(itextId)`.
    """

    nodes: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One leaf of the form: asked, shown or calculated.

    Expressions are XPath over generic paths as in the XForm, "" where there is none.

    Attributes:
        path: generic path, e.g. `/kompetenz/person/birth_date`.
        name: unique in the whole form.
        kind: what kind of answer it takes.
        label: question text per language.
        label_plain: the question in plain German, "" if there is none.
        hint: help text per language.
        appearance: how to show it, tokens separated by blanks (`month-year`, `code-country`, `likert` ...).
        choice_list: name of the choice list of a select, or of a calculation named like a list; else None.
        choice_filter: predicate over the choice list's columns.
        row_choices: where the choices come from if they are answers, not a list.
        shuffled: whether the choices are offered in random order.
        shuffle_seed: expression for the seed of that order, "" for another order every time.
        bounds: of a range.
        media: pictures and sound beside the label.
        guidance: longer help per language, for whoever asks.
        mediatype: of a file, e.g. `image/*`.
        datatype: the bind's type without namespace (`string`, `int`, `date` ...), which tells what a
            calculated or hidden value is and whether a range has whole numbers; "" if there is none.
        preload: what fills it without being asked (`date`, `timestamp`, `property`, `uid` ...).
        preload_params: with what, e.g. `today`, `start`.
        parameters: what else its control says, e.g. `rows`, `max-pixels`, `autoplay`, without namespace.
        default: value a new form or row starts with; one that is worked out is an `Action` of the form.
        category: release category the answer belongs to.
        sheets: recipient sheets it may appear on.
        tier: whether it belongs to the short or the deep form.
        purpose: why it is asked, as a code.
        retention: how long it is kept, as a code.
    """

    path: str
    name: str
    kind: QuestionKind
    label: Texts = field(default_factory=dict)
    label_plain: str = ""
    hint: Texts = field(default_factory=dict)
    appearance: str = ""
    choice_list: str | None = None
    choice_filter: str = ""
    row_choices: RowChoices | None = None
    shuffled: bool = False
    shuffle_seed: str = ""
    bounds: Bounds | None = None
    media: Media = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    mediatype: str = ""
    datatype: str = ""
    preload: str = ""
    preload_params: str = ""
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    calculation: str = ""
    readonly: str = ""
    constraint_message: Texts = field(default_factory=dict)
    required_message: Texts = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    category: str = ""
    sheets: frozenset[str] = frozenset()
    tier: str = ""
    purpose: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; the top-level ones are the sections (pages) of the form."""

    path: str
    name: str
    label: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    children: tuple[Node, ...] = ()
    hint: Texts = field(default_factory=dict)
    category: str = ""
    sheets: frozenset[str] = frozenset()
    readonly: str = ""
    media: Media = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row a form brings along.

    Attributes:
        values: generic path of a question in this row (not in the rows of repeats inside it) -> its value, ""
            included; these stand for the questions' defaults, which are those of rows added later.
        rows: generic path of a repeat inside -> the rows it starts with in this row.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[FirstRow, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repeat(Group):
    """A group whose questions are answered once a row.

    Attributes:
        count: expression that fixes the number of rows, "" if the user adds and removes them.
        first_rows: the rows it starts with: in a new record, or, if it lies in another repeat, in each row
            added to that one (what the rows a form brings along hold inside stands in `FirstRow.rows`).
        fixed: whether the user may neither add nor remove rows although they are not counted.
    """

    count: str = ""
    first_rows: tuple[FirstRow, ...] = ()
    fixed: bool = False


Node: TypeAlias = Group | Question
"""A group, a repeat or a question."""


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of the form."""
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from walk(child)


@dataclass(frozen=True, eq=False)
class FormDefinition:
    """One version of one form, ready to be filled in; two are the same if they are the same object.

    Attributes:
        form_id: stable id, also the name of its folder.
        version: version text of the settings table.
        sha: SHA-256 of the XForm it was read from, hex; records keep it.
        title: per language.
        languages: language codes, German (the source language) first.
        root: group that holds everything; its path is `/<root name>`.
        choice_lists: list name -> its choices in order.
        itext: further texts by id, per language, for `jr:itext()`.
        actions: the form's `setvalue` actions in the order they stand.
        files: names of the files beside the form it needs: choices from CSV, pictures, sound.
        documents: further secondary instances for `instance('id')`, which are no lists: id -> the node that
            is its root element.
        instance_name: expression for the name of a record (`meta/instanceName`), "" if there is none.
        namespace: of the root element of a record, "" if it has none; a submission must repeat it.
        attributes: further attributes of that element, without namespace, e.g. `prefix`.
        meta: names of what stands in its `meta`, in order: `instanceID`, `instanceName`.
        default_language: the language the form itself starts in, "" for the first.
    """

    form_id: str
    version: str
    sha: str
    title: Texts
    languages: tuple[str, ...]
    root: Group
    choice_lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    itext: Mapping[str, Texts] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    files: tuple[str, ...] = ()
    documents: Mapping[str, Branch] = field(default_factory=dict)
    instance_name: str = ""
    namespace: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    meta: tuple[str, ...] = ()
    default_language: str = ""

    def sections(self) -> tuple[Group, ...]:
        """Top-level groups in order: the pages of the walk."""
        return tuple(child for child in self.root.children if isinstance(child, Group))

    def walk(self) -> Iterator[Node]:
        """Every group, repeat and question in order, without the root."""
        for child in self.root.children:
            yield from walk(child)

    def questions(self) -> Iterator[Question]:
        """Every question in order, calculated ones included."""
        return (node for node in self.walk() if isinstance(node, Question))

    def repeats(self) -> Iterator[Repeat]:
        """Every repeat in order, outer before inner."""
        return (node for node in self.walk() if isinstance(node, Repeat))

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        """Generic path -> node, the root included."""
        return {node.path: node for node in walk(self.root)}

    @cached_property
    def _questions_by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions()}

    def question(self, name: str) -> Question:
        """The question of this name.

        Raises:
            KeyError: no question has this name.
        """
        return self._questions_by_name[name]

    def has_question(self, name: str) -> bool:
        """Whether a question of this name exists."""
        return name in self._questions_by_name

    @cached_property
    def _enclosing(self) -> Mapping[str, Group]:
        groups = [node for node in walk(self.root) if isinstance(node, Group)]
        return {child.path: group for group in groups for child in group.children}

    def enclosing(self, path: str) -> Iterator[Group]:
        """The groups around a node, innermost first, the root last."""
        while (group := self._enclosing.get(path)) is not None:
            yield group
            path = group.path

    def repeat_of(self, path: str) -> Repeat | None:
        """The innermost repeat around a node (not the node itself), None outside repeats."""
        return next((group for group in self.enclosing(path) if isinstance(group, Repeat)), None)

    def section_of(self, path: str) -> Group | None:
        """The section a node lies in (or is), None for nodes outside all sections."""
        for section in self.sections():
            if path == section.path or path.startswith(section.path + "/"):
                return section
        return None

    @cached_property
    def _choices_by_code(self) -> Mapping[tuple[str, str], Choice]:
        return {
            (name, choice.code): choice for name, choices in self.choice_lists.items() for choice in choices
        }

    def choice(self, list_name: str, code: str) -> Choice | None:
        """The choice with this code, None if the list does not have it."""
        return self._choices_by_code.get((list_name, code))

    def choice_label(self, question: Question, code: str, language: str) -> str:
        """The text of one choice in a language, else in the first one that has it, else the code."""
        choice = self.choice(question.choice_list or "", code)
        if choice is None:
            return code
        return next((text for each in (language, *self.languages) if (text := choice.label.get(each))), code)
