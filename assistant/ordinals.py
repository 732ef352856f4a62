"""What a question singles out by number or acronym: `제5차 회의`, `the first release`, `ISMP`."""

from __future__ import annotations

import re

from assistant.match import folded
from assistant.question import Asked
from corpus.units import Unit

MET, ANOTHER = 0.1, -0.4
"""What naming the ordinal asked for adds to a unit, and naming only others takes from it."""
_ORDINAL = re.compile(r"(?<![\d.])(\d{1,3})\s*(차|회)(?!\s*(?:산업|량|시|년|이|원|별|계|선|의실))")
_NUMBERED = re.compile(
    r"제\s*(\d{1,3})\s*(차|회)|(?<![\d.~])(\d{1,2})\s*(차)(?=\s*(?:회의|보도|사업|공고|심의|협의|구축|심사|조사|연도))"
)
_ENGLISH = re.compile(
    r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b"
    r"(?=\s+(?:\w+\s+)?(?:meeting|session|release|round|committee|phase|conference))",
    re.I,
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NUMBERS |= {f"{number}{ending}": number for number, ending in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (5, "th"))}
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Z0-9]{2,7}(?![A-Za-z])")


def ordinals(text: str) -> frozenset[tuple[int, str]]:
    """Return the ordinals a question asks for, as (number, counter): `제3차` is (3, 차)."""
    found = {(int(m[1] or m[3]), m[2] or m[4]) for m in _NUMBERED.finditer(text)}
    return frozenset(found | {(_NUMBERS[m[1].lower()], "차") for m in _ENGLISH.finditer(text)})


def _is_longer(question: str, text: str, ordinal: re.Match[str]) -> bool:
    """Tell an ordinal of a longer name than the question's: `제5차 본회의` is no `제5차 회의`."""
    number, counter = ordinal.groups()
    asked = re.search(rf"(?<!\d){number}\s*{counter}\s*([가-힣]{{2}})", question)
    named = re.match(r"\s*([가-힣]+)", text[ordinal.end() :])
    return asked is not None and named is not None and named[1].find(asked[1]) > 0


def ordinal_fit(asked: Asked, unit: Unit) -> float:
    """Return what speaks for a unit by the ordinal it or its nearest headings name; 0 where either names none."""
    wanted = ordinals(asked.standalone)
    if not wanted:
        return 0.0
    for place in (unit.text, " ".join((*unit.parents, unit.caption, *unit.heading_path[-1:]))):
        found = (m for m in _ORDINAL.finditer(place) if not _is_longer(asked.standalone, place, m))
        named = {(int(match[1]), match[2]) for match in found}
        counted = [entry for entry in named if any(entry[1] == counter for _, counter in wanted)]
        if counted:
            return MET if named & wanted else ANOTHER
    return 0.0


def lacks_acronym(asked: Asked, unit: Unit, title: str) -> bool:
    """Tell whether the question names by an acronym what neither a unit nor what leads to it names."""
    named = set(_ACRONYM.findall(asked.standalone)) if asked.language == "ko" else set()
    place = folded(" ".join((unit.text, *unit.parents, unit.caption, *unit.headers, *unit.heading_path, title)))
    return any(word.lower() not in place for word in named)
