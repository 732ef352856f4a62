"""The content words of a question, each with what may stand for it in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import english
from assistant.everyday import Saying, sayings
from assistant.lexicon import STOP, SYNONYMS
from corpus.periods import Period
from index.tokens import Morpheme, morphemes

EVERYDAY = 0.75
"""What a word counts that documents print for an everyday one."""
WHOLE = 0.99
"""Share of a phrase that must be said for it to be a term although none of its words is one."""
_BOUND = frozenset("수있몇")
"""Syllables of `할 수 있는` and `몇 명`, which name nothing."""
_NOUN_TAGS = frozenset({"NNG", "NNP", "SL", "SN", "SH", "NR", "XR", "W_SERIAL", "XPN", "XSN", "MM", "NNB"})
_ONE_SYLLABLE_OK = frozenset("초중고국시계동교법군구관과팀실망")
_PREFIXES = frozenset({"본", "현", "신", "총", "각", "전", "주"})
"""Prefixes that make one word with the noun behind them: `본예산`, `총사업비`."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question as one word of the text: its parts and what may stand for it."""

    text: str
    """Squashed, lower case."""
    parts: tuple[str, ...]
    """Its morphemes, two letters and longer (single letters only for school levels and the like)."""
    alternatives: tuple[str, ...] = ()
    """Words that may stand for it, from the lexicon; squashed."""
    near: tuple[tuple[str, float], ...] = ()
    """Words of the documents near in meaning, with what a find of them counts (0..1)."""
    printed: tuple[tuple[str, float], ...] = ()
    """What documents print for an everyday word or phrase, the commonest first, with what a find counts (0..1)."""
    said: str = ""
    """The English word it was in the question, or an empty string."""
    start: int = 0
    is_phrase: bool = False
    """It is an everyday phrase (`빚을 갚은`) whose words alone are no terms."""
    is_verb: bool = False
    """It tells what is done; no noun was made of it."""


def read_terms(text: str, periods: Sequence[Period]) -> tuple[Term, ...]:
    """Return the content words, one for each run of nouns without a space, period expressions left out."""
    taken = [period.span for period in periods]
    runs: list[list[Morpheme]] = []
    for morpheme in _with_offices(morphemes(text)):
        if any(a <= morpheme.start < b for a, b in taken):
            continue
        if morpheme.tag in _NOUN_TAGS or morpheme.tag in ("VV", "VA"):
            verb = _is_verb(morpheme)
            if runs and not verb and runs[-1][-1].end == morpheme.start and not _is_verb(runs[-1][-1]):
                runs[-1].append(morpheme)
            else:
                runs.append([morpheme])
    terms = [term for term in (_marked_letter(text, run) or _term(run) for run in runs) if term is not None]
    nouns = _verbal_nouns(text)
    terms = [replace(term, text=nouns[term.start], is_verb=False) if term.start in nouns else term for term in terms]
    if english.is_english(text):
        terms = [term for term in terms if re.search(r"[가-힣]", term.text)]
        told = (_in_korean(word) for word in english.words(text))
        return (*terms, *(term for term in told if term is not None))
    return _with_printed(terms, text, taken)


def _with_offices(found: Sequence[Morpheme]) -> list[Morpheme]:
    """Return the morphemes with `과` as the end of an office's name (`교통과보다`, `교통과` at the end), no particle.

    Behind the particle another cannot stand, save those of a topic and of belonging (`기업과는`, `기업과의`).
    """
    told = list(found)
    for i, morpheme in enumerate(told):
        if morpheme.form != "과" or not morpheme.tag.startswith("J") or not i or told[i - 1].tag not in _NOUN_TAGS:
            continue
        after = next((other for other in told[i + 1 :] if other.tag != "SF"), None)
        is_followed = (
            after is not None
            and after.start == morpheme.end
            and (after.form == "보다" or after.tag in ("JKB", "JC", "JKS", "JKO"))
        )
        if told[i - 1].end == morpheme.start and (after is None or is_followed):
            told[i] = replace(morpheme, tag="NNG")
    return told


def _verbal_nouns(text: str) -> dict[int, str]:
    """Return the nouns made of a verb (`넘어짐`, `만들기`) that are words of their own, by where they start.

    Labels print them as they are said; within a compound (`배움` in `평생배움국`) they name nothing alone.
    """
    found = list(morphemes(text))
    nouns = {}
    for verb, ending, after in zip(found, found[1:], [*found[2:], None], strict=False):
        is_joined = after is not None and after.start == ending.end and after.tag in _NOUN_TAGS
        if not _is_verb(verb) or ending.tag != "ETN" or is_joined or text[verb.start - 1 : verb.start].isalnum():
            continue
        nouns[verb.start] = text[verb.start : ending.end]
    return nouns


def _is_verb(morpheme: Morpheme) -> bool:
    return morpheme.tag in ("VV", "VA")


def _with_printed(terms: Sequence[Term], text: str, taken: Sequence[tuple[int, int]]) -> tuple[Term, ...]:
    """Return the terms with what documents print for them; adverbs come in where the lexicon knows them."""
    printed: list[dict[str, float]] = [{} for _ in terms]
    unsaid: list[Saying] = []
    for saying in sayings(text):
        if any(a <= start < b for a, b in taken for start in saying.starts):
            continue
        covered = [
            (index, sum(term.start <= start < term.start + len(term.text) for start in saying.starts))
            for index, term in enumerate(terms)
        ]
        counts = {
            index: EVERYDAY * saying.share * min(1.0, words / len(terms[index].parts))
            for index, words in covered
            if words
        }
        for index, count in counts.items():
            for word in saying.printed:
                printed[index][word] = max(printed[index].get(word, 0.0), round(count, 2))
        if not counts and (saying.is_adverb or _is_phrase(saying)):
            unsaid.append(saying)
    added = [_stand_in(saying) for saying in _apart(unsaid)]
    told = [replace(term, printed=tuple(found.items())) for term, found in zip(terms, printed, strict=True)]
    return tuple(sorted((*told, *added), key=lambda term: term.start)) if added else tuple(told)


def _is_phrase(saying: Saying) -> bool:
    """Tell a phrase said as a whole (`빚을 갚은`): one verb alone means too many things."""
    return len(saying.starts) > 1 and saying.share >= WHOLE and not set(saying.form) & _BOUND


def _apart(sayings: Sequence[Saying]) -> list[Saying]:
    """Return the sayings of words that are no terms (`빚을 갚다`, adverbs), the fullest where several share a word."""
    kept: list[Saying] = []
    for saying in sorted(sayings, key=lambda one: (-one.share, -len(one.starts), one.starts)):
        if not any(set(saying.starts) & set(other.starts) for other in kept):
            kept.append(saying)
    return kept


def _stand_in(saying: Saying) -> Term:
    """Return the term that stands for an everyday saying: only what documents print for it is looked for."""
    printed = tuple((word, round(EVERYDAY * saying.share, 2)) for word in saying.printed)
    return Term(saying.form, (saying.form,), printed=printed, start=saying.starts[0], is_phrase=not saying.is_adverb)


def _marked_letter(text: str, run: Sequence[Morpheme]) -> Term | None:
    """Return a single Latin letter in parentheses (`검사(H)`) as a term: it tells one form from another."""
    if len(run) != 1 or run[0].tag != "SL" or text[run[0].start - 1 : run[0].end + 1] != f"({run[0].form})":
        return None
    letter = run[0].form.lower()
    return Term(text=letter, parts=(letter,), start=run[0].start) if len(letter) == 1 else None


def _term(run: Sequence[Morpheme]) -> Term | None:
    if (
        run[0].tag == "NNB"
        or (run[0].tag == "MM" and (len(run) == 1 or run[0].form not in _PREFIXES))
        or (len(run) == 1 and run[0].form in STOP)
    ):
        run = run[1:]
    while run and (run[-1].tag == "NNB" or (run[-1].form in STOP and len(run) > 1)):
        run = run[:-1]
    if not run:
        return None
    text = "".join(m.form for m in run).lower()
    if text in STOP or (len(text) == 1 and text not in _ONE_SYLLABLE_OK and not text.isdigit()):
        return None
    parts = tuple(m.form.lower() for m in run if len(m.form) > 1 or m.form in _ONE_SYLLABLE_OK or m.form.isdigit())
    alternatives: list[str] = []
    for word in dict.fromkeys((text, *parts)):
        alternatives += [a for a in sorted(SYNONYMS.get(word, ())) if a not in alternatives]
    made = tuple(alternatives)
    return Term(text=text, parts=parts or (text,), alternatives=made, start=run[0].start, is_verb=_is_verb(run[0]))


def _in_korean(word: english.Word) -> Term | None:
    """Return a word of an English question as the Korean words that stand for it; None where they ask or operate."""
    if not word.korean:
        return Term(word.text, (word.text,), said="" if word.is_name else word.text, start=word.start)
    first, *others = word.korean
    if first in STOP:
        return None
    parts = tuple(m.form.lower() for m in morphemes(first) if m.tag in _NOUN_TAGS and len(m.form) > 1)
    if len("".join(parts)) < len(first):
        parts = (first,)
    return Term(first, parts, tuple(others), said=word.text, start=word.start)
