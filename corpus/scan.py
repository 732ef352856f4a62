"""Geometry of a scanned page: straightened, its rulings found, its cells cut out, dashes and
triangles told by shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from PIL import Image, ImageFilter

from corpus.document import Box
from corpus.pdf_tables import open_sides, upright

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]
_SMALL = 700
"""Width in pixels of the copy on which the skew is measured."""
_MOST_SKEW = 3.0
_FAINT = 195
_GRAIN = 3.0
"""Grey levels between neighbouring points of the paper."""
_LONG_RULE = 0.4
_SHORT_RULE = 0.09
"""Inches: rules this long are lines of a table; shorter ones only where they join two crossing rules."""
_JOIN = 9
"""Pixels between the ends of rules that meet."""
_RECENT = 60
_TOUCH = 1
"""Pixels between a short rule and those it joins: strokes of letters end further off."""
_SAME = 2.2
"""Points between crossings of one level."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in pixels: at height or width `at`, from `start` to `end`; `low` to `high` is its thickness."""

    at: int
    start: int
    end: int
    low: int
    high: int


def denoised(image: Image.Image) -> Image.Image:
    """Return a grey page with the grain of its paper smoothed where it has any; clean pages stay as they are."""
    grey = np.asarray(image, dtype=np.float32)
    paper = grey > np.median(grey) - 60
    steps = np.abs(np.diff(grey, axis=1))[paper[:, 1:] & paper[:, :-1]]
    grain = float(np.median(steps)) if steps.size else 0.0
    return image.filter(ImageFilter.GaussianBlur(0.8)) if grain > _GRAIN else image


def straightened(image: Image.Image) -> Image.Image:
    """Return a grey page turned upright; skews up to 3 degrees are measured by the sharpness of its rows."""
    small = image.resize((_SMALL, max(1, round(image.height * _SMALL / image.width))))
    angle = _skew(small)
    if abs(angle) < 0.05:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _skew(small: Image.Image) -> float:
    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5), key=lambda angle: _sharpness(small, float(angle)))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: _sharpness(small, float(angle)))
    return round(float(fine), 2)


def _sharpness(small: Image.Image, angle: float) -> float:
    turned = np.asarray(small.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255), dtype=np.float32)
    return float(np.var(np.diff(turned.mean(axis=1))))


def faint_ink_of(image: Image.Image) -> Ink:
    """Return where a grey page is darker than its paper: hairlines between two rows of points are but grey."""
    grey: Grey = np.asarray(image, dtype=np.uint8)
    return without_specks(grey <= min(_FAINT, int(np.median(grey)) - 40))


def ink_of(image: Image.Image) -> Ink:
    """Return where a grey page is dark; the threshold lies between its paper and its ink (Otsu 1979)."""
    grey: Grey = np.asarray(image, dtype=np.uint8)
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    levels = np.arange(256)
    weight = np.cumsum(counts)
    total, mean = weight[-1], np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean[-1] * weight / total - mean) ** 2 / (weight * (total - weight))
    threshold = int(np.nanargmax(between[:-1]))
    return without_specks(grey <= min(200, max(100, threshold)))


def without_specks(ink: Ink) -> Ink:
    """Return the ink without dark points that stand nearly alone: dust and noise of the scanner."""
    padded = np.pad(ink, 1).astype(np.uint8)
    around = sum(
        padded[1 + y : padded.shape[0] - 1 + y, 1 + x : padded.shape[1] - 1 + x] for y in (-1, 0, 1) for x in (-1, 0, 1)
    )
    kept: Ink = ink & (around >= 4)
    return kept


def rules(ink: Ink, dpi: int) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and vertical rules of a page in pixels."""
    long, short = round(_LONG_RULE * dpi), round(_SHORT_RULE * dpi)
    across, down = _runs(ink, long), _runs(ink.T, long)
    return across + _bridges(_runs(ink, short), down, across), down + _bridges(_runs(ink.T, short), across, down)


def _runs(ink: Ink, length: int) -> list[Rule]:
    """Return straight dark runs of a length at least, those side by side taken as one thick rule."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(thick, axis=1, out=sums[:, 1:])
    full = sums[:, length:] - sums[:, :-length] >= length * 0.96
    found: list[Rule] = []
    for row in np.nonzero(full.any(axis=1))[0]:
        found += [Rule(int(row), start, end + length - 1, int(row), int(row)) for start, end in _stretches(full[row])]
    return _merged(found)


def _stretches(line: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], line, [False])).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _dark(ink: Ink, axis: int) -> NDArray[np.bool_]:
    """Return which columns (axis 0) or rows (axis 1) hold ink."""
    return np.asarray(ink.any(axis=axis), dtype=np.bool_)


def _merged(found: Sequence[Rule]) -> list[Rule]:
    """Return rules with those of neighbouring rows joined; solid blocks thicker than a rule are dropped."""
    groups: list[list[Rule]] = []
    for rule in found:
        recent = groups[-_RECENT:]
        homes = [group for group in recent if any(_adjoins(rule, other) for other in reversed(group[-_RECENT:]))]
        if homes:
            groups = [group for group in groups[:-_RECENT] + recent if not any(group is home for home in homes)]
            groups.append([*(own for home in homes for own in home), rule])
        else:
            groups.append([rule])
    merged = []
    for group in groups:
        heights = sorted(rule.at for rule in group)
        if heights[-1] - heights[0] <= 14:
            middle = heights[len(heights) // 2]
            first, last = min(r.start for r in group), max(r.end for r in group)
            merged.append(Rule(middle, first, last, heights[0], heights[-1]))
    return merged


def _adjoins(rule: Rule, other: Rule) -> bool:
    """Tell whether two runs stand right above each other: the uneven edge of a thick rule falls into several."""
    return rule.at - other.at <= 2 and rule.start <= other.end and other.start <= rule.end


def _bridges(short: Sequence[Rule], crossing: Sequence[Rule], known: Sequence[Rule]) -> list[Rule]:
    """Return short rules that join two crossing rules end to end and are no part of a known one."""
    found = []
    for rule in short:
        if any(
            abs(other.at - rule.at) <= _JOIN and other.start - _JOIN <= rule.start and rule.end <= other.end + _JOIN
            for other in known
        ):
            continue
        meets = [c for c in crossing if c.start - _JOIN <= rule.at <= c.end + _JOIN]
        if any(_touches(c, rule.start) for c in meets) and any(_touches(c, rule.end) for c in meets):
            found.append(rule)
    return found


def _touches(rule: Rule, end: int) -> bool:
    return rule.low - _TOUCH <= end <= rule.high + _TOUCH


def tables_of(across: Sequence[Rule], down: Sequence[Rule], dpi: int) -> list[list[Box]]:
    """Return the cell boxes of every ruled table, in pixels; open sides are closed as in printed PDFs."""
    points = 72 / dpi
    level = [_level(rule, points) for rule in across]
    edges = level + [upright(rule.at * points, rule.start * points, rule.end * points) for rule in down]
    edges += open_sides(edges)
    crossings = _snapped(edges_to_intersections(edges, x_tolerance=_JOIN * points, y_tolerance=_JOIN * points))
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [[(box[0] / points, box[1] / points, box[2] / points, box[3] / points) for box in table] for table in tables]


def _level(rule: Rule, points: float) -> dict[str, Any]:
    x0, x1, y = rule.start * points, rule.end * points, rule.at * points
    return {
        "x0": x0, "x1": x1, "top": y, "bottom": y, "height": 0, "width": x1 - x0, "object_type": "line", "orientation": "h",  # noqa: E501
    }  # fmt: skip


def _snapped(crossings: dict[Any, Any]) -> dict[Any, Any]:
    """Return crossings with nearly equal coordinates made equal, so that cells close."""
    xs, ys = _levels(x for x, _ in crossings), _levels(y for _, y in crossings)
    found: dict[Any, Any] = {}
    for (x, y), lines in crossings.items():
        own = found.setdefault((xs[x], ys[y]), {"v": [], "h": []})
        own["v"] += lines["v"]
        own["h"] += lines["h"]
    return found


def _levels(values: Iterable[float]) -> dict[float, float]:
    """Return each value and the first of those within two points of it."""
    levels: dict[float, float] = {}
    last: float | None = None
    for value in sorted(set(values)):
        if last is None or value - last > _SAME:
            last = value
        levels[value] = last
    return levels


def blob_text(ink: Ink) -> str | None:
    """Return what a cell says when its shape alone tells: nothing, or a dash; None when it must be read."""
    rows, columns = np.nonzero(ink.any(axis=1))[0], np.nonzero(ink.any(axis=0))[0]
    if len(rows) == 0 or ink.sum() < 8:
        return ""
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    if width >= 2 * height and height <= 8 and width <= 60 and ink.sum() >= 0.6 * height * width:
        return "-"
    return None


def opening_triangle(ink: Ink) -> int | None:
    """Return the column behind a triangle (`△`, `▲`) that opens a cell, or None: the mark of a negative amount.

    Its outline widens evenly from the top, and its foot is one closed stroke; an `A` stands on two legs, a `4` on one.
    """
    stretches = _stretches(_dark(ink, 0))
    if not stretches:
        return None
    first, last = stretches[0]
    glyph = ink[:, first : last + 1]
    rows = np.nonzero(glyph.any(axis=1))[0]
    glyph = glyph[rows[0] : rows[-1] + 1]
    height, width = glyph.shape
    if height < 8 or not 0.7 <= width / height <= 1.6:
        return None
    extents = np.array([np.ptp(np.nonzero(row)[0]) + 1 if row.any() else 0 for row in glyph], dtype=np.float64)
    straight = float(np.corrcoef(extents, np.arange(height))[0, 1]) if extents.std() > 0 else 0.0
    foot = glyph[-max(2, height // 8) :].any(axis=0).mean()
    top = extents[: max(1, height // 8)].mean()
    if straight > 0.93 and foot > 0.55 and top < 0.4 * width and extents[-2:].max() > 0.85 * width:
        return last + 1
    return None


def raised_mark(ink: Ink) -> int | None:
    """Return the column where a small raised mark at the end of a cell begins (a footnote's number), or None."""
    glyphs = _stretches(_dark(ink, 0))
    if len(glyphs) < 2:
        return None
    extents = []
    for first, last in glyphs:
        rows = np.nonzero(ink[:, first : last + 1].any(axis=1))[0]
        extents.append((int(rows[0]), int(rows[-1])))
    height = max(bottom - top + 1 for top, bottom in extents)
    base = sorted(bottom for top, bottom in extents if bottom - top + 1 > 0.8 * height)[0]
    cut: int | None = None
    for (first, _), (top, bottom) in zip(reversed(glyphs), reversed(extents), strict=True):
        if bottom - top + 1 >= 0.75 * height or bottom > base - 0.2 * height:
            break
        cut = first
    return cut if cut is not None and cut > glyphs[0][0] else None


def line_count(ink: Ink) -> int:
    """Return how many printed lines a cell holds, by the gaps between its dark rows."""
    tall = [(a, b) for a, b in _stretches(_dark(ink, 1)) if b - a >= 8]
    return max(1, len(tall))
