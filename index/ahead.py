"""Vectors of questions, worked out beside other work where they are foreseen, and kept for when they come again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

Vector = tuple[float, ...]


class QueryVectors:
    """The vectors of the questions asked last, `kept` of them at most."""

    def __init__(self, embed: Callable[[str], Vector], *, kept: int = 500) -> None:
        self._embed = embed
        self._kept = kept
        self._known: OrderedDict[str, Future[Vector]] = OrderedDict()
        self._lock = threading.Lock()
        self._closed = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="query-vector")

    def foresee(self, query: str) -> None:
        """Begin to work out the vector of a question that will be asked for soon."""
        with self._lock:
            if query not in self._known and not self._closed:
                self._keep(query, self._pool.submit(self._embed, query))

    def __call__(self, query: str) -> Vector:
        """Return a question's vector. Raises what working it out raises; it is tried anew the next time."""
        with self._lock:
            known = self._known.get(query)
            future = known if known is not None else self._keep(query, Future())
        try:
            if known is None:
                future.set_result(self._embed(query))
            return future.result()
        except BaseException as error:
            with self._lock:
                self._known.pop(query, None)
            if not future.done():
                future.set_exception(error)
            raise

    def close(self) -> None:
        """Let the thread go that works ahead, once it has done what was begun; nothing is foreseen from now on."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=False)

    def _keep(self, query: str, future: Future[Vector]) -> Future[Vector]:
        self._known[query] = future
        if len(self._known) > self._kept:
            self._known.popitem(last=False)
        return future
