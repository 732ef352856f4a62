"""Scanned pages read by tesseract, cell by cell, with a confidence for every figure. The door to the tesseract program.

The way (straighten, find rules, cut cells, one line a cell) reads 99 % of numeric cells at 300 dpi; the
whole page at once, half of them.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from corpus.assemble import finish
from corpus.document import Box, Document
from corpus.errors import CorruptFile, NoText, UnsupportedFormat
from corpus.grid import RawCell
from corpus.limits import foreseen, read_bytes
from corpus.pdf_flow import measure_print, pieces_of
from corpus.pdf_page import PrintedLine
from corpus.pdf_stitch import PageContent, joined_tables
from corpus.pdf_tables import PageTable, grid_of
from corpus.scan import (
    Ink,
    blob_text,
    denoised,
    faint_ink_of,
    ink_of,
    line_count,
    opening_triangle,
    raised_mark,
    rules,
    straightened,
    tables_of,
)
from corpus.txt import document_id

DPI = 300
DOUBTFUL = 0.7
"""Below this confidence a figure may be misread; where two readings disagree it is set lower."""
_TIMEOUT_S = 180
_INSET = 5
_MARGIN = 12
_NUMERIC = re.compile(r"^[△▲(+-]?[\d,.:;'°/|\s]+[%)]?$")
_LIKE_TRIANGLE = re.compile(r"^(?:스|쓰|소|ㅅ|A|Az|ZA)\s?(?=\d[\d,.]*%?$)")
"""What tesseract makes of a triangle before digits when its shape was not told."""
_NUMBER = re.compile(r"\(?-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%)]?")
_DARK = 120
_INKED = 180
"""Grey below this is ink: black on white reads 171 of 172 degraded numbers, the same in grey 138."""
_SECOND_LOOK = 1.2
_GAP = 0.28
"""A gap wider than this share of the height parts two words."""
_LEGIBLE = 0.2
_LARGER = 1.35
_BULLETS = (
    (re.compile(r"^(?:ㅁ|\[\]|\[=\]|口)\s*(?=[가-힣0-9])"), "□ "), (re.compile(r"^[Oo0]\s(?=[가-힣])"), "○ "),
    (re.compile(r"^\((?=[가-힣][^)]*$)"), "○ "),
)  # fmt: skip
"""How tesseract, which knows no bullets, reads them."""
_MAX_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class _Word:
    """Words tesseract read on one line of one picture."""

    picture: int
    text: str
    confidence: float
    box: tuple[int, int, int, int]


@cache
def has_ocr() -> bool:
    """Tell whether tesseract and its Korean data are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)
    return "kor" in listed.stdout.split()


def ocr_page(page: pypdfium2.PdfPage, number: int) -> PageContent:
    """Return a scanned PDF page as recognised: ruled tables with a confidence a cell, and the text around them."""
    scale = DPI / 72
    if page.get_width() * page.get_height() * scale * scale > _MAX_PIXELS:
        return PageContent(number, page.get_width(), page.get_height())
    return recognised(page.render(scale=scale, grayscale=True).to_pil().convert("L"), number)


def recognised(image: Image.Image, number: int) -> PageContent:
    """Return a grey page at 300 dpi as recognised, in points."""
    image = straightened(denoised(image))
    ink = ink_of(image)
    across, down = rules(faint_ink_of(image), DPI)
    found = tables_of(across, down, DPI)
    tables = _read_tables(image, ink, found, number)
    rest = np.asarray(image).copy()
    for boxes in found:
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
        rest[max(0, int(top) - 4) : int(bottom) + 5, max(0, int(left) - 4) : int(right) + 5] = 255
    lines = _read_lines(Image.fromarray(rest))
    to_points = 72 / DPI
    width, height = image.width * to_points, image.height * to_points
    return PageContent(number, width, height, tuple(lines), tuple(tables), is_scan=True)


def _points(box: Box) -> Box:
    return (box[0] * 72 / DPI, box[1] * 72 / DPI, box[2] * 72 / DPI, box[3] * 72 / DPI)


def _read_tables(image: Image.Image, ink: Ink, found: Sequence[Sequence[Box]], number: int) -> list[PageTable]:
    boxes = [box for table in found for box in table]
    read = dict(zip(boxes, _read_cells(image, ink, boxes), strict=True))
    tables = []
    for table in found:
        texts = {_points(box): read[box][0] for box in table}
        confidence = {_points(box): read[box][1] for box in table}
        grid = grid_of(list(texts), texts, number)
        cells = tuple(replace(cell, confidence=_of(cell, confidence)) for cell in grid.cells)
        tables.append(replace(grid, cells=cells, origin="ocr"))
    return sorted(tables, key=lambda table: (table.box[1], table.box[0]))


def _of(cell: RawCell, confidence: dict[Box, float]) -> float | None:
    return confidence.get(cell.box) if cell.box is not None else None


def _read_cells(image: Image.Image, ink: Ink, boxes: Sequence[Box]) -> list[tuple[str, float]]:
    """Return (text, confidence) of every cell; numbers are read twice, and doubted where the readings differ."""
    results: list[tuple[str, float]] = [("", 1.0)] * len(boxes)
    single: list[tuple[int, Image.Image]] = []
    several: list[tuple[int, Image.Image]] = []
    negative: set[int] = set()
    for index, box in enumerate(boxes):
        left, top, right, bottom = (int(edge) for edge in box)
        area = (left + _INSET, top + _INSET, right - _INSET + 1, bottom - _INSET + 1)
        if area[2] - area[0] < 6 or area[3] - area[1] < 6:
            continue
        own = _without_rims(ink[area[1] : area[3], area[0] : area[2]])
        shape = blob_text(own)
        if shape is not None:
            results[index] = (shape, 0.9)
            continue
        cut = opening_triangle(own)
        if cut is not None:
            negative.add(index)
        picture = _picture(image, area, own, cut)
        (single if line_count(own) == 1 else several).append((index, picture))
    for pictures, mode in ((single, 7), (several, 6)):
        for (index, _), (text, confidence) in zip(pictures, _recognise([p for _, p in pictures], mode), strict=True):
            results[index] = (f"△{text}" if index in negative else text, confidence)
    _second_reading(single, results, negative)
    return results


def _without_rims(own: Ink) -> Ink:
    """Return a cell's ink without remains of its rules at the rims."""
    cleaned = own.copy()
    for edge in range(4):
        if own.shape[0] > 12 and own[edge].mean() > 0.5:
            cleaned[: edge + 1] = False
        if own.shape[0] > 12 and own[-1 - edge].mean() > 0.5:
            cleaned[-1 - edge :] = False
        if own.shape[1] > 12 and own[:, edge].mean() > 0.5:
            cleaned[:, : edge + 1] = False
        if own.shape[1] > 12 and own[:, -1 - edge].mean() > 0.5:
            cleaned[:, -1 - edge :] = False
    return cleaned


def _picture(image: Image.Image, area: tuple[int, int, int, int], own: Ink, cut: int | None) -> Image.Image:
    """Return the printed part of a cell with white around it, a triangle at its front cut off."""
    rows, columns = np.nonzero(own.any(axis=1))[0], np.nonzero(own.any(axis=0))[0]
    left = max(int(columns[0]), cut or 0)
    right = raised_mark(own) or int(columns[-1]) + 1
    printed = np.asarray(image.crop(area))[int(rows[0]) : int(rows[-1]) + 1, left:right]
    paper = int(np.median(np.asarray(image.crop(area))))
    if printed.size == 0:
        return Image.new("L", (2 * _MARGIN, 2 * _MARGIN), 255)
    dark = printed > paper + 60 if paper < _DARK else printed < min(_INKED, paper - 40)
    black = np.where(dark, 0, 255).astype(np.uint8)
    framed = Image.new("L", (black.shape[1] + 2 * _MARGIN, black.shape[0] + 2 * _MARGIN), 255)
    framed.paste(Image.fromarray(black), (_MARGIN, _MARGIN))
    return framed


def _enlarged(picture: Image.Image) -> Image.Image:
    """Return a larger picture: another look, so that two readings seldom make the same mistake."""
    size = (round(_SECOND_LOOK * picture.width), round(_SECOND_LOOK * picture.height))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _second_reading(
    single: Sequence[tuple[int, Image.Image]], results: list[tuple[str, float]], negative: set[int]
) -> None:
    """Read numbers again with digits only; where the two differ the figure is doubtful."""
    for index, _ in single:
        text, own = results[index]
        if _LIKE_TRIANGLE.match(text):
            negative.add(index)
            results[index] = (_LIKE_TRIANGLE.sub("△", text), min(own, DOUBTFUL))
    numbers = [(index, picture) for index, picture in single if _NUMERIC.match(results[index][0].lstrip("△"))]
    again = _recognise(
        [_enlarged(picture) for _, picture in numbers], 7, "-l", "eng", "-c", "tessedit_char_whitelist=0123456789.,-%()"
    )
    for (index, _), (text, confidence) in zip(numbers, again, strict=True):
        first, own = results[index]
        sign = "△" if index in negative else ""
        results[index] = _agreed(sign, first[len(sign) :], text, min(own, confidence))


def _agreed(sign: str, first: str, second: str, confidence: float) -> tuple[str, float]:
    """Return a number two readings state and how sure it is: the well grouped one where only commas and dots differ."""
    first, second = re.sub(r"\s", "", first), re.sub(r"\s", "", second)
    if first == second:
        return sign + first, confidence
    if not _NUMBER.fullmatch(first) and _NUMBER.fullmatch(second) and re.search(r"[/|]", first):
        return sign + second, min(confidence, DOUBTFUL - 0.1)
    if re.sub(r"\D", "", first) == re.sub(r"\D", "", second):
        formed = [text for text in (first, second) if _NUMBER.fullmatch(text)]
        if formed:  # a dot or comma is lost sooner than made up
            return sign + max(formed, key=lambda text: len(re.findall(r"[.,]", text))), min(confidence, DOUBTFUL)
    return sign + first, min(confidence, DOUBTFUL - 0.2)


def _recognise(pictures: Sequence[Image.Image], mode: int, *options: str) -> list[tuple[str, float]]:
    """Return (text, lowest confidence of its words, 0..1) of each picture, read in one run of the program."""
    if not pictures:
        return []
    words = _tesseract(pictures, mode, *(options or ("-l", "kor+eng")))
    found: list[tuple[str, float]] = []
    for index in range(len(pictures)):
        own = [word for word in words if word.picture == index]
        found.append((_joined(own), min((word.confidence for word in own), default=0.0)))
    return found


def _tesseract(pictures: Sequence[Image.Image], mode: int, *options: str) -> list[_Word]:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for index, picture in enumerate(pictures):
            names.append(str(Path(folder) / f"{index}.png"))
            picture.save(names[-1], dpi=(DPI, DPI), compress_level=1)
        listing = Path(folder) / "list.txt"
        listing.write_text("\n".join(names) + "\n", encoding="utf-8")
        command = ["tesseract", str(listing), "stdout", "--psm", str(mode), *options, "tsv"]
        limits = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False, env=limits)
    return _words(done.stdout.decode("utf-8", "replace"))


def _words(table: str) -> list[_Word]:
    """Return the words of tesseract's table of levels, boxes and confidences."""
    found = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            left, top = int(row["left"]), int(row["top"])
            box = (left, top, left + int(row["width"]), top + int(row["height"]))
            found.append(_Word(int(row["page_num"]) - 1, text, max(0.0, float(row["conf"]) / 100), box))
    return found


def _joined(words: Sequence[_Word]) -> str:
    """Return words in order as one text: tesseract parts Korean syllables, so only a real gap makes a space."""
    text = ""
    for before, word in zip((None, *words), words, strict=False):
        height = word.box[3] - word.box[1]
        same_line = before is not None and word.box[1] < before.box[3] and before.box[1] < word.box[3]
        glued = before is not None and same_line and word.box[0] - before.box[2] < _GAP * height
        text += word.text if before is None or glued else f" {word.text}"
    return text


def _read_lines(image: Image.Image) -> list[PrintedLine]:
    """Return the printed lines outside tables; sizes are rounded to body and larger, for heights on scans waver."""
    words = [word for word in _tesseract([image], 4, "-l", "kor+eng") if word.confidence >= _LEGIBLE]
    rows: list[list[_Word]] = []
    for word in _doubted(image, words):
        middle = (word.box[1] + word.box[3]) / 2
        home = next((row for row in rows if row[-1].box[1] <= middle <= row[-1].box[3]), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    heights = [median(word.box[3] - word.box[1] for word in row) for row in rows]
    usual = median(heights) if heights else 1
    return sorted(
        (_line(row, height / usual) for row, height in zip(rows, heights, strict=True)), key=lambda line: line.box[1]
    )


def _line(words: list[_Word], ratio: float) -> PrintedLine:
    words.sort(key=lambda word: word.box[0])
    left, top = min(w.box[0] for w in words), min(w.box[1] for w in words)
    right, bottom = max(w.box[2] for w in words), max(w.box[3] for w in words)
    size = 10.0 if ratio < _LARGER else round(5 * ratio) * 2.0
    text = _joined(words)
    for pattern, bullet in _BULLETS:
        text = pattern.sub(bullet, text)
    return PrintedLine(text, _points((float(left), float(top), float(right), float(bottom))), size, False, False)


def _doubted(image: Image.Image, words: Sequence[_Word]) -> list[_Word]:
    """Return words with `(?)` behind the digits of those a second reading, digits only, does not confirm.

    A number so marked is shown but is no figure: nobody is told a misread amount.
    """
    numbers = [index for index, word in enumerate(words) if re.search(r"\d", word.text)]
    pictures = [_framed(image, words[index].box) for index in numbers]
    again = _recognise(pictures, 7)
    found = list(words)
    for index, (text, _) in zip(numbers, again, strict=True):
        word = words[index]
        digits, others = re.findall(r"[\d.,]*\d", word.text), re.findall(r"[\d.,]*\d", text)
        if word.confidence < DOUBTFUL or digits != others[: len(digits)]:
            found[index] = replace(word, text=re.sub(r"([\d.,]*\d)", r"\1(?)", word.text))
    return found


def _framed(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    framed = Image.new("L", (box[2] - box[0] + 2 * _MARGIN, box[3] - box[1] + 2 * _MARGIN), 255)
    framed.paste(image.crop((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)), (_MARGIN - 2, _MARGIN - 2))
    return _enlarged(framed)


def read_image(path: Path, name: str) -> Document:
    """Return the document of a scanned picture (PNG, JPEG, TIFF with pages). Raises UnsupportedFormat
    without tesseract, NoText.
    """
    content = read_bytes(path)
    if not has_ocr():
        raise UnsupportedFormat(
            path,
            f"‘{path.name}’: 그림 파일을 읽으려면 문자 인식 도구가 필요합니다. tesseract-ocr와 tesseract-ocr-kor를 설치하십시오.",  # noqa: E501
        )
    pages: list[PageContent] = []
    with (
        foreseen(path, OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError),
        Image.open(io.BytesIO(content)) as image,
    ):
        if image.width * image.height > _MAX_PIXELS:
            raise CorruptFile(path, f"‘{path.name}’: 그림이 지나치게 커서 열지 않았습니다.")
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            pages.append(recognised(_at_dpi(image), frame + 1))
    if not any(page.lines or page.tables for page in pages):
        raise NoText(path, f"‘{path.name}’: 그림에서 글을 찾지 못했습니다.")
    style = measure_print(pages)
    pieces = pieces_of(pages, joined_tables(pages), style)
    warning = "문자 인식(OCR)으로 읽었습니다. 수치를 원문과 대조하십시오."
    return finish(path, pieces, name=name, document_id=document_id(content), format="ocr", warnings=(warning,))


def _at_dpi(image: Image.Image) -> Image.Image:
    """Return a picture in grey at 300 dpi; without a stated resolution it is taken for a page of A4."""
    stated = float(image.info.get("dpi", (0, 0))[0] or 0)
    dpi = stated if stated >= 72 else max(72.0, image.width / 8.27)
    grey = image.convert("L")
    if abs(dpi - DPI) < 10:
        return grey
    return grey.resize(
        (max(1, round(image.width * DPI / dpi)), max(1, round(image.height * DPI / dpi))), Image.Resampling.LANCZOS
    )
