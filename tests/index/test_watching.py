"""Watched folders: work at once, then only after a change that has come to rest."""

from __future__ import annotations

from pathlib import Path

from index.watching import changes, snapshot


def test_a_file_still_being_written_is_waited_for(tmp_path: Path) -> None:
    steps = iter((tmp_path / "a.md", tmp_path / "a.md", None, None, tmp_path / "b.md", None, None))
    slept: list[int] = []
    is_over = False

    def sleep(seconds: float) -> None:
        nonlocal is_over
        slept.append(len(slept) + 1)
        step = next(steps, tmp_path)
        if step == tmp_path:
            is_over = True
        elif step is not None:
            with step.open("a", encoding="utf-8") as file:
                file.write(f"{len(slept)} 줄\n")

    rounds = [len(slept) for _ in changes([tmp_path], every_s=0.01, cancelled=lambda: is_over, sleep=sleep)]
    assert rounds == [0, 3, 6]  # at once; after both writes to a.md and a rest; after b.md and a rest


def test_files_and_folders_alike(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.md").write_text("글", encoding="utf-8")
    (tmp_path / "b.md").write_text("글자", encoding="utf-8")
    assert {Path(path).name for path, _, _ in snapshot([tmp_path])} == {"a.md", "b.md"}
    assert [(Path(path).name, size) for path, size, _ in snapshot([tmp_path / "b.md"])] == [("b.md", 6)]
    assert snapshot([tmp_path / "nowhere"]) == frozenset()
