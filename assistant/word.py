"""The Korean of an answer without a model: particles, amounts with a readable conversion, sentences."""

from __future__ import annotations

from decimal import Decimal

from corpus.amounts import readable_won, won_factor, write_amount

_DIGIT_FINALS = {
    "0": True,
    "1": True,
    "3": True,
    "6": True,
    "7": True,
    "8": True,
    "2": False,
    "4": False,
    "5": False,
    "9": False,
}
_LETTER_FINALS = frozenset("lmnrLMNR")
_SYMBOL_FINALS = {"%": False, "㎡": False}


def has_final(text: str) -> bool:
    """Tell whether a word ends in a final consonant as it is read aloud (`억원` yes, `학교` no, `3` yes)."""
    for letter in reversed(text):
        if letter in ")]」』》>’'\" ”":
            continue
        if "가" <= letter <= "힣":
            return (ord(letter) - 0xAC00) % 28 != 0
        if letter.isdigit():
            return _DIGIT_FINALS.get(letter, False)
        if letter in _SYMBOL_FINALS:
            return _SYMBOL_FINALS[letter]
        return letter in _LETTER_FINALS
    return False


def _has_rieul(text: str) -> bool:
    for letter in reversed(text):
        if "가" <= letter <= "힣":
            return (ord(letter) - 0xAC00) % 28 == 8
        if letter.isdigit():
            return letter in "178"
        if letter.isalpha():
            return letter in "lLrR"
    return False


def topic(word: str) -> str:
    """Return the word with 은 or 는."""
    return f"{word}{'은' if has_final(word) else '는'}"


def subject(word: str) -> str:
    """Return the word with 이 or 가."""
    return f"{word}{'이' if has_final(word) else '가'}"


def toward(word: str) -> str:
    """Return the word with 으로 or 로."""
    return f"{word}{'으로' if has_final(word) and not _has_rieul(word) else '로'}"


def is_(word: str) -> str:
    """Return the word as a polite statement: `390억원입니다`."""
    return f"{word}입니다"


def amount(value: Decimal, unit: str | None) -> str:
    """Return a value with its unit as the source states it, money with a readable conversion in parentheses.

    `48,050백만원(480억 5천만원)`; `2,435천원(243만 5천원)`; `150교`; a number without a unit stands alone.
    """
    text = write_amount(value, unit)
    factor = won_factor(unit or "")
    if factor is None or factor == 1 or unit in ("억원", "조원"):
        return text
    return f"{text}({readable_won(value * factor)})"


def joined(words: tuple[str, ...]) -> str:
    """Return a label path for people: levels parted by a middle dot, repeated levels once."""
    kept: list[str] = []
    for word in words:
        if word and (not kept or kept[-1] != word):
            kept.append(word)
    return " · ".join(kept)
