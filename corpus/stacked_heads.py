"""Headers printed one cell a line: words that wrap put together, names over several columns set over theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.header_lines import LABEL_WORD
from corpus.headers import names_columns
from corpus.runs import Field
from corpus.stacked_rows import heads_words, joined, kind, names_column
from corpus.text import squash

LEAST_COLUMNS = 2
MOST_COLUMNS = 14
MOST_HEAD_LINES = 20
LONGEST_HEAD = 24
MOST_WRAPPED = 4
_NOT_HEAD = re.compile(r"[.。;?!]$|(?:니다|[함임음됨])\.?$")
_MONTH = re.compile(r"(?:(?:19|20)\d\d|'\d\d)\.\s?(?:0?[1-9]|1[0-2])\.?$")
_BRACKETS = re.compile(r"\([^()]*\)$")
_WORDS = re.compile(r"[가-힣]{3}")
"""What a head all in brackets must hold: `(산출기초)` is a column, `(B/A)` and `(명)` go on the head above."""
_WRAPPED = re.compile(r"\(.*\)$|(?:이후|이전|이상|이하|대비|현재|기준|누계)$|[)·,/~]")
"""How the second line of a head begins: all of it in brackets, or a word that cannot stand alone."""
_FUNDS = re.compile(r"재원(?:별|구분|내역)?$")
_FUND = re.compile(r"(?:국|도|시|군|구|시군|시군구|특별교부|교부)비$|기금$|자부담$|자체$|민자$|기타$")
_CHANGE = re.compile(r"(?:비교)?증감(?:\(.*\))?$")
_CHANGES = (
    re.compile(r"(?:증감)?(?:금액|액)(?:\(.*\))?$"),
    re.compile(r"(?:증감)?(?:비율|률|율)(?:\(.*\))?$|%$|\(%\)$"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a header, one or two, all of one width, and what names each column right above its cells."""

    rows: tuple[tuple[Field, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the innermost name of each column."""
        return tuple(next(row[at].text for row in self.rows[::-1] if row[at].text) for at in range(len(self.rows[0])))

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """Return for each column the name over it and others, if any, and its own."""
        over = ""
        found = []
        for top, below in zip(self.rows[0], self.rows[-1], strict=True):
            over = top.text or over
            found.append((over, below.text) if len(self.rows) > 1 and below.text else ("", top.text))
        return tuple(found)


def is_head(cells: Sequence[Field]) -> bool:
    """Tell whether lines can head columns: short, no figures, a word among them that heads columns in any report."""
    return (
        all(len(cell.text) <= LONGEST_HEAD and not _ends_sentence(cell.text) for cell in cells)
        and all(kind(cell.text) in ("text", "date", "year") for cell in cells)
        and kind(cells[0].text) == "text"
        and (
            LABEL_WORD.match(squash(cells[0].text)) is not None
            or any(kind(cell.text) == "text" and is_named([cell.text]) for cell in cells)
        )
    )


def is_month(text: str) -> bool:
    """Tell the month of a year (`2026.9.`), which heads a column beside years; no day, no spell of time."""
    return _MONTH.match(text) is not None


def _ends_sentence(text: str) -> bool:
    return _NOT_HEAD.search(text) is not None and not is_month(text)


def is_named(heads: Sequence[str]) -> bool:
    """Tell whether most of the words head columns in any report."""
    return sum(1 for head in heads if names_columns([head]) or names_column(head)) * 2 > len(heads)


def no_sentence(text: str) -> bool:
    """Tell a text that does not end as a sentence does."""
    return not _NOT_HEAD.search(text)


def heads(cells: Sequence[Field]) -> Iterator[Head]:
    """Yield the headers lines can be: every line a column first, then with lines that may be wrapped put together."""
    short = {at for at, cell in enumerate(cells) if _BRACKETS.match(cell.text) and not _WORDS.search(cell.text)}
    wrapped = [at for at in range(1, len(cells)) if at not in short and _WRAPPED.match(cells[at].text)]
    for count in range(len(wrapped) + 1 if len(wrapped) <= MOST_WRAPPED else 1):
        for chosen in combinations(wrapped, count):
            starts = [at for at in range(len(cells)) if not at or (at not in chosen and at not in short)]
            names = tuple(joined(cells[a:b]) for a, b in zip(starts, (*starts[1:], len(cells)), strict=True))
            texts = [squash(cell.text) for cell in names]
            made = [Head((names,))] if len(set(texts)) == len(texts) else list(_repeated(names, texts))
            yield from (head for head in [*made, *_known(names, texts), *_crossed(names, texts)] if _fits(head))


def _fits(head: Head) -> bool:
    return LEAST_COLUMNS <= len(head.rows[0]) <= MOST_COLUMNS


def _crossed(names: Sequence[Field], texts: Sequence[str]) -> Iterator[Head]:
    """Yield the header of names in two lines each that cross some words with others: `도시`, `가구`, `농촌`, `가구`, ….

    Behind the name of the labels every upper word comes with every lower one, once each.
    """
    pairs = list(zip(texts[1::2], texts[2::2], strict=False))
    uppers, lowers = ({pair[side] for pair in pairs} for side in (0, 1))
    crosses = len(texts) == 1 + 2 * len(pairs) and len(set(pairs)) == len(pairs) == len(uppers) * len(lowers)
    if crosses and min(len(uppers), len(lowers)) > 1 and not uppers & lowers:
        yield Head(((names[0], *(joined(names[at : at + 2]) for at in range(1, len(names), 2))),))


def _repeated(names: Sequence[Field], texts: Sequence[str]) -> Iterator[Head]:
    """Yield headers in which names of groups stand over one and the same round of names below each of them.

    The groups come first, among other names of the upper line, and the rounds behind them; or every group comes right
    before its round. A name behind the last round is a column of its own or the last one of the last group.
    """
    for groups in range(2, len(texts) // 2 + 1):
        for inner in range(2, (len(texts) - 1 - groups) // groups + 1):
            for tops in range(1 + groups, len(texts) - groups * inner + 1):
                end = tops + groups * inner
                if _rounds(texts, list(range(tops)), list(range(tops, end)), groups, end):
                    may = [at for at in range(1, tops) if not heads_words(texts[at])]
                    for above in combinations(may, groups):
                        yield from _grouped(names, list(range(tops)), above, list(range(tops, end)))
            for lead in range(1, len(texts) - groups * (inner + 1) + 1):
                end = lead + groups * (inner + 1)
                body = [at for at in range(lead, end) if (at - lead) % (inner + 1)]
                over = list(range(lead, end, inner + 1))
                if _rounds(texts, [*range(lead), *over], body, groups, end):
                    yield from _grouped(names, [*range(lead), *over], over, body)


def _rounds(texts: Sequence[str], tops: Sequence[int], body: Sequence[int], groups: int, end: int) -> bool:
    """Tell whether the lower names repeat below each group, and all other names are different."""
    inner = len(body) // groups
    first = [texts[at] for at in body[:inner]]
    others = [*(texts[at] for at in tops), *first, *texts[end:]]
    again = all(texts[at] == first[index % inner] for index, at in enumerate(body))
    return again and len(set(others)) == len(others)


def _known(names: Sequence[Field], texts: Sequence[str]) -> Iterator[Head]:
    """Yield headers with one name known to stand over others: sources of funds, a change in amount and rate."""
    if len(set(texts)) < len(texts):
        return
    for at in range(1, len(texts)):
        end = at + 1
        if _FUNDS.match(texts[at]):
            while end < len(texts) and (_FUND.search(texts[end]) or (end == at + 1 and texts[end] in ("계", "소계"))):
                end += 1
        elif _CHANGE.match(texts[at]) and len(texts) > at + 2:
            end = at + 3 if all(form.match(texts[at + 1 + n]) for n, form in enumerate(_CHANGES)) else end
        if end > at + 2:
            yield _laid(
                names, [*((at,) for at in range(at)), tuple(range(at, end)), *((at,) for at in range(end, len(texts)))]
            )


def _grouped(names: Sequence[Field], tops: Sequence[int], above: Sequence[int], body: Sequence[int]) -> Iterator[Head]:
    """Yield the headers of upper names, some of them over a round of lower ones each; what stands behind comes last."""
    inner = len(body) // len(above)
    rounds = dict(zip(above, (body[at : at + inner] for at in range(0, len(body), inner)), strict=True))
    columns = [(at, *rounds.get(at, ())) for at in tops]
    behind = list(range(max(*body, *tops) + 1, len(names)))
    yield _laid(names, [*columns, *((at,) for at in behind)])
    if len(behind) == 1 and above[-1] == tops[-1] and not heads_words(squash(names[behind[0]].text)):
        yield _laid(names, [*columns[:-1], (*columns[-1], *behind)])


def _laid(names: Sequence[Field], columns: Sequence[Sequence[int]]) -> Head:
    """Return the header of columns: a name each, or one name and those below it."""
    blank = Field("", (0, 0))
    top: list[Field] = []
    below: list[Field] = []
    for first, *others in columns:
        top += [names[first], *[blank] * (len(others) - 1)]
        below += [names[at] for at in others] or [blank]
    return Head((tuple(top), tuple(below)))
