"""Which units have the same money: a unit and its parts; two parts of one unit have not. Pure."""


def same_money(unit: int, whole: int | None, other: int, other_whole: int | None) -> bool:
    """Whether two units (pks) have the same money; `whole` is the unit that each is a part of, None when of none."""
    return other in (unit, whole) or other_whole == unit
