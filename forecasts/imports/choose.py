"""Which amount columns of a table are to be stored, and as what kind. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forecasts.imports.lines import Job
from forecasts.imports.problems import Code
from forecasts.imports.table import Column

KINDS = ("budget", "actual", "forecast")


@dataclass(frozen=True, slots=True)
class Stored:
    """Columns to store as one kind: one amount, or debit and credit; or one per month."""

    kind: str
    columns: tuple[Column, ...]
    scope: str = ""


def choose_ledger(job: Job) -> list[Stored]:
    """The amount columns of a ledger list; empty when something must be asked or refused first."""
    table = job.table
    named = [each for each in table.with_role("amount") if each.heading.kind in {"budget", "actual"}]
    if named:
        return _named(job, named)
    plain = [each for each in table.with_role("amount", "total") if not each.heading.kind]
    debit, credit = table.one("debit"), table.one("credit")
    if debit and credit:
        kind = kind_of(job) or ""
        return [Stored(kind, (debit, credit))] if kind else []
    if len(plain) != 1:
        complain(job, Code.ASK_COLUMNS if plain else Code.UNKNOWN_LAYOUT, plain)
        return []
    if plain[0].heading.scope == "to-date" and not table.one("month"):
        complain(job, Code.ACCUMULATED, plain)
        return []
    kind = kind_of(job)
    return [Stored(kind, (plain[0],), plain[0].heading.scope)] if kind else []


def _named(job: Job, named: list[Column]) -> list[Stored]:
    said = job.context.options.kind
    wanted = [said] if said in KINDS else ["budget", "actual"]
    chosen = _fitting(job, named, wanted, {"", "month"})
    if chosen == [] and job.table.one("month") is None:
        chosen = _fitting(job, named, [kind for kind in wanted if kind == "budget"], {"year"})
        if chosen and said not in KINDS and any(each.heading.kind == "actual" for each in named):
            job.notes.ask(Code.ASK_KIND, job.sheet, ", ".join(each.heading.text for each in named[:4]))
            return []
    if chosen == [] and job.table.one("month"):
        chosen = _fitting(job, named, wanted, {"to-date"})
    if chosen == [] and said in KINDS:
        refuse_kind(job, said, named)
    elif chosen == []:
        complain(job, Code.ACCUMULATED, named)
    return chosen or []


def _fitting(job: Job, named: list[Column], kinds: list[str], scopes: set[str]) -> list[Stored] | None:
    """At most one column for each kind, that of single months first; None when two say the same."""
    chosen = []
    for kind in kinds:
        own = [each for each in named if each.heading.kind == kind and each.heading.scope in scopes]
        own = _of_year(job, own)
        single = [each for each in own if each.heading.scope == "month"] or own
        if len(single) > 1:
            complain(job, Code.ASK_COLUMNS, single)
            return None
        chosen += [Stored(kind, (single[0],), single[0].heading.scope)] if single else []
    return chosen


def _of_year(job: Job, columns: list[Column]) -> list[Column]:
    years = {each.heading.year for each in columns if each.heading.year}
    if len(years) < 2 or job.context.options.year not in years:
        return columns
    return [each for each in columns if each.heading.year in {None, job.context.options.year}]


def kind_of(job: Job, among: Iterable[str] = KINDS) -> str:
    """The kind that the person or the titles say; empty, and asked for, when they do not."""
    said = job.context.options.kind
    if said in KINDS:
        job.notes.say("kind-said", kind=said)
        return said
    claimed = job.claims.kinds & set(among)
    if len(claimed) == 1:
        job.notes.say("kind-title", text=job.claims.texts.get("kind", ""))
        return next(iter(claimed))
    headings = [each.heading.text for each in job.table.with_role("amount", "total", "debit", "credit")]
    job.notes.ask(Code.ASK_KIND, job.sheet, ", ".join(headings[:4]))
    return ""


def refuse_kind(job: Job, kind: str, columns: Sequence[Column]) -> None:
    """Say that the file has no column of the kind that was chosen."""
    found = ", ".join(each.heading.text for each in columns)
    job.notes.ask(Code.NOT_THAT_KIND, job.sheet, found, kind)


def complain(job: Job, code: Code, columns: Sequence[Column]) -> None:
    """Note a problem of whole columns, at the heading of the first."""
    found = ", ".join(each.heading.text for each in columns)
    if columns:
        job.notes.at(code, job.sheet, [(job.table.header[-1], columns[-1].index)], found)
    else:
        job.notes.ask(code, job.sheet, found)
