"""The demo's measures: the published effects to the öre, and a programme that could be on any day of the year."""

from datetime import date

import pytest
from django.db.models import Sum

from forecasts.models import Figure
from forecasts.queries import period
from measures.models import FollowUp, Measure, Revision, Verification
from measures.services import facts_of
from measures.stages import Demand, missing
from measures.verifying.queries import judgement_of
from socbudget.unit_page import unit_page
from tests.loaded import TODAY
from units.models import Change, Unit
from units.roles import ALLOWED, Role

EX = Measure.objects.filter(administration__code="EX")
MNKR = 100_000_000


@pytest.mark.parametrize(
    ("code", "before", "after", "weighted"),
    [("1100", "-29.8", "-28.8", "0.8"), ("1200", "-15.4", "-13.4", "1.6"), ("1500", "-3.5", "-3.2", "0.24")],
)
def test_the_published_effects_are_on_the_units_pages(demo, code, before, after, weighted):
    unit = Unit.objects.select_related("administration", "department").get(administration__code="HV", code=code)

    standing = unit_page(unit, ALLOWED[Role.CONTROLLER], date(2012, 8, 1)).standing

    assert (standing.deviation, standing.deviation_after, standing.weighted_effect) == tuple(
        round(float(text) * MNKR) for text in (before, after, weighted)
    )


def test_a_published_effect_says_where_it_was_read(demo):
    for measure in Measure.objects.filter(administration__code="HV"):
        assert "Publicerat" in measure.what
        assert "Ramböll" in measure.links.get().text


def test_every_stage_and_horizon_and_most_kinds_are_there(demo):
    assert set(EX.values_list("stage", flat=True)) == set(Measure.Stage.values)
    assert set(EX.values_list("horizon", flat=True)) == set(Measure.Horizon.values)
    assert set(EX.values_list("kind", flat=True)) == set(Measure.Kind.values)


def test_two_overdue_measures_are_owned_by_accounts_that_sign_in(demo):
    owners = set(EX.overdue(TODAY).values_list("owner__username", flat=True))

    assert {"enhetschef", "avdelningschef"} <= owners


def test_one_proposed_measure_lacks_the_day_of_its_union_negotiation(demo):
    measure = EX.get(stage="proposed", union_required=True)

    assert Demand.UNION in missing(facts_of(measure), "decided", today=TODAY)


def test_a_measure_that_nobody_follows_says_so(demo):
    measure = EX.get(title__startswith="Delegationen")

    assert measure.follow_ups.first().status == FollowUp.Status.NOT_FOLLOWED


def test_a_measure_is_carried_over_from_last_year_with_its_history(demo):
    measure = EX.get(steps__carried_to=2026)

    assert {month.year for month in measure.effects.exclude(planned=0).values_list("month", flat=True)} == {2025, 2026}


def test_a_stopped_measure_saves_nothing_from_its_month(demo):
    measure = EX.get(stage="stopped")
    stopped = measure.steps.get(stage="stopped").at.date().replace(day=1)

    assert not measure.effects.filter(month__gte=stopped).exclude(amount=0, cost=0).exists()
    assert measure.effects.filter(month__gte=stopped).exclude(planned=0).exists()


def test_the_log_tells_the_steps_on_their_days(demo):
    measure = EX.get(title__startswith="Tre placeringar")
    told = Change.objects.filter(subject=str(measure), action="measure-moved").order_by("at")

    assert [change.at for change in told] == list(measure.steps.order_by("pk").values_list("at", flat=True))[1:]
    assert Change.objects.filter(subject=str(measure), action="measure-followed-up").count() == 4
    assert not Change.objects.filter(action="measure-started", administration="EX", at__date__gte=TODAY).exists()


def test_revisions_tell_why_and_verifications_what_was_saved(demo):
    assert all(each.reason for each in Revision.objects.all())
    assert all(each.amount and each.word for each in Verification.objects.all())


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Två tidsbegränsade utredartjänster förlängs inte", "seen"),
        ("HR-stödet delas med kommunens personalavdelning", "not-seen"),
        ("Två administrativa tjänster hålls vakanta", "undecidable"),
    ],
)
def test_the_ledger_shows_one_measure_and_not_another_and_cannot_tell_of_a_third(demo, title, verdict):
    assert judgement_of(EX.get(title=title)).verdict == verdict


def test_what_the_controller_signed_for_is_what_the_ledger_showed(demo):
    measure = EX.get(title="Två tidsbegränsade utredartjänster förlängs inte")
    judgement, signed = judgement_of(measure), measure.verifications.get()

    assert (signed.amount, signed.verdict, signed.through) == (judgement.saved_in(2026), "seen", judgement.through)
    assert 0.8 * judgement.planned < signed.amount < 1.4 * judgement.planned


def test_a_measure_lowers_what_its_account_group_costs_from_its_first_month(demo):
    costs = Figure.objects.filter(unit__code="1020", unit__administration__code="EX", kind=Figure.Kind.ACTUAL)
    by_month = dict(
        costs.filter(group__code="PER", month__year=2026).values_list("month").annotate(sum=Sum("amount")).order_by()
    )

    before, after = (sum(by_month[date(2026, month, 1)] for month in months) for months in ((1, 2, 3), (4, 5, 6)))

    assert 0.85 < after / before < 0.95


def test_the_pages_of_the_programme_say_after_measures(demo):
    unit = Unit.objects.select_related("administration", "department").get(administration__code="EX", code="1030")
    page = unit_page(unit, ALLOWED[Role.CONTROLLER], None)

    assert page.period == period(unit.administration)
    assert 0 < page.standing.weighted_effect < page.standing.effect
