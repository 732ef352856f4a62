"""HWPX reader: zip and XML of the open Hangul format: styles, spans, nested tables, footnotes, pages
by line positions.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from corpus.assemble import finish
from corpus.document import Document
from corpus.errors import CorruptFile, EncryptedFile, NoText
from corpus.grid import RawCell
from corpus.hidden import SMALLEST_SIZE, Hidden, is_white_hex
from corpus.limits import (
    MAX_DEPTH,
    MAX_TABLE_CELLS,
    check_size,
    check_xml_parts,
    foreseen,
    inner_text,
    open_archive,
    parse_xml,
    read_part,
)
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.txt import document_id

_SECTION = re.compile(r"(?:^|/)section(\d+)\.xml$", re.I)
_STYLE_LEVEL = re.compile(r"^(?:개요|outline|heading|제목)\s*(\d{1,2})$", re.I)
_STYLE_TITLE = re.compile(r"^(?:제목|title|문서\s*제목)$", re.I)
_MARK = re.compile(r"^[\d*†‡,]+\)?$|^주\d*\)?$")
_TEXT_MARKS = {"tab": " ", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_SHAPES = frozenset(
    {"rect", "ellipse", "polygon", "curve", "arc", "container", "drawText", "line", "connectLine", "textart"}
)
_PAGE_BACK = 1000
"""A line this far (1/7200 inch) above the one before begins a new page."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a run of characters is printed."""

    hidden: bool
    white: bool
    raised: bool
    bold: bool


@dataclass(slots=True)
class _Head:
    """What header.xml defines: styles, characters, paragraphs, fills."""

    styles: dict[str, str] = field(default_factory=dict)
    inks: dict[str, _Ink] = field(default_factory=dict)
    levels: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """Paragraph property id -> (OUTLINE, BULLET or NUMBER, level from 0, bullet)."""
    dark_fills: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _State:
    """What is learned while walking."""

    hidden: Hidden = field(default_factory=Hidden)
    page: int | None = None
    last_position: int = -1
    notes: list[str] = field(default_factory=list)
    cells: int = 0
    deleted: bool = False


def _local(element: etree._Element) -> str:
    """Return an element's name without its namespace: the namespaces changed with the years, the names did not."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iter(f"{{*}}{name}")


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _local(child) == name), None)


class _Hwpx:
    """Walks the sections of one package."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self._path = path
        self._archive = archive
        self._names = archive.namelist()
        self._refuse_encrypted()
        self._head = self._read_head()
        self.state = _State()

    def _root(self, name: str) -> etree._Element:
        return parse_xml(self._path, read_part(self._path, self._archive, name))

    def _refuse_encrypted(self) -> None:
        if "META-INF/manifest.xml" in self._names and b"encryption-data" in read_part(
            self._path, self._archive, "META-INF/manifest.xml"
        ):
            raise EncryptedFile(
                self._path, f"‘{self._path.name}’ 파일에 암호나 배포 제한이 걸려 있습니다. 암호를 푼 파일을 올리십시오."
            )

    def sections(self) -> list[str]:
        """Return the names of the body's parts in the order of the package's spine, else by number."""
        numbered = [(int(found.group(1)), name) for name in self._names if (found := _SECTION.search(name))]
        by_number = [name for _, name in sorted(numbered)]
        package = next((name for name in self._names if name.lower().endswith("content.hpf")), None)
        if package is None:
            return by_number
        root = self._root(package)
        targets = {item.get("id"): item.get("href") or "" for item in _all(root, "item")}
        spine = [targets.get(reference.get("idref"), "") for reference in _all(root, "itemref")]
        folder = posixpath.dirname(package)
        ordered = []
        for href in spine:
            name = next((own for own in (href, posixpath.join(folder, href)) if own in self._names), None)
            if name is not None and _SECTION.search(name):
                ordered.append(name)
        return ordered or by_number

    def _read_head(self) -> _Head:
        head = _Head()
        name = next((name for name in self._names if name.lower().endswith("header.xml")), None)
        if name is None:
            return head
        root = self._root(name)
        bullets = {bullet.get("id") or "": bullet.get("char") or "" for bullet in _all(root, "bullet")}
        head.dark_fills = {fill.get("id") or "" for fill in _all(root, "borderFill") if _is_dark(fill)}
        head.styles = {style.get("id") or "": style.get("name") or "" for style in _all(root, "style")}
        for char in _all(root, "charPr"):
            head.inks[char.get("id") or ""] = _ink(char, head.dark_fills)
        for paragraph in _all(root, "paraPr"):
            heading = _child(paragraph, "heading")
            if heading is None:
                heading = next(_all(paragraph, "heading"), None)
            if heading is not None and heading.get("type") in ("OUTLINE", "BULLET", "NUMBER"):
                bullet = bullets.get(heading.get("idRef") or "", "")
                head.levels[paragraph.get("id") or ""] = (
                    heading.get("type") or "",
                    int(heading.get("level") or 0),
                    bullet,
                )
        return head

    def pieces(self) -> Iterator[Piece]:
        """Yield texts and tables in reading order."""
        names = self.sections()
        if not names:
            raise CorruptFile(
                self._path, f"‘{self._path.name}’: 본문이 없는 HWPX 파일입니다. 원본을 다시 받아 올리십시오."
            )
        for name in names:
            root = self._root(name)
            if _knows_positions(root):
                self.state.page = (self.state.page or 0) + 1
                self.state.last_position = -1
            for paragraph in root:
                if _local(paragraph) == "p":
                    self._turn_page(paragraph)
                    yield from self._paragraph(paragraph, 0)

    def _turn_page(self, paragraph: etree._Element) -> None:
        """Count a page where the lines' positions, which Hancom stores, fall back to the top."""
        lines = _child(paragraph, "linesegarray")
        if self.state.page is None or lines is None:
            return
        for line in lines:
            position = line.get("vertpos") or ""
            if re.fullmatch(r"-?\d+", position):
                if int(position) + _PAGE_BACK < self.state.last_position:
                    self.state.page += 1
                self.state.last_position = int(position)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Piece]:
        if depth > MAX_DEPTH:
            return
        objects: list[etree._Element] = []
        page = self.state.page
        text = self._text(paragraph, objects, shaded=False)
        if text.strip():
            yield self._piece(paragraph, text, page)
        for element in objects:
            yield from self._object(element, depth + 1)
        notes, self.state.notes = self.state.notes, []
        for note in notes:
            yield TextPiece(note, page, is_note=True)

    def _piece(self, paragraph: etree._Element, text: str, page: int | None) -> TextPiece:
        style = self._head.styles.get(paragraph.get("styleIDRef") or "", "").strip()
        kind, level, bullet = self._head.levels.get(paragraph.get("paraPrIDRef") or "", ("", 0, ""))
        named = _STYLE_LEVEL.match(style)
        if kind == "BULLET":
            mark = bullet if re.fullmatch(r"[□■○●◦·•※▪ㅇ-]", bullet) else "-"
            return TextPiece(f"{mark} {text}", page, is_item=True, indent=level)
        if _STYLE_TITLE.match(style):
            return TextPiece(text, page, rank=0)
        if (named or kind == "OUTLINE") and len(text) <= 80 and "\n" not in text:
            return TextPiece(text, page, rank=(int(named.group(1)) if named else level + 1) / 10)
        return TextPiece(text, page, stands_out=len(text) <= 40 and self._is_bold(paragraph))

    def _is_bold(self, paragraph: etree._Element) -> bool:
        runs = [run for run in paragraph if _local(run) == "run" and inner_text(run).strip()]
        plain = _Ink(False, False, False, False)
        return bool(runs) and all(self._head.inks.get(run.get("charPrIDRef") or "", plain).bold for run in runs)

    def _text(self, paragraph: etree._Element, objects: list[etree._Element], *, shaded: bool) -> str:
        """Return what a reader sees of a paragraph; tables and boxes in it go to `objects`, footnotes to the state."""
        parts: list[str] = []
        for run in paragraph:
            if _local(run) != "run":
                continue
            ink = self._head.inks.get(run.get("charPrIDRef") or "", _Ink(False, False, False, False))
            for child in run:
                name = _local(child)
                if name == "t":
                    self._words(child, ink, parts, shaded=shaded)
                elif name == "dutmal":
                    parts += [inner_text(main) for main in child if _local(main) == "mainText"]
                elif name == "tbl" or name in _SHAPES:
                    objects.append(child)
                elif name == "ctrl":
                    self._control(child)
        return self.state.hidden.strip("".join(parts))

    def _words(self, element: etree._Element, ink: _Ink, parts: list[str], *, shaded: bool) -> None:
        text = self._t(element)
        if not text:
            return
        if ink.hidden or (ink.white and not shaded):
            self.state.hidden.drop(text)
        elif ink.raised and _MARK.match(text.strip()):
            if text.strip() == "2" and parts and parts[-1].endswith("m"):
                parts[-1] = parts[-1][:-1] + "㎡"
        else:
            parts.append(text)

    def _t(self, element: etree._Element) -> str:
        """Return the characters of one `t`, deleted ones left out."""
        parts = [] if self.state.deleted else [element.text or ""]
        for child in element:
            name = _local(child)
            if name == "deleteBegin":
                self.state.deleted = True
            elif name == "deleteEnd":
                self.state.deleted = False
            if not self.state.deleted:
                parts += [_TEXT_MARKS.get(name, ""), child.tail or ""]
        return "".join(parts)

    def _control(self, control: etree._Element) -> None:
        for child in control:
            if _local(child) in ("footNote", "endNote"):
                texts = ["".join(self._t(t) for t in _all(p, "t")).strip() for p in _all(child, "p")]
                self.state.notes.append(" ".join(text for text in texts if text))

    def _object(self, element: etree._Element, depth: int) -> Iterator[Piece]:
        if depth > MAX_DEPTH // 4:
            return
        if _local(element) == "tbl":
            yield from self._table(element, depth)
            return
        for paragraph in _box_paragraphs(element):
            yield from self._paragraph(paragraph, depth + 1)

    def _table(self, table: etree._Element, depth: int, *, nested: bool = False) -> Iterator[Piece]:
        page = self.state.page
        cells: list[RawCell] = []
        inner: list[Piece] = []
        outer_notes, self.state.notes = self.state.notes, []
        for row in (child for child in table if _local(child) == "tr"):
            cells += [self._cell(cell, inner, depth) for cell in row if _local(cell) == "tc"]
        notes, self.state.notes = self.state.notes, outer_notes
        if cells:
            rows, columns = max(c.row + c.rowspan for c in cells), max(c.column + c.colspan for c in cells)
            caption = _child(table, "caption")
            yield TablePiece(
                tuple(replace(cell, page=page) for cell in cells),
                rows,
                columns,
                "hwpx",
                page=page,
                notes=tuple(notes),
                is_nested=nested,
                caption=" ".join("".join(self._t(t) for t in _all(caption, "t")).split())
                if caption is not None
                else "",
            )
        yield from inner
        for note in notes:
            yield TextPiece(note, page, is_note=True)

    def _cell(self, cell: etree._Element, inner: list[Piece], depth: int) -> RawCell:
        address, span = _child(cell, "cellAddr"), _child(cell, "cellSpan")
        row, column = _number(address, "rowAddr", 0), _number(address, "colAddr", 0)
        rowspan, colspan = max(1, _number(span, "rowSpan", 1)), max(1, _number(span, "colSpan", 1))
        self.state.cells += rowspan * colspan
        if self.state.cells > MAX_TABLE_CELLS or row + rowspan > 50_000 or column + colspan > 2_000:
            raise CorruptFile(self._path, f"‘{self._path.name}’: 표가 지나치게 커서 열지 않았습니다.")
        shaded = (cell.get("borderFillIDRef") or "") in self._head.dark_fills
        lines: list[str] = []
        for paragraph in _box_paragraphs(cell):
            objects: list[etree._Element] = []
            lines.append(self._text(paragraph, objects, shaded=shaded))
            for element in objects:
                if _local(element) == "tbl" and depth <= MAX_DEPTH // 4:
                    inner += self._table(element, depth + 1, nested=True)
                else:
                    lines += [self._text(own, [], shaded=True) for own in _box_paragraphs(element)]
        return RawCell(row, column, "\n".join(line for line in lines if line.strip()), rowspan, colspan)


def _knows_positions(root: etree._Element) -> bool:
    """Tell whether the paragraphs' line positions were stored by a program that set the pages: some lie
    below the top.
    """
    lines = (line for paragraph in root if (own := _child(paragraph, "linesegarray")) is not None for line in own)
    return any((line.get("vertpos") or "0").lstrip("-") != "0" for line in lines)


def _box_paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a cell or box, not those of tables inside them."""
    for child in element:
        name = _local(child)
        if name == "p":
            yield child
        elif name in ("subList", "drawText") or name in _SHAPES:
            yield from _box_paragraphs(child)


def _number(element: etree._Element | None, name: str, default: int) -> int:
    text = element.get(name) if element is not None else None
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default


def _is_dark(fill: etree._Element) -> bool:
    """Tell whether a border fill paints something other than white behind the text."""
    if any(True for name in ("gradation", "imgBrush") for _ in _all(fill, name)):
        return True
    return any(
        (brush.get("faceColor") or "none").lower() not in ("none", "") and not is_white_hex(brush.get("faceColor"))
        for brush in _all(fill, "winBrush")
    )


def _ink(char: etree._Element, dark: set[str]) -> _Ink:
    height = _number(char, "height", 1000)
    shade = char.get("shadeColor") or "none"
    shaded = (shade.lower() != "none" and not is_white_hex(shade)) or (char.get("borderFillIDRef") or "") in dark
    return _Ink(
        hidden=height / 100 < SMALLEST_SIZE,
        white=is_white_hex(char.get("textColor")) and not shaded,
        raised=_child(char, "supscript") is not None,
        bold=_child(char, "bold") is not None,
    )


def read_hwpx(path: Path, name: str) -> Document:
    """Return the document of an HWPX file; pages are near where Hangul stored line positions, else unknown.

    Raises CorruptFile, EncryptedFile, NoText.
    """
    check_size(path)
    with open_archive(path) as archive:
        check_xml_parts(path, archive)
        with foreseen(path, ValueError, TypeError, AttributeError, RecursionError):
            hwpx = _Hwpx(path, archive)
            pieces = list(hwpx.pieces())
    if not pieces:
        raise NoText(path, f"‘{path.name}’: 글이 없는 문서입니다.")
    title = next((p.text for p in pieces if isinstance(p, TextPiece) and p.rank == 0), "")
    return finish(
        path,
        pieces,
        name=name,
        document_id=document_id(path.read_bytes()),
        format="hwpx",
        title=title,
        warnings=hwpx.state.hidden.warnings(),
    )
