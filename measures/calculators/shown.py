"""Every kind of calculation in words: its finding and its steps, in the language of the page."""

from fractions import Fraction
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.calculators.calculators import (
    Consultants,
    HiringFreeze,
    Premises,
    PriceVolume,
    Staffing,
    Vacancy,
    monthly_cost,
    to_whole,
)
from measures.calculators.steps import (
    KRONOR,
    Shown,
    Step,
    count_step,
    in_brackets,
    kronor,
    money_step,
    number,
    percent,
    word_step,
)
from units.display import month_and_year
from units.months import MONTHS_IN_YEAR


def staffing(given: Staffing) -> Shown:
    """Team leaders and administrators."""
    needed, officers, leaders = given.needed, number(given.case_officers), number(given.leaders)
    leaders_saving, admin_saving = given.leaders_saving(needed), given.administrators_saving
    cost = kronor(given.leader_cost)
    steps = [
        count_step(_("Team leaders needed"), f"{officers} / {number(given.per_leader)}", needed),
        money_step(_("Fewer team leaders"), f"({leaders} − {number(needed)}) × {cost}", leaders_saving),
        money_step(
            _("Fewer administrators"),
            f"{number(given.administrators)} × {percent(given.fewer_percent)} × {kronor(given.administrator_cost)}",
            admin_saving,
        ),
        money_step(
            _("Saving a year"), f"{kronor(leaders_saving)} + {in_brackets(admin_saving)}", given.saving, total=True
        ),
    ]
    if needed.denominator != 1:
        names = {
            ceil(needed): _("If the team leaders are rounded up"),
            floor(needed): _("If the team leaders are rounded down"),
        }
        for whole, saving in ((ceil(needed), given.saving_up), (floor(needed), given.saving_down)):
            formula = f"({leaders} − {number(whole)}) × {cost} + {in_brackets(admin_saving)}"
            steps.append(money_step(names[whole], formula, saving))
    values = {"per_leader": number(given.per_leader), "share": percent(given.fewer_percent)}
    said = _("{per_leader} case officers per leader and {share} fewer administrators save {amount} a year")
    if given.saving < 0:
        said = _("{per_leader} case officers per leader and {share} fewer administrators cost {amount} more a year")
    return Shown(said.format(**values, amount=KRONOR.size(given.saving)), steps, given.saving)


def vacancy(given: Vacancy) -> Shown:
    """Posts kept vacant."""
    monthly, year, posts = kronor(given.monthly), given.first.year, number(given.posts)
    post = f"{kronor(monthly_cost(given.salary, given.charges))} × (1 − {percent(given.covered)})"
    steps = [
        _post(given),
        money_step(_("Saved a month"), f"{posts} × {post}", given.monthly),
        money_step(
            _("Saved in {year}").format(year=year), f"{given.months_first_year} × {monthly}", given.saving_first_year
        ),
    ]
    if later := given.months - given.months_first_year:
        steps.append(money_step(_("Saved after {year}").format(year=year), f"{later} × {monthly}", given.saving_later))
    steps.append(money_step(_("Saving of a full year"), f"{MONTHS_IN_YEAR} × {monthly}", given.saving, total=True))
    said = _("The vacancies save {amount} in {year}, and {full} when they last a full year").format(
        amount=KRONOR.size(given.saving_first_year), year=year, full=KRONOR.size(given.saving)
    )
    return Shown(said, steps, given.saving)


def hiring_freeze(given: HiringFreeze) -> Shown:
    """Those who leave are not replaced."""
    staff, leavers, vacant = number(given.staff), number(given.leavers), number(given.vacant_months)
    post = f"{kronor(monthly_cost(given.salary, given.charges))} × (1 − {percent(given.covered)})"
    steps = [
        count_step(
            _("Expected to leave"),
            f"{staff} × {percent(given.turnover)} × {given.months} / {MONTHS_IN_YEAR}",
            given.leavers,
        ),
        count_step(_("Vacant months during the freeze"), f"{leavers} × {given.months} / 2", given.vacant_months),
        _post(given),
        money_step(_("Saved during the freeze"), f"{vacant} × {post}", given.saving_during),
        money_step(
            _("Saving a year when nobody is hired afterwards"),
            f"{leavers} × {MONTHS_IN_YEAR} × {post}",
            given.saving,
            total=True,
        ),
    ]
    said = ngettext(
        "Around {leavers} leave in {months} month; it saves {amount} during the freeze and {full} a year afterwards",
        "Around {leavers} leave in {months} months; it saves {amount} during the freeze and {full} a year afterwards",
        given.months,
    ).format(
        leavers=leavers,
        months=given.months,
        amount=KRONOR.size(given.saving_during),
        full=KRONOR.size(given.saving),
    )
    return Shown(said, steps, given.saving)


def _post(given: Vacancy | HiringFreeze) -> Step:
    cost = monthly_cost(given.salary, given.charges)
    return money_step(_("Cost of a post a month"), f"{kronor(given.salary)} × (1 + {percent(given.charges)})", cost)


def consultants(given: Consultants) -> Shown:
    """Employees instead of consultants."""
    amount, consultant, employee = number(given.number), kronor(given.consultant), kronor(given.employee)
    salary = f"{kronor(given.salary)} × (1 + {percent(given.charges)}) + {kronor(given.overhead)}"
    monthly, once, full = in_brackets(given.monthly), kronor(given.once), kronor(given.saving)
    steps = [
        money_step(_("A consultant a month"), f"{kronor(given.hourly)} × {number(given.hours)} h", given.consultant),
        money_step(_("An employee a month"), salary, given.employee),
        money_step(_("Saved a month"), f"{amount} × ({consultant} − {employee})", given.monthly),
        money_step(_("Recruiting, once"), f"{amount} × {kronor(given.recruiting)}", given.once),
        money_step(_("Saved in the first twelve months"), f"{full} − {once}", given.saving_first_year),
        word_step(_("Recruiting is paid back"), f"{once} / {monthly}", _after(given.months_to_even)),
        money_step(_("Saving a year"), f"{MONTHS_IN_YEAR} × {monthly}", given.saving, total=True),
    ]
    if given.monthly < 0:
        said = _("Employees cost {amount} more a month than the consultants").format(amount=KRONOR.size(given.monthly))
    else:
        said = _("Employees instead of consultants save {monthly} a month and {full} a year").format(
            monthly=KRONOR.size(given.monthly), full=KRONOR.size(given.saving)
        )
    return Shown(said, steps, given.saving)


def _after(months: int | None) -> str:
    if months is None:
        return _("never")
    if not months:
        return _("at once")
    return ngettext("after {count} month", "after {count} months", months).format(count=months)


def price_volume(given: PriceVolume) -> Shown:
    """Volume effect and price effect of a changed cost."""
    q0, q1 = number(given.volume_before), number(given.volume_after)
    p0, p1 = kronor(given.price_before), kronor(given.price_after)
    steps = [
        money_step(_("Cost before"), f"{q0} × {p0}", given.before),
        money_step(_("Cost after"), f"{q1} × {p1}", given.after),
        money_step(_("Volume effect"), f"({q1} − {q0}) × {p0}", given.volume_effect),
        money_step(_("Price effect"), f"({p1} − {p0}) × {q1}", given.price_effect),
        money_step(
            _("Change of the cost"),
            f"{kronor(given.volume_effect)} + {in_brackets(given.price_effect)}",
            given.change,
            total=True,
        ),
    ]
    said = (
        _("The cost falls by {amount}: volume {volume}, price {price}")
        if given.change <= 0
        else _("The cost grows by {amount}: volume {volume}, price {price}")
    )
    values = {"volume": KRONOR.in_words(given.volume_effect), "price": KRONOR.in_words(given.price_effect)}
    return Shown(said.format(amount=KRONOR.size(given.change), **values), steps, given.saving)


def premises(given: Premises) -> Shown:
    """Premises that are left."""
    first, saved = month_and_year(given.first), in_brackets(given.saving)
    notice = ngettext("{month} + {count} month", "{month} + {count} months", given.notice_months).format(
        month=month_and_year(given.notice_from), count=given.notice_months
    )
    steps = [word_step(_("First month without the old rent"), notice, first)]
    for year in given.years:
        once = f" − {kronor(given.once)}" if year == given.first.year and given.once else ""
        formula = f"{given.months_in(year)} / {MONTHS_IN_YEAR} × {saved}{once}"
        steps.append(money_step(_("Saved in {year}").format(year=year), formula, given.saving_in(year)))
    even = month_and_year(given.even_in) if given.even_in else _("never")
    monthly = in_brackets(to_whole(Fraction(given.saving, MONTHS_IN_YEAR)))
    rents = f"{kronor(given.rent)} − {kronor(given.new_rent)}"
    steps += [
        word_step(_("Moving is paid back in"), f"{kronor(given.once)} / {monthly}", even),
        money_step(_("Saving of a full year"), rents, given.saving, total=True),
    ]
    if given.saving < 0:
        said = _("The new premises cost {amount} more a year").format(amount=KRONOR.size(given.saving))
    else:
        said = _("Leaving the premises saves {full} a year from {month}").format(
            full=KRONOR.size(given.saving), month=first.lower()
        )
    return Shown(said, steps, given.saving)
