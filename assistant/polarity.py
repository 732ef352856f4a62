"""Yes or no, where the evidence itself decides it; nothing where it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims import claim_holds, weighs_number
from assistant.duties import asks_duty, duty
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from corpus.document import Cell
from corpus.text import squash
from corpus.units import Unit

YES, NO = "예.", "아니요."
_ASKED_NOT = re.compile(r"(?:^|\s)안\s|지\s*않|못\s*(?:하|했|합)|없(?:나|습|는|어|지)|미(?:편성|상정|지원)")
_DENIED = re.compile(
    r"해당\s*없음|없음|없다|없었|없습|없는|지\s*않|아니(?:다|며|고|하)|아닌|못하|못함|불가|미편성|미상정|미지원|미반영|미실시|제외|금지|저조|중단|폐지"
)
_BLANK = frozenset({"", "-", "–", "—", "0", "×", "x", "없음", "해당없음", "미편성"})
_SAID = 0.2
"""The least share of the question's words a sentence must say itself to answer yes."""
PREDICATE = 3
"""How many words at a question's end say what is asked to be so; a denial before them is of something else."""
_LIGHT = frozenset({"계획", "예정", "사업", "것", "경우", "정도", "상태", "편", "가능", "내용", "방식"})
"""Nouns that close a question and say nothing of what is asked."""
_ENOUGH = 0.75
"""The share of the question's words a passage must hold for its silence on a denial to mean yes."""


_SAME = re.compile(r"(?:같(?:습|은|아|나|을|니|지)|동일|일치|다릅|다른(?=가|지)|다르[지다나])[가-힣]*\s*\??$")
"""A question whether two things are alike."""
_ASKS = r"(?:니까|나요|가요|[에예]요|이야|거야|인지|는지|냐|어요|아요)"
_EITHER = re.compile(
    rf"{_ASKS}(?:\s*,\s*(?:아니면\s|또는\s|혹은\s)?|\s(?:아니면|또는|혹은)\s)(?![^?]*(?:몇|언제|누[구가]|어[디느떤]|무[엇슨]|얼마|왜))"
    rf"[^,?]*{_ASKS}\s*\?*\s*$"
)
"""A question which of two is so: `주관입니까, 협조입니까?`"""


def verdict(asked: Asked, unit: Unit, library: Library, *, coverage: float, says: float = 1.0) -> str:
    """Return `예.` or `아니요.` where a unit decides a yes-or-no question, else an empty string.

    `coverage` and `says` are the shares of the question's words at the place and in the unit itself.
    """
    if _SAME.search(asked.standalone):
        return ""  # it takes two places to tell
    if asks_duty(asked):
        return duty(asked, unit.text)  # what says neither leaves it open
    if _EITHER.search(asked.standalone):
        return ""  # which of two is no yes
    whole = whole_spent(asked, unit, library)
    holds = claim_holds(asked, unit.text) if whole is None else whole
    if holds is not None:
        return _worded(asked, denied=not holds)
    if weighs_number(asked):
        return ""
    cells = asked_cells(asked, unit, library)
    if cells:
        blank = [squash(cell.text).lower() in _BLANK for cell in cells]
        if all(blank) or not any(blank):
            return _worded(asked, denied=all(blank))
        return ""
    clause = _nearest_clause(asked, unit.text)
    if _DENIED.search(clause):
        return _worded(asked, denied=True)
    if unit.table_id is None and says < _SAID:
        return ""
    return _worded(asked, denied=False) if coverage >= _ENOUGH and _says_predicate(asked, unit) else ""


_ALL_CUT = re.compile(r"(?:전액|전부|모두|다)\s*(?:다\s*)?(?:깎|감액|삭감|없어|줄)")
_LEFT = re.compile(r"추경|최종|조정|변경|잔액|남")


def whole_spent(asked: Asked, unit: Unit, library: Library) -> bool | None:
    """Return whether a row's amount was cut in full, where a question asks that; None where the row does not say."""
    if not _ALL_CUT.search(asked.standalone) or unit.table_id is None:
        return None
    cells = [cell for cell in library.table(unit.table_id).cells if cell.row == unit.row and not cell.is_header]
    left = [cell for cell in cells if cell.column_path and _LEFT.search(cell.column_path[-1])]
    return squash(left[0].text).lower() in _BLANK if len(left) == 1 else None


def _worded(asked: Asked, *, denied: bool) -> str:
    """Return the answer's word; a question that denies turns it round."""
    return NO if denied != bool(_ASKED_NOT.search(" ".join(asked.standalone.split()[-PREDICATE:]))) else YES


def asked_cells(asked: Asked, unit: Unit, library: Library) -> list[Cell]:
    """Return the cells of a row under headers that the question names, an empty list when it names none or all."""
    if unit.table_id is None or unit.row is None:
        return []
    cells = [cell for cell in library.table(unit.table_id).cells if cell.row == unit.row and not cell.is_header]
    question = folded(asked.wording)
    named = [cell for cell in cells if _is_named(cell.column_path, question)]
    return named if len(named) < len(cells) else []


def asked_headers(asked: Asked, unit: Unit) -> bool:
    """Tell whether a row has columns whose headers the question names, but not all of them."""
    question = folded(asked.wording)
    named = [header for header in unit.headers if _is_named(header.split(), question)]
    return 0 < len(named) < len(unit.headers)


_COUNT = re.compile(r"\([^)]*\)|[※*]")
_NO_NAME = frozenset({"구분", "계", "합계", "소계", "비고", "내용", "사업", "사업명", "연번"})


def _is_named(path: Sequence[str], question: str) -> bool:
    if not path:
        return False
    name = folded(_COUNT.sub("", path[-1]))
    return len(name) >= 2 and name not in _NO_NAME and name in question


def _nearest_clause(asked: Asked, text: str) -> str:
    """Return the sentence or clause of a text that holds most of the question's words; a short text whole."""
    if len(text) <= 60:
        return text
    clauses = [clause for clause in re.split(r"(?<=[다음함])[.\s]|[,;]|(?<=고)\s|(?<=며)\s|※", text) if clause.strip()]

    def held(clause: str) -> int:
        said = folded(clause)
        return sum(any(part in said for part in (*term.parts, *term.alternatives)) for term in asked.terms)

    return max(clauses, key=held, default=text)


def _says_predicate(asked: Asked, unit: Unit) -> bool:
    """Tell whether a unit, or what leads to it, says the question's last word: what is asked to be so."""
    if not asked.terms:
        return False
    last = next((term for term in reversed(asked.terms) if term.text not in _LIGHT), asked.terms[-1])
    said = folded(" ".join((unit.text, *unit.parents, *unit.heading_path[-2:])))
    return any(word in said for word in (last.text, *last.parts) if len(word) > 1)
