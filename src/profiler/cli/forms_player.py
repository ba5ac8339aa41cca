"""Plays a form: one edit or question as a JSON line, one JSON line as the answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from profiler.cli.forms_play_values import Asked, answer_of, read_line, text_of
from profiler.cli.forms_play_words import Refusal, sentence
from profiler.clock import Clock, FixedClock
from profiler.forms.answer import Address, Snapshot
from profiler.forms.changes import ChangeSet, Problem
from profiler.forms.definition import FormDefinition, Question, QuestionKind, Repeat, Texts
from profiler.forms.positions import NoSuchPlace, Place, Positions
from profiler.forms.session import FormSession

_log = logging.getLogger(__name__)

Reply: TypeAlias = dict[str, object]
"""What a line is answered with, ready for JSON."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Player:
    """One record of a form, steered by JSON lines.

    Args:
        form: the form.
        clock: what `today()` and `now()` read.
        language: language of labels and messages.
    """

    def __init__(self, form: FormDefinition, clock: Clock, language: str) -> None:
        self._form = form
        self._clock = clock
        self._language = language
        self._instance_id = ""
        self._start()
        self._operations: Mapping[str, Callable[[Asked], Reply]] = {
            "set": self._set,
            "add": self._add,
            "remove": self._remove,
            "move": self._move,
            "undo": self._undo,
            "redo": self._redo,
            "finish": self._finish,
            "dump": self._dump,
            "choices": self._choices,
            "validate": self._validate,
            "label": self._label,
            "fill": self._fill,
            "language": self._speak,
            "now": self._now,
            "snapshot": self._snapshot,
            "new": self._new,
        }

    def answer(self, line: str) -> str:
        """The answer to one line, a JSON object in one line; never raises."""
        try:
            reply = self._reply(line)
        except NoSuchPlace as missing:
            reply = _refused(missing.reason.value, {"path": missing.path})
        except Refusal as refusal:
            reply = _refused(refusal.code, refusal.details)
        except Exception as fault:  # noqa: BLE001 - a line that breaks the engine must not end the script
            _log.error("fault: %s", type(fault).__name__)
            reply = _refused("fault", {"kind": type(fault).__name__})
        text = _ENCODER.encode(reply)
        # JSON can hold half a surrogate pair, UTF-8 cannot.
        return text if text.isascii() else text.encode("utf-8", "replace").decode()

    def _reply(self, line: str) -> Reply:
        asked = read_line(line)
        name = text_of(asked, "op")
        operation = self._operations.get(name)
        if operation is None:
            raise Refusal("unknown_op", op=name, known=", ".join(self._operations))
        return {"ok": True, **operation(asked)}

    def _start(self) -> None:
        self._instance_id = f"uuid:{uuid4()}"
        self._begin(None)

    def _begin(self, snapshot: Snapshot | None) -> None:
        self._session = FormSession(
            self._form,
            today=lambda: self._clock.today(),
            now=lambda: self._clock.now(),
            new_id=lambda: str(uuid4()),
            snapshot=snapshot,
            language=self._language,
            instance_id=self._instance_id,
        )
        self._positions = Positions(self._session)

    # -- edits -----------------------------------------------------------------------------------------------

    def _set(self, asked: Asked) -> Reply:
        place = self._place(asked)
        question = _question(place)
        if question.calculation:
            raise Refusal("calculated", path=question.path)
        if question.kind is QuestionKind.NOTE:
            raise Refusal("note", path=question.path)
        if self._session.state(place.address).readonly:
            raise Refusal("readonly", path=question.path)
        answer = answer_of(asked, question.kind, self._clock.now())
        return self._changed(self._session.set(place.address, answer))

    def _add(self, asked: Asked) -> Reply:
        place = self._place(asked)
        repeat = _growing(place)
        index = self._index(asked, repeat, place, more=1) if "to" in asked else None
        _, changes = self._session.add_row(repeat.path, place.row, index)
        return self._changed(changes)

    def _remove(self, asked: Asked) -> Reply:
        place = self._place(asked)
        return self._changed(self._session.remove_row(_growing(place).path, self._positions.row(place)))

    def _move(self, asked: Asked) -> Reply:
        place = self._place(asked)
        repeat, row = _repeat(place), self._positions.row(place)
        return self._changed(self._session.move_row(repeat.path, row, self._index(asked, repeat, place)))

    def _index(self, asked: Asked, repeat: Repeat, place: Place, more: int = 0) -> int:
        target = asked.get("to")
        count = len(self._session.rows(repeat.path, place.row)) + more
        if isinstance(target, bool) or not isinstance(target, int) or not 1 <= target <= count:
            raise Refusal("bad_position", rows=str(count))
        return target - 1

    def _undo(self, asked: Asked) -> Reply:
        return self._changed(self._session.undo())

    def _redo(self, asked: Asked) -> Reply:
        return self._changed(self._session.redo())

    def _finish(self, asked: Asked) -> Reply:
        return {**self._changed(self._session.finish()), **self._validate({})}

    def _new(self, asked: Asked) -> Reply:
        self._start()
        return {}

    def _now(self, asked: Asked) -> Reply:
        try:
            moment = datetime.fromisoformat(text_of(asked, "value"))
        except ValueError:
            raise Refusal("bad_moment") from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._clock.now().tzinfo)
        self._clock = FixedClock(moment)
        return self._changed(self._session.recalculate_all())

    def _speak(self, asked: Asked) -> Reply:
        self._language = self._language_of(asked)
        self._begin(self._session.snapshot())
        return {}

    # -- looks -----------------------------------------------------------------------------------------------

    def _dump(self, asked: Asked) -> Reply:
        leaves = [self._leaf(address) for address in self._session.addresses()]
        return {"leaves": leaves + [_told_of_itself(*each) for each in self._session.meta().items()]}

    def _leaf(self, address: Address) -> Reply:
        state = self._session.state(address)
        leaf: Reply = {
            "path": self._positions.path(address),
            "value": self._session.value(address),
            "relevant": state.relevant,
            "required": state.required,
            "readonly": state.readonly,
            "valid": state.problem is None,
        }
        answer = self._session.answer(address)
        if not state.relevant and answer.value:
            leaf["kept"] = answer.value
        if answer.declined:
            leaf["declined"] = True
        if state.problem is not None:
            leaf["problem"] = state.problem.code.value
        return leaf

    def _choices(self, asked: Asked) -> Reply:
        place, language = self._place(asked), self._language_of(asked)
        if not _question(place).kind.is_select:
            raise Refusal("no_choices", path=place.node.path)
        return {
            "choices": [
                {
                    "code": choice.code,
                    "label": self._say(choice.label, place.address, language) or choice.code,
                }
                for choice in self._session.choices(place.address)
            ]
        }

    def _validate(self, asked: Asked) -> Reply:
        place = self._place(asked) if "path" in asked else None
        if place is None:
            found: Iterable[tuple[Address, Problem]] = self._session.validate()
        elif isinstance(place.node, Question):
            found = self._session.validate(place.address)
        else:
            found = self._inside(place)
        problems = [
            {"path": self._positions.path(address), **self._told(problem, address)}
            for address, problem in found
        ]
        return {"valid": not problems, "problems": problems}

    def _inside(self, place: Place) -> Iterable[tuple[Address, Problem]]:
        """The problems of a group or of one row of a repeat, not of the same group in other rows."""
        if isinstance(place.node, Repeat) and place.node.path:
            start = f"{self._positions.path(place.address)}[{place.position}]/"
            self._positions.row(place)
        else:
            start = f"{self._positions.path(place.address)}/"
        return (
            (address, problem)
            for address, problem in self._session.validate()
            if self._positions.path(address).startswith(start)
        )

    def _label(self, asked: Asked) -> Reply:
        place, language = self._place(asked), self._language_of(asked)
        node = place.node
        return {
            "label": self._say(node.label, place.address, language),
            "hint": self._say(node.hint, place.address, language),
        }

    def _fill(self, asked: Asked) -> Reply:
        place, language = self._place(asked), self._language_of(asked)
        return {"text": self._session.fill(text_of(asked, "text"), place.address, language)}

    def _snapshot(self, asked: Asked) -> Reply:
        snapshot = self._session.snapshot()
        answers = [
            {
                "path": self._positions.path(address),
                "value": answer.value,
                **({"declined": True} if answer.declined else {}),
                "source": answer.source.value,
                "precision": answer.precision.value,
            }
            for address, answer in snapshot.answers.items()
        ]
        rows = {self._positions.path(Address(*key)): len(ids) for key, ids in snapshot.rows.items()}
        return {"answers": answers, "rows": rows}

    # -- words -----------------------------------------------------------------------------------------------

    def _place(self, asked: Asked) -> Place:
        return self._positions.find(text_of(asked, "path"))

    def _language_of(self, asked: Asked) -> str:
        if "lang" not in asked:
            return self._language
        language = text_of(asked, "lang")
        if language not in self._form.languages:
            raise Refusal("unknown_language", found=language, known=", ".join(self._form.languages))
        return language

    def _say(self, texts: Texts, address: Address, language: str) -> str:
        text = texts.get(language) or texts.get(self._form.languages[0], "")
        return self._session.fill(text, address, language)

    def _told(self, problem: Problem, address: Address) -> Reply:
        message = self._say(problem.message, address, self._language)
        return {"code": problem.code.value, **({"message": message} if message else {})}

    def _changed(self, changes: ChangeSet) -> Reply:
        told: Reply = {}
        if changes.rows:
            told["rows"] = [
                {
                    "change": row.kind.value,
                    "path": f"{self._repeat_path(row.repeat, row.parent)}[{row.index + 1}]",
                }
                for row in changes.rows
            ]
            self._positions.forget()
        path = self._positions.path
        for name, changed in (
            ("values", changes.values),
            ("relevant", changes.relevance),
            ("required", changes.required),
            ("readonly", changes.readonly),
        ):
            if changed:
                told[name] = {path(address): value for address, value in changed.items()}
        if changes.validity:
            told["valid"] = {path(address): problem is None for address, problem in changes.validity.items()}
            problems = {
                path(address): self._told(problem, address)
                for address, problem in changes.validity.items()
                if problem is not None
            }
            if problems:
                told["problems"] = problems
        if changes.choices:
            told["choices"] = sorted(path(address) for address in changes.choices)
        return {"changes": told}

    def _repeat_path(self, repeat: str, parent: str) -> str:
        return self._positions.path(Address(repeat, parent))


def _told_of_itself(path: str, value: str) -> Reply:
    """A leaf nobody is asked for and nobody can answer."""
    return {
        "path": path,
        "value": value,
        "relevant": True,
        "required": False,
        "readonly": True,
        "valid": True,
    }


def _refused(code: str, details: Mapping[str, str]) -> Reply:
    return {"ok": False, "error": sentence(code, details), "code": code}


def _question(place: Place) -> Question:
    if not isinstance(place.node, Question):
        raise Refusal("not_a_question", path=place.node.path)
    return place.node


def _repeat(place: Place) -> Repeat:
    if not isinstance(place.node, Repeat):
        raise Refusal("not_a_repeat", path=place.node.path)
    return place.node


def _growing(place: Place) -> Repeat:
    repeat = _repeat(place)
    if repeat.count:
        raise Refusal("counted", path=repeat.path)
    if repeat.fixed:
        raise Refusal("fixed", path=repeat.path)
    return repeat
