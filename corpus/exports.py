"""Reader for text exports: headings by their glyphs, paragraphs, tab separated tables, Markdown marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Block, Document, Location, Paragraph, ParagraphKind, Section, Table
from corpus.double_spaced import closed_rows
from corpus.edition import extra_facts, title_facts
from corpus.export_tables import is_unit_line, plain, raw_table, titled_unit
from corpus.going_on import closes_bracket, goes_on
from corpus.grid import build_table
from corpus.markdown import as_tabs
from corpus.nesting import Nesting
from corpus.outline import (
    BARE,
    SQUARE,
    Item,
    Mark,
    article,
    contents_lists,
    heading,
    is_cut,
    item,
)
from corpus.page_marks import PAGE_BREAK, without_page_marks
from corpus.runs import Run
from corpus.tabbed import is_contact_row, runs
from corpus.text import search_text, squash
from corpus.txt import TextSource
from corpus.unstacked import unstacked
from corpus.wide_gaps import closed_figures, closed_gaps

_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|\\)\s*$")


@dataclass(slots=True)
class _Open:
    """The section being filled."""

    section: Section
    blocks: list[Block] = field(default_factory=list)


class _Reader:
    """Reads one export from top to bottom."""

    def __init__(self, source: TextSource) -> None:
        self._source = source
        lines, places = unstacked(closed_rows(without_page_marks(source.lines)))
        self._lines = closed_gaps(as_tabs(lines))
        self._runs = {run.span[0]: run for run in runs(self._lines, places)}
        parts = [part for run in self._runs.values() for part in run.parts]
        self._in_run = {line for first, last in parts for line in range(first, last + 1)}
        self._nesting = Nesting()
        self._contents = contents_lists(source.lines)
        self._front = {value for _, value in title_facts(_filled(source.lines))}
        self._announced = {squash(plain(title)) for title in self._contents.values()}
        self._done: list[Section] = []
        self._open = _Open(Section("", (), self._place(1, 1)))
        self._tables = 0
        self._unit: tuple[str, int] | None = None
        self._blank = True
        self._title_pending: tuple[Mark, int] | None = None

    def read(self) -> tuple[Section, ...]:
        """Return the sections in reading order."""
        for number, line in enumerate(self._lines, start=1):
            if number in self._runs:
                self._table(self._runs[number])
                self._blank = True
                continue
            if PAGE_BREAK in line and not self._heads_next_page(number):
                self._flush_unit()
            if number in self._in_run or not line.strip() or _RULE.match(line):
                self._blank = True
                continue
            self._line(number, line)
            self._blank = False
        self._close()
        return tuple(section for section in self._done if section.heading or section.blocks)

    def _place(self, first: int, last: int) -> Location:
        return Location(self._source.name, self._nesting.path, (first, last))

    def _line(self, number: int, line: str) -> None:
        if self._title_pending is not None:
            code, at = self._title_pending
            self._title_pending = None
            self._begin(Mark(code.rank, f"{code.title} {plain(line)}"), at, number)
            return
        titled = titled_unit(line)
        if titled is not None:
            self._line(number, titled[0])
            self._unit = (titled[1], number)
            return
        if is_unit_line(line):
            self._unit = (line.strip(), number)
            return
        if self._closes_bracket(number, line):
            self._join(number, line)
            return
        name = article(line)
        if name is not None:
            self._begin(Mark(7, name), number, number)
            self._paragraph(number, line.strip().lstrip("- "), "article", 0, name)
            return
        if self._restarts(line):
            self._begin(Mark(3.8, _stated(line)[:60]), number, number)
            self._text(number, line)
            return
        mark = self._heading(number, line)
        if mark is not None and mark.takes_next:
            self._title_pending = (mark, number)
        elif mark is not None:
            self._begin(Mark(mark.rank, plain(mark.title)), number, number)
        else:
            self._text(number, line)

    def _heading(self, number: int, line: str) -> Mark | None:
        """Return the heading a line is: by its glyph, or for its place, or for standing in a list of contents."""
        text = line.strip()
        if number in self._contents:
            return None
        alone = self._alone(number)
        if alone and squash(plain(text)) in self._announced:
            return Mark(2, text)
        mark = heading(line, alone=alone)
        if mark is None and self._opens_project(number, line):
            return Mark(3.8, text)
        if mark is None and alone and self._follows_contact() and item(line) is None:
            return Mark(3, text)
        if mark is None and alone and self._heads_prose(number, text):
            return Mark(BARE, text)
        if mark is not None and mark.rank == BARE and (text in self._front or self._is_no_title(number, line)):
            return None
        return mark

    def _next(self, number: int) -> str:
        """Return the next line with text, within three lines."""
        return next((line.strip() for line in self._lines[number : number + 3] if line.strip()), "")

    def _heads_prose(self, number: int, text: str) -> bool:
        """Tell a short line without ending alone above a long paragraph of whole sentences."""
        if len(text) > 40 or not re.search(r"[가-힣]$", text) or text.endswith("다") or item(text) is not None:
            return False
        below = self._next(number)
        return len(below) > 80 and below.endswith(".") and item(below) is None and "\t" not in below

    def _is_no_title(self, number: int, line: str) -> bool:
        """Tell a bare line that is no title: an office above its contacts, a number, the rest of a cut sentence."""
        last = self._open.blocks[-1] if self._open.blocks else None
        rest = isinstance(last, Paragraph) and is_cut(last.text) and self._goes_on(number, line, None)
        return rest or "☎" in self._next(number) or bool(re.search(r"\d$", line.strip()))

    def _follows_contact(self) -> bool:
        """Tell where the headline of a press release stands: right below the line of contacts."""
        last = self._open.blocks[-1] if self._open.blocks else None
        return isinstance(last, Table) and last.rows == 1 and "보도자료" in squash(self._open.section.heading)

    def _opens_project(self, number: int, line: str) -> bool:
        """Tell a title printed bare: a short line alone, right before a square heading."""
        text = line.strip()
        if not self._alone(number) or len(text) > 45 or item(line) or re.search(r"[.:☎]|다$|^\[", text):
            return False
        following = self._next(number)
        mark = heading(following, alone=True)
        return (mark is not None and mark.rank == SQUARE and "□" in following) or _states_purpose(following)

    def _restarts(self, line: str) -> bool:
        """Tell where a heading was lost as a picture: a purpose is stated after the outlook of the project before."""
        if not re.match(r"향후\s*계획|추진\s*일정", self._nesting.last):
            return False
        return _states_purpose(line)

    def _alone(self, number: int) -> bool:
        after = self._lines[number] if number < len(self._lines) else ""
        return self._blank and not after.strip()

    def _begin(self, mark: Mark, first: int, last: int) -> None:
        self._close()
        self._nesting.open(mark)
        self._open = _Open(Section(mark.title, self._nesting.path, self._place(first, last)))

    def _close(self) -> None:
        self._done.append(replace(self._open.section, blocks=tuple(self._open.blocks)))
        self._open = _Open(Section("", self._nesting.path, self._open.section.location))

    def _text(self, number: int, line: str) -> None:
        found = item(line)
        if self._goes_on(number, line, found):
            self._join(number, found.text if found else line)
        elif found is not None:
            kind: ParagraphKind = "note" if found.glyph == "※" or found.glyph.startswith("*") else "item"
            self._paragraph(number, found.text.lstrip("□■ "), kind, found.depth, found.glyph)
        else:
            self._paragraph(number, line.strip(), "paragraph", 0, "")

    def _goes_on(self, number: int, line: str, found: Item | None) -> bool:
        """Tell whether a line goes on the paragraph above; behind a unit line none does."""
        last = self._open.blocks[-1] if self._open.blocks else None
        if not isinstance(last, Paragraph) or last.location.lines is None or self._unit is not None:
            return False
        return goes_on(last, self._line_at(last.location.lines[1]), number, line, found)

    def _closes_bracket(self, number: int, line: str) -> bool:
        """Tell a line right below a paragraph that closes its bracket, though it may look like a heading (`6.)`)."""
        last = self._open.blocks[-1] if self._open.blocks else None
        return isinstance(last, Paragraph) and closes_bracket(last, number, line)

    def _join(self, number: int, text: str) -> None:
        last = self._open.blocks[-1]
        if isinstance(last, Paragraph) and last.location.lines is not None:
            lines = (last.location.lines[0], number)
            text = f"{last.text} {plain(text)}"
            self._open.blocks[-1] = replace(last, text=text, location=replace(last.location, lines=lines))

    def _paragraph(self, number: int, text: str, kind: ParagraphKind, level: int, marker: str) -> None:
        self._flush_unit()
        self._open.blocks.append(Paragraph(plain(text), self._place(number, number), kind, level, marker))

    def _heads_next_page(self, number: int) -> bool:
        """Tell whether the unit line is the last one above a page break, and a table the first thing below it."""
        if self._unit is None or any(self._is_text(at) for at in range(self._unit[1] + 1, number)):
            return False
        below = next((at for at in range(number + 1, len(self._lines) + 1) if self._is_text(at)), None)
        return below in self._runs

    def _is_text(self, number: int) -> bool:
        line = self._lines[number - 1]
        return bool(line.strip()) and PAGE_BREAK not in line

    def _flush_unit(self) -> None:
        """A unit line no table followed is plain text."""
        if self._unit is not None:
            text, number = self._unit
            self._unit = None
            opened = self._open.section.location.lines
            is_before = opened is not None and number < opened[0]  # it ends the section above
            kind: ParagraphKind = "paragraph" if is_before else "caption"
            self._open.blocks.append(Paragraph(plain(text), self._place(number, number), kind))

    def _table(self, run: Run) -> None:
        if len(run.rows) == 1 and not is_contact_row(run):
            text = " ".join(field.text.strip() for field in run.rows[0] if not field.is_empty)
            if run.span[0] < run.span[1]:
                self._begin(Mark(SQUARE, text), *run.span)  # a heading cut into fields above a row of dashes
            else:
                self._line(run.span[0], text)
            return
        self._tables += 1
        unit, self._unit = self._unit, None
        raw = raw_table(
            run,
            self._lines,
            place=self._place,
            nesting=self._nesting,
            above=self._open.blocks,
            unit_line=unit[0] if unit else None,
            tables_at=self._runs.keys(),
        )
        self._open.blocks.append(build_table(raw, document_id=self._source.document_id, number=self._tables))

    def _line_at(self, number: int) -> str:
        return self._lines[number - 1].strip() if number <= len(self._lines) else ""


def _states_purpose(line: str) -> bool:
    """Tell a list item that opens the description of a project."""
    found = item(line)
    return found is not None and re.match(r"(?:사업|추진)\s*(?:목적|목표)\s*:", found.text) is not None


def _stated(line: str) -> str:
    """Return a list item's text without its bullet."""
    found = item(line)
    return plain(found.text if found else line.strip())


def read_export(source: TextSource) -> Document:
    """Return the document of a text export with tab separated tables or Markdown headings."""
    printed, source = source.lines, replace(source, lines=closed_figures(source.lines))
    sections = _Reader(source).read()
    entry, facts = source.entry, dict(title_facts([line for line in _filled(source.lines) if "\t" not in line]))
    title = entry.get("title") or _title(source.lines, sections) or Path(source.name).stem
    return Document(
        id=source.document_id,
        name=source.name,
        title=title,
        sections=sections,
        format="txt",
        organization=entry.get("organization") or facts.get("organization"),
        kind=entry.get("kind") or facts.get("kind"),
        as_of=entry.get("as_of") or facts.get("as_of"),
        period=entry.get("period"),
        lines=printed,
        extra=extra_facts(entry, facts),
    )


def _filled(lines: Sequence[str]) -> list[str]:
    return [line.lstrip("# ") for line in lines[:40] if line.strip()]


def _title(lines: Sequence[str], sections: Sequence[Section]) -> str:
    """Return the first line when it can be a title, else the first heading, else the beginning of the text."""
    first = search_text(next((line.strip() for line in lines if line.strip()), ""))
    if re.search(r"(?:계획|보고|보고서|현황|백서|개요|자료|안|결과|업무)$", squash(first)) and len(first) <= 60:
        return first.lstrip("# ")
    heading = next((section.heading for section in sections if section.heading), "")
    return heading or ("" if "\t" in first else first[:80])
