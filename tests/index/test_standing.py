"""Editions: the newest in force answers, older ones stay and are marked, one document in two formats counts once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.embed import HashingEmbedder
from index.evidence import DocumentEntry
from index.ingest import ingest
from index.search import Index
from index.standing import Contents, says_the_same, standings

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"


def entry(
    key: str, title: str, *, body: str | None = "무지개시", as_of: str | None = None, format: str = "pdf", **facts: str
) -> DocumentEntry:
    """Return a document as the index knows it."""
    return DocumentEntry(key, f"{key}.{format}", title, body, facts.pop("kind", None), as_of, None, format,
                         extra=tuple(facts.items()))  # fmt: skip


def superseded(*entries: DocumentEntry) -> dict[str, str]:
    """Return id -> id of the newest edition, no two documents saying the same."""
    empty = Contents(frozenset(), frozenset())
    return {key: newer for key, (newer, _) in standings(entries, {}, lambda _: empty).items()}


def test_a_supplementary_budget_follows_the_budget_and_the_one_before() -> None:
    budget = entry("a", "2025년도 세입·세출예산서", kind="본예산", fiscal_year="2025", edition="2025 본예산")
    first = entry("b", "2025년도 제1회 추가경정예산안", kind="추경", fiscal_year="2025", edition="2025 제1회 추경")
    second = entry("c", "2025년도 제2회 추가경정예산서", kind="추경", fiscal_year="2025", edition="2025 제2회 추경")
    accounts = entry("d", "2025회계연도 결산서", kind="결산", fiscal_year="2025", edition="2025 결산")
    next_year = entry("e", "2026년도 세입·세출예산서", kind="본예산", fiscal_year="2026", edition="2026 본예산")
    elsewhere = entry("f", "2025년도 세입·세출예산서", body="달빛구", kind="본예산", fiscal_year="2025")
    assert superseded(budget, first, second, accounts, next_year, elsewhere) == {"a": "c", "b": "c"}


def test_reports_and_plans_follow_by_date_or_revision_within_a_year() -> None:
    spring = entry("a", "주요업무보고", as_of="2025-03-31", kind="보고", fiscal_year="2025")
    autumn = entry("b", "주요업무보고", as_of="2025-09-30", kind="보고", fiscal_year="2025")
    earlier = entry("c", "주요업무보고", as_of="2024-09-30", kind="보고", fiscal_year="2024")
    quarter = entry("d", "1분기 주요업무보고", as_of="2025-02-28", kind="보고", fiscal_year="2025")
    plan = entry("e", "2025년 마을배움 추진 계획", kind="계획", fiscal_year="2025")
    changed = entry("f", "2025년 마을배움 추진 변경 계획", kind="계획", fiscal_year="2025")
    again = entry("g", "2025년 마을배움 추진 계획(2차 변경)", kind="계획", fiscal_year="2025")
    found = superseded(spring, autumn, earlier, quarter, plan, changed, again)
    assert found == {"a": "b", "e": "g", "f": "g"}


def test_what_nothing_tells_apart_stays_in_force() -> None:
    assert superseded(entry("a", "보고", body=None), entry("b", "보고", body=None, as_of="2025-01-01")) == {}
    same_day = [entry(key, "마을배움 추진 보고", as_of="2025-03-31") for key in "ab"]
    assert superseded(*same_day) == {}
    assert superseded(entry("a", "현황 보고", as_of="2025-03"), entry("b", "현황 보고", as_of="2025-03-31")) == {}


def test_a_replaced_file_is_an_earlier_edition_unless_it_is_about_something_else() -> None:
    old, new = entry("a", "현황"), entry("b", "현황판")
    empty = Contents(frozenset(), frozenset())
    assert standings([old, new], {"a": "b"}, lambda _: empty) == {"a": ("b", "")}
    other = entry("c", "현황", body="달빛구")
    assert standings([old, other], {"a": "c"}, lambda _: empty) == {}
    third = entry("d", "현황판 3")
    assert standings([old, new, third], {"a": "b", "b": "d"}, lambda _: empty) == {"a": ("d", ""), "b": ("d", "")}


def test_one_changed_figure_makes_another_document() -> None:
    words = frozenset(f"낱말{number}" for number in range(50))
    first = Contents(frozenset({"100", "200", "300", "400", "500", "600"}), words)
    assert says_the_same(first, first)
    assert says_the_same(Contents(first.numbers - {"600"}, words), first)
    assert not says_the_same(Contents(first.numbers - {"600"} | {"601"}, words), first)
    assert not says_the_same(Contents(frozenset({"100"}), words), first)
    assert not says_the_same(Contents(first.numbers, frozenset(f"다른{number}" for number in range(50))), first)
    many = frozenset(map(str, range(100)))
    assert says_the_same(Contents(many - {"7"} | {"1234"}, words, is_scan=True), Contents(many, words))
    assert not says_the_same(Contents(frozenset(), frozenset()), Contents(frozenset(), frozenset()))


@given(st.permutations([entry(key, f"2025년도 제{key}회 추경", kind="추경", fiscal_year="2025") for key in "12345"]))
def test_the_order_of_the_documents_does_not_matter(entries: list[DocumentEntry]) -> None:
    assert superseded(*entries) == dict.fromkeys("1234", "5")


def test_one_report_in_all_formats_counts_once(tmp_path: Path) -> None:
    names = (
        "report.pdf",
        "report.docx",
        "report.hwpx",
        "report.html",
        "report.xlsx",
        "report.txt",
        "report-glyphs.pdf",
    )
    ingest([FORMATS / name for name in names], tmp_path, HashingEmbedder())
    index = Index.open(tmp_path)
    in_force = [entry.name for entry in index.documents() if entry.is_in_force]
    first = next(entry.id for entry in index.documents() if entry.name == "report.hwpx")
    assert in_force == ["report-glyphs.pdf", "report.hwpx"] or in_force == ["report.hwpx"]
    assert {entry.same_as for entry in index.documents() if not entry.is_in_force} == {first}
    index.close()


def test_the_manifest_corrects_year_kind_date_and_body(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(FORMATS / "report.html", folder / "a.html")
    (folder / "b.md").write_text("# 2025년 마을배움 예산 설명\n\n○ 예산은 1,000백만원이다.\n", encoding="utf-8")
    facts = {
        "fiscal_year": "2024",
        "kind": "추경",
        "as_of": "2024-06-01",
        "organization": "달빛구",
        "edition": "2024 제2회 추경",
    }
    entries = [{"file": "a.html", **facts}, {"file": "b.md", "kind": "결산", "fiscal_year": "2023"}]
    (folder / "manifest.json").write_text(json.dumps(entries), encoding="utf-8")
    ingest([folder], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index")
    page, text = index.documents()
    assert (page.kind, page.as_of, page.organization) == ("추경", "2024-06-01", "달빛구")
    assert dict(page.extra) == {"fiscal_year": "2024", "edition": "2024 제2회 추경"}
    assert (text.kind, dict(text.extra)) == ("결산", {"fiscal_year": "2023", "edition": "2023 결산"})
    index.close()
