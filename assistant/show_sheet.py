"""The page of a PDF that a citation points at, as printed, with the place marked."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from assistant.answer import Citation
from assistant.html import Html, element
from assistant.texts import say
from corpus.document import Box, Location, Paragraph, Section, Table
from corpus.errors import CorruptFile
from corpus.pdf_image import page_image, page_size
from corpus.text import squash

log = logging.getLogger(__name__)
_WIDTH = 1100
"""Pixels: sharp at the panel's width on common screens, some 200 KB a page."""


class Sheets(Protocol):
    """What drawing a page needs of an index."""

    def table(self, table_id: str) -> Table:
        """Return a table."""

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return a document's sections."""

    def source_file(self, document_id: str) -> Path | None:
        """Return the file a document was read from while it is still there, unchanged; else None."""


def sheet(citation: Citation, source: Sheets) -> Html | None:
    """Return the cited page with the place marked; None for formats without pages and for a file that is gone."""
    if citation.page is None or not citation.document_id:
        return None
    file = source.source_file(citation.document_id)
    if file is None:
        return None
    page, box = place(citation, source)
    try:
        picture = page_image(file, page, box, width=_WIDTH)
        width, height = page_size(file, page)
    except CorruptFile as error:  # not a PDF, or no longer one that can be drawn: the table is shown all the same
        log.info("no page image: %s", error)
        return None
    alt = say("{document} {page}쪽", document=citation.document, page=page)
    image = element("img", src=f"data:image/png;base64,{base64.b64encode(picture).decode()}", alt=alt)
    frame = element(
        "div",
        Html(image.removesuffix("</img>")),
        class_="sheet-frame",
        tabindex=0,
        role="region",
        aria_label=alt,
        data_across=None if box is None else f"{(box[0] + box[2]) / 2 / width:.4f}",
        data_down=None if box is None else f"{(box[1] + box[3]) / 2 / height:.4f}",
    )
    return element("details", element("summary", say("원본 {page}쪽", page=page)), frame, class_="sheet", open=True)


def place(citation: Citation, source: Sheets) -> tuple[int, Box | None]:
    """Return page and box, in points from the top left, of the cell, the row or the paragraphs a citation points at."""
    page = citation.page or 1
    if citation.table_id:
        table = source.table(citation.table_id)
        if citation.row is None:
            return _joined([table.location], page)
        cell = table.at(citation.row, citation.column) if citation.column is not None else None
        cells = [cell] if cell is not None else [c for c in table.cells if c.row == citation.row]
        return _joined([c.location for c in cells], page)
    near, hits = quoted(citation, source)
    return _joined([near[order].location for order in hits], page)


def _joined(places: Iterable[Location], page: int) -> tuple[int, Box | None]:
    """Return the page of the first place that has a box, and the box round all on that page."""
    boxed = [(at.page, at.box) for at in places if at.page is not None and at.box is not None]
    if not boxed:
        return page, None
    page = boxed[0][0]
    boxes = [box for at, box in boxed if at == page]
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return page, (min(x0), min(y0), max(x1), max(y1))


def quoted(citation: Citation, source: Sheets) -> tuple[list[Paragraph], list[int]]:
    """Return the paragraphs of the cited section and the positions of those that hold the quote."""
    quote = squash(citation.quote)
    near = [
        block
        for section in (source.sections(citation.document_id) if citation.document_id else ())
        if section.heading_path == citation.heading_path
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    hits = [n for n, block in enumerate(near) if quote and (quote in squash(block.text) or squash(block.text) in quote)]
    return near, hits
