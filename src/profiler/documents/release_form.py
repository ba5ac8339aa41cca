"""The release to be signed: who gets what until when, the person's rights, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiler.documents import scale
from profiler.documents.answers import told_date
from profiler.documents.canvas import MM, Canvas
from profiler.documents.fields import Field, pack
from profiler.documents.matrix import counted, matrix_blocks
from profiler.documents.pages import Block, Sheet, write
from profiler.documents.parts import Band, Gap, Part, Row, Stack, beside, text, tick_box, write_line
from profiler.documents.statements import Note, spaced, statement
from profiler.documents.text.isolate import isolated, ltr
from profiler.documents.text.paragraph import Align, Typesetter
from profiler.documents.wording import Pair, Words, WriterTexts, term
from profiler.languages.catalogues import TranslationState
from profiler.languages.formats import format_date
from profiler.ports.paper import Sender
from profiler.release.outputs import Header, OwnCopy
from profiler.release.releases import Release, SignsAs

_FOREIGNERS_OFFICE = "auslaenderbehoerde"
_NO_PEOPLE = term("document", "noch keine Stelle")
_SIGNS = {
    SignsAs.SELBST: term("document", "selbst"),
    SignsAs.GESETZL_VERTRETUNG: term("document", "gesetzliche Vertretung"),
    SignsAs.BEIDE: term("document", "selbst und gesetzliche Vertretung"),
}
_RIGHTS = (
    ("right_voluntary", "freiwillig"),
    ("right_single", "schere"),
    ("right_withdraw", "zurueck"),
    ("right_see", "lupe"),
    ("right_complain", "brief"),
    ("right_contact", "telefon"),
    ("right_cooperate", "waage"),
    ("right_no_cloud", "schloss"),
    ("health_never", "hinweis"),
)


def release_form(
    copy: OwnCopy[Release], sender: Sender, texts: WriterTexts, setter: Typesetter, *, preview: bool
) -> bytes:
    """The PDF of one release."""
    release = copy.enclosure
    words = Words(texts, release.language)
    client = words.language.code
    sheet = Sheet(
        code="C1",
        title=words.text("release_title"),
        subtitle=None,
        case_number=copy.header.case_number,
        sender=sender,
        words=words,
        preview=preview,
    )
    blocks: list[Block] = []
    if words.bilingual and words.state is TranslationState.DRAFT:
        blocks.append(Block((), (Note(words.text("release_german_binds"), client, "waage"),), gap=0))
    blocks.append(_who(copy.header, release, words, setter))
    note = statement(words.text("release_matrix_note"), client, rule=0)
    band = Band("2", words.text("release_section_matrix"), client)
    if release.grants:
        blocks += matrix_blocks(release.grants, words, band, note)
    else:
        nobody = statement(words.of(_NO_PEOPLE), client)
        blocks.append(Block((band,), (nobody,)))
    blocks += _duties(release, words)
    rights = tuple(statement(words.text(key), client, icon=icon) for key, icon in _RIGHTS)
    blocks.append(Block((Band("3", words.text("release_section_rights"), client),), rights))
    blocks.append(_signatures(copy.header, release, words, setter))
    return write(setter, sheet, blocks)


def _who(header: Header, release: Release, words: Words, setter: Typesetter) -> Block:
    client = words.language.code
    name = isolated(_full_name(header))
    if header.name_original and header.name_original.casefold() != _full_name(header).casefold():
        name = f"{name}  {isolated(header.name_original)}"
    signs = words.of(_SIGNS[release.signs_as])
    signs_as = f"{signs.german}\n{signs.client}" if signs.client else signs.german
    fields = [
        Field(words.text("name"), name, bold=True, least_columns=4),
        Field(words.text("born"), told_date(header.birth_date, header.birth_precision, words)),
        Field(words.text("case_number"), ltr(header.case_number)),
        Field(words.text("signs"), signs_as),
    ]
    statement_row = statement(words.text("release_who"), client, rule=0)
    band = Band("1", words.text("release_section_who"), client)
    return Block(
        (band, Gap(1.0 * MM)), (*spaced(pack(fields, client, setter), 0.8 * MM), Gap(1 * MM), statement_row)
    )


def _full_name(header: Header) -> str:
    return " ".join(part for part in (header.given_names, header.family_name) if part)


def _duties(release: Release, words: Words) -> list[Block]:
    """What has to be said before a public body gets anything, in boxes of their own."""
    client = words.language.code
    notes: list[Part] = []
    bound = [
        grant.recipient.name
        for grant in release.grants
        if words.onward_duty(grant.recipient.kind) and grant.recipient.kind != _FOREIGNERS_OFFICE
    ]
    if bound:
        names = ", ".join(isolated(name) for name in bound)
        duty = words.text("onward_duty")
        said = Pair(f"{names}: {duty.german}", f"{names}: {duty.client}" if duty.client else "")
        notes.append(Note(said, client, "hinweis"))
    if any(grant.recipient.kind == _FOREIGNERS_OFFICE for grant in release.grants):
        notes.append(YesNo(words))
    return [Block((), (note,), gap=2.0 * MM) for note in notes]


@dataclass(frozen=True)
class YesNo:
    """The box on the immigration office, with an answer of its own."""

    words: Words

    def _note(self) -> Note:
        first, second = self.words.text("abh_explained"), self.words.text("abh_separate")
        joined = Pair(
            f"{first.german} {second.german}",
            f"{first.client} {second.client}" if first.client and second.client else "",
        )
        return Note(joined, self.words.language.code, "hinweis", rule=0)

    def height(self, setter: Typesetter, width: float) -> float:
        """Room for the text and two boxes."""
        return max(14 * MM, self._note().height(setter, width - _ANSWERS))

    def ascent(self, setter: Typesetter, width: float) -> float:
        """A frame shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw text and boxes."""
        height = self.height(canvas.type, width)
        canvas.box(x, top, width, height, rule=1.0)
        note = self._note()
        inner = note.height(canvas.type, width - _ANSWERS)
        note.draw(canvas, x, top + (height - inner) / 2, width - _ANSWERS)
        left = x + width - _ANSWERS + 1 * MM
        for index, key in enumerate(("yes", "no")):
            tick(
                canvas,
                left,
                top + height / 2 + (index - 1) * 6 * MM,
                self.words.text(key),
                self.words,
                _ANSWERS,
            )


_ANSWERS = 32 * MM
_PEN_BOX = 4.4 * MM


def tick(canvas: Canvas, x: float, top: float, pair: Pair, words: Words, width: float) -> None:
    """A box for a pen with its words behind it: German, then the client's language."""
    tick_box(canvas, x, top + 0.4 * MM, _PEN_BOX)
    label = text(pair.german, scale.RUNNING)
    left = x + _PEN_BOX + 1.6 * MM
    room = width - _PEN_BOX - 1.6 * MM
    label.draw(canvas, left, top + 0.8 * MM, room)
    if pair.client and words.bilingual:
        used = canvas.type.lines(label.paragraph, room)[0].width + 1.6 * MM
        client = text(pair.client, scale.RUNNING, words.language.code, Align.LEFT)
        drop = label.ascent(canvas.type, room) - client.ascent(canvas.type, room - used)
        client.draw(canvas, left + used, top + 0.8 * MM + drop, room - used)


def _signatures(header: Header, release: Release, words: Words, setter: Typesetter) -> Block:
    client = words.language.code
    # The sheet with the signatures names person and offices: it cannot be laid behind another matrix.
    offices = ", ".join(
        f"{isolated(grant.recipient.name)} ({counted(grant, words)})" for grant in release.grants
    )
    fields = [
        Field(words.text("name"), isolated(_full_name(header)), bold=True, least_columns=3),
        Field(words.text("valid_from"), ltr(format_date(release.valid_from)), bold=True, least_columns=3),
        Field(words.text("valid_until"), ltr(format_date(release.valid_until)), bold=True, least_columns=3),
        Field(words.text("release_section_matrix"), offices or "–", least_columns=12),
    ]
    explained = [words.text(key) for key in ("read_aloud", "read_audio", "read_self")]
    teachback = [words.text(key) for key in ("teachback_who", "teachback_no", "teachback_stop")]
    boxes = [SignBox(words.text("sign_person"), None, words.text("place_date"), strong=True)]
    if release.signs_as is not SignsAs.SELBST:
        boxes.append(SignBox(words.text("sign_guardian"), None, words.text("slip_date")))
    states = words.text("interpreter_statement")
    boxes.append(SignBox(words.text("sign_interpreter"), states, words.text("name")))
    boxes.append(SignBox(words.text("sign_desk"), None, words.text("slip_date")))
    rows: tuple[Part, ...] = (
        *spaced(pack(fields, client, setter), 0.8 * MM),
        Gap(1.4 * MM),
        Ticks(words.text("explained"), tuple(explained), words),
        Gap(1.2 * MM),
        Ticks(words.text("teachback_intro"), tuple(teachback), words),
        Gap(1.6 * MM),
        SignBoxes(boxes, words),
        Gap(1.2 * MM),
        LegalLine(words),
    )
    band = Band("4", words.text("release_section_signatures"), client)
    return Block((band, Gap(1.0 * MM)), (Stack(rows),))


@dataclass(frozen=True)
class Ticks:
    """A heading and three boxes to tick, the words in both languages one below the other."""

    heading: Pair
    options: tuple[Pair, ...]
    words: Words

    def _column(self, width: float) -> float:
        return width / len(self.options)

    def _option(self, pair: Pair) -> Stack:
        lines: list[Part] = [text(pair.german, scale.RUNNING)]
        if pair.client:
            lines.append(text(pair.client, scale.RUNNING, self.words.language.code, Align.LEFT))
        return Stack(tuple(lines))

    def _heading(self) -> Part:
        return beside(self.heading, self.words.language.code, scale.LABEL, scale.LABEL_CLIENT)

    def height(self, setter: Typesetter, width: float) -> float:
        """Heading and the tallest option."""
        room = self._column(width) - _PEN_BOX - 3 * MM
        tallest = max(self._option(pair).height(setter, room) for pair in self.options)
        return self._heading().height(setter, width) + max(6 * MM, tallest)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Boxes share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw heading and boxes."""
        heading = self._heading()
        heading.draw(canvas, x, top, width)
        top += heading.height(canvas.type, width)
        column = self._column(width)
        for index, pair in enumerate(self.options):
            left = x + index * column
            tick_box(canvas, left, top + 0.6 * MM, _PEN_BOX)
            self._option(pair).draw(canvas, left + _PEN_BOX + 1.6 * MM, top, column - _PEN_BOX - 3 * MM)


@dataclass(frozen=True, slots=True)
class SignBox:
    """One box to sign in: who signs, what they state, what stands under the line besides the signature."""

    who: Pair
    states: Pair | None
    caption: Pair
    strong: bool = False


@dataclass(frozen=True)
class SignBoxes:
    """Boxes of 41 mm side by side; 12 mm stay clear above every line."""

    boxes: Sequence[SignBox]
    words: Words

    def _parts(self, box: SignBox) -> Stack:
        client = self.words.language.code
        lines: list[Part] = [text(box.who.german, scale.RUNNING_BOLD)]
        if box.who.client:
            lines.append(text(box.who.client, scale.RUNNING_BOLD, client))
        if box.states is not None:
            lines.append(text(box.states.german, scale.SMALL))
            if box.states.client:
                lines.append(text(box.states.client, scale.SMALL, client))
        return Stack(tuple(lines))

    def _width(self, width: float) -> float:
        return (width - (len(self.boxes) - 1) * scale.GUTTER) / len(self.boxes)

    def height(self, setter: Typesetter, width: float) -> float:
        """Room for the longest statement, the signature and the captions."""
        inner = self._width(width) - 3 * MM
        tallest = max(self._parts(box).height(setter, inner) for box in self.boxes)
        return max(24 * MM, tallest + 12 * MM + 9 * MM)

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Boxes share no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw every box with its line."""
        wide, height = self._width(width), self.height(canvas.type, width)
        client = self.words.language.code
        signature = self.words.text("signature")
        for index, box in enumerate(self.boxes):
            left = x + index * (wide + scale.GUTTER)
            canvas.box(left, top, wide, height, rule=1.2 if box.strong else scale.STRONG)
            self._parts(box).draw(canvas, left + 1.5 * MM, top + 0.8 * MM, wide - 3 * MM)
            line = top + height - 8.4 * MM
            captions = Pair(f"{box.caption.german}, {signature.german}", signature.client)
            write_line(canvas, left + 1.5 * MM, line, wide - 3 * MM, captions, client)


@dataclass(frozen=True)
class LegalLine:
    """The legal basis by sender, and whether a copy was given."""

    words: Words

    def _row(self, width: float) -> Row:
        return statement(
            self.words.text("legal_basis_secrecy"), self.words.language.code, width=width, rule=0
        )

    def height(self, setter: Typesetter, width: float) -> float:
        """The sentence and a box."""
        return self._row(width).height(setter, width) + 6 * MM

    def ascent(self, setter: Typesetter, width: float) -> float:
        """Shares no baseline."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw sentence and box."""
        row = self._row(width)
        row.draw(canvas, x, top, width)
        tick(
            canvas, x, top + row.height(canvas.type, width), self.words.text("copy_given"), self.words, width
        )
