"""`policy-assistant accounts`: who may come in; passwords are asked for, never given as arguments."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from assistant.access import Accounts, add_account, remove_account
from assistant.errors import SettingsError
from assistant.settings import Settings

_ROLES = {"reader": "열람", "curator": "관리(올리기, 지우기)"}


def add_accounts(added: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    added.add_argument("do", choices=("add", "remove", "list"), help="더하기(있으면 비밀번호 바꾸기), 지우기, 보기")
    added.add_argument("name", nargs="?", metavar="이름")
    added.add_argument("--role", choices=tuple(_ROLES), default="reader", help="reader는 열람, curator는 문서 관리까지")
    added.add_argument("--file", type=Path, metavar="FILE", help="계정 파일 (기본 ASSISTANT_AUTH_FILE)")


def accounts(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add, remove or list accounts. Raises SettingsError."""
    file: Path | None = arguments.file or settings.auth_file
    if file is None:
        raise SettingsError("계정 파일을 --file이나 ASSISTANT_AUTH_FILE로 정해 주십시오.")
    if arguments.do == "list":
        for name, role in Accounts(file).roles():
            print(f"{name}\t{role}\t{_ROLES[role]}")
        return 0
    if not arguments.name:
        raise SettingsError("이름을 주십시오. 예: policy-assistant accounts add kim --role curator")
    if arguments.do == "remove":
        remove_account(file, arguments.name)
        print(f"‘{arguments.name}’ 계정을 지웠습니다.", file=sys.stderr)
        return 0
    add_account(file, arguments.name, _password(), arguments.role)
    print(f"‘{arguments.name}’ 계정을 {file}에 적었습니다({_ROLES[arguments.role]}).", file=sys.stderr)
    return 0


def _password() -> str:
    """Return a password typed twice, or the first line of standard input where that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("비밀번호: ")
    if getpass.getpass("한 번 더: ") != first:
        raise SettingsError("두 번 적은 비밀번호가 다릅니다.")
    return first
