"""Text files: encodings, empty and binary files, manifest entries, which kind of export a file is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import CorruptFile, NoText, UnsupportedFormat
from corpus.read import read
from corpus.txt import kind_of, open_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_encodings_give_the_same_lines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "글.txt"
    path.write_bytes("첫째 줄\r\n둘째 줄\n".encode(encoding))
    assert open_text(path).lines == ("첫째 줄", "둘째 줄")


def test_trailing_spaces_and_blank_lines_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "글.txt"
    path.write_text("가 \n\n나\n", encoding="utf-8")
    assert open_text(path).lines == ("가 ", "", "나")


@pytest.mark.parametrize("content", [b"", b"   \n\n\t\n"])
def test_an_empty_file_has_no_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "빈.txt"
    path.write_bytes(content)
    with pytest.raises(NoText, match="비어"):
        read(path)


def test_a_binary_file_named_txt_is_refused_in_korean(tmp_path: Path) -> None:
    path = tmp_path / "그림.txt"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(CorruptFile, match="글자 파일이 아닙니다"):
        read(path)


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "노래.mp9"
    path.write_text("가나다", encoding="utf-8")
    with pytest.raises(UnsupportedFormat):
        read(path)


def test_what_a_manifest_leaves_open_is_told_by_the_file(tmp_path: Path) -> None:
    (tmp_path / "나무.txt").write_text("나무 심기 계획\n1. 개요\n나무 12그루를 심음\n", encoding="utf-8")
    entry = {"file": "나무.txt", "title": None, "organization": " ", "kind": None}
    (tmp_path / "manifest.json").write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    document = read(tmp_path / "나무.txt")
    assert (document.title, document.organization, document.kind) == ("나무 심기 계획", None, "계획")


def test_the_manifest_beside_a_file_names_it(tmp_path: Path) -> None:
    (tmp_path / "가.txt").write_text("1. 제목\n\n- 글\n", encoding="utf-8")
    entry = {"file": "가.txt", "title": "새봄시 계획", "organization": "새봄시", "as_of": "2024-05-01"}
    (tmp_path / "manifest.json").write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    document = read(tmp_path / "가.txt")
    assert (document.title, document.organization, document.as_of) == ("새봄시 계획", "새봄시", "2024-05-01")


def test_without_a_manifest_the_title_lines_speak(tmp_path: Path) -> None:
    path = tmp_path / "나.md"
    path.write_text("# 2025년 주요업무 보고\n\n2025. 3. 4.\n\n새봄교육지원청\n\n# I. 현황\n", encoding="utf-8")
    document = read(path)
    assert (document.title, document.as_of, document.organization) == (
        "2025년 주요업무 보고",
        "2025-03-04",
        "새봄교육지원청",
    )


def test_the_same_bytes_give_the_same_id(tmp_path: Path) -> None:
    for name in ("가.txt", "나.txt"):
        (tmp_path / name).write_text("1. 제목\n\n- 글\n", encoding="utf-8")
    assert read(tmp_path / "가.txt").id == read(tmp_path / "나.txt").id


def test_kinds_of_exports_are_told_apart() -> None:
    assert kind_of(("가\t나", "")) == "tabbed"
    assert kind_of(("# 제목", "", "글")) == "tabbed"
    assert kind_of(tuple(line for number in range(60) for line in (f"글 {number}", ""))) == "flattened"


def test_a_table_alone_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "가로수 현황.txt"
    path.write_bytes(
        "수종\t2023년(그루)\t2024년(그루)\r\n은행\t12,040\t11,870\r\n느티\t8,310\t8,655\r\n".encode("utf-16")
    )
    document = read(path)
    assert document.title == "가로수 현황"
    assert document.extra == ()
    (table,) = document.tables
    assert {amount.unit for cell in table.cells for amount in cell.amounts} == {"그루"}
