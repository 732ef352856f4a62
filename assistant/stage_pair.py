"""A plan weighed against its outcome: figures of the plan alone answer nothing of what came of it."""

from __future__ import annotations

import re

from assistant.alike import same_value
from assistant.find import Option
from assistant.match import folded
from assistant.part_of import is_no_whole, is_of_the_part, parts_a_whole
from assistant.question import Asked
from assistant.surplus import without_letter
from corpus.figures import Figure

_PLAN = re.compile(r"목표|계획")
_OUTCOME = re.compile(r"실제|실적|결과|초과|넘[어은었]|달성|[더덜]\s*(?:했|한|됐|된|하였|모[았으집]|늘)|못\s*미치|미달")
_DONE = re.compile(r"실적|실제|결과|달성|완료|집행|현재|누적|누계|성과")
_FROM_PLAN = re.compile(r"(목표|계획)(?:치|량|액|인원|건수|수)?\s*(?:보다|에\s*비해|대비|에\s*견주)")
"""The plan as what something is weighed against: what is weighed is what came of it."""
_FROM_POSTS = re.compile(r"정원(?:보다|에\s*비해|\s*대비|에\s*견주)")
_SO_FAR = re.compile(r"누적|누계")
_EACH = re.compile(r"(?:인|명|가구|세대|학교|교|개소|학급|건|대|회|시간|㎡)\s?당(?![가-힣])|단가")
_HEADS_DONE = re.compile(r"실적|결과|현황|성과|경과")


def can_be_operands(asked: Asked, base: Option, other: Option) -> bool:
    """Tell whether a figure can be the base of what is asked, and the other what is set against it."""
    if is_of_the_part(asked, base) or is_no_whole(asked, base, other):
        return False
    if is_plan_alone(asked, base, other) or lacks_plan(asked, base, other) or is_each_of_all(asked, base, other):
        return False
    return not (parts_a_whole(asked) and same_value(base.figure, other.figure))  # a part that is all is no part


def is_plan_alone(asked: Asked, one: Option, other: Option) -> bool:
    """Tell two cells neither of which states an outcome, where the question weighs a plan against what came of it.

    A row that states a target in all and by year (`목표 86, 2023 18`) has no outcome in its columns.
    """
    if not asks_outcome(asked):
        return False
    return not any(option.figure.kind != "cell" or _is_done(option.figure) for option in (one, other))


def lacks_plan(asked: Asked, one: Option, other: Option) -> bool:
    """Tell two figures neither of which is the plan that the question weighs something against."""
    against = _FROM_PLAN.search(asked.standalone)
    if against is None:
        return False
    so_far = [o for o in (one, other) if _SO_FAR.search(o.figure.label) and not o.figure.periods]
    if so_far and asked.periods and not _SO_FAR.search(asked.standalone):
        return True  # what came of it so far is of no one year
    return not any(against.group(1) in _said_of(option) for option in (one, other))


def _said_of(option: Option) -> str:
    figure = option.figure
    text = option.candidate.unit.text if figure.kind != "cell" else ""
    return " ".join(
        (figure.label, *figure.row_path, *figure.column_path, figure.caption, *figure.heading_path[-1:], text)
    )


def asks_outcome(asked: Asked) -> bool:
    """Tell a question that weighs a plan against what came of it (`목표보다 몇 명 더`), however it is called."""
    text = asked.standalone
    against = _FROM_PLAN.search(text)
    if against is not None and text.count(against.group(1)) == 1:
        return True
    return _PLAN.search(text) is not None and _OUTCOME.search(text) is not None


def came_of(asked: Asked, outcome: Figure, plan: Figure) -> bool:
    """Tell the outcome of a plan by its cell in the plan's own row, where the question weighs a plan against it.

    So are the posts filled weighed against those there are: the cell that says nothing else but 현원 for 정원.
    """
    if fills(asked, outcome, plan):
        return True
    if outcome.table_id is None or outcome.table_id != plan.table_id or outcome.row_path != plan.row_path:
        return False
    return asks_outcome(asked) and _is_done(outcome) and _PLAN.search(" ".join(plan.column_path)) is not None


def fills(asked: Asked, filled: Figure, posts: Figure) -> bool:
    """Tell the 현원 that the question weighs against the 정원 of the same labels (`7급은 정원보다 몇 명 더`)."""
    if filled.table_id is None or filled.table_id != posts.table_id or not _FROM_POSTS.search(asked.standalone):
        return False
    one, other = ([without_letter(folded(label)) for label in (*f.row_path, *f.column_path)] for f in (filled, posts))
    return one != other and [re.sub("현원$", "정원", label) for label in one] == other


def is_each_of_all(asked: Asked, one: Option, other: Option) -> bool:
    """Tell what falls to each (`1인당 채무액`) beside what all have together: no change of one thing leads between."""
    if asked.operation not in ("difference", "growth", "sum", "average"):
        return False
    return _is_of_each(one.figure) != _is_of_each(other.figure)


def _is_of_each(figure: Figure) -> bool:
    return _EACH.search(" ".join((figure.label, *figure.row_path, *figure.column_path, figure.caption))) is not None


def _is_done(figure: Figure) -> bool:
    labels = " ".join((*figure.row_path, *figure.column_path))
    if _DONE.search(labels):
        return True
    if _PLAN.search(labels):
        return False
    heads = " ".join((figure.caption, *figure.heading_path[-2:]))
    return _HEADS_DONE.search(heads) is not None
