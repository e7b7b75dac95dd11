"""SIE files from their lines, understood in the organisation of `tables`."""

from forecasts.imports.examine import understand_file
from forecasts.imports.limits import Limits
from tests.forecasts.imports.tables import UNITS, context

HEAD = '#FLAGGA 0\n#SIETYP 3\n#RAR 0 20260101 20261231\n#RAR -1 20250101 20251231\n#DIM 1 "Kostnadsställe"\n'
CODES = {each.pk: each.code for each in UNITS}


def sie(lines, *, head=HEAD, encoding="cp437", **options):
    content = lines if isinstance(lines, bytes) else (head + lines).encode(encoding)
    return understand_file(content, "fil.se", (context(**options),), Limits())


def amounts(understood, kind="actual"):
    """Kronor by unit, account and month number."""
    figures = understood.figures.get(kind, {})
    return {(CODES[key.unit], key.account, key.month.month): ore / 100 for key, ore in figures.items()}


def said(understood):
    """The values of each conclusion by its code."""
    return {each.code: each.values for each in understood.evidence}
