"""Frozen dataclasses to JSON and back. Pure: dates are ISO texts, tuples are lists, what JSON lacks is left to them."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any


def encode(value: Any) -> Json:
    """`value`, a frozen dataclass or what one holds, as what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: encode(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: encode(each) for key, each in value.items()}
    return [encode(each) for each in value] if isinstance(value, list | tuple) else value


def decode(cls: type[T], data: Json) -> T:
    """The dataclass `cls` that `encode` made `data` of. What `data` does not name has its usual value."""
    hints: dict[str, Any] = _hints(cls)  # type: ignore[arg-type]
    return cls(**{name: _decoded(hints[name], value) for name, value in data.items() if name in hints})


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)


def _decoded(hint: Any, value: Json) -> Any:
    if value is None:
        return None
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if get_origin(hint) is tuple:
        return tuple(_decoded(get_args(hint)[0], each) for each in value)
    return decode(hint, value) if is_dataclass(hint) and isinstance(hint, type) else value
