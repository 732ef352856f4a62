"""What shows a parse: the stages as text, the page with source lines beside the grid."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document
from corpus.draw import draw_tables
from corpus.read import read
from corpus.stages import show_stages, trace

LINES = "1. 예산 (단위: 천원)\n\n구분\t금액\n가 <b>\t1,000\n나\t2,000\n합계\t3,001\n\n글\n\n이름\t값\t\n다\t1\t\n"


def _document(folder: Path) -> Document:
    (folder / "표.txt").write_text(LINES, encoding="utf-8")
    return read(folder / "표.txt")


def test_the_page_shows_lines_cells_and_checks(tmp_path: Path) -> None:
    page = draw_tables(_document(tmp_path))
    assert page.count("<section") == 2
    assert "가 &lt;b&gt;<span" in page, "source text is escaped"
    assert '<td class="number" title="가 | 금액 | 1,000 천원">1,000</td>' in page
    assert 'class="note">! 합계 · 금액: 반올림으로 보이는 차이' in page
    assert "http" not in page, "nothing is loaded from elsewhere"


def test_stages_name_what_changed(tmp_path: Path) -> None:
    document = _document(tmp_path)
    assert [name for name, _ in trace(document.lines)] == ["raw", "cut", "drop_padding"] or [
        name for name, _ in trace(document.lines)
    ] == ["raw", "drop_padding"]
    shown = show_stages(document)
    assert "▷ 빈 오른쪽 칸 빼기" in shown
    assert "가 × 금액 = 1,000 〔1,000 천원〕" in shown
