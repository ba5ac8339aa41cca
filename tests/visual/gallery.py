"""All parts on one page, as in the picture of the components."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.tokens import Size, Space, Tone
from profiler.gui.widgets.badges import Badge, StateMark
from profiler.gui.widgets.buttons import (
    Chip,
    DangerButton,
    LinkButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.fields import TextField
from profiler.gui.widgets.frames import EmptyState
from profiler.gui.widgets.matrix import CefrMatrix, Level, Skill
from profiler.gui.widgets.notice_board import Banner, Toast
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.painting import MARK_WORDS, Mark
from profiler.gui.widgets.switches import YesNoSwitch
from profiler.gui.widgets.tables import RepeatTable
from profiler.gui.widgets.texts import Pair, Text, ground


def _line(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return made


def gallery() -> QWidget:
    """Every part once; names in it are object names, unique."""
    page = ground(QWidget(), "surface")
    page.setObjectName("gallery")
    columns = QHBoxLayout(page)
    columns.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
    left, right = QVBoxLayout(), QVBoxLayout()
    columns.addLayout(left, 1)
    columns.addSpacing(Space.XXL)
    columns.addLayout(right, 1)

    left.addWidget(Text("Knöpfe: einer je Seite ist gefüllt", size=Size.SECOND, bold=True))
    back = SecondaryButton("Zurück", "g.back", icon=Icon.BACK)
    left.addWidget(
        _line(
            PrimaryButton("Weiter", "g.next", trailing=Icon.FORWARD, key="Strg ↵"),
            back,
            LinkButton("Ändern", "g.change"),
            DangerButton("Widerrufen", "g.withdraw"),
        )
    )
    declined = QuietButton("Keine Angabe", "g.declined")
    declined.setCheckable(True)
    declined.setChecked(True)
    arabic = SecondaryButton("التالي (AsylbLG §3)", "g.ar", trailing=Icon.FORWARD, language="ar")
    left.addWidget(_line(QuietButton("selbst gesagt", "g.source", trailing=Icon.DOWN), declined, arabic))
    chips = (Chip("Alle", "g.all", count="148"), Chip("Meine", "g.mine", count="37"))
    chips[0].setChecked(True)
    left.addWidget(_line(*chips))
    wrong = DateField("g.date", "gültig bis")
    wrong.show_date("2027-02-28")
    wrong.show_wrong(True)
    field = TextField("g.text", "Name", placeholder="Name, Fallnummer")
    left.addWidget(_line(wrong, field))
    left.addWidget(_line(*(w for mark in Mark for w in (StateMark(mark), Text(MARK_WORDS[mark])))))
    badges = [
        Badge("Termin steht", Icon.CLOCK, Tone.INFO),
        Badge("erledigt", Icon.CHECK, Tone.DONE),
        Badge("bitte klären", Icon.QUESTION, Tone.WARN),
        Badge("dringend", Icon.ALERT, Tone.ERROR),
        Badge("offen", Icon.MINUS, Tone.NEUTRAL),
        Badge("مسودة", Icon.ALERT, Tone.WARN, "ar"),
    ]
    left.addWidget(_line(*badges))
    for tone, text in (
        (Tone.WARN, "Die Freigabe endet in 14 Tagen."),
        (Tone.ERROR, "Widerrufen am 13.11. Nichts geht mehr hinaus."),
        (Tone.INFO, "Übersetzung ist ein Entwurf. Deutsch gilt."),
    ):
        left.addWidget(Banner(tone, text, Action("Mehr", lambda: None, name=tone.value)))
    left.addWidget(Toast("Arbeit entfernt", Action("Rückgängig", lambda: None, name="undo"), page))
    no, yes = Pair("Nein", "لا", "ar"), Pair("Ja", "نعم", "ar")
    switch = YesNoSwitch("g.switch", no, yes)
    switch.show_answer(True)
    left.addWidget(_line(switch, YesNoSwitch("g.switch2", Pair("Nein"), Pair("Ja"))))
    left.addStretch(1)

    options = OptionList(
        "g.options",
        [
            Option("a", Pair("Kein freier Platz", "لا يوجد مكان شاغر", "ar")),
            Option("b", Pair("Keine Zulassung vom BAMF", "لا توجد موافقة من BAMF", "ar")),
            Option("c", Pair("Weg zu weit", "A2: الطريق بعيد ولا توجد بطاقة مواصلات", "ar")),
        ],
        multiple=True,
        decline=Pair("Keine Angabe", "بلا جواب", "ar"),
    )
    options.show_answer("a c")
    right.addWidget(options)
    radio = OptionList(
        "g.radio",
        [Option("n", Pair("Nein", "ኣይክእልን", "ti")), Option("l", Pair("Langsam", "ቀስ ኢለ", "ti"))],
        decline=Pair("Keine Angabe", "መልሲ የለን", "ti"),
    )
    radio.show_answer("l")
    right.addWidget(radio)
    alone = OptionList(
        "g.alone", [Option("n", Pair("Nein")), Option("j", Pair("Ja"))], decline=Pair("Keine Angabe")
    )
    alone.show_answer("j")
    right.addWidget(alone)
    matrix = CefrMatrix(
        "g.matrix",
        Pair("Niveau (GER)", "المستوى", "ar"),
        [Skill("g.hear", Pair("Hören", "الاستماع", "ar")), Skill("g.read", Pair("Lesen", "القراءة", "ar"))],
        [Level("keine", "0"), *(Level(x.lower(), x) for x in ("A1", "A2", "B1", "B2", "C1", "C2"))],
        Pair("Keine Angabe", "بلا جواب", "ar"),
    )
    matrix.show_answer("g.hear", "a2")
    right.addWidget(matrix)
    table = RepeatTable("g.table", ["Tätigkeit", "Von", "Bis", "Land"], "Weitere Arbeit")
    table.show_rows(
        [["Verkäufer", "07/2006", "08/2012", "Syrien"], ["Schneider", "09/2012", "", "Türkei"]], 1
    )
    right.addWidget(table)
    right.addWidget(EmptyState(Icon.PERSON, "Noch niemand", "Wählen Sie links.", [("F12", "verbergen")]))
    right.addStretch(1)
    return page
