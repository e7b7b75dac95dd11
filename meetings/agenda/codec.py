"""Frozen dataclasses to JSON and back. Pure: dates and times are ISO texts, tuples are lists; the rest JSON holds."""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any
Reader = Callable[[Any], Any]


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
    readers = _readers(cls)  # type: ignore[arg-type]
    return cls(**{name: _read(readers[name], value) for name, value in data.items() if name in readers})


def _read(reader: Reader | None, value: Json) -> Any:
    return value if reader is None or value is None else reader(value)


@cache
def _readers(cls: Hashable) -> dict[str, Reader | None]:
    """What makes the value of each field of what JSON held; None for what is the same in both."""
    return {name: _reader(hint) for name, hint in get_type_hints(cls).items()}


def _reader(hint: Any) -> Reader | None:
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if isinstance(hint, type) and issubclass(hint, date):
        return hint.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if get_origin(hint) is tuple:
        inner = _reader(get_args(hint)[0])
        return lambda values: tuple(_read(inner, each) for each in values)
    return partial(decode, hint) if is_dataclass(hint) and isinstance(hint, type) else None
