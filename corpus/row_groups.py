"""Rows that name the rows below them: `<복지국>` over its projects, `도로 소계` over what adds up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bare import stated_number
from corpus.headers import is_value
from corpus.text import squash
from corpus.total_names import is_total

Rows = Sequence[Sequence[str]]
Path = tuple[str, ...]
_BRACKETED = re.compile(r"^[<〈《【\[](?P<name>[^<>〈〉《》【】\[\]]{1,30})[>〉》】\]]$")
_GRAND = re.compile(r"^(?:총계|합계|총합계)$")
_SUBTOTAL = re.compile(r"^(?P<name>.*[가-힣)])\s+소\s?계$")
_SHARE = re.compile(r"[률율]|비율|비중|구성비|%")
LEAST_PARTS = 2
LEAST_GROUPS = 2
"""Rows of a bare label from which on they are taken for groups, where no brackets mark them."""


def nest_groups(rows: Rows, header_rows: int, paths: Sequence[Path]) -> list[Path]:
    """Return the label paths with rows put below the group row above them, up to the next group or the grand total.

    A group row holds its label alone, and a row with values follows it. Labels in brackets are groups wherever they
    stand; bare ones only where there are several, in a table whose other rows all hold values.
    """
    body = range(header_rows, len(rows))
    groups = {index: name for index in body if (name := _group(rows, index)) is not None}
    bare = [index for index in groups if not _BRACKETED.match(rows[index][0].strip())]
    full = all(any(is_value(cell) for cell in rows[index][1:]) for index in body if index not in groups)
    if bare and (len(bare) < LEAST_GROUPS or not full):
        groups = {index: name for index, name in groups.items() if index not in bare}
    if not groups:
        return list(paths)
    nested = list(paths)
    group = ""
    for index in body:
        path = paths[index]
        if index in groups:
            group = groups[index]
            nested[index] = (group,)
        elif path and _GRAND.match(squash(path[-1])):
            group = ""
        elif group and path and path[0] != group:
            nested[index] = (group, *path)
    return nested


def nest_subtotals(rows: Rows, header_rows: int, paths: Sequence[Path]) -> list[Path]:
    """Return the label paths with rows put below the subtotal above them (`도로 소계`) whose parts they are.

    The rows up to the next subtotal or total must add up to it in each column of figures, two of them or more.
    """
    body = range(header_rows, len(rows))
    heads = {at: match["name"].strip() for at in body if (match := _SUBTOTAL.match(" ".join(rows[at][0].split())))}
    nested = list(paths)
    for at, name in heads.items():
        end = next((to for to in body if to > at and (to in heads or is_total(rows[to][0]))), len(rows))
        parts = range(at + 1, end)
        if len(parts) < LEAST_PARTS or any(len(paths[part]) != 1 for part in parts) or not _is_sum(rows, at, parts):
            continue
        nested[at] = (name, "소계")
        for part in parts:
            inner = paths[part][0].removeprefix(f"{name} ")  # a label may say the name again
            nested[part] = (name, inner)
    return nested


def _is_sum(rows: Rows, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether rows add up to another in every column whose cells are all numbers, but for rates; one at least."""
    told = []
    for column in range(1, len(rows[whole])):
        values = [stated_number(rows[row][column]) for row in (whole, *parts)]
        if all(value is not None for value in values) and not _SHARE.search(rows[0][column]):
            told.append(values[0] == sum(value or 0 for value in values[1:]))
    return bool(told) and all(told)


def _group(rows: Rows, index: int) -> str | None:
    """Return the name of a group row, or None."""
    row = rows[index]
    label = row[0].strip()
    if not label or any(cell.strip() for cell in row[1:]) or is_total(label) or is_value(label):
        return None
    if index + 1 >= len(rows) or not any(is_value(cell) for cell in rows[index + 1][1:]):
        return None
    bracketed = _BRACKETED.match(label)
    return bracketed["name"].strip() if bracketed else " ".join(label.split())
