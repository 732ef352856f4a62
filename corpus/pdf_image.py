"""Pictures of PDF pages for citations: the page as printed, the cited place marked."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from corpus.document import Box
from corpus.errors import CorruptFile

_MARK = (255, 214, 0, 90)
_EDGE = (214, 120, 0, 255)
_MOST_PIXELS = 12_000_000


def page_image(path: Path, page: int, box: Box | None = None, *, width: int = 900) -> bytes:
    """Return a page (from 1) of a PDF as PNG, `width` pixels wide; `box`, in points from the top left, is marked.

    Raises CorruptFile when the file can't be drawn or has no such page.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise CorruptFile(path, f"‘{path.name}’에는 {page}쪽이 없습니다.")
            own = document[page - 1]
            scale = width / own.get_width()
            if own.get_width() * own.get_height() * scale * scale > _MOST_PIXELS:
                scale = (_MOST_PIXELS / (own.get_width() * own.get_height())) ** 0.5
            picture = own.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise CorruptFile(path, f"‘{path.name}’의 {page}쪽을 그리지 못했습니다.") from error
    if box is not None:
        picture = _marked(picture, box, scale)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def page_size(path: Path, page: int) -> tuple[float, float]:
    """Return width and height of a page (from 1) in points. Raises CorruptFile when there is no such page."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise CorruptFile(path, f"‘{path.name}’에는 {page}쪽이 없습니다.")
            return document.get_page_size(page - 1)  # type: ignore[no-any-return]
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise CorruptFile(path, f"‘{path.name}’의 {page}쪽을 열지 못했습니다.") from error


def _marked(picture: Image.Image, box: Box, scale: float) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    place = (box[0] * scale - 2, box[1] * scale - 2, box[2] * scale + 2, box[3] * scale + 2)
    ImageDraw.Draw(layer).rectangle(place, fill=_MARK, outline=_EDGE, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
