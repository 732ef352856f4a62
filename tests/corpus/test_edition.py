"""What a title page says."""

from __future__ import annotations

import pytest

from corpus.edition import title_facts


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (
            ["2025년도 제1회 추가경정예산안", "2025. 5.", "무지개시"],
            {
                "fiscal_year": "2025", "kind": "추경", "edition": "2025 제1회 추경", "as_of": "2025-05",
                "organization": "무지개시",
            },
        ),
        (
            ["2024회계연도 세입·세출 결산서", "무지개시교육청"],
            {"fiscal_year": "2024", "kind": "결산", "edition": "2024 결산", "organization": "무지개시교육청"},
        ),
        (["2026년 세출예산 사업별 설명서"], {"fiscal_year": "2026", "kind": "본예산", "edition": "2026 본예산"}),
        (
            ["마을배움 추진 계획", "(2025. 3. 31.)", "교 육 지 원 과"],
            {"kind": "계획", "edition": "계획", "as_of": "2025-03-31", "organization": "교육지원과"},
        ),
        (
            ["2023년 주요업무보고", "’23. 9. 30."],
            {"fiscal_year": "2023", "kind": "보고", "edition": "2023 보고", "as_of": "2023-09-30"},
        ),
        (["마을의 노래"], {}),
    ],
)  # fmt: skip
def test_title_pages(lines: list[str], facts: dict[str, str]) -> None:
    assert dict(title_facts(lines)) == facts


def test_headings_are_no_issuing_bodies() -> None:
    assert "organization" not in dict(title_facts(["마을배움 운영 사업 현황", "Ⅰ. 추진 계획"]))
