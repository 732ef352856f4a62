"""DOCX reader: the package's XML as it is: styles, spans, nested tables, footnotes, text boxes, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from corpus.assemble import finish
from corpus.document import Document
from corpus.errors import CorruptFile, NoText
from corpus.grid import RawCell
from corpus.hidden import SMALLEST_SIZE, Hidden, is_white_hex
from corpus.limits import (
    MAX_DEPTH,
    MAX_TABLE_CELLS,
    check_size,
    check_xml_parts,
    foreseen,
    macro_warnings,
    open_archive,
    parse_xml,
    read_part,
)
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.txt import document_id

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}rt", f"{_W}instrText", f"{_W}delText"}
)
_HEADING = re.compile(r"^(?:heading|제목|개요)\s*(\d)$", re.I)
_TITLE = re.compile(r"^(?:title|제목|문서 제목)$", re.I)
_MARK = re.compile(r"^[\d*†‡,]+\)?$|^주\d*\)?$")
_PLAIN_TABLE_STYLES = frozenset({"", "TableGrid", "TableNormal", "a3"})


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: heading level from 1 (0 title), parent."""

    level: int | None
    based_on: str
    list_level: int | None = None
    """Depth of the list the style puts its paragraphs in, or None."""


@dataclass(slots=True)
class _State:
    """What is learned while walking."""

    hidden: Hidden = field(default_factory=Hidden)
    page: int | None = None
    used_notes: list[str] = field(default_factory=list)
    cells: int = 0


class _Docx:
    """Walks one package from top to bottom."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self._path = path
        self._names = set(archive.namelist())
        main = self._main_part(archive)
        self._body = self._part(archive, main).find(f"{_W}body")
        folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
        self._styles = _read_styles(self._optional(archive, f"{folder}styles.xml"))
        self._lists = _read_lists(self._optional(archive, f"{folder}numbering.xml"))
        self._notes = {
            **_read_notes(self._optional(archive, f"{folder}footnotes.xml"), "footnote"),
            **_read_notes(self._optional(archive, f"{folder}endnotes.xml"), "endnote"),
        }
        self.state = _State()
        if self._body is not None and self._body.find(f".//{_W}lastRenderedPageBreak") is not None:
            self.state.page = 1

    def _main_part(self, archive: ZipFile) -> str:
        """Return the name of the main part as the package's relations give it."""
        if "_rels/.rels" in self._names:
            for relation in parse_xml(self._path, read_part(self._path, archive, "_rels/.rels")):
                target = (relation.get("Target") or "").lstrip("/")
                if (relation.get("Type") or "").endswith("/officeDocument") and target in self._names:
                    return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise CorruptFile(self._path, f"‘{self._path.name}’: 본문이 없는 DOCX 파일입니다. 원본을 다시 받아 올리십시오.")

    def _part(self, archive: ZipFile, name: str) -> etree._Element:
        content = read_part(self._path, archive, name)
        return parse_xml(self._path, content.replace(_STRICT.encode(), _W.strip("{}").encode()))

    def _optional(self, archive: ZipFile, name: str) -> etree._Element | None:
        return self._part(archive, name) if name in self._names else None

    def pieces(self) -> Iterator[Piece]:
        """Yield texts and tables in reading order."""
        if self._body is not None:
            yield from self._blocks(self._body, 0)

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[Piece]:
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Piece]:
        page = self.state.page
        text = self._text(paragraph, shaded=False)
        if text.strip():
            yield self._piece(paragraph, text, page)
        yield from self._side(paragraph, depth)

    def _side(self, element: etree._Element, depth: int) -> Iterator[Piece]:
        """Yield what hangs on a paragraph: its text boxes, then its footnotes."""
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                yield from self._blocks(box, depth + 1)
        notes, self.state.used_notes = self.state.used_notes, []
        for note in notes:
            yield TextPiece(note, self.state.page, is_note=True)

    def _piece(self, paragraph: etree._Element, text: str, page: int | None) -> TextPiece:
        properties = paragraph.find(f"{_W}pPr")
        style = self._style(properties)
        level = style.level
        outline = _value(properties, "outlineLvl")
        if level is None and outline is not None and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        numbered = properties.find(f"{_W}numPr") if properties is not None else None
        if level is not None:
            return TextPiece(text, page, rank=level / 10)
        if numbered is not None and (_value(numbered, "numId") or "0") != "0":
            indent = int(_value(numbered, "ilvl") or 0)
            bullet = self._lists.get(_value(numbered, "numId") or "", {}).get(indent, "")
            return TextPiece(f"{bullet} {text}".strip(), page, is_item=True, indent=indent)
        if style.list_level is not None:
            return TextPiece(text, page, is_item=True, indent=style.list_level)
        return TextPiece(text, page, stands_out=_all_bold(paragraph) and len(text) <= 40)

    def _style(self, properties: etree._Element | None) -> _Style:
        name = _value(properties, "pStyle") or ""
        for _ in range(12):
            style = self._styles.get(name)
            if style is None:
                break
            if style.level is not None or style.list_level is not None:
                return style
            name = style.based_on
        return _Style(None, "")

    def _text(self, element: etree._Element, *, shaded: bool) -> str:
        """Return what a reader sees of a paragraph: no deleted or hidden runs, no footnote marks."""
        parts: list[str] = []
        shaded = shaded or _is_shaded(element.find(f"{_W}pPr"))
        self._collect(element, parts, shaded=shaded, depth=0)
        return self.state.hidden.strip("".join(parts))

    def _collect(self, element: etree._Element, parts: list[str], *, shaded: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}r":
                self._run(child, parts, shaded=shaded)
            else:
                self._collect(child, parts, shaded=shaded, depth=depth + 1)

    def _run(self, run: etree._Element, parts: list[str], *, shaded: bool) -> None:
        properties = run.find(f"{_W}rPr")
        text = "".join(self._run_texts(run))
        if not text:
            return
        if _is_hidden(properties, shaded=shaded):
            self.state.hidden.drop(text)
            return
        if _value(properties, "vertAlign") == "superscript" and _MARK.match(text.strip()):
            if text.strip() == "2" and parts and parts[-1].endswith("m"):
                parts[-1] = parts[-1][:-1] + "㎡"
            return
        parts.append(text)

    def _run_texts(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                yield " "
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                if child.get(f"{_W}type") != "page":
                    yield "\n"
            elif child.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{_W}lastRenderedPageBreak" and self.state.page is not None:
                self.state.page += 1
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = "endnote" if child.tag.endswith("endnoteReference") else "footnote"
                note = self._notes.get(f"{kind}{child.get(f'{_W}id')}")
                if note is not None:
                    self.state.used_notes.append(self._text_of_note(note))

    def _text_of_note(self, note: etree._Element) -> str:
        return " ".join(
            " ".join(part.text or "" for part in paragraph.iter(f"{_W}t")) for paragraph in note.iter(f"{_W}p")
        ).strip()

    def _table(self, table: etree._Element, depth: int, *, nested: bool = False) -> Iterator[Piece]:
        page = self.state.page
        cells: list[RawCell] = []
        inner: list[Piece] = []
        style = _value(table.find(f"{_W}tblPr"), "tblStyle") or ""
        open_merges: dict[int, int] = {}
        rows = 0
        width = 0
        for row in _rows(table):
            if _is_row_hidden(row):
                self.state.hidden.parts += 1
                continue
            column = int(_value(row.find(f"{_W}trPr"), "gridBefore") or 0)
            for cell in _cells(row):
                properties = cell.find(f"{_W}tcPr")
                span = max(1, int(_value(properties, "gridSpan") or 1))
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                self.state.cells += 1
                if self.state.cells > MAX_TABLE_CELLS or column + span > 2000:
                    raise CorruptFile(self._path, f"‘{self._path.name}’: 표가 지나치게 커서 열지 않았습니다.")
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in open_merges:
                    index = open_merges[column]
                    cells[index] = _taller(cells[index])
                else:
                    shaded = _is_shaded(properties) or style not in _PLAIN_TABLE_STYLES
                    text = self._cell_text(cell, inner, depth, shaded=shaded)
                    cells.append(RawCell(rows, column, text, colspan=span, page=page))
                    open_merges.pop(column, None)
                    if merge is not None:
                        open_merges[column] = len(cells) - 1
                column += span
            width = max(width, column)
            rows += 1
        notes, self.state.used_notes = self.state.used_notes, []
        if cells:
            yield TablePiece(tuple(cells), rows, width, "docx", page=page, notes=tuple(notes), is_nested=nested)
        yield from inner
        for note in notes:
            yield TextPiece(note, page, is_note=True)

    def _cell_text(self, cell: etree._Element, inner: list[Piece], depth: int, *, shaded: bool) -> str:
        """Return a cell's own text; tables inside go to `inner`."""
        lines: list[str] = []
        for child in cell.iterchildren():
            if child.tag == f"{_W}p":
                lines.append(self._text(child, shaded=shaded))
            elif child.tag == f"{_W}tbl" and depth < MAX_DEPTH // 4:
                notes, self.state.used_notes = self.state.used_notes, []
                inner += self._table(child, depth + 1, nested=True)
                self.state.used_notes = notes
            elif child.tag == f"{_W}sdt":
                lines += [self._text(part, shaded=shaded) for part in child.iter(f"{_W}p")]
        return "\n".join(line for line in lines if line.strip())


def _taller(cell: RawCell) -> RawCell:
    return RawCell(cell.row, cell.column, cell.text, cell.rowspan + 1, cell.colspan, page=cell.page)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}customXml", f"{_W}ins"):
            yield from child.iter(f"{_W}tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}customXml"):
            yield from child.iter(f"{_W}tc")


def _value(properties: etree._Element | None, name: str) -> str | None:
    child = properties.find(f"{_W}{name}") if properties is not None else None
    return child.get(f"{_W}val") if child is not None else None


def _is_on(properties: etree._Element | None, name: str) -> bool:
    child = properties.find(f"{_W}{name}") if properties is not None else None
    return child is not None and child.get(f"{_W}val", "true") not in ("0", "false", "off")


def _is_row_hidden(row: etree._Element) -> bool:
    properties = row.find(f"{_W}trPr")
    return _is_on(properties, "hidden") or (properties is not None and properties.find(f"{_W}del") is not None)


def _is_shaded(properties: etree._Element | None) -> bool:
    shade = properties.find(f"{_W}shd") if properties is not None else None
    if shade is None:
        return False
    fill = shade.get(f"{_W}fill") or ""
    return (fill not in ("", "auto") and not is_white_hex(fill)) or shade.get(f"{_W}val") == "solid"


def _is_hidden(properties: etree._Element | None, *, shaded: bool) -> bool:
    """Tell whether a run can't be seen: marked hidden, far too small, or white on nothing dark."""
    if properties is None:
        return False
    size = _value(properties, "sz")
    if _is_on(properties, "vanish") or (size is not None and size.isdigit() and int(size) / 2 < SMALLEST_SIZE):
        return True
    highlighted = properties.find(f"{_W}highlight") is not None
    return is_white_hex(_value(properties, "color")) and not shaded and not _is_shaded(properties) and not highlighted


def _all_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(f"{_W}r") if any((part.text or "").strip() for part in run.iter(f"{_W}t"))]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr"), "b") for run in runs)


def _list_level(style: etree._Element, name: str) -> int | None:
    """Return the depth of the list a paragraph style belongs to: by numbering, else by name."""
    properties = style.find(f"{_W}pPr")
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    named = re.match(r"^(?:list (?:bullet|number|paragraph)|글머리표|목록).*?(\d?)$", name, re.I)
    if numbered is None:
        return None
    stated = _value(numbered, "ilvl")
    return int(stated) if stated else int(named.group(1) or 1) - 1 if named else 0


def _read_styles(root: etree._Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name = _value(style, "name") or ""
        outline = _value(style.find(f"{_W}pPr"), "outlineLvl")
        heading = _HEADING.match(name)
        level = int(heading.group(1)) if heading else 0 if _TITLE.match(name) else None
        if level is None and outline is not None and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        styles[style.get(f"{_W}styleId") or ""] = _Style(
            level, _value(style, "basedOn") or "", _list_level(style, name)
        )
    return styles


def _read_lists(root: etree._Element | None) -> dict[str, dict[int, str]]:
    """Return the bullet of each level of each list; levels with numbers have none."""
    if root is None:
        return {}
    bullets: dict[str, dict[int, str]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        own: dict[int, str] = {}
        for level in abstract.iter(f"{_W}lvl"):
            text = _value(level, "lvlText") or ""
            if _value(level, "numFmt") == "bullet" and re.fullmatch(r"[□■○●◦·•※▪-]", text):
                own[int(level.get(f"{_W}ilvl") or 0)] = text
        bullets[abstract.get(f"{_W}abstractNumId") or ""] = own
    return {
        number.get(f"{_W}numId") or "": bullets.get(_value(number, "abstractNumId") or "", {})
        for number in root.iter(f"{_W}num")
    }


def _read_notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        f"{kind}{note.get(f'{_W}id')}": note
        for note in root.iter(f"{_W}{kind}")
        if note.get(f"{_W}type") not in ("separator", "continuationSeparator")
    }


def read_docx(path: Path, name: str) -> Document:
    """Return the document of a DOCX file. Raises CorruptFile, EncryptedFile, NoText.

    Pages are known only where Word noted them when it saved the file.
    """
    check_size(path)
    with open_archive(path) as archive:
        check_xml_parts(path, archive)
        macros = macro_warnings(archive)
        with foreseen(path, ValueError, TypeError, AttributeError, RecursionError):
            docx = _Docx(path, archive)
            pieces = list(docx.pieces())
    if not pieces:
        raise NoText(path, f"‘{path.name}’: 글이 없는 문서입니다.")
    title = next((p.text for p in pieces if isinstance(p, TextPiece) and p.rank == 0), "")
    return finish(
        path,
        pieces,
        name=name,
        document_id=document_id(path.read_bytes()),
        format="docx",
        title=title,
        warnings=(*docx.state.hidden.warnings(), *macros),
    )
