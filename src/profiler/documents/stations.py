"""One row of the routing slip: where to go, when, with what; and the field of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from profiler.documents import pictograms, scale
from profiler.documents.canvas import BAND_TINT, MM, RULE_GREY, Canvas
from profiler.documents.parts import (
    Beside,
    Part,
    Stack,
    beside,
    number_disc,
    stamp_field,
    text,
    tick_box,
)
from profiler.documents.text.isolate import isolated, ltr, protect
from profiler.documents.text.itemise import TextStyle
from profiler.documents.text.paragraph import Line, Paragraph, Span, Typesetter, draw_line
from profiler.documents.wording import Pair, Words
from profiler.languages.formats import format_date
from profiler.languages.tags import GERMAN
from profiler.routing.plans import Station

ROW = 38 * MM
"""Least height: with it the fold of the page falls between the third and the fourth station."""

_MIDDLE = 14 * MM
_MIDDLE_WIDTH = 102 * MM
_OFFICE = 118 * MM
_OFFICE_WIDTH = 58 * MM
_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_APPOINTMENT = (45 * MM, 9 * MM)
_BOX = 3.4 * MM
_ICON = 4 * MM
_ICON_LEFT = 4.2 * MM
_WORDS_LEFT = 8.8 * MM
BRING_GAP = 5 * MM
"""Between the two columns of papers; a box nearer to a word would be taken for its box."""
_PLACE = TextStyle(7.2, 8.8)
_PLACE_BOLD = TextStyle(7.2, 8.8, scale.VALUE_BOLD.weight)
_PAPER = TextStyle(7.4, 9.6)
_TIME = TextStyle(9.2, 12, scale.VALUE_BOLD.weight)

_OPTION = TextStyle(6.6, 8)
_OUTCOMES = ("slip_done", "slip_missing", "slip_forward", "slip_new_appointment")

_BRING_PICTURES = {
    "id_doc": "pass",
    "residence_doc": "aufenthalt",
    "arrival_proof": "aufenthalt",
    "registration": "haus",
    "cv_profile_sheet": "kontakt",
    "school_reports": "zeugnis",
    "school_reports_translation": "uebersetzung",
    "diploma_original": "zeugnis",
    "diploma_translation": "uebersetzung",
    "transcript": "liste",
    "licence_professional": "zeugnis",
    "good_standing_cert": "zeugnis",
    "language_certificate": "sprache",
    "work_references": "beruf",
    "work_contract": "beruf",
    "job_offer": "beruf",
    "training_contract": "beruf",
    "photo": "foto",
    "birth_cert_child": "kinder-betreuen",
    "custody_proof": "waage",
    "vaccination_book": "impfpass",
    "driving_licence": "fahren",
    "driving_licence_translation": "uebersetzung",
    "tenancy": "schluessel",
    "health_card": "ausweis",
    "letters": "brief",
    "this_slip": "liste",
}


@dataclass(frozen=True)
class StationRow:
    """A station with its number on the slip."""

    number: int
    station: Station
    words: Words

    @property
    def _client(self) -> str:
        return self.words.language.code

    def _title(self, setter: Typesetter) -> Beside:
        """The office's own name if it fits beside the translated kind, else the name of the kind."""
        kind = self.words.kind_heading(self.station.kind)
        names = [kind.german]
        if self.station.office is not None:
            names.insert(0, isolated(self.station.office.name))
        for style in (scale.STATION, scale.STATION_SMALL):
            for name in names:
                title = beside(Pair(name, kind.client), self._client, style, style)
                if title.on_one_line(setter, _MIDDLE_WIDTH):
                    return title
        return beside(kind, self._client, scale.STATION, scale.STATION)

    def _head(self, setter: Typesetter) -> Stack:
        """Name and reason, German at the left, the client's language at the right."""
        reason = beside(self._reason(), self._client, scale.RUNNING, scale.RUNNING)
        return Stack((self._title(setter), reason), gap=-0.5 * MM)

    def _reason(self) -> Pair:
        rule = self.station.reasons[0].rule if self.station.reasons else None
        reason = (
            self.words.pair(f"rule:{rule.rule_id}:reason_public", rule.reason_public) if rule else Pair("")
        )
        if not self.station.to_clarify:
            return reason
        clarify = self.words.text("slip_clarify")
        client = added(reason.client, clarify.client) if reason.client and clarify.client else reason.client
        return Pair(added(reason.german, clarify.german), client)

    def _place(self, setter: Typesetter) -> Part:
        office = self.station.office
        if office is None:
            return text("Ort ____________________", _PLACE)
        around = " · ".join(part for part in (office.stop, office.hours) if part)
        phone = f"Tel. {ltr(office.phone)}" if office.phone else ""
        reach = " · ".join(part for part in (phone, isolated(office.interpreter)) if part)
        lines: list[Part] = [text(isolated(office.street or office.city), _PLACE_BOLD)]
        if not self._names_office(setter) and not office.name.startswith(self.station.kind.label):
            lines.insert(0, text(isolated(office.name), _PLACE_BOLD))
        lines += [text(line, _PLACE) for line in (protect(around), reach) if line]
        return Stack(tuple(lines))

    def _names_office(self, setter: Typesetter) -> bool:
        office = self.station.office
        return office is not None and self._title(setter).start.spans[0].text == isolated(office.name)

    def _bring(self) -> list[tuple[str, Beside]]:
        return [
            (
                _BRING_PICTURES.get(code, "papier"),
                beside(self.words.bring_short(code), self._client, _PAPER, _PAPER, gap=3),
            )
            for code in self.station.bring
        ]

    def _sentence(self) -> Beside:
        rule = self.station.reasons[0].rule if self.station.reasons else None
        sentence = f"„{rule.sentence}“" if rule and rule.sentence else "„________________________“"
        show = self.words.text("slip_show_sentence")
        return Beside(
            Paragraph((Span(sentence, scale.RUNNING_BOLD),), GERMAN),
            Paragraph((Span(show.client, scale.SMALL),), self._client) if show.client else None,
            gap=3,
        )

    def _layout(self, setter: Typesetter) -> tuple[float, float, list[float], float, float]:
        """Distances from the row's top: appointment, bring list, heights of its lines, sentence, end."""
        appointment = 1.2 * MM + self._head(setter).height(setter, _MIDDLE_WIDTH) + 0.8 * MM
        place = self._place(setter).height(setter, _place_width())
        bring = appointment + max(_APPOINTMENT[1], place) + 0.7 * MM
        items = self._bring()
        lines = []
        for index in range(0, len(items), 2):
            heights = [item.height(setter, _bring_width()) for _, item in items[index : index + 2]]
            lines.append(max(4.5 * MM, *heights))
        high = self._sentence_height(setter)
        needed = bring + sum(lines) + 0.5 * MM
        sentence = max(needed, ROW - 0.9 * MM - high)
        # What a short row leaves free opens it up between name, appointment and papers.
        spare = min((sentence - needed) / 3, 1.2 * MM)
        return appointment + spare, bring + 2 * spare, lines, sentence, max(ROW, sentence + high + 0.9 * MM)

    def _sentence_height(self, setter: Typesetter) -> float:
        return max(5.2 * MM, self._sentence().height(setter, _MIDDLE_WIDTH - 9 * MM) + 0.6 * MM)

    def height(self, setter: Typesetter, width: float) -> float:
        """38 mm, more where names, papers or the sentence need it."""
        return self._layout(setter)[-1]

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Stations share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw number, place and papers at the left, the office's field at the right."""
        setter = canvas.type
        appointment, bring, lines, sentence, height = self._layout(setter)
        number_disc(canvas, x + 5.4 * MM, top + 5.4 * MM, str(self.number))
        pictograms.draw(canvas, self.station.kind.pictogram, x + 0.9 * MM, top + 11.4 * MM, 9 * MM)
        self._draw_deadline(canvas, x, top + 23 * MM)
        left = x + _MIDDLE
        self._head(setter).draw(canvas, left, top + 1.2 * MM, _MIDDLE_WIDTH)
        self._draw_appointment(canvas, left, top + appointment)
        self._place(setter).draw(
            canvas, left + _APPOINTMENT[0] + 3 * MM, top + appointment - 0.4 * MM, _place_width()
        )
        self._draw_bring(canvas, left, top + bring, lines)
        self._draw_sentence(canvas, left, top + sentence)
        self._draw_office(canvas, x + _OFFICE, top, height)
        canvas.line(x, top + height, x + width, top + height, 1.2)

    def _draw_deadline(self, canvas: Canvas, x: float, top: float) -> None:
        if self.station.deadline is None:
            return
        until = self.words.text("slip_until")
        words = [canvas.type.line([Span(until.german, scale.LABEL)], GERMAN)]
        if until.client:
            words.append(canvas.type.line([Span(until.client, scale.LABEL_CLIENT)], self._client))
        day = canvas.type.line([Span(format_date(self.station.deadline)[:6], scale.RUNNING_BOLD)], GERMAN)
        wide, gap, room = 10.8 * MM, 1.2 * MM, 9.8 * MM
        used = sum(line.width for line in words) + gap * (len(words) - 1)
        # Words too long for one line stand below each other.
        rows = [words] if used <= room else [[line] for line in words]
        down = 2.9 * MM * (len(rows) - 1)
        canvas.box(x, top, wide, 7.4 * MM + down, rule=scale.STRONG)
        for number, row in enumerate(rows):
            cursor = x + (wide - sum(line.width for line in row) - gap * (len(row) - 1)) / 2
            for line in row:
                draw_line(canvas, line, cursor, top + 2.9 * MM * (number + 1))
                cursor += line.width + gap
        draw_line(canvas, day, x + (wide - day.width) / 2, top + 6.4 * MM + down)

    def _draw_appointment(self, canvas: Canvas, x: float, top: float) -> None:
        wide, high = _APPOINTMENT
        canvas.box(x, top, wide, high, rule=scale.STRONG, radius=1.0 * MM)
        pictograms.draw(canvas, "kalender", x + 1.4 * MM, top + (high - 4.6 * MM) / 2, 4.6 * MM)
        left, end = x + 7.4 * MM, x + wide - 1.6 * MM
        if self.station.appointment is not None:
            shown = canvas.type.line([Span(ltr(moment(self.station.appointment)), _TIME)], GERMAN)
            draw_line(canvas, shown, left, top + high / 2 + 1.2 * MM)
            return
        label = beside(self.words.text("slip_appointment"), self._client, scale.LABEL, scale.LABEL_CLIENT)
        label.draw(canvas, left, top + 0.2 * MM, end - left)
        line = top + high - 1.2 * MM
        canvas.line(left, line, end, line, scale.FIELD_RULE)

    def _draw_bring(self, canvas: Canvas, x: float, top: float, lines: list[float]) -> None:
        for index, (picture, item) in enumerate(self._bring()):
            left = x + index % 2 * (_MIDDLE_WIDTH + BRING_GAP) / 2
            tick_box(canvas, left + 0.2, top + 0.5 * MM, _BOX)
            pictograms.draw(canvas, picture, left + _ICON_LEFT, top + 0.2 * MM, _ICON)
            drop = max(0.0, 0.5 * MM + 2.75 * MM - item.ascent(canvas.type, _bring_width()))
            item.draw(canvas, left + _WORDS_LEFT, top + drop, _bring_width())
            if index % 2:
                top += lines[index // 2]

    def _draw_sentence(self, canvas: Canvas, x: float, top: float) -> None:
        high = self._sentence_height(canvas.type)
        canvas.box(x, top, _MIDDLE_WIDTH, high, fill=BAND_TINT)
        pictograms.draw(canvas, "satz", x + 1.6 * MM, top + (high - 4.4 * MM) / 2, 4.4 * MM)
        sentence = self._sentence()
        inner = _MIDDLE_WIDTH - 9 * MM
        own = sentence.height(canvas.type, inner)
        sentence.draw(canvas, x + 7.6 * MM, top + (high - own) / 2, inner)

    def _draw_office(self, canvas: Canvas, x: float, top: float, height: float) -> None:
        """Four boxes, a note, a stamp, date and name; empty for the office."""
        canvas.line(x, top, x, top + height, 1.2)
        left = x + 2 * MM
        right = x + _OFFICE_WIDTH
        column = (right - left) / 2
        pairs = [self.words.text(key) for key in _OUTCOMES]
        room = column - _BOX - 1.8 * MM
        on_one_line = all(self._option_fits(canvas.type, pair, room) for pair in pairs)
        pitch = (4.4 if on_one_line else 6.2) * MM
        for index, pair in enumerate(pairs):
            box_left = left + index % 2 * column
            box_top = top + 1.4 * MM + index // 2 * pitch
            tick_box(canvas, box_left, box_top, _BOX)
            self._draw_option(canvas, pair, box_left + _BOX + 1.2 * MM, box_top, beside_german=on_one_line)
        note = canvas.type.line([Span(self.words.text("slip_note").german, scale.STAMP_LABEL)], GERMAN)
        note_y = top + 3.8 * MM + 2 * pitch
        draw_line(canvas, note, left, note_y)
        canvas.line(left + note.width + MM, note_y + 0.4, right, note_y + 0.4, scale.HAIR, RULE_GREY)
        stamp_top = note_y + 1.2 * MM
        stamp_label = self.words.text("slip_stamp").german
        stamp_field(canvas, left, stamp_top, right - left, top + height - 5.2 * MM - stamp_top, stamp_label)
        line_y = top + height - 3.0 * MM
        for start, end, key in (
            (left, left + 18 * MM, "slip_date"),
            (left + 20 * MM, right, "slip_name_signature"),
        ):
            canvas.line(start, line_y, end, line_y, scale.FIELD_RULE)
            caption = canvas.type.line([Span(self.words.text(key).german, scale.STAMP_LABEL)], GERMAN)
            draw_line(canvas, caption, start, line_y + 2.3 * MM)

    def _option_fits(self, setter: Typesetter, pair: Pair, room: float) -> bool:
        german, client = self._option_lines(setter, pair)
        return client is None or german.width + client.width + MM <= room

    def _option_lines(self, setter: Typesetter, pair: Pair) -> tuple[Line, Line | None]:
        german = setter.line([Span(pair.german, scale.SMALL)], GERMAN)
        client = setter.line([Span(pair.client, _OPTION)], self._client) if pair.client else None
        return german, client

    def _draw_option(self, canvas: Canvas, pair: Pair, x: float, top: float, *, beside_german: bool) -> None:
        """German beside its box; the client's words behind it, or below it where they do not fit."""
        german, client = self._option_lines(canvas.type, pair)
        baseline = top + 2.7 * MM
        draw_line(canvas, german, x, baseline)
        if client is None:
            return
        if beside_german:
            draw_line(canvas, client, x + german.width + MM, baseline)
        else:
            draw_line(canvas, client, x, baseline + 2.8 * MM)


def added(sentence: str, remark: str) -> str:
    """A remark in brackets, before the full stop."""
    stop = sentence[-1:] if sentence.endswith((".", "\u1362")) else ""
    return f"{sentence.removesuffix(stop)} ({remark}){stop}"


def moment(at: datetime) -> str:
    """Weekday, date and time as in Di 01.12.2026, 09:30"; one line, never broken."""
    return f"{_WEEKDAYS[at.weekday()]} {format_date(at.date())}, {at:%H:%M}"


def _place_width() -> float:
    return _MIDDLE_WIDTH - _APPOINTMENT[0] - 3 * MM


def _bring_width() -> float:
    return (_MIDDLE_WIDTH - BRING_GAP) / 2 - _WORDS_LEFT
