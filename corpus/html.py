"""HTML reader: headings, paragraphs, lists and tables with their spans; what a browser would not show is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
from lxml import etree

from corpus.assemble import finish
from corpus.document import Document
from corpus.errors import CorruptFile, NoText
from corpus.grid import RawCell
from corpus.hidden import Hidden, is_white_hex
from corpus.limits import MAX_DEPTH, MAX_TABLE_CELLS, MAX_TEXT_BYTES, foreseen, inner_text, read_bytes
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.txt import decode, document_id

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "rt",
        "rp",
        "del",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "html",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "details",
        "summary",
        "center",
        "hr",
        "caption",
    }
)
_HEADING = re.compile(r"^h([1-6])$")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;]+)", re.I)
_BACKGROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;]+)", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_KOREAN = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "cp949": "cp949", "ms949": "cp949"}
_MARK = re.compile(r"^[\[(]?[\d*†‡,]+[\])]?$|^주\d*\)?$")
_MAX_SPAN = 1000
_BREAK = "\u2028"
"""Stands for `<br>` and block ends until lines are parted."""


@dataclass(slots=True)
class _Walk:
    """Collects pieces while walking the tree."""

    path: Path
    hidden: Hidden = field(default_factory=Hidden)
    pieces: list[Piece] = field(default_factory=list)
    cells: int = 0

    def block(self, element: etree._Element, depth: int = 0, indent: int = 0) -> None:
        """Take an element that holds blocks: loose text between them is a paragraph of its own."""
        loose = [element.text or ""]
        for child in element:
            if self._unseen(child, depth):
                loose.append(child.tail or "")
                continue
            tag = _tag(child)
            if tag in _BLOCKS or any(_tag(inner) in _BLOCKS for inner in child.iter() if inner is not child):
                self._loose(loose)
                loose = [child.tail or ""]
                self._one(child, tag, depth + 1, indent)
            else:
                loose += [self.inline(child, depth + 1), child.tail or ""]
        self._loose(loose)

    def _one(self, element: etree._Element, tag: str, depth: int, indent: int) -> None:
        heading = _HEADING.match(tag)
        if heading:
            self._add(TextPiece(self.inline(element, depth), rank=int(heading.group(1)) / 10 - 0.1))
        elif tag == "table":
            self._table(element, depth)
        elif tag == "li":
            self._item(element, depth, indent)
        elif tag in ("ul", "ol", "dl"):
            self.block(element, depth, indent + 1)
        elif tag == "pre":
            for line in self.inline(element, depth).split("\n"):
                self._add(TextPiece(line))
        elif tag in ("p", "dt", "dd", "figcaption", "summary", "address") and not _holds_blocks(element):
            self._add(TextPiece(self.inline(element, depth), stands_out=_is_bold(element)))
        else:
            self.block(element, depth, indent)

    def _item(self, element: etree._Element, depth: int, indent: int) -> None:
        own = [element.text or ""]
        inner: list[etree._Element] = []
        for child in element:
            if self._unseen(child, depth):
                own.append(child.tail or "")
            elif _tag(child) in ("ul", "ol", "table", "dl"):
                inner.append(child)
                own.append(child.tail or "")
            else:
                own += [self.inline(child, depth + 1), child.tail or ""]
        self._add(TextPiece(_spaced("".join(own)), is_item=True, indent=max(0, indent - 1)))
        for child in inner:
            self._one(child, _tag(child), depth + 1, indent)

    def _loose(self, parts: Sequence[str]) -> None:
        self._add(TextPiece(_spaced("".join(parts))))

    def _add(self, piece: TextPiece) -> None:
        text = self.hidden.strip(piece.text)
        if text.strip():
            self.pieces.append(
                TextPiece(
                    text.strip(),
                    rank=piece.rank,
                    stands_out=piece.stands_out,
                    is_item=piece.is_item,
                    indent=piece.indent,
                )
            )

    def _unseen(self, element: etree._Element, depth: int) -> bool:
        if not isinstance(element.tag, str) or depth > MAX_DEPTH:
            return True
        if _tag(element) in _SKIPPED:
            return True
        if _is_hidden(element):
            self.hidden.drop(inner_text(element))
            return True
        return False

    def inline(self, element: etree._Element, depth: int, *, nested: list[etree._Element] | None = None) -> str:
        """Return the text of an element; tables inside go to `nested`, footnote marks are left out."""
        parts = [element.text or ""]
        for child in element:
            tag = _tag(child)
            if not self._unseen(child, depth):
                if tag == "table" and nested is not None:
                    nested.append(child)
                elif tag == "br":
                    parts.append(_BREAK)
                elif tag == "sup" and _MARK.match(inner_text(child).strip()):
                    if "".join(parts).endswith("m") and inner_text(child).strip() == "2":
                        parts = ["".join(parts)[:-1], "㎡"]
                elif tag == "input" and (child.get("type") or "").lower() in ("checkbox", "radio"):
                    parts.append("☑ " if child.get("checked") is not None else "☐ ")
                else:
                    gap = _BREAK if tag in _BLOCKS else ""
                    parts += [gap, self.inline(child, depth + 1, nested=nested), gap]
            parts.append(child.tail or "")
        text = "".join(parts)
        return text if _tag(element) == "pre" else _spaced(text, keep=True)

    def _table(self, table: etree._Element, depth: int, *, nested: bool = False) -> None:
        rows = _rows(table)
        if depth > MAX_DEPTH // 4:
            return
        if _is_layout(table, rows):
            for row in rows:
                for cell in row:
                    self.block(cell, depth + 1)
            return
        inner: list[etree._Element] = []
        cells, height, width = self._grid(rows, depth, inner)
        caption = next((self.inline(child, depth) for child in table if _tag(child) == "caption"), "")
        if cells:
            self.pieces.append(
                TablePiece(
                    tuple(cells),
                    height,
                    width,
                    "html",
                    caption=_spaced(caption),
                    header_rows=_stated_header(rows, cells),
                    is_nested=nested,
                )
            )
        for child in inner:
            self._table(child, depth + 1, nested=True)

    def _grid(
        self, rows: Sequence[etree._Element], depth: int, inner: list[etree._Element]
    ) -> tuple[list[RawCell], int, int]:
        """Return the cells at their places, as a browser lays them out, and the size of the grid."""
        cells: list[RawCell] = []
        taken: set[tuple[int, int]] = set()
        height = width = 0
        for row in rows:
            if self._unseen(row, depth):
                self.hidden.parts += 1
                continue
            column = 0
            for cell in row:
                if _tag(cell) not in ("td", "th"):
                    continue
                while (height, column) in taken:
                    column += 1
                rowspan, colspan = _span(cell, "rowspan"), _span(cell, "colspan")
                self.cells += rowspan * colspan
                if self.cells > MAX_TABLE_CELLS:
                    raise CorruptFile(self.path, f"‘{self.path.name}’: 표가 지나치게 커서 열지 않았습니다.")
                taken.update((height + r, column + c) for r in range(rowspan) for c in range(colspan))
                text = (
                    "" if self._unseen(cell, depth) else self.hidden.strip(self.inline(cell, depth + 1, nested=inner))
                )
                cells.append(RawCell(height, column, text.replace(_BREAK, "\n").strip(), rowspan, colspan))
                column += colspan
                width = max(width, column)
            height += 1
        return cells, height, width


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _rows(table: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in table:
        if _tag(child) == "tr":
            found.append(child)
        elif _tag(child) in ("thead", "tbody", "tfoot"):
            found += [row for row in child if _tag(row) == "tr"]
    return found


def _stated_header(rows: Sequence[etree._Element], cells: Sequence[RawCell]) -> int | None:
    """Return how many rows a `thead` or leading rows of `th` alone make the header, from two on; one is told as well
    from its words. None where they state none, or a cell reaches out of them.
    """
    count = 0
    for row in rows:
        tags = [_tag(cell) for cell in row if _tag(cell) in ("td", "th")]
        parent = row.getparent()
        if not tags or not (set(tags) == {"th"} or (parent is not None and _tag(parent) == "thead")):
            break
        count += 1
    inside = [cell for cell in cells if cell.row < count]
    if not 2 <= count < len(rows) or any(cell.row + cell.rowspan > count for cell in inside):
        return None
    return count


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(_MAX_SPAN, max(1, int(text))) if re.fullmatch(r"\d{1,6}", text) else 1


def _is_layout(table: etree._Element, rows: Sequence[etree._Element]) -> bool:
    """Tell a table that only arranges the page: said so, or holding headings."""
    if (table.get("role") or "").lower() == "presentation":
        return True
    return any(_HEADING.match(_tag(inner)) for row in rows for inner in row.iter())


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(style):
        return True
    if _tag(element) == "input" and (element.get("type") or "").lower() == "hidden":
        return True
    color = _COLOR.search(style)
    shade = color.group(1) if color else element.get("color")
    if not shade or not is_white_hex(shade):
        return False
    return not any(_is_shaded(around) for around in (element, *element.iterancestors()))


def _is_shaded(element: etree._Element) -> bool:
    found = _BACKGROUND.search(element.get("style") or "")
    color = found.group(1) if found else element.get("bgcolor")
    return (bool(color) and not is_white_hex(color)) or (
        element.get("class") is not None and _tag(element) in ("th", "thead")
    )


def _is_bold(element: etree._Element) -> bool:
    text = inner_text(element).strip()
    bold = "".join(inner_text(child) for child in element if _tag(child) in ("b", "strong")).strip()
    return bool(text) and text == bold and len(text) <= 40


def _holds_blocks(element: etree._Element) -> bool:
    return any(_tag(child) in _BLOCKS for child in element.iter() if child is not element)


def _spaced(text: str, *, keep: bool = False) -> str:
    """Return a text with its white space as a browser shows it; `_BREAK` marks forced breaks, kept on demand."""
    lines = [re.sub(r"[ \t\r\n\f]+", " ", line) for line in text.split(_BREAK)]
    return (_BREAK if keep else " ").join(lines)


def _decoded(content: bytes, path: Path) -> str:
    named = _CHARSET.search(content[:4096])
    encoding = _KOREAN.get(named.group(1).decode("ascii").lower()) if named else None
    if encoding:
        return content.decode(encoding, errors="replace")
    return decode(content, path)


def read_html(path: Path, name: str) -> Document:
    """Return the document of an HTML file. Raises CorruptFile, NoText."""
    content = read_bytes(path, most=MAX_TEXT_BYTES)
    text = _decoded(content, path)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    with foreseen(path, etree.LxmlError, ValueError, AssertionError, RecursionError):
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
        walk = _Walk(path)
        body = root.find("body")
        walk.block(body if body is not None else root)
    if not walk.pieces:
        raise NoText(path, f"‘{path.name}’: 글이 없는 웹 문서입니다.")
    title = next((piece.text for piece in walk.pieces if isinstance(piece, TextPiece) and piece.rank == 0), "")
    title = title or _spaced(root.findtext("head/title") or "").strip()
    return finish(
        path,
        list(_cleaned(walk.pieces)),
        name=name,
        document_id=document_id(content),
        format="html",
        title=title,
        warnings=walk.hidden.warnings(),
    )


def _cleaned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a text with forced breaks is one piece a line."""
    for piece in pieces:
        if not isinstance(piece, TextPiece) or _BREAK not in piece.text or piece.rank is not None or piece.is_item:
            yield (
                piece
                if not isinstance(piece, TextPiece)
                else TextPiece(
                    piece.text.replace(_BREAK, " "),
                    rank=piece.rank,
                    stands_out=piece.stands_out,
                    is_item=piece.is_item,
                    indent=piece.indent,
                )
            )
            continue
        for line in piece.text.split(_BREAK):
            if line.strip():
                yield TextPiece(line.strip())
