"""Reader for text exports: headings by their glyphs, paragraphs, tab separated tables, Markdown marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.amounts import read_unit
from corpus.document import Block, Document, Location, Paragraph, ParagraphKind, Section
from corpus.grid import RawCell, RawTable, build_table
from corpus.outline import CIRCLED, Mark, article, ends_sentence, heading, item
from corpus.runs import Run
from corpus.tabbed import is_contact_row, runs
from corpus.text import clean_cell, search_text, squash
from corpus.txt import TextSource

_UNIT_LINE = re.compile(
    r"^[(\[<].{0,30}단\s*위.{0,40}[)\]>]$|^단\s*위\s*[:：].{0,40}$|^\(.{0,12}\d{4}.{0,20}기준.{0,12}\)$"
)
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|\\)\s*$")
_LATIN_AI = re.compile(r"(?<![A-Za-z])Al(?![a-z])")


@dataclass(slots=True)
class _Open:
    """The section being filled."""

    section: Section
    blocks: list[Block] = field(default_factory=list)


class _Reader:
    """Reads one export from top to bottom."""

    def __init__(self, source: TextSource) -> None:
        self._source = source
        self._lines = source.lines
        self._runs = {run.span[0]: run for run in runs(source.lines)}
        parts = [part for run in self._runs.values() for part in run.parts]
        self._in_run = {line for first, last in parts for line in range(first, last + 1)}
        self._stack: list[tuple[float, str]] = []
        self._circle_rank: float | None = None
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
            if number in self._in_run or not line.strip() or _RULE.match(line):
                self._blank = True
                continue
            self._line(number, line)
            self._blank = False
        self._close()
        return tuple(section for section in self._done if section.heading or section.blocks)

    def _place(self, first: int, last: int) -> Location:
        return Location(self._source.name, self._path(), (first, last))

    def _path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._stack)

    def _line(self, number: int, line: str) -> None:
        if self._title_pending is not None:
            mark, at = self._title_pending
            self._title_pending = None
            self._begin(Mark(mark.rank, f"{mark.title} {_plain(line)}"), at, number)
            return
        if _UNIT_LINE.match(line.strip()) and (read_unit(line) or "기준" in line):
            self._unit = (line.strip(), number)
            return
        name = article(line)
        if name is not None:
            self._begin(Mark(7, name), number, number)
            self._paragraph(number, line.strip().lstrip("- "), "article", 0, name)
            return
        mark: Mark | None = heading(line, alone=self._alone(number))
        if mark is not None and mark.takes_next:
            self._title_pending = (mark, number)
            return
        if mark is None and self._opens_project(number, line):
            mark = Mark(3.8, line.strip())
        if mark is None and self._restarts(line):
            lost = item(line)
            title = lost.text if lost else line.strip()
            self._begin(Mark(3.8, _plain(title)[:60]), number, number)
            self._text(number, line)
            return
        if mark is not None:
            self._begin(Mark(mark.rank, _plain(mark.title)), number, number)
            return
        self._text(number, line)

    def _opens_project(self, number: int, line: str) -> bool:
        """Tell a title printed bare: a short line alone, right before a square heading."""
        text = line.strip()
        if not self._alone(number) or len(text) > 45 or item(line) or re.search(r"[.:☎]|다$", text):
            return False
        following = next((other for other in self._lines[number : number + 4] if other.strip()), "")
        mark = heading(following, alone=True)
        return mark is not None and mark.rank == 4 and "□" in following

    def _restarts(self, line: str) -> bool:
        """Tell where a heading was lost as a picture: a purpose is stated after the outlook of the project before."""
        if not self._stack or not re.match(r"향후\s*계획|추진\s*일정", self._stack[-1][1]):
            return False
        found = item(line)
        return found is not None and re.match(r"(?:사업|추진)\s*(?:목적|목표)\s*:", found.text) is not None

    def _alone(self, number: int) -> bool:
        after = self._lines[number] if number < len(self._lines) else ""
        return self._blank and not after.strip()

    def _begin(self, mark: Mark, first: int, last: int) -> None:
        self._close()
        mark = Mark(self._rank(mark), mark.title)
        while self._stack and self._stack[-1][0] >= mark.rank:
            self._stack.pop()
        self._stack.append((mark.rank, mark.title))
        self._open = _Open(Section(mark.title, self._path(), self._place(first, last)))

    def _rank(self, mark: Mark) -> float:
        """Return a heading's rank; circled numbers that come before any square of their chapter outrank the squares."""
        if mark.rank <= 3:
            self._circle_rank = None
        if mark.rank != CIRCLED:
            return mark.rank
        if self._circle_rank is None:
            under_square = any(rank == 4 for rank, _ in self._stack)
            self._circle_rank = CIRCLED if under_square else 3.5
        return self._circle_rank

    def _close(self) -> None:
        self._done.append(replace(self._open.section, blocks=tuple(self._open.blocks)))
        self._open = _Open(Section("", self._path(), self._open.section.location))

    def _text(self, number: int, line: str) -> None:
        found = item(line)
        if found is not None:
            kind: ParagraphKind = "note" if found.glyph == "※" or found.glyph.startswith("*") else "item"
            self._paragraph(number, found.text, kind, found.depth, found.glyph)
            return
        last = self._open.blocks[-1] if self._open.blocks else None
        if isinstance(last, Paragraph) and last.location.lines is not None:
            gap = number - last.location.lines[1]
            cut = (
                gap > 1
                and gap <= 3
                and not ends_sentence(last.text)
                and re.match(r"[가-힣]", line.strip())
                and self._unit is None
            )
            if gap == 1 or cut:
                joined = replace(
                    last,
                    text=f"{last.text} {_plain(line)}",
                    location=replace(last.location, lines=(last.location.lines[0], number)),
                )
                self._open.blocks[-1] = joined
                return
        self._paragraph(number, line.strip(), "paragraph", 0, "")

    def _paragraph(self, number: int, text: str, kind: ParagraphKind, level: int, marker: str) -> None:
        self._flush_unit()
        self._open.blocks.append(Paragraph(_plain(text), self._place(number, number), kind, level, marker))

    def _flush_unit(self) -> None:
        """A unit line no table followed is plain text."""
        if self._unit is not None:
            text, number = self._unit
            self._unit = None
            self._open.blocks.append(Paragraph(_plain(text), self._place(number, number), "caption"))

    def _table(self, run: Run) -> None:
        if len(run.rows) == 1 and not is_contact_row(run):
            text = " ".join(field.text.strip() for field in run.rows[0] if not field.is_empty)
            self._line(run.span[0], text)
            return
        self._tables += 1
        unit_texts: list[tuple[str, str]] = []
        base = None
        if self._unit is not None:
            unit_texts.append(("line", self._unit[0]))
            base = self._unit[0] if read_unit(self._unit[0]) is None else None
            self._unit = None
        unit_texts += [("heading", title) for _, title in reversed(self._stack[-2:])]
        caption = self._caption()
        if caption and read_unit(caption):
            unit_texts.append(("caption", caption))
        raw = RawTable(
            cells=_cells(run),
            rows=len(run.rows),
            columns=len(run.rows[0]),
            location=self._place(*run.span),
            origin="tsv",
            caption=caption,
            heading_path=self._path(),
            unit_texts=tuple(unit_texts),
            notes=self._notes(run.span[1]),
            base_date=base,
            parts=tuple(self._place(*part) for part in run.parts),
            spans_known=False,
            repairs=run.repairs,
        )
        self._open.blocks.append(build_table(raw, document_id=self._source.document_id, number=self._tables))

    def _caption(self) -> str:
        """Return the text right above the table that can name it, else the heading it stands under."""
        for block in reversed(self._open.blocks[-2:]):
            if not isinstance(block, Paragraph):
                break
            if block.kind == "note":
                continue
            if len(block.text) <= 90 and "☎" not in block.text:
                return block.text
            break
        return self._stack[-1][1] if self._stack else ""

    def _notes(self, last: int) -> tuple[str, ...]:
        notes: list[str] = []
        for line in self._lines[last : last + 8]:
            text = line.strip()
            if not text:
                continue
            if not re.match(r"※|\*|주\s*\d*\)|\d\)", text):
                break
            notes.append(_plain(text))
        return tuple(notes)


def _cells(run: Run) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(row, column, field.text, lines=field.lines)
        for row, fields in enumerate(run.rows)
        for column, field in enumerate(fields)
    )


def _plain(text: str) -> str:
    """Return a line for reading: bold marks, tags and doubled spaces gone, `Al` read as AI."""
    return _LATIN_AI.sub("AI", clean_cell(text.replace("**", "")))


def read_export(source: TextSource) -> Document:
    """Return the document of a text export with tab separated tables or Markdown headings."""
    sections = _Reader(source).read()
    entry = source.entry
    title = entry.get("title") or _title(source.lines, sections)
    return Document(
        id=source.document_id,
        name=source.name,
        title=title,
        sections=sections,
        format="txt",
        organization=entry.get("organization"),
        kind=entry.get("kind"),
        as_of=entry.get("as_of"),
        period=entry.get("period"),
        lines=source.lines,
    )


def _title(lines: Sequence[str], sections: Sequence[Section]) -> str:
    for section in sections:
        if section.heading:
            return section.heading
    first = next((line.strip() for line in lines if line.strip()), "")
    return search_text(first)[:80] if squash(first) else ""
