"""What a title page says of its document: fiscal year, kind (본예산, 추경, 결산, 계획, 보고), date, issuing body.

And what follows for editions: which documents are editions of one work, and which of two is the newer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.text import search_text, squash

_KINDS = (
    (re.compile(r"제?(\d)회추가경정예산|제?(\d)회추경"), "추경"),
    (re.compile(r"추가경정예산|추경"), "추경"),
    (re.compile(r"결산"), "결산"),
    (re.compile(r"예산(?:안|서|개요|편성|사업)|본예산|세입세출예산"), "본예산"),
    (re.compile(r"계획"), "계획"),
    (re.compile(r"보고|현황|백서"), "보고"),
)
_YEAR = re.compile(r"(20\d{2})(?:학년도|회계연도|년도|년)")
_DATE = re.compile(
    r"^\(?(?:작성일|발행일|시행일|배포일|일자)?[:\s]*(20\d{2}|'\d{2})\s*[.년-]\s*(\d{1,2})\s*[.월-]?\s*(?:(\d{1,2})\s*[.일]?)?\s*\)?$"
)
_BODY = re.compile(r"^[가-힣·() ]{2,24}(?:청|부|처|시|도|군|구|원|실|국|과|위원회|의회|공단|공사|재단|센터|본부|학교)$")
_REVISED = re.compile(r"변경|수정|개정|확정|최종")
_TIMES = re.compile(r"제?(\d+)(?:차|판)(?=변경|수정|개정|보완|$|\))")
_DRAFT = re.compile(r"[(\[]?(?:초안|안)[)\]]$|초안")
_DATES = re.compile(r"(?:(?:19|20)\d{2}|'\d{2})[.년-]\d{1,2}[.월-](?:\d{1,2}[.일]?)?")
_SIGNS = re.compile(r"\((?:안|요약|요약본)?\)|[()\[\]<>'\".,·\s_-]")
_MARKS = re.compile(
    r"제?\d+회(?=추가경정|추경)|추가경정|추경|본예산|당초|제?\d+(?:차|판)(?=변경|수정|개정|보완|$)|변경|수정|개정|확정|최종|초안"
    r"|(?:19|20)\d{2}(?:학년도|회계연도|년도|년)?|세입세출|예산(?:안|서)?|결산(?:안|서)?|안$"
)
"""What tells editions of one work apart in a title."""
_BUDGETS = ("본예산", "추경")
_YEARLY = ("예산", "결산")
_OWN_NAME = 6
"""Letters of a title that names a work without its issuing body."""
OVERRIDES = ("fiscal_year", "edition")
"""Facts besides title, organization, kind, as_of and period that `manifest.json` may state."""
_NO_BODY = re.compile(r"계획|보고|현황|개요|예산|결산|목차|차례|추진|운영|사업|연구$")


def title_facts(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what the lines of a title page state, each key at most once.

    Keys: `fiscal_year` (`2025`), `kind` (`본예산`, `추경`, `결산`, `계획`, `보고`), `edition` (`2025 제1회 추경`),
    `as_of` (ISO date or
    month) and `organization`. A fact no line states is left out.
    """
    lines = [search_text(text).strip() for text in texts[:12]]
    facts: dict[str, str] = {}
    kind, number = _kind(lines)
    year = next((found.group(1) for line in lines[:6] if (found := _YEAR.search(squash(line)))), None)
    if year:
        facts["fiscal_year"] = year
    if kind:
        facts["kind"] = kind
        facts["edition"] = _edition_name(year, kind, number)
    for line in lines:
        date = _DATE.match(line)
        if date and "as_of" not in facts:
            facts["as_of"] = _iso(date)
        elif "organization" not in facts and _BODY.match(line) and not _NO_BODY.search(squash(line)):
            facts["organization"] = squash(line) if re.fullmatch(r"(?:\S\s)+\S", line) else line
    return tuple(facts.items())


def extra_facts(entry: Mapping[str, str], facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return fiscal year and edition, those of the manifest entry before those of the title page."""
    stated = {name: entry.get(name) or facts.get(name) for name in OVERRIDES}
    if entry.get("kind") and not entry.get("edition"):  # the entry corrects the kind, so it corrects the edition too
        kind, number = _kind([entry["kind"]])
        if kind:
            stated["edition"] = _edition_name(stated["fiscal_year"], kind, number)
    return tuple((name, value) for name, value in stated.items() if value)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is known of a document as an edition of a work."""

    work: tuple[str, ...]
    """The same for all editions of one work: issuing body, kind, year, title without its edition marks."""
    kind: str | None
    """`본예산`, `추경`, `결산`, `계획`, `보고`, or None."""
    number: int
    """0 for a 본예산 and a first text, n for the n-th 추경 or revision, -1 for a draft."""
    as_of: str
    """ISO date or month; empty when nothing is stated."""

    @property
    def is_told_apart(self) -> bool:
        """Tell whether the work has a name of its own: a budget of a body, or a title of more than a word."""
        body, group, _, subject = self.work
        return len(subject) >= _OWN_NAME or bool(body and (subject or group in _YEARLY))

    def follows(self, other: Edition) -> bool:
        """Tell whether this is a later edition of the same work; False when nothing says which came later."""
        if self.work != other.work:
            return False
        if self.number != other.number:
            return self.number > other.number
        length = min(len(self.as_of), len(other.as_of))  # a month and a day of it are not told apart
        return bool(length) and self.as_of[:length] > other.as_of[:length]


def edition_of(
    title: str,
    *,
    organization: str | None,
    kind: str | None,
    as_of: str | None,
    period: str | None,
    facts: Mapping[str, str],
) -> Edition:
    """Return a document's edition from its title and facts (`fiscal_year`, `edition`)."""
    told = search_text(f"{facts.get('edition', '')} {title}")
    named, _ = _kind([facts.get("edition", ""), kind or "", title])
    _, times = _kind([told])
    squashed = squash(told)
    revision = _TIMES.search(squashed)
    if named == "추경":
        number = int(times or 1)
    elif _DRAFT.search(squash(search_text(title))) and named not in _BUDGETS:
        number = -1
    else:
        number = int(revision.group(1)) if revision else int(bool(_REVISED.search(squashed)))
    year = facts.get("fiscal_year") or period or (as_of or "")[:4]
    subject = _MARKS.sub("", _SIGNS.sub("", _DATES.sub("", squash(search_text(title)))))
    group = "예산" if named in _BUDGETS else named or squash(kind or "")
    return Edition((squash(organization or ""), group, squash(year), subject), named, number, as_of or "")


def _edition_name(year: str | None, kind: str, number: str | None) -> str:
    return " ".join(part for part in (year, f"제{number}회" if number else None, kind) if part)


def _kind(lines: Sequence[str]) -> tuple[str | None, str | None]:
    for line in lines[:6]:
        for pattern, kind in _KINDS:
            found = pattern.search(squash(line))
            if found:
                return kind, next((group for group in found.groups() if group), None)
    return None, None


def _iso(date: re.Match[str]) -> str:
    year, month, day = date.groups()
    year = year.replace("'", "20")
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
