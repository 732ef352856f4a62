"""The command line: ingest, ask, draft, search, tables, audit, status, serve. Results on stdout, the rest on stderr."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, TextIO

from pydantic import ValidationError

from assistant import terminal
from assistant.accounts_command import accounts, add_accounts
from assistant.ask import Assistant
from assistant.batch import Asking, checked_question, run
from assistant.draft_command import add_draft, draft
from assistant.errors import AssistantError, SettingsError
from assistant.finding import find_passages
from assistant.ingest_command import add_ingest, ingest_files, positive
from assistant.settings import Settings
from assistant.status import status
from corpus.audit import audit
from corpus.document import Document
from corpus.draw import draw_tables
from corpus.errors import KnownError
from corpus.stages import show_stages
from index.embed import open_embedder
from index.evidence import Evidence
from index.ingest import file_results
from index.search import Index

DONE, TROUBLE, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 known trouble (said in Korean on stderr), 2 wrong use."""
    _speak_utf8()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:  # argparse ends the program itself; callers of main get the code
        return int(stop.code or 0)
    try:
        settings = _settings(arguments)
        logging.basicConfig(
            stream=sys.stderr, level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
        )
        command: Callable[[argparse.Namespace, Settings], int] = arguments.command
        return command(arguments, settings)
    except KnownError as error:
        print(f"오류: {error}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:  # the reader of our output has left: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("중단했습니다.", file=sys.stderr)
        return 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in Korean how the command is used, with argparse's reason, and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"사용법이 맞지 않습니다: {message}\n자세한 것은 {self.prog} --help 를 보십시오.\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--index", type=Path, metavar="DIR", help="색인 폴더 (환경 변수 ASSISTANT_INDEX_DIR, 기본 ./.index)"
    )
    whole: argparse.ArgumentParser = _Parser(
        prog="policy-assistant", description="한국어 정책 문서에 묻고, 모든 숫자의 출처를 표의 칸까지 밝혀 답합니다."
    )
    commands = whole.add_subparsers(title="명령", metavar="명령", required=True)

    def add(name: str, run_: Callable[[argparse.Namespace, Settings], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=words, description=words)
        added.set_defaults(command=run_)
        return added

    add_ingest(add("ingest", ingest_files, "파일과 폴더를 읽어 색인에 넣습니다. 바뀐 것만 다시 읽습니다."))
    _add_ask(add("ask", _ask, "질문에 답합니다."))
    add_draft(add("draft", draft, "질문의 답으로 보고서, 보도자료, 회신의 초안을 씁니다."))
    _add_search(add("search", _search, "답하지 않고 찾은 곳만 순위대로 보여 줍니다."))
    _add_tables(add("tables", _tables, "문서의 표를 읽은 대로 보여 줍니다."))
    audited = add("audit", _audit, "문서 안과 문서 사이에서 맞지 않는 수치를 찾습니다.")
    audited.add_argument("documents", nargs="*", metavar="DOCUMENT", help="문서 이름(없으면 모두)")
    _add_json(audited)
    stated = add("status", _status, "색인된 문서와 모델, 크기와 판을 보여 줍니다.")
    stated.add_argument("--files", action="store_true", help="파일마다 어떻게 되었는지(읽는 중에도) 보여 줍니다")
    _add_json(stated)
    add_accounts(add("accounts", accounts, "화면에 들어올 사람과 비밀번호를 정합니다."))
    serve = add("serve", _serve, "화면을 띄웁니다.")
    serve.add_argument("--host", help="기본 127.0.0.1")
    serve.add_argument("--port", type=int, help="기본 7860")
    return whole


def _add_json(added: argparse.ArgumentParser) -> None:
    added.add_argument("--json", action="store_true", help="JSON 하나만 내보냅니다")


def _add_ask(added: argparse.ArgumentParser) -> None:
    asked = added.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", metavar="질문")
    asked.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="한 줄에 질문 하나; -는 표준 입력")
    added.add_argument(
        "--history", action="append", default=[], metavar="앞 질문", help="앞서 한 질문, 오래된 것부터 되풀이해 씁니다"
    )
    added.add_argument("--explain", action="store_true", help="무엇을 이해하고 어디서 찾았는지도 보여 줍니다")
    _add_json(added)


def _add_search(added: argparse.ArgumentParser) -> None:
    asked = added.add_mutually_exclusive_group(required=True)
    asked.add_argument("query", nargs="?", metavar="질의")
    asked.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="한 줄에 질의 하나; -는 표준 입력")
    added.add_argument("-k", type=positive, default=10, metavar="N", help="몇 곳까지 (기본 10)")
    added.add_argument(
        "--mode", choices=("fused", "lexical", "dense"), default="fused", help="낱말과 뜻을 함께(fused), 하나만"
    )
    _add_json(added)


def _add_tables(added: argparse.ArgumentParser) -> None:
    added.add_argument("document", metavar="DOCUMENT", help="색인된 문서의 이름이나 제목의 일부")
    added.add_argument("--stages", action="store_true", help="표를 읽은 단계를 하나씩 보여 줍니다.")
    added.add_argument("--html", metavar="FILE", type=Path, help="원본 줄과 읽은 표를 나란히 그린 HTML을 씁니다.")
    _add_json(added)


def _settings(arguments: argparse.Namespace) -> Settings:
    names = {"index": "index_dir", "host": "host", "port": "port"}
    given = {field: getattr(arguments, name, None) for name, field in names.items()}
    try:
        return Settings(**{field: value for field, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = ", ".join(".".join(str(part) for part in fault["loc"]) for fault in error.errors())
        raise SettingsError(
            f"설정을 읽을 수 없습니다: {wrong}. ASSISTANT_… 환경 변수와 .env 파일을 확인하십시오."
        ) from error


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.batch is not None:
        assistant = Assistant.open(settings)
        return _batch(arguments.batch, lambda asking: _answered(assistant, asking))
    question = checked_question(arguments.question)
    answer = Assistant.open(settings).ask(question, arguments.history)
    if arguments.json:
        _print_json(answer.to_json())
    else:
        print(terminal.answer_text(answer, explain=arguments.explain))
    return DONE


def _answered(assistant: Assistant, asking: Asking) -> dict[str, Any]:
    started = time.perf_counter()
    answer = assistant.ask(asking.question, asking.history)
    return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000).to_json()


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    with _opened(settings, with_model=arguments.mode != "lexical") as index:

        def found(asking: Asking) -> Evidence:
            return find_passages(index, asking.question, asking.history, limit=arguments.k, mode=arguments.mode)

        if arguments.batch is not None:
            return _batch(arguments.batch, lambda asking: {"results": terminal.results_json(found(asking))})
        query = checked_question(arguments.query)
        evidence = found(Asking("1", query))
        if arguments.json:
            _print_json({"id": "1", "query": query, "results": terminal.results_json(evidence)})
        else:
            print(terminal.results_text(evidence))
    return DONE


def _batch(file: Path, answer: Callable[[Asking], dict[str, Any]]) -> int:
    with _question_lines(file) as lines:
        for result in run(lines, answer):
            print(json.dumps(result, ensure_ascii=False), flush=True)
    return DONE


@contextmanager
def _question_lines(file: Path) -> Iterator[Iterable[str]]:
    if str(file) == "-":
        yield sys.stdin
        return
    try:
        opened: TextIO = file.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise AssistantError(f"질문 파일을 열 수 없습니다: {file} ({error.strerror})") from error
    with opened:
        yield opened


@contextmanager
def _opened(settings: Settings, *, with_model: bool = False) -> Iterator[Index]:
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir) if with_model else None
    index = Index.open(settings.index_dir, embedder=embedder)
    try:
        yield index
    finally:
        index.close()


def _tables(arguments: argparse.Namespace, settings: Settings) -> int:
    with _opened(settings) as index:
        document = index.document(index.find_document(arguments.document).id)
    tables = document.tables
    if arguments.html:
        _write(arguments.html, draw_tables(document))
        print(f"{arguments.html}에 표 {len(tables)}개를 그렸습니다.", file=sys.stderr)
    elif arguments.stages:
        print(show_stages(document))
    elif arguments.json:
        _print_json([terminal.table_json(table) for table in tables])
    elif tables:
        print("\n\n".join(terminal.table_text(table) for table in tables))
    else:
        print("이 문서에는 표가 없습니다.")
    return DONE


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AssistantError(f"‘{path}’ 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오.") from error


def _audit(arguments: argparse.Namespace, settings: Settings) -> int:
    with _opened(settings) as index:
        chosen = [index.find_document(name) for name in arguments.documents] or [
            entry for entry in index.documents() if entry.is_in_force
        ]
        documents: list[Document] = [index.document(entry.id) for entry in chosen]
    findings = audit(documents)
    if arguments.json:
        _print_json(terminal.plain(findings))
    else:
        print(terminal.findings_text(findings))
    return DONE


def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.files:
        results = file_results(settings.index_dir)
        if arguments.json:
            _print_json([{**terminal.plain(result), "name": result.name} for result in results])
        else:
            print(terminal.files_text(results))
        return DONE
    with _opened(settings) as index:
        state = status(index, settings)
        if arguments.json:
            _print_json(state)
        else:
            print(terminal.status_text(state, index.documents()))
    return DONE


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    del arguments  # host and port are in the settings
    app = importlib.import_module("app")  # app.py stands above this room, so it is named, not imported
    app.main(settings)
    return DONE


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
