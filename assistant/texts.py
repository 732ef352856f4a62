"""What the page says: Korean in the code, English in the catalogue, chosen for each step of a handler."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Literal, ParamSpec, TypeVar, cast, get_args

P = ParamSpec("P")
R = TypeVar("R")
Language = Literal["ko", "en"]

ENGLISH: dict[str, str] = {
    # the frame
    "정책 자료 도우미": "Policy Assistant",
    "모든 숫자를 적힌 칸과 문장까지": "Every number down to its cell or sentence",
    "밝게 / 어둡게": "Light / dark",
    "질문": "Ask",
    "문서": "Documents",
    "초안": "Drafts",
    "점검": "Audit",
    "새 대화": "New conversation",
    "지난 대화 찾기": "Search conversations",
    # asking
    "예산, 실적, 일정, 조문… 무엇이든 물어보십시오": "Ask about budgets, results, dates, articles…",
    "질문하기": "Ask",
    "멈추기": "Stop",
    "찾을 문서 고르기": "Choose documents to search",
    "찾을 문서": "Documents to search",
    "질문을 적어 주십시오.": "Please type a question.",
    "질문이 너무 깁니다({count:,}자). {longest:,}자 안으로 줄여 주십시오.": (
        "The question is too long ({count:,} characters). Please keep it within {longest:,}."
    ),
    "질문이 잦습니다. 잠시 뒤에 다시 물어 주십시오.": "Too many questions. Please wait a moment.",
    "이 계정은 더 쓸 수 없습니다. 관리자에게 문의하십시오.": "This account is closed. Please ask an administrator.",
    "무엇을 찾아 드릴까요?": "What are you looking for?",
    "문서 {documents}건에서 찾아, 모든 숫자를 적힌 칸이나 문장까지 이어서 보여 드립니다.": (
        "Answers come from {documents} documents, in their language; every number leads to its cell or sentence."
    ),
    "아직 읽은 문서가 없습니다": "No documents yet",
    "‘문서’ 탭에서 파일을 올리거나, 명령줄에서 policy-assistant ingest 폴더 를 실행한 뒤 다시 여십시오.": (
        "Upload files on the Documents tab, or run policy-assistant ingest FOLDER and open this page again."
    ),
    "예시 질문": "Example questions",
    "고쳐 묻기": "Edit",
    "문서에서 찾는 중입니다…": "Searching the documents…",
    "언어 모델이 문장을 다듬는 중입니다…": "The language model is wording the answer…",
    # answers
    "근거 확인": "Cited",
    "자료 불일치": "Sources disagree",
    "다시 여쭙니다": "Which one?",
    "문서에 없음": "Not in the documents",
    "오류": "Error",
    "색인된 문서에 근거가 없습니다.": "No indexed document supports an answer.",
    "문서가 다루지 않는 시기입니다.": "The documents do not cover this period.",
    "여러 뜻으로 읽힙니다.": "It can be read in several ways.",
    "자료끼리 값이 다릅니다.": "The sources state different values.",
    "근거를 확실히 읽지 못했습니다.": "The evidence could not be read reliably.",
    "지원하지 않는 요청입니다.": "This kind of request is not supported.",
    "질문하신 내용은 색인된 문서에서 찾을 수 없습니다.": "The indexed documents do not say this.",
    "규칙 기반 답변": "Rule-based answer",
    "언어 모델 {mode}": "Language model {mode}",
    "{mode} · {seconds:.2f}초": "{mode} · {seconds:.2f} s",
    "이렇게 이해했습니다: ": "Understood as: ",
    "근거 {number} 보기": "Open source {number}",
    "계산한 값": "Computed",
    "계산 과정": "Calculation",
    "가능한 뜻": "Possible readings",
    "{page}쪽": "p. {page}",
    "시트 ‘{sheet}’": "sheet ‘{sheet}’",
    "{first}행": "line {first}",
    "{first}~{last}행": "lines {first}–{last}",
    "근거": "Sources",
    "어떻게 찾았나": "How it was found",
    "이어서": "Next",
    "질의: {question}": "Question: {question}",
    "답변: {answer}": "Answer: {answer}",
    "계산: {worded}": "Calculation: {worded}",
    "주의: {problem}": "Note: {problem}",
    # tools
    "복사": "Copy",
    "답과 근거를 함께 복사": "Copy the answer with its sources",
    "복사했습니다": "Copied",
    "복사하지 못했습니다": "Could not copy",
    "다시": "Retry",
    "같은 질문을 다시 찾기": "Ask the same question again",
    "엑셀": "Excel",
    "근거 표를 XLSX로": "The cited table as XLSX",
    "보고서(DOCX)": "Note (DOCX)",
    "한글(HWPX)": "Note (HWPX)",
    "그래프": "Chart",
    "표 보기": "Show table",
    "출처: {source}": "Source: {source}",
    "막대를 누르면 그 값이 적힌 칸이 열립니다.": "Click a bar to open the cell it comes from.",
    "그래프를 그림으로": "The chart as a picture",
    "그래프의 값과 출처를 CSV로": "The chart's values and sources as CSV",
    # remarks
    "맞음": "Right",
    "틀림": "Wrong",
    "숫자가 틀림": "Wrong figure",
    "근거가 틀림": "Wrong source",
    "빠진 내용": "Something missing",
    "맞는 값 (예: 1,780)": "Right value (e.g. 1,780)",
    "단위 (예: 백만원)": "Unit (e.g. 백만원)",
    "메모 (선택)": "Note (optional)",
    "의견을 남겼습니다: {given}": "Noted: {given}",
    "알 수 없는 의견입니다.": "Unknown remark.",
    "맞는 값을 적어 주십시오. 평가 문항으로 남깁니다.": "Please give the right value; it becomes an evaluation case.",
    "‘{expected}’에서 숫자를 읽을 수 없습니다.": "No number can be read in “{expected}”.",
    "의견을 쓸 수 없습니다: {directory}": "The remark can't be written: {directory}",
    # places
    "답의 번호를 누르면 그 숫자가 적힌 표의 칸이나 문장이 여기에 펼쳐집니다.": (
        "Click a number like [1] in an answer: the cell or sentence it comes from opens here."
    ),
    "이 근거를 담은 문서가 색인에서 바뀌었거나 빠졌습니다. 질문을 다시 해 주십시오.": (
        "The document of this source has changed or left the index. Please ask again."
    ),
    "{document} · {page}쪽": "{document} · p. {page}",
    "{document} · 시트 ‘{sheet}’": "{document} · sheet ‘{sheet}’",
    "{document} · {first}행": "{document} · line {first}",
    "{document} · {first}~{last}행": "{document} · lines {first}–{last}",
    "행": "Row",
    "열": "Column",
    "표": "Table",
    "제목 없는 표": "Untitled table",
    "단위: {unit}": "Unit: {unit}",
    "단위: 칸별 표기": "Unit: stated in each cell",
    "기준일: {base_date}": "As of {base_date}",
    "… 나머지 {cut}행은 줄였습니다": "… {cut} more rows",
    "읽기 점검: 확인 필요 {count}건": "Parse check: {count} to verify",
    "읽기 점검 통과 · 원문 값 주의 {count}건": "Parse check passed · {count} notes on printed values",
    "읽기 점검 통과 {count}건": "Parse check passed ({count})",
    "원본 {page}쪽": "Original, p. {page}",
    "{document} {page}쪽": "{document}, p. {page}",
    # documents
    "파일 올리기": "Upload files",
    "읽기 취소": "Cancel",
    "취소하는 중…": "Cancelling…",
    "차례를 기다리는 중": "Waiting in line",
    "기다림": "waiting",
    "읽는 중": "reading",
    "읽음": "read",
    "읽지 못함": "not read",
    "같은 문서": "the same document",
    "취소": "cancelled",
    "빠짐": "gone",
    "뜻 벡터 만드는 중": "making vectors",
    "이 문서의 표와 수치에서 찾기 (예: 집행률)": "Search this document's tables and figures (e.g. 집행률)",
    "‘{query}’이(가) 있는 수치 {count:,}개 / 전체 {total:,}개": "{count:,} of {total:,} figures with “{query}”",
    "수치 {count:,}개": "{count:,} figures",
    "… 나머지 {rest:,}개는 낱말로 추려 보십시오": "… {rest:,} more; narrow them down by words",
    "문서를 고르면 표와 읽기 점검 결과가 보입니다.": "Choose a document to see its tables and parse checks.",
    "이 표는 색인에서 빠졌습니다. 문서를 다시 골라 주십시오.": "This table is gone. Please choose the document again.",
    "문서를 올릴 권한이 없습니다. 관리자에게 요청하십시오.": "Uploading needs a curator. Ask an administrator.",
    "문서를 지울 권한이 없습니다. 관리자에게 요청하십시오.": "Removing needs a curator. Ask an administrator.",
    "아직 읽은 문서가 없습니다. 파일을 올려 주십시오.": "No documents yet. Please upload files.",
    "발행 정보 없음": "No publication details",
    "기준일 {as_of}": "As of {as_of}",
    "주의 {count}": "{count} notes",
    "표 {tables}개": "{tables} tables",
    "표 {count}개": "{count} tables",
    "‘{query}’이(가) 있는 표 {count}개 / 전체 {total}개": "{count} of {total} tables with “{query}”",
    "{rows}행 × {columns}열": "{rows} rows × {columns} columns",
    "단위 칸별": "units by cell",
    "판": "Edition",
    "회계연도": "Fiscal year",
    "{name} – 읽었습니다": "{name} – read",
    "{name} – 이미 있는 문서입니다": "{name} – already there",
    "{name} – 취소하여 읽지 않았습니다": "{name} – cancelled, not read",
    "올린 파일이 없습니다.": "No files were uploaded.",
    "한 번에 {files}개까지 올릴 수 있습니다.": "At most {files} files at once.",
    "‘{name}’이(가) 너무 큽니다({megabytes} MB까지).": "“{name}” is too large (at most {megabytes} MB).",
    "이 문서를 색인에서 지우기": "Remove this document from the index",
    "‘{title}’을(를) 색인에서 지울까요? 이 문서로는 더 답하지 않습니다.": (
        "Remove “{title}” from the index? It will no longer be used for answers."
    ),
    "‘{title}’을(를) 색인에서 지웠습니다.": "“{title}” was removed from the index.",
    " 파일은 그대로 있으므로, 그 폴더를 다시 읽으면 돌아옵니다: {files}": (
        " The file is still there; reading its folder again brings it back: {files}"
    ),
    # findings
    "맞지 않는 곳을 찾지 못했습니다.": "Nothing was found that does not add up.",
    "{name} {count}건": "{name}: {count}",
    "반올림": "Rounding",
    "주의": "Note",
    # conversations
    "보관된 대화": "Kept conversations",
    "보관된 대화가 없습니다.": "No kept conversations.",
    "{when} · {turns}문답": "{when} · {turns} turns",
    "방금": "just now",
    "{age}분 전": "{age} min ago",
    "{age}시간 전": "{age} h ago",
    "이름 바꾸기": "Rename",
    "새 이름": "New name",
    "지우기": "Delete",
    "이 대화를 지울까요?": "Delete this conversation?",
    # drafts
    "서식": "Template",
    "초안에 쓸 답": "Answers to use",
    "초안 쓰기": "Write the draft",
    "‘질문’ 탭에서 답을 받은 뒤 서식과 답을 고르고 ‘초안 쓰기’를 누르십시오. "
    "근거가 있는 문장과 숫자만 들어가고, 문서에 없는 것은 빈칸으로 남습니다.": (
        "Get answers on the Ask tab, choose a template and answers, then press “Write the draft”. "
        "Only cited sentences and figures enter; what no document states stays a blank."
    ),
    "모델 없이 채움": "filled without a model",
    "{mode}이(가) 다듬음": "worded by {mode}",
    "{name} · 근거 {count}곳 · {by}": "{name} · {count} sources · {by}",
    "워드(DOCX)로 받기": "Download DOCX",
    "한글(HWPX)로 받기": "Download HWPX",
    "글 복사": "Copy text",
    "초안에 쓸 답이 없습니다. 먼저 질문하여 근거가 있는 답을 받으십시오.": (
        "There are no answers to use. Ask first, so that there is a cited answer."
    ),
    "이 근거를 담은 문서가 색인에서 바뀌었거나 빠졌습니다.": "This source has changed or left the index.",
}
"""Korean text -> English text, placeholders alike."""

_language: ContextVar[Language] = ContextVar("language", default="ko")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `say` speak a language until the block ends, in this thread only; an unknown one is Korean."""
    known = cast("Language", language) if language in get_args(Language) else "ko"
    token = _language.set(known)
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> Language:
    """Return the language spoken now."""
    return _language.get()


def say(korean: str, **values: object) -> str:
    """Return a text of the page in the language spoken now, its placeholders filled; unknown text as it is."""
    said = ENGLISH.get(korean, korean) if _language.get() == "en" else korean
    return said.format(**values) if values else said


def in_language(language: Callable[[], str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator of handlers: what they say is in the language asked for when they run, at each of their steps.

    A generator may be run step by step on different threads, so the language is set anew for every step.
    """

    def spoken_so(handler: Callable[P, R]) -> Callable[P, R]:
        @wraps(handler)
        def run(*given: P.args, **named: P.kwargs) -> R:
            with speaking(language()):
                return handler(*given, **named)

        @wraps(handler)
        def steps(*given: P.args, **named: P.kwargs) -> Iterator[object]:
            running = cast("Generator[object]", handler(*given, **named))
            try:
                while True:
                    with speaking(language()):
                        step = next(running, None)
                    if step is None:
                        return
                    yield step
            finally:
                running.close()

        return cast("Callable[P, R]", steps) if inspect.isgeneratorfunction(handler) else run

    return spoken_so
