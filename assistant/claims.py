"""What a yes-or-no question claims, against what a text says: opposites, thresholds, plans, beginnings and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.match import folded
from assistant.question import Asked
from assistant.terms import Term
from corpus.periods import find_periods
from corpus.text import squash

TAIL = 4
"""How many words at a question's end say what it claims."""
_OPPOSITES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"신축|새로\s*(?:짓|지)", r"개축|증축|리모델링|재건축|고쳐"),
        (r"좁", r"넓|확대"),
        (r"넓", r"좁|축소"),
        (r"높(?:아|습|은|나|이|였|인|네)|인상|올랐|오르|비싸", r"낮|인하|내렸|하락|저렴"),
        (r"낮|인하|내렸|내리|싸(?:졌|게|요|나)", r"높|인상|올랐|상승"),
        (r"많(?:이|아|습|은|나)", r"적었|적음|적다|저조|미달|부족"),
        (r"늘|증가|증액|확대", r"줄(?:었|임|여|인)|감소|감액|축소|△\s*\d"),
        (r"줄|감소|감액|축소|깎", r"늘(?:었|림|려|린)|증가|증액|확대"),
        (r"유료|돈을?\s*(?:내|받)", r"무료|무상|받지\s*아니"),
        (r"무료|공짜|무상", r"유료|(?<!\d)\d[\d,]*원"),
        (r"임명|지명", r"호선"),
        (r"직영|직접\s*운영", r"위탁"),
        (r"비대면|온라인", r"(?<!비)대면(?!\s*·)"),
        (r"가결|통과|의결", r"부결|보류|미상정|미의결"),
        (r"부결", r"가결|통과"),
        (r"신규|새로운\s*사업", r"계속\s*사업|기존\s*사업"),
        (r"달성", r"미달|저조"),
        (r"확정", r"추정치|잠정|미확정|미정"),
    )
)
"""What a question may claim, and what a text says where that is not so."""
_DONE = re.compile(
    r"이미|벌써|완료|끝났|끝난|마쳤|(?:됐|되었|했|하였|깔렸|지었)(?:습|나|어|지|니|던)|다\s[가-힣]+(?:거|건)"
)
_PLANNED = re.compile(r"예정|추진\s*중|진행\s*중|준비\s*중|계획임|계획이다|공사\s*중")
_TO_COME = re.compile(r"[^가-힣]{0,3}(?:향후|앞으로)\s*(?:추진\s*)?(?:계획|일정)")
_COMPLETED = re.compile(r"완료|마침|마쳤|종료")
_STILL = re.compile(r"아직(?!\s*안)|여전히|지금도|계속\s")
_ENDED = re.compile(r"이관|중단|폐지|종료|해산|철회|폐쇄")
_ALLOWED = re.compile(r"되나|돼|되는|됩니까|됨|가능|수\s*있|대상|해당|받(?:나|아|을|습|는)|써도|해도|이용")
_ASKED_AMOUNT = re.compile(
    r"(?<![\d.,])(\d[\d,]*)\s*(세|명|인|점|급|마리|개월|년|일|회|%|억\s?원|만\s?원|톤|살)(?![가-힣]*(?:월|도))"
)
_NATIVE = re.compile(r"(열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?(한|두|세|네|다섯|여섯|일곱|여덟|아홉)?\s*살")
_TENS = {w: 10 * (i + 1) for i, w in enumerate(("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"))}
_ONES = {w: i + 1 for i, w in enumerate(("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"))}
_BOUND = re.compile(r"(\d[\d,]*)\s*([가-힣%]{1,3}?)\s*(이상|이하|미만|초과|이내|까지|넘는|을\s*넘|를\s*넘)")
_STARTS = re.compile(r"부터|이후")
_NONE_OF_IT = re.compile(r"^[^:：|]{2,30}[:：|]\s*(?:[☑■]\s*)?해당\s*없음")
_PIECE = re.compile(r"(?<=[다음함됨임])[.\s]\s*|[;(※\n]|(?<=고)\s|(?<=며)\s|\s/\s")


def claim_holds(asked: Asked, text: str) -> bool | None:
    """Return whether a text says that what a question claims is so; None where its words do not decide it."""
    for rule in (_within_bound, _reached, _since, _none_of_it, _done, _ended, _opposed):
        holds = rule(asked, text)
        if holds is not None:
            return holds
    return None


def _tail(asked: Asked) -> str:
    return " ".join(asked.standalone.split()[-TAIL:])


def _piece(asked: Asked, text: str) -> str:
    """Return that of a text's pieces that tell what is done or planned which says most of the question's words."""
    parts = [part for piece in _PIECE.split(text) if piece for part in _stated(piece)]
    pieces = [part for part in parts if _PLANNED.search(part) or _COMPLETED.search(part)]

    def held(piece: str) -> float:
        return sum(_share(term, folded(piece)) for term in asked.terms)

    best = max(pieces, key=held, default="")
    alike = [piece for piece in pieces if held(piece) >= held(best) - _TIED]
    return best if len(pieces) == 1 or (held(best) and len(alike) == 1) else ""


_TIED = 0.4
"""How near two pieces must be in what they say of a question to leave it open which one is meant."""


def _share(term: Term, said: str) -> float:
    """Return how far a piece says a word: a number counts most, a part of a word least."""
    numbers = re.findall(r"\d+", term.text)
    if numbers:
        return 1.5 * all(re.search(rf"(?<!\d){number}(?!\d)", said) for number in numbers)
    if any(word in said for word in (term.text, *term.alternatives)):
        return 1.0
    return 0.5 * any(part in said for part in term.parts if len(part) > 1)


def _stated(piece: str) -> list[str]:
    """Return a piece whole where it tells one state of all it lists, else the parts between its commas."""
    one = not (_PLANNED.search(piece) and _COMPLETED.search(piece))
    return [piece] if one else re.split(r",\s", piece)


def weighs_number(asked: Asked) -> bool:
    """Tell whether a question holds a number against a bound: only a text that sets one decides it."""
    return _asked_amount(asked.standalone) is not None and _ALLOWED.search(asked.standalone) is not None


_ASKS_REACHED = re.compile(
    r"넘(?:었|은|어|나|는|겼|습)|초과|도달|이르(?:렀|렸)|달했|달하였|달성|충족|채웠|웃돌|상회|미쳤"
)
_ASKS_COVERED = re.compile(r"(?:대상|기준)(?:이|에)?\s*(?:됐|되었|된|됩|되나|되는|해당|들어)|해당(?:하|합|되|됩)")
_ASKS_SHORT = re.compile(r"못\s*미[치칩쳤친]|미달|밑돌|하회|근접|육박|모자라")
_NEARLY = re.compile(
    r"근접(?:하[였고여므]|했|함|한\s*(?:수준|상태))|육박|못\s*미[치침쳤친]|미치지\s*못|이르지\s*못|(?:도달|충족)하지\s*(?:못|않)"
)
_SHORT = re.compile(rf"{_NEARLY.pattern}|미달|밑돌|하회|달성하지\s*(?:못|않)|미도달|미충족")
_OVER = re.compile(r"초과|넘(?:었|어|김|은|음)|웃돌|상회|도달(?!하지)|충족(?!하지)|달성(?!하지)")


def _reached(asked: Asked, text: str) -> bool | None:
    """Tell whether a bound is reached that a sentence says is nearly reached, or missed (`근접`, `못 미침`)."""
    tail = _tail(asked)
    asks_short = _ASKS_SHORT.search(tail) is not None
    if not asks_short and not _ASKS_REACHED.search(tail) and not _ASKS_COVERED.search(tail):
        return None
    missed = _SHORT if asks_short or _ASKS_REACHED.search(tail) else _NEARLY
    said = [one for one in _SENTENCES.split(text) if missed.search(one) or _OVER.search(one)]
    if len(said) != 1 or (missed.search(said[0]) is None) == (_OVER.search(said[0]) is None):
        return None  # several bounds, or both said
    is_short = missed.search(said[0]) is not None
    return is_short if asks_short else False if is_short else None


_SENTENCES = re.compile(r"(?<=[다음함됨임침])\.?\s|[;※\n]")


def _opposed(asked: Asked, text: str) -> bool | None:
    tail = _tail(asked)
    for one, other in _OPPOSITES:
        if one.search(tail):
            return False if other.search(text) and not one.search(text) else None
    return None


def _done(asked: Asked, text: str) -> bool | None:
    if not _DONE.search(_tail(asked)):
        return None
    if _TO_COME.match(text):
        return False
    piece = _piece(asked, text)
    if _PLANNED.search(piece) and not _COMPLETED.search(piece):
        return False
    return True if _COMPLETED.search(piece) and not _PLANNED.search(piece) else None


def _ended(asked: Asked, text: str) -> bool | None:
    return False if _STILL.search(asked.standalone) and _ENDED.search(text) else None


def _none_of_it(asked: Asked, text: str) -> bool | None:
    """Read `협력사항: 해당 없음` where the label speaks of what the question asks about."""
    found = _NONE_OF_IT.search(text)
    label = folded(found.group()) if found else ""
    return False if any(term.text in label for term in asked.terms if len(term.text) > 1) else None


def _since(asked: Asked, text: str) -> bool | None:
    """Compare the time asked about with the time from which on something is so (`2025학년도부터 적용`)."""
    starts = [p.start[:4] for p in find_periods(text) if _STARTS.match(text[p.span[1] :].lstrip(")년도학. "))]
    if not asked.periods or len(set(starts)) != 1:
        return None
    return all(period.end[:4] >= starts[0] for period in asked.periods)


def _within_bound(asked: Asked, text: str) -> bool | None:
    """Compare a number asked about with the bounds a text sets for the same counter (`만 14세 이상`)."""
    asks = _asked_amount(asked.standalone) if weighs_number(asked) else None
    if asks is None:
        return None
    value, counter = asks
    bounds = [(Decimal(m[1].replace(",", "")), m[3]) for m in _BOUND.finditer(text) if squash(m[2]) == counter]
    return _meets(value, bounds) if bounds else None


def _meets(value: Decimal, bounds: Sequence[tuple[Decimal, str]]) -> bool | None:
    """Tell whether a value meets bounds that begin with a lower one, or the only upper one; None where they differ."""
    first, word = bounds[0]
    if word in ("이상", "초과") or "넘" in word:
        return value > first or (value == first and word == "이상")
    return (value < first or (value == first and word != "미만")) if len(bounds) == 1 else None


def _asked_amount(text: str) -> tuple[Decimal, str] | None:
    found = _ASKED_AMOUNT.search(text)
    if found:
        return Decimal(found[1].replace(",", "")), "세" if found[2] == "살" else squash(found[2])
    native = _NATIVE.search(text)
    if native is None or not (native[1] or native[2]):
        return None
    tens = {"스무": "스물"}.get(native[1] or "", native[1] or "")
    return Decimal(_TENS.get(tens, 0) + _ONES.get(native[2] or "", 0)), "세"
