"""Frozen dataclasses <-> JSON text, exactly: Decimals as strings, tuples as lists, by the types of their fields."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: object) -> str:
    """Return a dataclass as JSON text; fields with their default value are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """Return the dataclass a JSON text holds. Raises ValueError or TypeError when it does not fit."""
    return typing.cast(T, _typed(kind, json.loads(text)))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain: dict[str, object] = {}
        for field in dataclasses.fields(value):
            own = getattr(value, field.name)
            if own != field.default or field.default is dataclasses.MISSING:
                plain[field.name] = _plain(own)
        names = _union_names(type(value))
        return {"_": names, **plain} if names else plain
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value


_TAGGED = {"Paragraph": "p", "Table": "t"}
"""Members of a union of dataclasses carry a tag."""


def _union_names(kind: type) -> str:
    return _TAGGED.get(kind.__name__, "")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _member(typing.get_args(kind), value)
    if origin is tuple:
        arguments = typing.get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_typed(arguments[0], item) for item in value)
        return tuple(_typed(argument, item) for argument, item in zip(arguments, value, strict=True))
    if kind is Decimal:
        return Decimal(value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _typed(hints[name], item) for name, item in value.items() if name != "_"})
    if kind is float and isinstance(value, int):
        return float(value)
    return value


def _member(members: tuple[Any, ...], value: Any) -> Any:
    candidates = [member for member in members if member is not type(None)]
    if len(candidates) == 1:
        return _typed(candidates[0], value)
    if isinstance(value, dict):
        for member in candidates:
            if _TAGGED.get(getattr(member, "__name__", "")) == value.get("_"):
                return _typed(member, value)
    return value
