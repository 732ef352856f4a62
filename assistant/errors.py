"""What can go wrong while answering."""

from __future__ import annotations

from corpus.errors import KnownError


class AssistantError(KnownError):
    """The assistant can't do what was asked."""


class ModelUnavailable(AssistantError):
    """The configured language model can't be reached."""


class SettingsError(AssistantError):
    """A setting is unknown or has a value that can't be used."""


class QuestionTooLong(AssistantError):
    """A question longer than the assistant reads."""


class UnknownTemplate(AssistantError):
    """A paper was asked for by a template that does not exist."""


class NothingToWrite(AssistantError):
    """A paper was asked for over no answer at all."""
