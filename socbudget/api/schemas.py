"""The parts that the description of the API is put together from."""

from typing import Any

Schema = dict[str, Any]


def text(about: str = "", *, null: bool = False, **more: Any) -> Schema:
    """A text, or nothing."""
    return {"type": ["string", "null"] if null else "string", **({"description": about} if about else {}), **more}


def amount(about: str, *, null: bool = False) -> Schema:
    """Whole öre."""
    return {"type": ["integer", "null"] if null else "integer", "format": "int64", "description": about}


def month(about: str, *, null: bool = False) -> Schema:
    """A month: a date on its first day."""
    return text(about, null=null, format="date")


def day(about: str, *, null: bool = False) -> Schema:
    """A date on any day."""
    return text(about, null=null, format="date", title="day")


def object_of(properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
