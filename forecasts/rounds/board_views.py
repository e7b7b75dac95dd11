"""The board of a round, what is done to all of it at once, and its lock."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forecasts.entry.lines import EntryState
from forecasts.entry.steps import check_all
from forecasts.models import Round
from forecasts.rounds import board_words as words
from forecasts.rounds import services
from forecasts.rounds.access import Seen, controlled_round, seen_round
from forecasts.rounds.board import BoardRow, tally
from forecasts.rounds.board_queries import board_rows, fill, month_notice, say_reminders
from forecasts.rounds.board_table import BoardTable, board_workbook
from forecasts.rounds.forms import BoardForm
from forecasts.rounds.places import address, round_url, trail
from forecasts.rounds.words import DEADLINES, round_name
from units.display import display_of
from units.htmx import render_page
from units.navigation import Crumb
from units.pages import act_on
from units.refusals import RefusedError
from units.tables import xlsx_response

UNITS_A_PAGE = 30
FIGURES = frozenset({"deviation", "after", "change", "flags"})
PART = "board"


@require_safe
@login_required
def board(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """How far every unit has come in the round, and who has it."""
    found, each = seen_round(request, adm, pk)
    rows = board_rows(
        each, timezone.localdate(), None if found.whole else list(found.units.values_list("pk", flat=True))
    )
    form = BoardForm(request.GET, rows)
    choice = form.choice()
    table = _table(each, [row for row in rows if choice.takes(row)])
    if request.GET.get("export") == "xlsx":
        fill(rows, each)
        counts = tally(rows)
        finding, progress = words.headline(each, rows, counts), words.progress(counts)
        content = board_workbook(each, table.with_figures().ordered(request), finding=finding, progress=progress)
        return xlsx_response(content, f"{adm}-{each.as_of:%Y-%m}-{each.number}.xlsx")
    context = _context(found, each, rows) | {"form": form, "chosen": any((choice.state, choice.department))}
    context["table"] = _shown(request, table, rows, each)
    return render_page(request, "forecasts/round.html", context, part=PART)


def _shown(request: HttpRequest, table: BoardTable, rows: list[BoardRow], each: Round) -> BoardTable:
    """The page of the table that is asked for, with its figures: all rows have them only when they decide the order."""
    if not FIGURES.isdisjoint(name.lstrip("-") for name in request.GET.getlist(table.prefixed_order_by_field)):
        fill(rows, each)
        return table.with_figures().shown(request, per_page=UNITS_A_PAGE)
    table.shown(request, per_page=UNITS_A_PAGE)
    fill([row.record for row in table.page.object_list], each)
    return table.with_figures()


def _table(each: Round, rows: list[BoardRow]) -> BoardTable:
    display = display_of(each.administration)
    return BoardTable(
        rows,
        administration=each.administration.code,
        pk=each.pk,
        summed=len(rows) <= UNITS_A_PAGE,
        display=display,
        caption=_("Amounts in {unit}; deviation before measures. + is surplus, − is deficit.").format(
            unit=display.unit
        ),
        label=_("Units"),
        part=PART,
    )


def _context(found: Seen, each: Round, rows: list[BoardRow]) -> dict[str, Any]:
    counts, today = tally(rows), timezone.localdate()
    missing = [row for row in rows if row.outstanding] if each.opened_at else []
    if missing and found.may_control and each.is_open:
        say_reminders(missing, each)
    return {
        "administration": found.administration,
        "round": each,
        "name": round_name(each),
        "headline": words.headline(each, rows, counts),
        "lead": words.lead(each, counts, today) if rows else "",
        "counts": counts,
        "progress": words.progress(counts),
        "notice": words.notice(month_notice(each), each.as_of),
        "days": [(DEADLINES[name], getattr(each, name), getattr(each, name) < today) for name in DEADLINES],
        "missing": missing,
        "states": words.board_states(),
        "to_check": any(row.state == EntryState.SUBMITTED for row in rows),
        "may_control": found.may_control,
        "may_open": each.as_of < today.replace(day=1),
        "remind": address("socbudget:round-remind", found.administration.code, each.pk),
        "trail": trail(found.administration, Crumb(round_name(each).capitalize())),
    }


@require_POST
@login_required
def round_check(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Check every submitted forecast in which nothing looks odd that is not answered."""
    each = controlled_round(request, adm, pk)
    try:
        done = check_all(each, by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words.checked_at_once(done.checked, done.left))
    return redirect(round_url(each))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_lock(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say what is missing before the round is locked; lock it."""
    each = controlled_round(request, adm, pk)
    if request.method == "POST":
        done = _("The round {name} is locked.").format(name=round_name(each))
        return act_on(request, lambda: services.lock_round(each, by=request.user), to=round_url(each), done=done)
    rows = board_rows(each, timezone.localdate())
    fill(rows, each)
    context = {
        "round": each,
        "name": round_name(each),
        "counts": tally(rows),
        "missing": [row for row in rows if row.outstanding and not row.rewritten],
        "sent_back": [row for row in rows if row.rewritten and row.sent_back],
        "begun": [row for row in rows if row.rewritten and not row.sent_back],
        "back": round_url(each),
        "trail": trail(each.administration, Crumb(round_name(each).capitalize(), round_url(each)), Crumb(_("Lock"))),
    }
    return render_page(request, "forecasts/round_lock.html", context)
