"""Paper names occupations and skills, never their ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from profiler.documents.answers import AnswerWords
from profiler.documents.text.isolate import clean
from profiler.documents.wording import Words
from profiler.forms.answer import Answer
from profiler.release.outputs import DisclosedItem
from tests.unit.documents import samples
from tests.unit.forms.small_forms import form, question

NAMES = {
    ("koch", "de"): "Koch/Köchin",
    ("koch", "ar"): "طبّاخ",
    ("naehen", "de"): "Nähen",
    ("naehen", "ar"): "Nähen",
}


@pytest.mark.parametrize("appearance", ["code-occupation", "code-skill multiple"])
def test_labels_stand_on_paper_in_both_languages(appearance: str) -> None:
    asked = replace(question("q", "text"), appearance=appearance)
    texts = replace(samples.writer_texts(), concept_name=lambda code, language: NAMES[code, language])
    said = AnswerWords(form(asked), Words(texts, "ar")).value(DisclosedItem(asked, Answer("koch naehen")))
    for shown, names in ((said.german, ("Koch/Köchin", "Nähen")), (said.client, ("طبّاخ", "Nähen"))):
        assert all(name in clean(shown) for name in names)
        assert "naehen" not in shown
