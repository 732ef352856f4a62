"""Measures set against one another (`정원`, `현원`, `결원`): a figure said to be one is no answer for another."""

from __future__ import annotations

import re

from assistant.counted_nouns import counts_another_noun
from assistant.find import Option
from assistant.forms import unit_class
from assistant.match import folded
from assistant.question import Asked

_CONTRARY = (
    ("정원", "현원", "결원", "과원"),
    ("부과", "징수", "체납"),
    ("세입", "세출"),
    ("가결", "부결"),
    ("전입", "전출"),
    ("증액", "감액"),
    ("입주", "공실"),
    ("예산현액", "집행액", "지출액", "잔액", "이월액", "불용액"),
)
"""Each line holds measures of one thing that exclude one another."""

_MAY_BE_SCHOOLS = re.compile(
    r".*(?:학교|초등|중등|고등|고교|유치원)|이상|이하|이내|정도|으로|에서|에게|까지|부터|가운데|내외|규모|모두|이다|입니다"
)
"""What behind a number leaves open that it counts schools."""


_COUNTED = re.compile(r"([가-힣]{2,}?)(?:은|는|이|가|을|를|의)?\s*(?:모두|총|전부|전체)?\s*몇\s*(?:명|사람|분|인)")
_BODY = r"(?:회|센터|관|원|실|청|국|과|단|부|팀|소|재단|조합|위원회|의회|협의회|장)"
"""How names of bodies and posts go on behind the people they are named for (`위원회`, `청년센터`)."""
_REST = re.compile(r"외\s*$")


def counts_others(asked: Asked, option: Option) -> bool:
    """Tell a number of something else than is asked for.

    A number of bodies (`11개 지원청`) where schools are asked for; one of people whose label says those asked for
    only in the name of a body (`위원` in 위원회); the rest of a number (`홍길동 외 12명`); and an amount beside one
    of just the noun asked for.
    """
    return (
        _counts_bodies(asked, option)
        or _counts_other_people(asked, option)
        or counts_another_noun(asked, option.figure)
    )


def _counts_other_people(asked: Asked, option: Option) -> bool:
    figure = option.figure
    if asked.unit_class != "person" or figure.kind != "prose":
        return False
    before = figure.context.partition(figure.text)[0]
    if _REST.search(before) and "외" not in asked.standalone:
        return True
    counted = _COUNTED.search(asked.standalone)
    label = folded(figure.label)
    if counted is None or counted.group(1) not in label:
        return False
    if re.search(rf"{counted.group(1)}(?!{_BODY})", label):
        return False
    # A body's own number is that of its members; a number of something said behind its name is not.
    return not re.search(rf"{counted.group(1)}{_BODY}[은는이가을를의]?[\s\d명인에서~→(]*$", before)


def _counts_bodies(asked: Asked, option: Option) -> bool:
    figure = option.figure
    if asked.unit_class != "school" or unit_class(figure.unit) != "item" or figure.kind != "prose":
        return False
    noun = re.match(r"\s?([가-힣]{2,})", figure.context.partition(figure.text)[2])
    return noun is not None and not _MAY_BE_SCHOOLS.match(noun.group(1))


def is_other_measure(asked: Asked, option: Option) -> bool:
    """Tell a figure whose own labels say only another measure than those the question says."""
    said = folded(asked.wording)
    figure = option.figure
    labels = folded(" ".join((*figure.row_path, *figure.column_path, figure.label)))
    for measures in _CONTRARY:
        wanted = {measure for measure in measures if measure in said}
        own = {measure for measure in measures if measure in labels}
        if wanted and own and not wanted & own:
            return True
    return False
