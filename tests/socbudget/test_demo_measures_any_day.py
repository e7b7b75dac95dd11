"""The demo's programme of measures could be on any day of the year."""

from measures.models import FollowUp, Measure, MeasureStep, Verification
from measures.overlaps import open_doubts
from measures.stages import COUNTED, UNDECIDED
from measures.verifying.queries import last_closed

EX = Measure.objects.filter(administration__code="EX")


def test_shares_sum_to_the_whole_on_any_day(any_day):
    assert all(sum(measure.shares.values_list("share", flat=True)) == 10_000 for measure in EX.all())


def test_what_happened_is_in_time_order_and_has_happened_on_any_day(any_day):
    for measure in EX.all():
        days = [step.at.date() for step in measure.steps.order_by("pk")]
        followed = list(measure.follow_ups.order_by("pk").values_list("day", flat=True))
        assert days == sorted(days)
        assert followed == sorted(followed)
        assert max([*days, *followed]) <= any_day
        assert measure.made_at.date() == days[0]


def test_a_measure_has_taken_the_steps_to_its_stage_on_any_day(any_day):
    for measure in EX.all():
        steps = list(measure.steps.order_by("pk"))
        assert (steps[0].stage, steps[-1].stage) == ("idea", measure.stage)


def test_a_measure_begins_when_it_is_decided_and_runs_when_it_has_begun_on_any_day(any_day):
    for measure in EX.filter(stage__in=COUNTED):
        assert measure.decided_on <= measure.start or measure.stage == "decided"
        running = MeasureStep.objects.filter(measure=measure, stage="running").order_by("at").first()
        assert running is None or running.at.date() >= measure.start


def test_a_measure_is_followed_up_when_it_runs_on_any_day(any_day):
    for follow_up in FollowUp.objects.filter(measure__administration__code="EX").exclude(status="not-started"):
        assert follow_up.day >= follow_up.measure.start


def test_a_decided_measure_has_its_plan_and_an_undecided_one_none_on_any_day(any_day):
    for measure in EX.all():
        planned = measure.effects.exclude(planned=None).count()
        decided = measure.steps.filter(stage="decided").exists()
        assert planned == (measure.effects.count() if decided else 0)
        assert not (decided and measure.stage in UNDECIDED)


def test_no_decided_measure_is_counted_twice_unanswered_on_any_day(any_day):
    assert [str(measure) for measure in EX.filter(stage__in=COUNTED) if open_doubts(measure)] == []


def test_nothing_is_signed_for_a_month_that_is_open_on_any_day(any_day):
    for signed in Verification.objects.filter(measure__administration__code="EX").select_related("measure"):
        assert signed.measure.start <= signed.through <= last_closed(signed.measure)
