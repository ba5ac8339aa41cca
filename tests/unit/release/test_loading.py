from __future__ import annotations

from pathlib import Path

import pytest

from profiler import paths
from profiler.errors import ErrorCode, WorldError
from profiler.release.extra_consents import ConsentKind
from profiler.release.loading import UsedFor, load_release
from profiler.release.releases import Category

CATEGORIES = "code,sentence,label,pictogram\n" + "".join(
    f"{category},was,{category},bild\n" for category in Category
)
CONSENTS = "kind,title,text,withdraw_text\n" + "".join(
    f"{kind},Blatt,Ich erlaube,Sie haben Stopp gesagt\n" for kind in ConsentKind
)
GOOD = {
    "release/categories.csv": CATEGORIES,
    "release/purposes.csv": (
        "code,label,used_for\nberatung,Beratung,both\nnachweis,Nachweis,question\nspende,Spende,release\n"
    ),
    "release/recipients.csv": (
        "kind,label,purpose,onward_duty,sentence\n"
        "jobcenter,Jobcenter,beratung,ja,Es darf\niq,IQ,beratung,nein,Sie darf\n"
    ),
    "release/texts.csv": "key,text\nyes,Ja\n",
    "release/extra_consents.csv": CONSENTS,
    "sheets/sheets.csv": "sheet,title,form,recipient_kinds,categories,blanks\n"
    "arbeit,Bogen,probe,jobcenter iq,kontakt beruf,stamp\n",
    "sheets/arbeit.csv": "sheet,section,question\narbeit,a,name\narbeit,b,job\narbeit,a,phone\n",
}


def written(folder: Path, **spoilt: str) -> Path:
    for name, text in (
        GOOD | {name.replace("__", "/") + ".csv": text for name, text in spoilt.items()}
    ).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_everything_is_read_in_table_order(tmp_path: Path) -> None:
    content = load_release(written(tmp_path))
    (sheet,) = content.sheets
    assert [(section.code, section.questions) for section in sheet.sections] == [
        ("a", ("name", "phone")),
        ("b", ("job",)),
    ]
    assert sheet.recipient_kinds == {"jobcenter", "iq"}
    assert sheet.categories == {Category.KONTAKT, Category.BERUF}
    assert (sheet.form, sheet.blanks) == ("probe", ("stamp",))
    assert content.recipient_kinds["jobcenter"].onward_duty
    assert not content.recipient_kinds["iq"].onward_duty
    assert content.purposes["nachweis"].used_for is UsedFor.QUESTION
    assert [code for code, purpose in content.purposes.items() if purpose.for_releases] == [
        "beratung",
        "spende",
    ]
    assert list(content.categories) == list(Category)
    assert content.texts == {"yes": "Ja"}
    assert list(content.extra_consents) == list(ConsentKind)
    hashes = {text.hash for text in content.extra_consents.values()}
    assert len(hashes) == len(ConsentKind), "each sheet is signed for itself"


@pytest.mark.parametrize(
    ("spoilt", "text", "line", "column", "reason"),
    [
        (
            "release__categories",
            CATEGORIES.replace("kinder,was,kinder,bild\n", ""),
            "1",
            "kinder",
            "missing_row",
        ),
        ("release__categories", CATEGORIES + "gesundheit,x,x,x\n", "14", "code", "unknown"),
        ("release__purposes", "code,label,used_for\nberatung,Beratung,immer\n", "2", "used_for", "unknown"),
        (
            "release__recipients",
            "kind,label,purpose,onward_duty,sentence\niq,IQ,nachweis,nein,Sie\n",
            "2",
            "purpose",
            "unknown",
        ),
        (
            "release__recipients",
            "kind,label,purpose,onward_duty,sentence\niq,IQ,beratung,yes,Sie\n",
            "2",
            "onward_duty",
            "not_yes_or_no",
        ),
        (
            "release__extra_consents",
            CONSENTS.replace("c_d,Blatt,Ich erlaube,Sie haben Stopp gesagt\n", ""),
            "1",
            "c_d",
            "missing_row",
        ),
        ("release__extra_consents", CONSENTS + "c_x,a,b,c\n", "6", "kind", "unknown"),
        ("release__texts", "key,text\nyes,\n", "2", "text", "empty"),
        ("release__texts", "key,text\nyes,Ja\nyes,Jo\n", "3", "key", "twice"),
        (
            "sheets__sheets",
            "sheet,title,form,recipient_kinds,categories,blanks\narbeit,Bogen,probe,zoo,kontakt,\n",
            "2",
            "recipient_kinds",
            "unknown",
        ),
        (
            "sheets__sheets",
            "sheet,title,form,recipient_kinds,categories,blanks\narbeit,Bogen,probe,iq,gesundheit,\n",
            "2",
            "categories",
            "unknown",
        ),
        (
            "sheets__sheets",
            "sheet,title,form,recipient_kinds,categories,blanks\narbeit,Bogen,probe,Job-Center,kontakt,\n",
            "2",
            "recipient_kinds",
            "not_a_code",
        ),
        ("sheets__arbeit", "sheet,section,question\nanders,a,name\n", "2", "sheet", "unknown"),
        (
            "sheets__arbeit",
            "sheet,section,question\narbeit,a,name\narbeit,b,name\n",
            "3",
            "question",
            "twice",
        ),
    ],
)
def test_a_mistake_names_its_cell(
    tmp_path: Path, spoilt: str, text: str, line: str, column: str, reason: str
) -> None:
    with pytest.raises(WorldError) as error:
        load_release(written(tmp_path, **{spoilt: text}))
    assert error.value.code is ErrorCode.RESOURCE_INVALID
    details = error.value.details
    assert (details["file"], details["line"], details["column"], details["reason"]) == (
        spoilt.partition("__")[2] + ".csv",
        line,
        column,
        reason,
    )


def test_a_sheet_without_its_questions_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "sheets" / "arbeit.csv").unlink()
    with pytest.raises(WorldError) as error:
        load_release(folder)
    assert error.value.details["reason"] == "missing_file"
    assert str(tmp_path) not in repr(error.value)


def test_the_shipped_tables_are_sound() -> None:
    content = load_release(paths.resources_folder())
    by_kind = {kind: sheet.code for sheet in content.sheets for kind in sheet.recipient_kinds}
    assert by_kind["jobcenter"] == by_kind["agentur"]
    assert all(sheet.sections for sheet in content.sheets)


def test_no_two_shipped_sheets_claim_the_same_kind_of_recipient() -> None:
    kinds = [
        kind for sheet in load_release(paths.resources_folder()).sheets for kind in sheet.recipient_kinds
    ]
    assert len(kinds) == len(set(kinds))


def test_the_shipped_school_sheet_tells_no_status_and_no_benefit() -> None:
    content = load_release(paths.resources_folder())
    school = next(sheet for sheet in content.sheets if "schule" in sheet.recipient_kinds)
    asked = {name for section in school.sections for name in section.questions}
    assert asked.isdisjoint({"residence", "residence_kind", "benefit", "work_permission", "res_valid_until"})
    assert Category.AUFENTHALT not in school.categories
