"""Text drawn without ink (render mode 3), as pdfium sees it: hidden messages, or the text layer of a scan."""

from __future__ import annotations

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from corpus.document import Box

_INVISIBLE = 3
_MAX_FORM_DEPTH = 4


def invisible_boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the boxes of text drawn invisibly, in points from the top left corner."""
    height = page.get_height()
    found: list[Box] = []
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_MAX_FORM_DEPTH):
        if pdfium.FPDFTextObj_GetTextRenderMode(text.raw) == _INVISIBLE:
            left, bottom, right, top = text.get_bounds()
            found.append((left - 0.5, height - top - 0.5, right + 0.5, height - bottom + 0.5))
    return found


def image_share(page: pypdfium2.PdfPage) -> float:
    """Return how much of the page its largest image covers, 0..1."""
    area = page.get_width() * page.get_height()
    largest = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_MAX_FORM_DEPTH):
        left, bottom, right, top = image.get_bounds()
        largest = max(largest, (right - left) * (top - bottom))
    return min(1.0, largest / area) if area else 0.0
