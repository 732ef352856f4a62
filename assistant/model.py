"""The door to LangChain chat models; ScriptedModel for tests and demonstrations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Literal["system", "user", "assistant"]
    text: str


class ChatModel(Protocol):
    """What the assistant needs of a language model."""

    name: str

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply piece by piece. Raises ModelUnavailable."""
        ...


class LangChainModel:
    """A chat model LangChain knows (`openai:…`, `ollama:…`, `anthropic:…`), held to a time limit."""

    def __init__(self, model: BaseChatModel, name: str, *, timeout_s: float) -> None:
        self._model = model
        self.name = name
        self._timeout_s = timeout_s

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply piece by piece. Raises ModelUnavailable when the model fails or takes too long."""
        deadline = time.monotonic() + self._timeout_s
        try:
            for chunk in self._model.stream([_message(message) for message in messages]):
                if time.monotonic() > deadline:
                    raise TimeoutError
                text = chunk.text if isinstance(chunk.text, str) else str(chunk.text)
                if text:
                    yield text
        except ModelUnavailable:
            raise
        except Exception as error:
            # Every provider package has errors of its own; none of them may reach the reader.
            raise ModelUnavailable(f"언어 모델({self.name})이 답하지 못했습니다: {type(error).__name__}") from error


class ScriptedModel:
    """A model that says what it is told to: replies in order, or computed from the messages."""

    def __init__(self, replies: Sequence[str] | Callable[[Sequence[Message]], str], *, name: str = "scripted") -> None:
        self.name = name
        self._replies = replies
        self._next = 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the next reply word by word; the last one again when the script is over."""
        if callable(self._replies):
            reply = self._replies(messages)
        else:
            reply = self._replies[min(self._next, len(self._replies) - 1)]
            self._next += 1
        for word in reply.split(" "):
            yield f"{word} "


def open_model(name: str, *, base_url: str = "", timeout_s: float = 60.0) -> ChatModel:
    """Return the model a setting names (`openai:local`, `ollama:…`); keys come from the environment.

    Raises ModelUnavailable when the provider's package is missing or refuses its settings.
    """
    options: dict[str, Any] = {"temperature": 0, "timeout": timeout_s, "max_retries": 0}
    if base_url:
        options["base_url"] = base_url
    from langchain.chat_models import init_chat_model  # a third of a second that nobody without a model should wait

    try:
        model = init_chat_model(name, **options)
    except ImportError as error:
        raise ModelUnavailable(
            f"언어 모델 ‘{name}’에 필요한 패키지가 없습니다. 예: pip install 'policy-assistant[openai]'"
        ) from error
    except Exception as error:
        raise ModelUnavailable(f"언어 모델 ‘{name}’을 열 수 없습니다: {error}") from error
    return LangChainModel(model, name, timeout_s=timeout_s)


def _message(message: Message) -> BaseMessage:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage  # put off like `open_model`'s

    kinds: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return kinds[message.role](content=message.text)
