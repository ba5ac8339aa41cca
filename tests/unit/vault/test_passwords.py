import re

import pytest

from profiler.vault.passwords import PasswordReason, new_phrase, phrase_bits, phrase_words, strength


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", PasswordReason.TOO_SHORT),
        ("Kanne7!", PasswordReason.TOO_SHORT),
        ("elf Zeichen", PasswordReason.TOO_SHORT),
        ("aaaaaaaaaaaaaaaa", PasswordReason.TOO_UNIFORM),
        ("abababababababab", PasswordReason.TOO_UNIFORM),
        ("abcdefghijklmnop", PasswordReason.TOO_UNIFORM),
        ("123456789012345", PasswordReason.TOO_UNIFORM),
        ("Passwort2026", PasswordReason.TOO_COMMON),
        ("Sommer2026Sommer2026", PasswordReason.TOO_COMMON),
        ("Landkreis-Jobcenter", PasswordReason.TOO_COMMON),
    ],
)
def test_what_is_refused(password: str, reason: PasswordReason) -> None:
    judged = strength(password)
    assert (judged.acceptable, judged.reason) == (False, reason)
    assert judged.score <= 1


@pytest.mark.parametrize(
    "password", ["Teekanne und Wolldecke", "vK7#qP2x!mR9", "мій кіт любить рибу", "хорошийденьчай9"]
)
def test_what_is_good_enough(password: str) -> None:
    assert strength(password).acceptable


def test_more_signs_score_higher() -> None:
    scores = [
        strength(text).score for text in ("Kanne", "Kanne voll Pf", "Kanne voll Pfefferminztee am Fenster")
    ]
    assert scores == sorted(scores)
    assert scores[-1] == 4


def test_a_drawn_phrase_is_always_acceptable() -> None:
    for _ in range(50):
        phrase = new_phrase()
        assert len(phrase.split()) == 4
        if len(set(phrase.split())) == 4:
            assert strength(phrase).reason is PasswordReason.PHRASE
            assert strength(phrase).score >= 3


def test_the_same_word_four_times_is_no_phrase() -> None:
    assert not strength("haus haus haus haus").acceptable


def test_the_words_are_many_short_and_easy_to_type() -> None:
    words = phrase_words()
    assert len(words) >= 6**4
    assert phrase_bits() >= 41
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in words)
