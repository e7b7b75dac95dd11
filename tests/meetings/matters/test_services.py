"""Matters between units: raised once, changed, settled with a result, taken up again."""

from datetime import date

import pytest
import time_machine

from meetings.matters import refusals
from meetings.matters.services import change_matter, fingerprint, raise_matter, reopen_matter, settle_matter
from meetings.models import Matter
from units.models import Change

pytestmark = pytest.mark.usefixtures("_september")
TODAY = date(2026, 9, 15)


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def matter(administration):
    units = list(administration.units.all())
    return raise_matter(administration, title="Vem betalar flytten?", units=units, due=date(2026, 10, 1), by=None)


def change(matter, **values):
    kept = {name: getattr(matter, name) for name in ("title", "text", "owner", "due")}
    more = {"units": list(matter.units.all()), "seen": fingerprint(matter), "by": None}
    return change_matter(matter, **kept | more | values)


def test_the_same_matter_raised_twice_the_same_day_is_one(administration, matter):
    assert raise_matter(administration, title="Vem betalar flytten? ", by=None) == matter
    assert (Matter.objects.count(), matter.raised_on) == (1, TODAY)


def test_it_cannot_be_due_before_it_is_raised(administration):
    with pytest.raises(refusals.MatterDueError):
        raise_matter(administration, title="Hyror", due=date(2026, 9, 14), by=None)


def test_a_matter_says_in_the_log_what_was_changed(matter):
    change(matter, title="Vem betalar flytten i oktober?", units=[])

    logged = Change.objects.get(action="matter-changed")
    assert logged.before["units"] == ["4100 Barn och ungdom", "4200 Vuxen"]
    assert (logged.after["title"], logged.after.get("units")) == ("Vem betalar flytten i oktober?", None)


def test_a_matter_that_somebody_else_changed_is_not_overwritten(matter):
    seen = fingerprint(matter)
    change(matter, title="Vem betalar?")

    with pytest.raises(refusals.MatterStaleError, match="Nu står det: Vem betalar"):
        change(matter, title="Flytten", seen=seen)


def test_the_same_words_again_change_nothing(matter):
    change(matter, seen="something older")

    assert not Change.objects.filter(action="matter-changed").exists()


def test_a_settled_matter_has_its_result_and_does_not_change(matter):
    settle_matter(matter, result="Enheten som flyttar betalar.", by=None)
    settle_matter(matter, result="Enheten som flyttar betalar.", by=None)

    matter.refresh_from_db()
    assert (matter.settled_on, matter.result) == (TODAY, "Enheten som flyttar betalar.")
    assert Change.objects.filter(action="matter-settled").count() == 1
    with pytest.raises(refusals.MatterSettledError):
        change(matter, title="Flytten")
    with pytest.raises(refusals.MatterSettledError):
        settle_matter(matter, result="Hälften var.", by=None)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"result": " "}, refusals.ResultMissingError),
        ({"result": "Så.", "settled_on": date(2026, 9, 16)}, refusals.SettledLaterError),
        ({"result": "Så.", "settled_on": date(2026, 9, 14)}, refusals.SettledBeforeRaisedError),
    ],
)
def test_settling_says_how_on_a_day_that_can_be(matter, said, refusal):
    with pytest.raises(refusal):
        settle_matter(matter, **said, by=None)


def test_a_settled_matter_is_taken_up_again_and_the_log_keeps_the_result(matter):
    settle_matter(matter, result="Hälften var.", by=None)

    reopen_matter(matter, by=None)
    reopen_matter(matter, by=None)

    matter.refresh_from_db()
    assert (matter.settled_on, matter.result) == (None, "")
    assert Change.objects.get(action="matter-reopened").before["matter_result"] == "Hälften var."
