"""Hangul words found by the sound of Latin letters."""

from __future__ import annotations

import pytest

from index.sounds import Sounds, hangul_key, romanised

WORDS = (
    "새봄톡은",
    "별하군",
    "가람구",
    "도담터",
    "해솔",
    "너울로",
    "그린메이트",
    "종로",
    "한빛도",
    "가온",
    "가운",
    "책",
)


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return Sounds(WORDS)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        (("Saebom", "Talk"), "새봄톡"),
        (("saebomtok",), "새봄톡"),
        (("Byeolha", "군"), "별하군"),
        (("Garam", "gu"), "가람구"),
        (("Dodam", "teo"), "도담터"),
        (("Green", "Mate"), "그린메이트"),
        (("Jongno",), "종로"),
        (("Hanbit", "do"), "한빛도"),
        (("Neoul", "ro"), "너울로"),
    ],
)
def test_names_are_found_as_romanised_and_as_loanwords(sounds: Sounds, parts: tuple[str, ...], word: str) -> None:
    assert sounds.like(parts) == (word,)


@pytest.mark.parametrize("parts", [("already",), ("company",), ("Garam",), ("check",)])
def test_other_words_are_no_names(sounds: Sounds, parts: tuple[str, ...]) -> None:
    assert sounds.like(parts) == ()


def test_a_short_name_must_be_spelt_as_romanised(sounds: Sounds) -> None:
    assert sounds.like(("gaon",)) == ("가온",)
    assert sounds.like(("gown",)) == ()


def test_a_name_that_many_words_sound_like_is_none() -> None:
    assert Sounds(("가나다", "가내다", "거나다", "가너다", "거너더")).like(("kunuda",)) == ()


def test_a_town_is_known_by_the_name_of_its_body() -> None:
    assert Sounds(("가람도교육청은",)).like(("Garam", "do")) == ("가람도",)


def test_keys_hold_one_letter_for_sounds_that_latin_letters_mix_up() -> None:
    assert hangul_key("까비") == hangul_key("카피") == hangul_key("가삐")
    assert romanised("별하군") == "byeolhagun"
