"""Whether two figures can be two statements of one thing at all: by their size, and of two cells by their labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.likeness import pairs
from assistant.rivals import base
from assistant.twice import pairs_of
from corpus.figures import Figure
from corpus.total_names import is_total

APART = Decimal(10)
"""How many times the smaller of two statements of one thing the larger may be, but for a slip of the unit."""
SLIP = Decimal("0.05")
"""How near a power of ten the ratio of two amounts must be to be such a slip (`193억원` for `193,128백만원`)."""
ONE_NAME = 0.75
"""Share of all letter pairs of two row names that both hold where they are one name."""
ONE_GROUP = 0.6
"""The same of the names of what two rows belong to."""


def may_contradict(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts can be a contradiction: of one size, and two cells of one row name and one measure.

    `검사` and `검사 및 관리` are two rows, a budget and what is carried over of it two measures.
    """
    if not _of_one_size(one, other):
        return False
    if one.kind != "cell" or other.kind != "cell":
        return True
    return _one_row(one, other) and _one_measure(one, other)


def _of_one_size(one: Figure, other: Figure) -> bool:
    small, large = sorted((abs(base(one)[0]), abs(base(other)[0])))
    if not small or large <= small * APART:
        return True
    ratio = large / small
    ratio = ratio.scaleb(-ratio.adjusted())
    return min(abs(ratio - 1), abs(ratio / 10 - 1)) <= SLIP


def _one_row(one: Figure, other: Figure) -> bool:
    """Tell rows of one name, under one name where both print what they belong to (`자체` of another programme is none).

    The total of all stands for whatever its table is about.
    """
    named = [[label for label in figure.row_path if not is_total(label)] for figure in (one, other)]
    own = [" ".join(labels[-1:]) for labels in named]
    above = [" ".join(labels[:-1]) for labels in named]
    return _one_name(own, ONE_NAME) and _one_name(above, ONE_GROUP)


def _one_name(names: Sequence[str], least: float) -> bool:
    """Tell whether two names are one, or one of them is not told."""
    first, second = map(pairs, names)
    return not first or not second or len(first & second) >= least * len(first | second)


def _one_measure(one: Figure, other: Figure) -> bool:
    """Tell columns that share a word, or of which one tells only the time or what any amount is called.

    Columns under one head (`집행률` of what was committed and of what was paid) must share a word below it.
    """
    paths = [[label.replace("액", "") for label in figure.column_path] for figure in (one, other)]
    if all(len(path) > 1 for path in paths) and pairs_of(paths[0][0]) & pairs_of(paths[1][0]):
        paths = [path[1:] for path in paths]
    first, second = (pairs_of(" ".join(path)) for path in paths)
    return not first or not second or bool(first & second)
