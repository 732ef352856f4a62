"""What a title page says of its document: fiscal year, kind (본예산, 추경, 결산, 계획, 보고), date, issuing body."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
        facts["edition"] = " ".join(part for part in (year, f"제{number}회" if number else None, kind) if part)
    for line in lines:
        date = _DATE.match(line)
        if date and "as_of" not in facts:
            facts["as_of"] = _iso(date)
        elif "organization" not in facts and _BODY.match(line) and not _NO_BODY.search(squash(line)):
            facts["organization"] = squash(line) if re.fullmatch(r"(?:\S\s)+\S", line) else line
    return tuple(facts.items())


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
