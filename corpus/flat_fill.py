"""Puts the lines of a flattened text under its headings: paragraphs, remarks, boxes, tables where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Location, ParagraphKind, Section
from corpus.flat_grid import FlatTable, Page
from corpus.flat_lines import FlatLine, bullet, note, width
from corpus.flat_outline import Heading

AUTHOR_MARK = "작성자"
"""The marker of a line that names who wrote the page."""
_WRAP_SHARE = 0.62
_AUTHOR_LINES = 8
_STATED_TOTAL = re.compile(r"총\s*([\d,]+)\s*([가-힣]{1,2})(?:\s*\([^()]*\))?$")


@dataclass(slots=True)
class Draft:
    """A section being filled."""

    heading: Heading | None
    first: int
    """Index of the first line after the heading."""
    stop: int
    section: Section
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """A paragraph being read, or a table to be built."""

    kind: ParagraphKind
    rank: int
    marker: str
    lines: list[FlatLine]
    text: str = ""
    """What stands on the first line after the marker."""
    table: FlatTable | None = None
    caption: str = ""
    notes: tuple[str, ...] = ()
    unit_text: tuple[str, str] | None = None


def open_sections(lines: Sequence[FlatLine], headings: Sequence[Heading], name: str) -> list[Draft]:
    """Return one empty section a heading, and one for what stands before the first."""
    stops = [heading.first for heading in headings] + [len(lines)]
    drafts = [Draft(None, 0, stops[0], Section("", (), Location(name, (), _span(lines, 0, stops[0]))))]
    for heading, stop in zip(headings, stops[1:], strict=True):
        last = heading.last if heading.last >= heading.first else stop - 1
        place = Location(name, heading.path, (lines[heading.first].number, lines[last].number))
        drafts.append(Draft(heading, heading.last + 1, stop, Section(heading.text, heading.path, place)))
    return drafts


def _span(lines: Sequence[FlatLine], first: int, stop: int) -> tuple[int, int] | None:
    return (lines[first].number, lines[stop - 1].number) if stop > first else None


class Filler:
    """Puts paragraphs and tables under their headings."""

    def __init__(self, page: Page, drafts: list[Draft], tables: Sequence[FlatTable]) -> None:
        self._page = page
        self._drafts = drafts
        self._place = {line.number: index for index, line in enumerate(page.lines)}
        self._tables = {table.first: table for table in tables}
        self._taken = {number for table in tables for a, b in table.pieces for number in range(a, b + 1)}
        widths = sorted(width(line.raw.rstrip()) for line in page.lines if bullet(line))
        self._wrap = _WRAP_SHARE * widths[int(len(widths) * 0.9)] if widths else 0.0

    def fill(self) -> None:
        """Fill all sections, then put floating boxes after the text they interrupt and displaced tables home."""
        authors: list[Item] = []
        for position, draft in enumerate(self._drafts):
            target = draft
            draft.items += authors
            authors = []
            for index in range(draft.first, draft.stop):
                if target is draft and draft.heading and draft.heading.kind == "box" and self._leaves(draft, index):
                    target = self._above(position)
                    target.items += self._led_out(draft, index)
                self._take(target, index)
            if target.items and position + 1 < len(self._drafts):
                authors = self._pop_authors(target, self._drafts[position + 1])
        self._send_home()

    def _above(self, position: int) -> Draft:
        """Return the section that a box interrupts."""
        for draft in reversed(self._drafts[:position]):
            if draft.heading is not None and draft.heading.kind != "box":
                return draft
        return self._drafts[0]

    def _leaves(self, draft: Draft, index: int) -> bool:
        """Return whether a line is outside the box: after a page break, a table, or at another indent."""
        line = self._page.lines[index]
        if line.turns_page or line.number in self._taken or line.is_unit:
            return True
        mark = bullet(line)
        if mark is None:
            return False
        indents = [item.lines[0].indent for item in draft.items if item.rank == mark[1] and item.marker]
        return (bool(indents) and line.indent > indents[0]) or mark[1] == 0

    def _led_out(self, draft: Draft, index: int) -> list[Item]:
        """Take the last item off a box when the line that leaves it is that item's own sub-item."""
        line = self._page.lines[index]
        mark = bullet(line)
        if mark is None or line.turns_page or len(draft.items) < 2:
            return []
        last = draft.items[-1]
        return [draft.items.pop()] if last.kind == "item" and last.rank < mark[1] else []

    def _take(self, draft: Draft, index: int) -> None:
        line = self._page.lines[index]
        table = self._tables.get(line.number)
        if table is not None:
            draft.items.append(self._table_item(table, draft, index))
        if line.number in self._taken:
            return
        if line.is_unit and self._is_table_unit(index):
            return
        mark, remark = bullet(line), note(line)
        if mark is not None:
            draft.items.append(Item("item", self._rank(draft, mark), mark[0], [line], mark[2]))
        elif remark is not None:
            draft.items.append(Item("note", self._note_rank(draft), remark[0], [line], remark[1]))
        elif line.is_author:
            draft.items.append(Item("paragraph", 0, AUTHOR_MARK, [line], line.text))
        elif line.is_title or line.opens_box:
            draft.items.append(Item("caption", self._note_rank(draft), "", [line], line.text))
        elif self._goes_on(draft, line):
            draft.items[-1].lines.append(line)
        else:
            draft.items.append(self._loose(draft, line))

    def _loose(self, draft: Draft, line: FlatLine) -> Item:
        """Return a line without bullet that continues nothing: a sentence, or a piece of a drawing."""
        last = draft.items[-1] if draft.items else None
        if last is not None and last.kind in ("box", "caption"):
            return Item("box", last.rank + (last.kind == "caption"), "", [line], line.text)
        kind: ParagraphKind = "box" if width(line.text) < self._wrap / 2 else "paragraph"
        return Item(kind, 2, "", [line], line.text)

    def _rank(self, draft: Draft, mark: tuple[str, int, str]) -> int:
        """Return a bullet's rank; `☞` titles what follows where it opens the section, else it is a remark."""
        if mark[0] != "☞":
            return mark[1]
        opens = not draft.items or draft.items[0].marker == "☞"
        return 0 if opens else self._note_rank(draft)

    @staticmethod
    def _note_rank(draft: Draft) -> int:
        """Return the rank of a remark: one below the item it stands under."""
        above = next((item for item in reversed(draft.items) if item.kind != "note" and item.table is None), None)
        return above.rank + 1 if above else 0

    def _goes_on(self, draft: Draft, line: FlatLine) -> bool:
        """Return whether a plain line continues the paragraph above: broken by the width, glued, or set in."""
        last = draft.items[-1] if draft.items else None
        if last is None or last.table is not None or last.kind == "caption" or draft.heading is None:
            return False
        before = last.lines[-1]
        if before.number != self._before(line).number or re.match(r"^https?://", line.text):
            return False
        if last.marker == AUTHOR_MARK:
            return "☎" in line.text or line.gap == 0
        if line.gap == 0 and not before.text.endswith(")"):
            return True
        if line.text[:1] in "(:：" and last.kind == "box":
            return True
        if last.kind == "box":
            return False
        is_open = (before.raw[-1:].isspace() and width(before.raw) >= self._wrap / 2) or before.text[-1:] in ",(·․‧"
        return is_open or width(before.text) + before.indent >= self._wrap or line.indent >= 3

    def _before(self, line: FlatLine) -> FlatLine:
        return self._page.lines[self._place[line.number] - 1]

    def _is_table_unit(self, index: int) -> bool:
        """Return whether a unit line governs a table that starts within the next few lines."""
        return any(line.number in self._tables for line in self._page.lines[index + 1 : index + 6])

    def _table_item(self, table: FlatTable, draft: Draft, index: int) -> Item:
        item = Item("paragraph", 0, "", [], table=table, unit_text=self._unit(index) or table.unit_text)
        if item.unit_text is None and "단위" in draft.section.heading:
            item.unit_text = ("heading", draft.section.heading)
        item.caption = self._caption(draft, index)
        item.unit_text = item.unit_text or _counted_in(item.caption, table)
        item.notes = self._notes(table, index)
        return item

    def _unit(self, index: int) -> tuple[str, str] | None:
        """Return the unit line above a table; footnotes may stand between."""
        for place in range(index - 1, max(-1, index - 6), -1):
            line = self._page.lines[place]
            if line.is_unit:
                return "line", line.text
            if self._page.is_boundary(place) or line.number in self._taken or bullet(line):
                return None
        return None

    def _caption(self, draft: Draft, index: int) -> str:
        """Return what names a table: the bullet, remark or bracket right above it, else the heading."""
        last = draft.items[-1] if draft.items else None
        before = self._page.lines[index - 1] if index else None
        if last is not None and last.table is not None and last.table.kind == "text" and before is not None:
            ends = [cell.text for cell in last.table.cells if cell.lines == (before.number, before.number)]
            return ends[-1] if ends else draft.section.heading
        if last is None or last.table is not None or before is None or last.lines != [before]:
            return draft.section.heading
        names = last.kind in ("item", "note", "caption") and len(last.text) <= 60
        return last.text if names else draft.section.heading

    def _notes(self, table: FlatTable, index: int) -> tuple[str, ...]:
        """Return the remarks right after a table, and the footnotes between its unit line and its header."""
        lines = self._page.lines
        found: list[str] = []
        place = index - 1
        while place >= 0 and not self._page.is_boundary(place) and not lines[place].is_unit and index - place < 6:
            place -= 1
        if place >= 0 and lines[place].is_unit:
            found += self._remarks(place + 1, index)
        after = self._place[table.pieces[-1][1]] + 1
        stop = after
        while stop < len(lines) and note(lines[stop]) and not lines[stop].turns_page:
            stop += 1
        return (*found, *self._remarks(after, stop))

    def _remarks(self, start: int, stop: int) -> list[str]:
        groups: list[list[FlatLine]] = []
        for line in self._page.lines[start:stop]:
            if note(line) or not groups:
                groups.append([])
            groups[-1].append(line)
        return [self._page.joiner.prose(group) for group in groups]

    @staticmethod
    def _pop_authors(draft: Draft, following: Draft) -> list[Item]:
        """Take author lines off the end of a page: they head the programme that comes next."""
        if following.heading is None or following.heading.kind not in ("programme", "chapter"):
            return []
        last = draft.items[-1]
        if last.marker == AUTHOR_MARK and len(last.lines) <= _AUTHOR_LINES:
            return [draft.items.pop()]
        return []

    def _send_home(self) -> None:
        """Move schedule tables printed elsewhere in a programme to its empty section of aims."""
        for position, draft in enumerate(self._drafts):
            for item in list(draft.items):
                if item.table is None or item.table.kind != "schedule" or "목표" in draft.section.heading:
                    continue
                home = self._home(position)
                if home is not None:
                    draft.items.remove(item)
                    item.caption = home.section.heading
                    was = draft.section.heading
                    moved = f"원문에는 ‘{was}’ 아래에 인쇄된 표를 비어 있는 ‘{home.section.heading}’로 옮겼습니다."
                    item.table = replace(item.table, repairs=(*item.table.repairs, moved))
                    home.items.append(item)

    def _home(self, position: int) -> Draft | None:
        """Return the empty section of aims of the same programme, or None."""
        for draft in reversed(self._drafts[:position]):
            if draft.heading is None or draft.heading.kind not in ("section", "box"):
                return None
            if "목표" in draft.section.heading and not draft.items:
                return draft
        return None


def _counted_in(caption: str, table: FlatTable) -> tuple[str, str] | None:
    """Return the unit of a grand total that the caption states with its counter: `총 70,465건` over a total 70,465."""
    match = _STATED_TOTAL.search(caption)
    if match is None or table.kind != "figures":
        return None
    has_total = any(cell.row == table.rows - 1 and cell.text == match.group(1) for cell in table.cells)
    return ("caption", f"(단위: {match.group(2)})") if has_total else None
