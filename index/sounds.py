"""Names said in Latin letters: the Hangul words that sound like them, by Revised Romanisation or as a loanword.

A word becomes a key: consonants as capitals (one for all that Latin letters mix up: 뉴쌤 and `new-SSEM` are `NuSeM`),
vowels as small letters, doubled consonants once, `x` for the ㅡ that only fills. Latin letters leave open which vowel
they stand for, so that a Latin word is a pattern over such keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product

LEAST = 3
"""Consonants from which on sound alone tells a name; a shorter one must be spelt as romanised."""
MOST = 4
"""Most words that one name may stand for; more are no name."""
_HANGUL = re.compile(r"[가-힣]+")
_PARTICLE = re.compile(
    r"(?:에서(?:는|도)?|에게(?:는)?|으로(?:는|도)?|까지|부터|이랑|하고|처럼|보다|에는|에도|은|는|이|가|을|를|의|에|도|로|과|와|만|랑)$"
)
_BODY = re.compile(r"(?<=[시도군구])(?:교육청|의회|청)$")
"""What follows the name of a town or province in the name of its body."""
_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "C", "C", "C", "K", "T", "P", "H")
_VOWELS = ("a", "e", "a", "e", "v", "e", "v", "e", "o", "a", "e", "e", "o", "u", "v", "e", "i", "u", "x", "i", "i")
_FINALS = (
    *("", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P"),
    *("T", "T", "N", "T", "T", "K", "T", "P", "T"),
)
_ROMAN_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_ROMAN_VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu"),
    *("eu", "ui", "i"),
)
_ROMAN_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng"),
    *("t", "t", "k", "t", "p", "t"),
)
_ASSIMILATED = (("([NM])L", r"\1N"), ("NL", "L"), ("KL", "NN"), ("PL", "MN"), ("K(?=[NM])", "N"), ("P(?=[NM])", "M"))
"""What Revised Romanisation writes as it is spoken: 종로 is `Jongno`."""
_SINGLE = {
    **{letter: (letter.upper(),) for letter in "klmnpst"},
    "b": ("P",),
    "d": ("T",),
    "f": ("P",),
    "g": ("K", "C"),
    "h": ("H",),
    "j": ("C",),
    "q": ("K",),
    "r": ("L",),
    "v": ("P",),
    "x": ("KS",),
    "z": ("C",),
    "c": ("K", "S"),
}
_MANY = {
    "ch": ("C",),
    "sh": ("S",),
    "th": ("S", "T"),
    "ph": ("P",),
    "ck": ("K",),
    "ng": ("N", "NK"),
    "qu": ("K",),
    "wr": ("L",),
    "kn": ("N",),
}
_RUNS: dict[str, tuple[str, str]] = {
    "a": ("a", "e v ei"),
    "e": ("e v", "i x -"),
    "i": ("i", "ai v"),
    "o": ("o v", "a u ou"),
    "u": ("u v", "a x"),
    "y": ("i", "ai"),
    "w": ("u", ""),
    "R": ("-", "v"),
    "A": ("o", "a e"),
    "E": ("- x", "e"),
    "ae": ("e", ""),
    "ai": ("e ei", "ai"),
    "ay": ("e ei", ""),
    "au": ("o", "au"),
    "aw": ("o", ""),
    "ea": ("i v", "e"),
    "ee": ("i", ""),
    "ei": ("e ei", "i"),
    "eo": ("v", ""),
    "eu": ("x u", ""),
    "ew": ("u", ""),
    "ey": ("i ei", ""),
    "ie": ("i", "ai"),
    "oa": ("o", ""),
    "oe": ("e", "o"),
    "oo": ("u", ""),
    "ou": ("u au o", "v"),
    "ow": ("au o ou", ""),
    "oy": ("oi", ""),
    "ue": ("u", "e"),
    "ui": ("i", "u"),
}
"""What a run of Latin vowels stands for as a rule, and else; `R` an r that no vowel follows, `A` an a before l,
`E` an e at the end of a word, `-` nothing."""


@lru_cache(maxsize=12_000)
def _syllable(letter: str) -> str:
    number = ord(letter) - 0xAC00
    return _INITIALS[number // 588] + _VOWELS[number % 588 // 28] + _FINALS[number % 28]


def hangul_key(word: str) -> str:
    """Return the key of a Hangul word."""
    return _once("".join(map(_syllable, word)))


def romanised(word: str) -> str:
    """Return a Hangul word in Revised Romanisation, letter by letter."""
    numbers = [ord(letter) - 0xAC00 for letter in word]
    return "".join(_ROMAN_INITIALS[n // 588] + _ROMAN_VOWELS[n % 588 // 28] + _ROMAN_FINALS[n % 28] for n in numbers)


def _spoken(name: str) -> str:
    """Return a romanised name with what its syllables make of one another, written either way."""
    for written, spoken in (("lr", "ll"), ("ngr", "ngn"), ("mr", "mn"), ("nr", "ll"), ("kn", "ngn"), ("pn", "mn")):
        name = name.replace(written, spoken)
    return name


class Sounds:
    """The Hangul words of the documents by their sound."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the documents' words; one with a particle behind it is known without it too."""
        self._words: dict[str, dict[str, list[str]]] = {}
        for word in dict.fromkeys(form for text in texts for form in _forms(text)):
            for key in _keys(word):
                self._words.setdefault(_skeleton(key), {}).setdefault(key, []).append(word)

    def like(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Return the words that sound like these parts said as one, each Latin or Hangul; () for none or too many."""
        name = _spoken("".join(romanised(part) if _HANGUL.fullmatch(part) else part.lower() for part in parts))
        for is_loose in (False, True):
            found: dict[str, None] = {}
            for skeleton, pattern in _patterns(tuple(part.lower() for part in parts), is_loose):
                for key, words in self._words.get(skeleton, {}).items():
                    if len(skeleton) >= LEAST + is_loose and pattern.fullmatch(key):
                        found |= dict.fromkeys(words)
                    else:
                        found |= dict.fromkeys(word for word in words if _spoken(romanised(word)) == name)
            found = {
                word: None for word in found if _PARTICLE.sub("", word) == word or _PARTICLE.sub("", word) not in found
            }
            exact = tuple(word for word in found if _spoken(romanised(word)) == name)
            if exact or found:
                return exact or (tuple(found) if len(found) <= MOST else ())
        return ()


def _forms(text: str) -> tuple[str, ...]:
    bare = _PARTICLE.sub("", text)
    forms = (bare, text, _BODY.sub("", bare)) if len(bare) > 1 else (text,)
    return tuple(form for form in dict.fromkeys(forms) if len(form) > 1)


def _keys(word: str) -> tuple[str, ...]:
    """Return the key of a word as spelt, and as spoken where its consonants change one another."""
    spoken = plain = hangul_key(word)
    for found, instead in _ASSIMILATED:
        spoken = re.sub(found, instead, spoken)
    return (plain,) if spoken == plain else (plain, _once(spoken))


def _once(key: str) -> str:
    return re.sub(r"([A-Z])\1+", r"\1", key)


def _skeleton(key: str) -> str:
    return "".join(letter for letter in key if letter.isupper())


@lru_cache(maxsize=2_000)
def _patterns(parts: tuple[str, ...], is_loose: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (consonants, pattern over keys) for each way in which the parts may be read."""
    readings = [((hangul_key(part),),) if _HANGUL.fullmatch(part) else _readings(part, is_loose) for part in parts]
    patterns: dict[str, str] = {}
    for reading in product(*readings):
        tokens: list[str] = []
        for token in (token for part in reading for token in part):
            if token[0].isupper() and len(tokens) > 1 and tokens[-1] == _FILLER and tokens[-2][-1] == token[0]:
                tokens.pop()
                token = token[1:]
            elif token[0].isupper() and tokens and tokens[-1][-1] == token[0]:
                token = token[1:]
            tokens += [token] if token else []
        pattern = "".join(tokens)
        patterns[pattern] = _skeleton(re.sub(r"\([^()]*\)", "", pattern))
    return tuple((skeleton, re.compile(pattern)) for pattern, skeleton in patterns.items())


_FILLER = "(?:x|i)?"
"""Between consonants that no Latin vowel parts, and behind the last."""


def _readings(word: str, is_loose: bool) -> list[tuple[str, ...]]:
    """Return a Latin word as patterns over keys, piece by piece, one for each reading of its consonants."""
    text = re.sub(r"([bdfgjklmnprstz])\1+", r"\1", re.sub(r"[^a-z]", "", word))
    text = re.sub(r"(?<=[aeiou])re$", "R", re.sub(r"al(?=k)", "A", text))
    text = re.sub(r"a(?=l[^aeiouy]|l$)", "A", text) if "all" in word else text
    text = re.sub(r"(?<=[aeiou][^aeiouyw])e$", "E", text)
    text = re.sub(r"[yw](?=[aeiou])", "", text)
    text = re.sub(r"(?<=[aeiou])r(?![aeiouy])", "R", text)
    choices: list[tuple[str, ...]] = []
    for piece in _PIECE.findall(text):
        if piece[0] in "aeiouywRAE":
            choices.append((f"(?:{'|'.join(sorted(_sounds(piece, is_loose)))})",))
            continue
        if choices and choices[-1][0][0].isupper():
            choices.append((_FILLER,))
        choices.append(_MANY.get(piece) or _SINGLE[piece])
    if choices and choices[-1][0][0].isupper():
        choices.append((_FILLER,))
    return list(product(*choices))[:16]


_PIECE = re.compile(r"[aeiouywRAE]+|ch|sh|th|ph|ck|ng|qu|kn(?=[aeiou])|[b-df-hj-np-tvxz]")


@cache
def _sounds(run: str, is_loose: bool) -> frozenset[str]:
    """Return what a run of Latin vowels may stand for."""
    found = set(_either(run, is_loose))
    for cut in range(1, len(run)):
        if head := _either(run[:cut], is_loose):
            found |= {first + rest for first in head for rest in _sounds(run[cut:], is_loose)}
    return frozenset(found)


def _either(run: str, is_loose: bool) -> tuple[str, ...]:
    rule, other = _RUNS.get(run, ("", ""))
    return tuple(found.strip("-") for found in f"{rule} {other if is_loose else ''}".split())
