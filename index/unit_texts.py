"""The units' texts in one piece, in memory: words are looked for in it letter by letter."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterator

_END = b"\0"


class UnitTexts:
    """The texts of all units as they stood when they were read, about 200 bytes a unit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        texts = bytearray()
        self._starts = [0]
        self._ids: list[tuple[str, str]] = []
        for unit_id, document, text in connection.execute(
            "SELECT id, document_id, embedding_text FROM units ORDER BY document_id, position"
        ):
            texts += str(text).encode().lower() + _END
            self._starts.append(len(texts))
            self._ids.append((str(unit_id), str(document)))
        self._texts = bytes(texts)

    def holding(self, word: str, *, limit: int, documents: Collection[str] | None = None) -> list[str]:
        """Return ids of the first units in which a word stands letter by letter, small or capital Latin letters."""
        places = (i for i, document in self._with(word.lower().encode()) if documents is None or document in documents)
        return [unit_id for unit_id, _ in zip(places, range(limit), strict=False)]

    def _with(self, word: bytes) -> Iterator[tuple[str, str]]:
        at = self._texts.find(word)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._ids[number]
            at = self._texts.find(word, self._starts[number + 1])
