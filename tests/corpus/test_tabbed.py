"""Runs of tab separated lines: cut where two tables touch, joined over pages, headers put back by vote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.runs import raw_runs
from corpus.tabbed import is_contact_row, runs

HEADER = "사업\t재원\t2024\t2025\t합계"


def test_lines_of_one_width_make_one_run() -> None:
    found = raw_runs(["글", "가\t나", "다\t라", "", "마\t바\t사"])
    assert [(run.span, run.width) for run in found] == [((2, 3), 2), ((5, 5), 3)]


def test_a_repeated_header_joins_two_pages() -> None:
    lines = [HEADER, "가\t국비\t1\t2\t3", "", HEADER, "나\t국비\t4\t5\t9"]
    (run,) = runs(lines)
    assert [row[0] for row in run.texts] == ["사업", "가", "나"]
    assert run.parts == ((1, 2), (4, 5))


def test_text_between_keeps_tables_apart() -> None:
    lines = [HEADER, "가\t국비\t1\t2\t3", "", "○ 다음 표", "", HEADER, "나\t국비\t4\t5\t9"]
    assert len(runs(lines)) == 2


def test_a_numbered_list_goes_on_without_a_header() -> None:
    lines = ["연번\t이름", "1\t가", "2\t나", "", "3\t다", "4\t라"]
    (run,) = runs(lines)
    assert [row[0] for row in run.texts] == ["연번", "1", "2", "3", "4"]


def test_a_list_that_counts_anew_is_another_table() -> None:
    assert len(runs(["연번\t이름", "1\t가", "2\t나", "", "1\t다", "2\t라"])) == 2


def test_contacts_glued_to_a_profile_are_cut_off() -> None:
    lines = [
        "담당\t가과 ☎1\t나팀 ☎2\t\t\t\t",
        "여부\t\t시기\t\t예산(단위: 백만원)\t\t",
        "신규\t계속\t임기 내\t임기 후\t계\t국비\t시비",
        "○\t\t○\t\t30\t10\t20",
    ]
    contacts, profile = runs(lines)
    assert contacts.texts == [["담당", "가과 ☎1", "나팀 ☎2"]]
    assert is_contact_row(contacts)
    assert profile.span == (2, 4)


def test_squeezed_group_headers_return_to_where_sister_tables_have_them() -> None:
    good = ["여부\t\t예산\t\t", "신규\t계속\t계\t국비\t시비", "○\t\t30\t10\t20", ""]
    bad = ["여부\t예산\t\t\t", "신규\t계속\t계\t국비\t시비", "\t○\t50\t20\t30", ""]
    found = runs([*good, "글", "", *bad, "글", "", *good])
    assert [run.texts[0] for run in found] == [["여부", "", "예산", "", ""]] * 3
    assert [bool(run.repairs) for run in found] == [False, True, False]


@given(st.lists(st.lists(st.text("가나다1-", max_size=3), min_size=2, max_size=4), max_size=8))
def test_every_filled_tabbed_line_is_in_exactly_one_run(rows: list[list[str]]) -> None:
    lines = ["\t".join(row) for row in rows]
    filled = [number for number, row in enumerate(rows, start=1) if any(row)]
    covered = [row[0].lines[0] for run in raw_runs(lines) for row in run.rows]
    assert covered == filled


def test_empty_rows_hold_a_run_together_and_are_no_rows() -> None:
    (run,) = raw_runs(["구분\t2024", "\t", "\t", "도로\t30", "\t"])
    assert run.texts == [["구분", "2024"], ["도로", "30"]]
    assert run.span == (1, 4)
