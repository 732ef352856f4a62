"""Rows that only name the rows below them: `<복지국>` over its projects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headers import is_value
from corpus.text import squash
from corpus.total_names import is_total

Rows = Sequence[Sequence[str]]
Path = tuple[str, ...]
_BRACKETED = re.compile(r"^[<〈《【\[](?P<name>[^<>〈〉《》【】\[\]]{1,30})[>〉》】\]]$")
_GRAND = re.compile(r"^(?:총계|합계|총합계)$")
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
