"""Header and label paths of a grid whose header rows and label columns are known. Pure functions on text grids."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bare import stated_number
from corpus.text import squash
from corpus.total_names import is_total

Rows = list[list[str]]
_BULLETED = re.compile(r"^(?:[-·∙▸▷└ㆍ•]|ㄴ)\s*(?=[가-힣A-Za-z(])")
_CIRCLED = re.compile(r"^[○●◦ㅇ]\s*(?=[가-힣A-Za-z(])")
_NOTHING = ("-", "–", "—")
"""What stands in an inner label's place where a row has none."""
_COUNTED = re.compile(r"(?:총\s*)?\d[\d,]*\s?(?:개\s*)?(?:건|개|명|곳|개소|사업|과제|교|기관|부서)$")
"""A count of rows where a name would stand: it sums them up."""
_BRACKETED = re.compile(r"(?=\([가-힣%]{2,8}\)$)")
"""A label in brackets (`(구성비)`) speaks of the row above it."""


def fill_headers(rows: Rows, header_rows: int) -> list[tuple[str, ...]]:
    """Return each column's header path: parents carried right over the empty fields they span."""
    if header_rows == 0:
        return [() for _ in rows[0]] if rows else []
    filled: Rows = []
    for level in range(header_rows):
        row = list(rows[level])
        last = ""
        for column, cell in enumerate(row):
            above_changes = level > 0 and rows[level - 1][column].strip()
            if cell.strip():
                last = cell
            elif above_changes:
                last = ""
            elif level < header_rows - 1 or not any(rows[deeper][column].strip() for deeper in range(level)):
                row[column] = last if _spans(rows, header_rows, level, column) else ""
        filled.append(row)
    paths = []
    for column in range(len(rows[0])):
        path: list[str] = []
        for row in filled:
            text = " ".join(row[column].split())
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return paths


def _spans(rows: Rows, header_rows: int, level: int, column: int) -> bool:
    """Tell whether an empty header field is covered from its left: something stands below it."""
    if column == 0:
        return False
    if any(rows[deeper][column].strip() for deeper in range(level + 1, header_rows)):
        return True
    return level == header_rows - 1 and any(row[column].strip() for row in rows[header_rows:])


def fill_labels(rows: Rows, header_rows: int, label_columns: int) -> list[tuple[str, ...]]:
    """Return each body row's label path: labels carried down within their block; header rows give ()."""
    paths: list[tuple[str, ...]] = [() for _ in range(header_rows)]
    current = [""] * label_columns
    names = {row[0] for row in rows if row[0].strip()}
    if header_rows == 0 and label_columns == 1 and len(names) == 1:
        return [(" ".join(next(iter(names)).split()),)] * len(rows)  # one label centred beside all rows
    for row in rows[header_rows:]:
        own = [" ".join(row[column].split()) for column in range(label_columns)]
        own = ["" if label in _NOTHING and any(own[:at]) else label for at, label in enumerate(own)]
        first = next((column for column in range(label_columns) if own[column]), None)
        if first and all(_COUNTED.match(label) for label in own if label):
            paths.append(tuple(label for label in own if label))  # `5건` sums up the rows, none of whose names it has
            continue
        if first is None:
            paths.append(tuple(label for label in current if label))
            continue
        if is_total(own[first]) and all(_COUNTED.match(label) for label in own[first + 1 :] if label):
            own[first + 1 :] = [""] * (label_columns - first - 1)  # `합계 | 5건`
        for column in range(first, label_columns):
            current[column] = own[column]
        paths.append(tuple(label for label in current if label))
    return paths


def name_alike_rows(
    rows: Rows, header_rows: int, label_columns: int, paths: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Return the label paths with rows of one label told apart by the words of their first value cell.

    In `<project> | <sub-project> 총 66교 | 58교 | …` the label spans several rows and the first cell holds the names.
    A later column headed 구분 names rows as well.
    """
    if label_columns == 0 or label_columns + 1 >= len(rows[0]):
        return paths
    named = list(paths)
    counts: dict[tuple[str, ...], int] = {}
    for path in paths[header_rows:]:
        counts[path] = counts.get(path, 0) + 1
    kind = _kind_column(rows, header_rows, label_columns)
    for index in range(header_rows, len(rows)):
        if counts[paths[index]] < 2 or not any(cell.strip() for cell in rows[index][label_columns + 1 :]):
            continue
        words = rows[index][kind].strip() if kind else _name_in(rows[index][label_columns])
        if len(re.findall(r"[가-힣]", words)) >= 4 or (kind and words):
            named[index] = (*paths[index], words)
    return named


def _kind_column(rows: Rows, header_rows: int, label_columns: int) -> int:
    """Return the column behind the labels that is headed 구분, or 0."""
    heads = rows[header_rows - 1] if header_rows else []
    return next((at for at in range(label_columns, len(heads)) if squash(heads[at]) in ("구분", "종류")), 0)


def _name_in(text: str) -> str:
    """Return the words of a goal cell without its amount: `시간강사 지원 총 66교` is `시간강사 지원`."""
    words = re.split(r"\(?\s*총\s*\d", text, maxsplit=1)[0]
    return re.sub(r"[(\s]*\d[\d,.]*\s*[가-힣%]{0,3}\)?(?:\s*(?:이상|이하|내외))?\s*$", "", words).strip()


def nest_bullets(rows: Rows, header_rows: int, paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the label paths with bulleted labels (`- 국비`) put below the label without bullet above them."""
    nested = list(paths)
    parent: tuple[str, ...] = ()
    for index in range(header_rows, len(rows)):
        path = paths[index]
        match = _BULLETED.match(path[-1]) or _BRACKETED.match(path[-1]) if path else None
        if match is None:
            parent = path
        elif parent and parent[:-1] == path[:-1]:
            nested[index] = (*parent, path[-1][match.end() :].strip())
    return nested


def nest_circles(rows: Rows, header_rows: int, paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the label paths with labels behind a circle (`○ 보통세`) put below the plain label above them.

    Only where the row of the plain label is the sum of the circled ones below it in some column; what stands under a
    circled label goes with it.
    """
    nested = list(paths)
    circled = [bool(path) and _CIRCLED.match(path[0]) is not None for path in paths]
    for parent in range(header_rows, len(rows)):
        if circled[parent] or len(paths[parent]) != 1 or is_total(paths[parent][0]):
            continue
        last = next((index for index in range(parent + 1, len(rows)) if not circled[index]), len(rows))
        parts = [index for index in range(parent + 1, last) if len(paths[index]) == 1]
        if parts and any(_adds_up(rows, parent, parts, column) for column in range(1, len(rows[parent]))):
            for index in range(parent + 1, last):
                first, *more = paths[index]
                nested[index] = (paths[parent][0], _CIRCLED.sub("", first), *more)
    return nested


def lift_totals(rows: Rows, header_rows: int, paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the label paths with a grand total inside the first block lifted out of it.

    `A | 합계`, `A | 소계`, …, `B | 소계`: the 합계 is that of A and B when it is the sum of the 소계 rows somewhere.
    """
    subtotals = [index for index in range(header_rows, len(rows)) if _ends(paths[index], "소계")]
    if len({paths[index][:-1] for index in subtotals}) < 2:
        return paths
    lifted = list(paths)
    for index in range(header_rows, len(rows)):
        if not _ends(paths[index], "합계", "총계", "계") or len(paths[index]) < 2:
            continue
        if any(_adds_up(rows, index, subtotals, column) for column in range(len(rows[0]))):
            lifted[index] = paths[index][-1:]
    return lifted


def _ends(path: tuple[str, ...], *labels: str) -> bool:
    return bool(path) and squash(path[-1]) in labels


def _adds_up(rows: Rows, total: int, parts: Sequence[int], column: int) -> bool:
    whole = stated_number(rows[total][column])
    values = [value for part in parts if (value := stated_number(rows[part][column])) is not None]
    return whole is not None and len(values) == len(parts) and whole == sum(values)
