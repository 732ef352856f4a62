"""Measures set against one another (`정원`, `현원`, `결원`): a figure said to be one is no answer for another."""

from __future__ import annotations

import re

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


def counts_others(asked: Asked, option: Option) -> bool:
    """Tell a number of bodies (`11개 지원청`) where schools are asked for: the noun behind it says what it counts."""
    figure = option.figure
    if asked.unit_class != "school" or unit_class(figure.unit) != "item" or figure.kind != "prose":
        return False
    noun = re.match(r"\s?([가-힣]{2,})", figure.context.partition(figure.text)[2])
    return noun is not None and not _MAY_BE_SCHOOLS.match(noun.group(1))


def is_other_measure(asked: Asked, option: Option) -> bool:
    """Tell a figure whose own labels say only another measure than those the question says."""
    said = folded(asked.standalone)
    figure = option.figure
    labels = folded(" ".join((*figure.row_path, *figure.column_path, figure.label)))
    for measures in _CONTRARY:
        wanted = {measure for measure in measures if measure in said}
        own = {measure for measure in measures if measure in labels}
        if wanted and own and not wanted & own:
            return True
    return False
