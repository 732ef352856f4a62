"""`policy-assistant draft`: a paper from a template over the answers to some questions."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from assistant.ask import Assistant
from assistant.batch import checked_question
from assistant.errors import AssistantError
from assistant.export import paper_file
from assistant.paper import Paper, write
from assistant.paper_wording import reworded
from assistant.settings import Settings
from assistant.templates import template, templates

_KINDS = (".docx", ".hwpx", ".md")


def add_draft(added: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    added.add_argument("template", nargs="?", metavar="서식", help="서식 이름 (--list로 볼 수 있습니다)")
    added.add_argument("questions", nargs="*", metavar="질문", help="초안에 쓸 사실을 묻는 온전한 질문, 여럿도 됩니다")
    added.add_argument("--list", action="store_true", help="서식을 모두 보여 줍니다")
    added.add_argument("--out", type=Path, metavar="FILE", help=f"파일로 씁니다({', '.join(_KINDS)})")
    added.add_argument("--json", action="store_true", help="JSON 하나만 내보냅니다")


def draft(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write a paper over the answers to the questions, or list the templates. Raises KnownError."""
    if arguments.list:
        print("\n".join(f"{known.id:<18}{known.name} – {known.use}" for known in templates()))
        return 0
    if not arguments.template or not arguments.questions:
        raise AssistantError("서식과 질문을 주십시오. 예: policy-assistant draft briefing '질문 하나' '질문 둘'")
    kind = template(arguments.template)
    if arguments.out is not None and arguments.out.suffix.lower() not in _KINDS:
        raise AssistantError(f"‘{arguments.out.name}’: 파일 이름은 {', '.join(_KINDS)} 가운데 하나로 끝나야 합니다.")
    questions = [checked_question(question) for question in arguments.questions]
    assistant = Assistant.open(settings)
    answers = [assistant.ask(question) for question in questions]  # each stands alone: facts for one paper, no talk
    paper = write(kind, answers)
    if assistant.model is not None:
        paper = reworded(paper, assistant.model)
    if arguments.out is not None:
        _save(paper, arguments.out)
    for problem in paper.problems:
        print(f"주의: {problem}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(paper.to_json(), ensure_ascii=False, indent=2))
    elif arguments.out is None:
        print(paper.text)
    return 0


def _save(paper: Paper, file: Path) -> None:
    kind = file.suffix.lower().removeprefix(".")
    content = paper.text.encode() if kind == "md" else paper_file(paper, kind)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise AssistantError(f"‘{file}’ 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오.") from error
