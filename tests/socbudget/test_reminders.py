"""Who is reminded of what, and that nobody is twice."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from forecasts.models import Forecast, ForecastStep
from forecasts.rounds.services import open_round, plan_year
from socbudget.reminder_words import forecast_link
from socbudget.reminders import RoundNotOpenError, plan, remind
from tests import factories
from tests.working import work_off
from units.mailing.heads import heads_of
from units.mailing.queries import reminded
from units.models import Change, Letter
from units.roles import Role

TODAY = date(2026, 10, 8)
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(datetime(2026, 10, 8, 7, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def round_(administration):
    plan_year(administration, 2026, by=None)
    found = administration.rounds.get(as_of=SEPTEMBER, number=0)
    open_round(found, by=None)
    return administration.rounds.get(pk=found.pk)


@pytest.fixture
def by(administration):
    user = factories.person(administration, Role.CONTROLLER)
    user.name = "Controller Exempelstad"
    user.save()
    return user


@pytest.fixture
def head(administration):
    return factories.person(administration, Role.UNIT_HEAD)


def forecast(round_, code, state, word=""):
    made = factories.ForecastFactory(
        unit=round_.administration.units.get(code=code), as_of=SEPTEMBER, round=round_, state=state
    )
    ForecastStep.objects.create(forecast=made, state=state, at=made.submitted_at, word=word)
    return made


def asked(made):
    """Person, whether to approve, and the codes."""
    return [(each.to, each.approve, [waiting.unit.code for waiting in each.waiting]) for each in made.reminders]


def test_the_head_of_a_unit_without_a_forecast_is_reminded_and_a_unit_without_head_is_said(round_, head):
    made = plan(round_, TODAY)

    assert asked(made) == [(head, False, ["4100"])]
    assert made.headless == ["4200 saknar enhetschef"]


def test_one_person_with_two_units_gets_one_letter(round_, head, by, administration):
    factories.ResponsibilityFactory(
        user=head, role=Role.UNIT_HEAD, administration=administration, unit=administration.units.get(code="4200")
    )

    remind(round_, by=by)

    assert Letter.objects.get().key == f"{round_.pk}:2026-10-08:4100"
    assert set(reminded(round_)) == {unit.pk for unit in administration.units.all()}


def test_a_submitted_forecast_is_nobodys_to_write_and_a_checked_one_the_department_heads(round_, head, administration):
    chief = factories.person(administration, Role.DEPARTMENT_HEAD)
    forecast(round_, "4100", Forecast.State.SUBMITTED)
    forecast(round_, "4200", Forecast.State.CHECKED)

    assert asked(plan(round_, TODAY)) == [(chief, True, ["4200"])]


def test_an_approved_forecast_reminds_nobody(round_, head):
    forecast(round_, "4100", Forecast.State.APPROVED)

    assert asked(plan(round_, TODAY, only="4100")) == []


def test_nobody_is_reminded_twice_a_day_of_the_same_unit(round_, head, by):
    remind(round_, by=by, only="4100")

    again = remind(round_, by=by)

    assert (asked(again), [unit.code for unit in again.already]) == ([], ["4100"])
    assert Letter.objects.count() == 1


def test_the_day_after_a_person_can_be_reminded_again(round_, head, by):
    remind(round_, by=by)
    with time_machine.travel(datetime(2026, 10, 9, 7, tzinfo=UTC), tick=False):
        remind(round_, by=by)

    assert Letter.objects.count() == 2


def test_a_head_who_has_stepped_down_is_not_reminded(round_, head):
    head.responsibilities.update(until=date(2026, 10, 7))

    assert asked(plan(round_, TODAY, only="4100")) == []


def test_nothing_is_sent_in_a_round_that_is_not_open(round_, head, by, administration):
    with pytest.raises(RoundNotOpenError):
        remind(administration.rounds.get(as_of=date(2026, 10, 1)), by=by)


def test_the_log_says_which_units_were_reminded(round_, head, by):
    remind(round_, by=by)

    change = Change.objects.get(action="reminders-sent")
    assert (change.by, change.subject, change.after) == (
        "Controller Exempelstad",
        "september 2026",
        {"letters": 1, "units": ["4100"]},
    )


def test_a_reminder_reads_so(round_, head, by, settings):
    settings.SITE_URL = "https://budget.example.se"
    forecast(round_, "4100", Forecast.State.SENT_BACK, word="Hyran saknas.")

    remind(round_, by=by)
    work_off()

    [message] = mail.outbox
    assert (message.to, message.reply_to) == ([head.email], [by.email])
    assert message.subject == "Påminnelse: prognosen för 4100 Barn och ungdom per september 2026"
    assert (
        message.body
        == f"""\
Hej!

Prognosen per september 2026 är inte inlämnad för enheten nedan. Sista dag är måndag 12 oktober.

4100 Barn och ungdom
Återsänd: Hyran saknas.
{forecast_link(round_, "4100")}

Är det redan gjort när du läser detta behöver du inte göra något.

--\N{SPACE}
Skickat av Controller Exempelstad genom Socbudget torsdag 8 oktober. Svarar du på brevet når du den personen.
Du får brevet för att du är enhetschef i Exempelstads socialförvaltning.
"""
    )


def test_a_reminder_to_approve_reads_so_in_english(round_, by, administration, settings):
    settings.SITE_URL = "https://budget.example.se"
    chief = factories.person(administration, Role.DEPARTMENT_HEAD)
    chief.language = "en"
    chief.save()
    forecast(round_, "4100", Forecast.State.CHECKED)

    remind(round_, by=by)
    work_off()

    [message] = mail.outbox
    assert (
        message.subject == "Reminder: the forecast of 4100 Barn och ungdom as of September 2026 waits for your approval"
    )
    assert (
        message.body
        == f"""\
Hello,

The forecast as of September 2026 below is checked and waits for you to approve it or send it back. \
The last day is Friday 16 October.

4100 Barn och ungdom
{forecast_link(round_, "4100")}

If it is done by the time you read this, you need not do anything.

--\N{SPACE}
Sent by Controller Exempelstad through Socbudget on Thursday 8 October. An answer to this letter goes there.
You get it because you are department head in Exempelstads socialförvaltning.
"""
    )


def test_a_reminder_costs_the_same_queries_however_many_units_there_are(
    round_, administration, django_assert_num_queries
):
    department = administration.departments.get()
    counted = []
    for number in (1, 12):
        for each in range(number):
            unit = factories.UnitFactory(department=department, code=f"5{number:02}{each:02}")
            factories.ResponsibilityFactory(role=Role.UNIT_HEAD, administration=administration, unit=unit)
        with django_assert_num_queries(counted[0] if counted else 9, exact=True) as captured:
            plan(round_, TODAY)
        counted.append(len(captured))


def test_who_writes_anew_what_is_submitted_is_not_reminded(round_, head, administration):
    made = forecast(round_, "4100", Forecast.State.SUBMITTED)
    Forecast.drafts.create(unit=made.unit, year=made.year, as_of=made.as_of, round=round_, version=0, state="draft")

    assert asked(plan(round_, TODAY, only="4100")) == []


def test_a_part_without_a_head_is_answered_for_by_the_head_of_its_unit(administration, person):
    head, unit = person(Role.UNIT_HEAD), administration.units.get(code="4100")
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4110")

    assert heads_of(administration, date(2026, 10, 12)).of_unit(part) == [head]
