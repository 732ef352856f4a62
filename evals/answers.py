"""Was the question answered? Pure functions over one case and one answer, and sums over many."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from evals.cases import Case, Span
from evals.measures import Measure, measure, same

SLACK = 2
"""Lines a cited range may miss the evidence by: a caption, a unit line."""
WIDEST = 60
"""Lines a citation may span to count as a place."""
LONGEST = 1500
"""Letters of an answer; a longer one is a page, not an answer."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one question came out."""

    id: str
    kind: str
    style: str
    documents: tuple[str, ...]
    right: bool
    outcome: str
    fault: str
    """Empty when right, else `refused`, `asked back`, `figure`, `words`, `forbidden words`, `outcome` or `error: …`."""
    cited_document: bool
    cited_lines: bool
    cited_exactly: bool
    """As `cited_lines`, but without slack: off by one row is off."""
    elapsed_ms: float
    answer: str

    @property
    def is_wrong_stated(self) -> bool:
        """True when something false was said, which is worse than saying nothing."""
        return not self.right and self.outcome not in ("unanswerable", "clarify", "error")

    @property
    def is_wrongly_silent(self) -> bool:
        """True when an answer was there and none was given."""
        return not self.right and self.outcome in ("unanswerable", "clarify") and self.kind != "unanswerable"


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well `unanswerable` is used; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None


def score(case: Case, answer: Answer) -> Score:
    """Return how an answer fares against its case."""
    document, lines = cited(case, answer.citations)
    _, exactly = cited(case, answer.citations, slack=0)
    fault = find_fault(case, answer)
    return Score(
        id=case.id, kind=case.kind, style=case.style, documents=case.doc, right=not fault, outcome=answer.outcome,
        fault=fault, cited_document=document, cited_lines=lines, cited_exactly=exactly,
        elapsed_ms=round(answer.elapsed_ms, 1), answer=answer.answer,
    )  # fmt: skip


def find_fault(case: Case, answer: Answer) -> str:
    """Return what is wrong with an answer in a word or two, or an empty string when it is right."""
    if answer.outcome == "error":
        return f"error: {answer.answer}"
    if case.kind in ("unanswerable", "clarify"):
        return "" if answer.outcome == case.kind else "outcome"
    if answer.outcome == "unanswerable":
        return "refused"
    if case.kind == "conflict":
        return _conflict_fault(case, answer)
    if any(squash(word) in squash(answer.answer) for word in case.must_exclude):
        return "forbidden words"
    if case.figures:
        return _figure_fault(case, answer)
    return "" if says(case, answer.answer) else _or_asked_back(answer, "words")


def _conflict_fault(case: Case, answer: Answer) -> str:
    if answer.outcome != "conflict":
        return _or_asked_back(answer, "outcome")
    if case.figures:
        return "" if matched(case, answer) == len(case.figures) else "figure"
    return "" if says(case, answer.answer) else "words"


def _figure_fault(case: Case, answer: Answer) -> str:
    if case.kind in ("compare", "list"):
        if matched(case, answer) < min(2, len(case.figures)):
            return _or_asked_back(answer, "figure")
        return "" if says(case, answer.answer) else "words"
    return "" if is_first_figure_right(case, answer) else _or_asked_back(answer, "figure")


def _or_asked_back(answer: Answer, fault: str) -> str:
    return "asked back" if answer.outcome == "clarify" else fault


def is_first_figure_right(case: Case, answer: Answer) -> bool:
    """Tell whether the answer's first figure is the one asked for."""
    return bool(answer.figures) and same(_expected(case)[0], measure(answer.figures[0].value, answer.figures[0].unit))


def matched(case: Case, answer: Answer) -> int:
    """Return how many of the expected figures are among those of the answer."""
    given = [measure(figure.value, figure.unit) for figure in answer.figures]
    return sum(any(same(wanted, figure) for figure in given) for wanted in _expected(case))


def _expected(case: Case) -> list[Measure]:
    return [measure(figure.value, figure.unit) for figure in case.figures]


def says(case: Case, text: str) -> bool:
    """Tell whether a text of sensible length holds one of each group of expected words."""
    plain = squash(text)
    return len(text) <= LONGEST and all(any(squash(word) in plain for word in group) for group in case.must_include)


def squash(text: str) -> str:
    """Return a text for comparing words: lower case, without spaces, commas and middle dots."""
    return re.sub(r"[\s,·・‧]", "", text).lower()


def cited(case: Case, citations: Sequence[Citation], *, slack: int = SLACK) -> tuple[bool, bool]:
    """Tell whether a citation names the right document, and whether one of them covers the evidence narrowly.

    A case that no document answers counts as cited when nothing is; lines may miss the evidence by `slack`.
    A paged document is compared by page.
    """
    if not case.doc:
        return not citations, not citations
    own = [citation for citation in citations if is_document(citation.document, case.doc)]
    lines = any(c.lines is not None and covers(c.lines, case.lines, slack=slack) for c in own)
    pages = any(c.page is not None and any(a <= c.page <= b for a, b in case.pages) for c in own)
    return bool(own), lines or pages


def covers(span: Span, evidence: Iterable[Span], *, slack: int = SLACK) -> bool:
    """Tell whether a cited range is narrow and touches one of the evidence's ranges, give or take `slack` lines."""
    first, last = span
    if last - first > WIDEST:
        return False
    return any(first - slack <= end and start <= last + slack for start, end in evidence)


def is_document(name: str, wanted: Sequence[str]) -> bool:
    """Tell whether a file name begins with one of the wanted beginnings."""
    return any(name.rsplit("/", 1)[-1].startswith(beginning) for beginning in wanted)


def accuracy(scores: Sequence[Score]) -> float:
    """Return the share of right answers, 0..1; 0 for none."""
    return share(score.right for score in scores)


def share(flags: Iterable[bool]) -> float:
    """Return the share that is true, 0..1; 0 for none."""
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0


def refusals(scores: Sequence[Score]) -> Refusals:
    """Return precision (refused and rightly so / refused) and recall (rightly refused / unanswerable) of refusing."""
    refused = [score for score in scores if score.outcome == "unanswerable"]
    hopeless = [score for score in scores if score.kind == "unanswerable"]
    rightly = sum(score.kind == "unanswerable" for score in refused)
    return Refusals(
        precision=rightly / len(refused) if refused else None,
        recall=rightly / len(hopeless) if hopeless else None,
    )


def groups(scores: Sequence[Score]) -> dict[str, tuple[int, int]]:
    """Return right and all by kind, style and document: `{"kind:figure": (60, 68), "style:plain": …}`."""
    counted: dict[str, list[bool]] = defaultdict(list)
    for one in scores:
        for key in (f"kind:{one.kind}", f"style:{one.style}", f"document:{'+'.join(one.documents) or 'none'}"):
            counted[key].append(one.right)
    return {key: (sum(flags), len(flags)) for key, flags in sorted(counted.items())}


def faults(scores: Sequence[Score]) -> dict[str, int]:
    """Return how often each fault occurred, most frequent first; errors are counted together."""
    return dict(Counter(score.fault.split(":")[0] for score in scores if score.fault).most_common())


def percentile(values: Sequence[float], fraction: float) -> float:
    """Return the smallest value that at least `fraction` (0..1) of the values don't exceed; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(fraction * len(ordered)) - 1)]
