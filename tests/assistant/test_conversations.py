"""Conversations kept: whole, searchable, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversations import Conversations, ConversationsLocked, Turn
from assistant.demo import DemoAssistant

DEMO = DemoAssistant()


def turn(question: str, feedback: str = "") -> Turn:
    return Turn(question, DEMO.ask(question), feedback)


@pytest.fixture
def record(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "index")


def test_what_is_saved_comes_back_exactly(record: Conversations) -> None:
    turns = (turn("강좌 2023년"), turn("합은?", "맞음"), turn("없는 것"))
    kept = record.save("가", "", turns)
    assert record.get("가", kept) == turns


def test_saving_again_replaces_the_turns_and_keeps_one_conversation(record: Conversations) -> None:
    kept = record.save("가", "", [turn("강좌 2023년")])
    assert record.save("가", kept, [turn("강좌 2023년"), turn("합은?")]) == kept
    assert [(talk.id, talk.turns, talk.title) for talk in record.list("가")] == [(kept, 2, "강좌 2023년")]


def test_one_reader_never_sees_or_touches_anothers(record: Conversations) -> None:
    kept = record.save("가", "", [turn("강좌 2023년")])
    assert record.list("나") == ()
    assert record.get("나", kept) == ()
    record.rename("나", kept, "내 것")
    record.delete("나", kept)
    with pytest.raises(ValueError, match="another"):
        record.save("나", kept, [turn("합은?")])
    assert [talk.title for talk in record.list("가")] == ["강좌 2023년"]
    assert len(record.get("가", kept)) == 1


def test_the_last_changed_comes_first(record: Conversations) -> None:
    first = record.save("가", "", [turn("강좌 2023년")])
    second = record.save("가", "", [turn("합은?")])
    assert [talk.id for talk in record.list("가")] == [second, first]
    record.save("가", first, [turn("강좌 2023년"), turn("합은?")])
    assert [talk.id for talk in record.list("가")] == [first, second]


def test_conversations_are_found_by_words_of_title_question_and_answer(record: Conversations) -> None:
    kept = record.save("가", "", [turn("강좌 2023년")])
    record.save("가", "", [turn("합은?")])
    assert [talk.id for talk in record.list("가", query="강좌")] == [kept]
    assert [talk.id for talk in record.list("가", query="1,045백만원 어울림")] == [kept]
    assert record.list("가", query="수영장") == ()
    assert record.list("가", query="%") == ()


def test_renamed_and_deleted(record: Conversations) -> None:
    kept = record.save("가", "", [turn("강좌 2023년")])
    record.rename("가", kept, "  책방 조사  ")
    assert record.list("가")[0].title == "책방 조사"
    record.rename("가", kept, "   ")
    assert record.list("가")[0].title == "책방 조사"
    record.delete("가", kept)
    assert record.list("가") == ()
    assert record.get("가", kept) == ()


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(ConversationsLocked, match="대화를 보관하는 파일"):
        Conversations(tmp_path / "taken").list("가")
