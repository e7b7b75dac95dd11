"""Monday letters: who gets one, what it says, and that nobody gets two."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from forecasts.models import ClosedMonth, Figure, Forecast, ForecastStep
from forecasts.rounds.services import open_round, plan_year
from socbudget import digests
from socbudget.reminder_words import forecast_link
from tests import factories
from tests.working import work_off
from units.models import Change, Letter, Mailing
from units.roles import Role

MONDAY = date(2026, 10, 12)
JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))
SITE = "https://budget.example.se/administrations/EX"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.SITE_URL = "https://budget.example.se"
    with time_machine.travel(datetime(2026, 10, 12, 5, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def figures(administration):
    """4100 has 10 and 4200 20 million; 4100 went from a deficit of 200 to one of 500 thousand in August."""
    group = factories.group(administration)
    barn, vuxen = administration.units.order_by("code")
    for unit, million in ((barn, 10), (vuxen, 20)):
        factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, amount=million * 1_000_000_00)
    for as_of, unit, thousands in ((JULY, barn, 10_200), (AUGUST, barn, 10_500), (AUGUST, vuxen, 19_900)):
        made = factories.ForecastFactory(unit=unit, as_of=as_of)
        factories.ForecastLineFactory(forecast=made, group=group, amount=thousands * 1_000_00)


@pytest.fixture
def round_(administration, figures):
    plan_year(administration, 2026, by=None)
    open_round(administration.rounds.get(as_of=SEPTEMBER, number=0), by=None)
    return administration.rounds.get(as_of=SEPTEMBER, number=0)


def in_round(round_, code, state, thousands, word=""):
    made = factories.ForecastFactory(
        unit=round_.administration.units.get(code=code), as_of=SEPTEMBER, round=round_, state=state
    )
    factories.ForecastLineFactory(
        forecast=made, group=factories.group(round_.administration), amount=thousands * 1_000_00
    )
    ForecastStep.objects.create(forecast=made, state=state, at=made.submitted_at, word=word)


def send(administration):
    digests.send_digests(administration, MONDAY, by=None)
    work_off()


def letter(administration, person):
    send(administration)
    [message] = [message for message in mail.outbox if message.to == [person.email]]
    message.body = message.body.replace("\N{NO-BREAK SPACE}", " ")
    return message


def test_a_unit_head_reads_what_to_submit_and_how_the_unit_stands(administration, round_, person):
    message = letter(administration, person(Role.UNIT_HEAD))

    assert message.subject == "Måndagsbrev vecka 42: en prognos att lämna in"
    assert (
        message.body
        == f"""\
Hej!

ATT LÄMNA IN

Prognos per september 2026. Sista dag är måndag 12 oktober.

4100 Barn och ungdom: inte påbörjad
{forecast_link(round_, "4100")}

DINA ENHETER

4100 Barn och ungdom: −500 tkr mot budget, 300 tkr sämre än förra prognosen.
{SITE}/units/4100/

--\N{SPACE}
Skickat av Socbudget.
Du får måndagsbrevet som enhetschef i Exempelstads socialförvaltning.
Om det ska komma väljer du på din egen sida: https://budget.example.se/account/
"""
    )


def test_a_unit_head_reads_in_english_why_a_forecast_was_sent_back(administration, round_, person):
    head = person(Role.UNIT_HEAD)
    head.language = "en"
    head.save()
    in_round(round_, "4100", Forecast.State.SENT_BACK, 10_700, word="Hyran saknas.")

    message = letter(administration, head)

    assert message.subject == "Monday letter week 42: one forecast to submit"
    assert (
        message.body
        == f"""\
Hello,

TO SUBMIT

Forecast as of September 2026. The last day is Monday 12 October.

4100 Barn och ungdom: sent back
“Hyran saknas.”
{forecast_link(round_, "4100")}

YOUR UNITS

4100 Barn och ungdom: −700 tkr against the budget, 200 tkr worse than the forecast before.
{SITE}/units/4100/

--\N{SPACE}
Sent by Socbudget.
You get the Monday letter as unit head in Exempelstads socialförvaltning.
Whether it comes you decide on your own page: https://budget.example.se/account/
"""
    )


def test_a_department_head_reads_what_waits_what_is_missing_and_what_changed(administration, round_, person):
    in_round(round_, "4200", Forecast.State.CHECKED, 20_400)

    message = letter(administration, person(Role.DEPARTMENT_HEAD))

    assert message.subject == "Måndagsbrev vecka 42: en prognos väntar på ditt godkännande"
    assert (
        message.body
        == f"""\
Hej!

DIN AVDELNING

Väntar på ditt godkännande: 4200 Vuxen. Sista dag är fredag 16 oktober.
{forecast_link(round_, "4200")}

Inte inlämnade: 4100 Barn och ungdom.

Största förändringarna:
4200 Vuxen: 500 tkr sämre än förra prognosen.

{SITE}/rounds/{round_.pk}/

--\N{SPACE}
Skickat av Socbudget.
Du får måndagsbrevet som avdelningschef i Exempelstads socialförvaltning.
Om det ska komma väljer du på din egen sida: https://budget.example.se/account/
"""
    )


def test_a_controller_reads_how_far_the_round_is_and_the_deadlines_of_the_week(administration, round_, person):
    in_round(round_, "4200", Forecast.State.SUBMITTED, 25_000)

    message = letter(administration, person(Role.CONTROLLER))

    assert message.subject == "Måndagsbrev vecka 42: en prognos saknas"
    assert (
        message.body
        == f"""\
Hej!

OMGÅNGEN SEPTEMBER 2026

1 av 2 prognoser är inlämnade.

Inte inlämnade: 4100 Barn och ungdom.

Att granska: 4200 Vuxen.

Att titta på: 4200 Vuxen.

Tidsgränser i veckan:
Enhetschefer lämnar in: måndag 12 oktober
Controller har granskat: onsdag 14 oktober
Avdelningschefer godkänner: fredag 16 oktober

{SITE}/rounds/{round_.pk}/

--\N{SPACE}
Skickat av Socbudget.
Du får måndagsbrevet som controller i Exempelstads socialförvaltning.
Om det ska komma väljer du på din egen sida: https://budget.example.se/account/
"""
    )


def test_management_reads_the_total_and_what_changed_in_english(administration, round_, person):
    director = person(Role.MANAGEMENT)
    director.language = "en"
    director.save()

    message = letter(administration, director)

    assert message.subject == "Monday letter week 42: deficit 400 tkr"
    assert (
        message.body
        == f"""\
Hello,

THE ADMINISTRATION

The administration is expected to exceed its budget by 400 tkr, 300 tkr worse than in July.

Largest deficits:
4100 Barn och ungdom: −500 tkr against the budget, 300 tkr worse than the forecast before.

Deadlines this week:
Unit heads submit: Monday 12 October
Controller has checked: Wednesday 14 October
Department heads approve: Friday 16 October

{SITE}/

--\N{SPACE}
Sent by Socbudget.
You get the Monday letter as management group in Exempelstads socialförvaltning.
Whether it comes you decide on your own page: https://budget.example.se/account/
"""
    )


def test_management_reads_the_total_when_no_round_is_open(administration, figures, person):
    message = letter(administration, person(Role.MANAGEMENT))

    assert message.subject == "Måndagsbrev vecka 42: underskott 400 tkr"
    assert "Tidsgränser" not in message.body
    assert (
        f"""\
Största underskotten:
4100 Barn och ungdom: −500 tkr mot budget, 300 tkr sämre än förra prognosen.

{SITE}/
"""
        in message.body
    )


def test_a_controller_reads_which_months_wait_to_be_closed_when_no_round_is_open(administration, figures, person):
    for month in (AUGUST, SEPTEMBER, date(2026, 10, 1)):
        factories.FigureFactory(
            unit=administration.units.get(code="4100"),
            group=factories.group(administration),
            month=month,
            kind=Figure.Kind.ACTUAL,
        )
    ClosedMonth.objects.create(administration=administration, month=AUGUST)

    message = letter(administration, person(Role.CONTROLLER))

    assert message.subject == "Måndagsbrev vecka 42: en månad att stänga"
    assert (
        message.body
        == f"""\
Hej!

ATT STÄNGA

September 2026 har utfall men är inte stängd.

{SITE}/months/

--\N{SPACE}
Skickat av Socbudget.
Du får måndagsbrevet som controller i Exempelstads socialförvaltning.
Om det ska komma väljer du på din egen sida: https://budget.example.se/account/
"""
    )


def test_a_controller_with_nothing_to_close_gets_no_letter_when_no_round_is_open(administration, figures, person):
    person(Role.CONTROLLER)

    send(administration)

    assert mail.outbox == []


def test_a_person_with_two_roles_gets_one_letter(administration, round_, person):
    head = person(Role.UNIT_HEAD)
    factories.ResponsibilityFactory(user=head, role=Role.MANAGEMENT, administration=administration)

    message = letter(administration, head)

    assert [line for line in message.body.splitlines() if line.isupper()] == [
        "ATT LÄMNA IN",
        "DINA ENHETER",
        "FÖRVALTNINGEN",
    ]


def test_a_letter_tells_only_of_what_the_person_may_see(administration, round_, person):
    message = letter(administration, person(Role.UNIT_HEAD))

    assert "4200" not in message.body


def test_the_department_of_another_is_not_told_of(administration, round_):
    other = factories.DepartmentFactory(administration=administration, code="20")
    chief = factories.person(administration, Role.DEPARTMENT_HEAD, department=other)

    send(administration)

    assert [message for message in mail.outbox if message.to == [chief.email]] == []


def test_who_has_nothing_to_be_told_gets_no_letter_and_the_log_says_so(administration, person):
    person(Role.UNIT_HEAD)

    send(administration)

    assert mail.outbox == []
    assert Change.objects.get(action="digests-written").after == {"letters": 0, "nothing": 1}
    assert Mailing.objects.get().finished_at is not None


def test_who_wants_no_monday_letter_gets_none(administration, round_, person):
    head = person(Role.UNIT_HEAD)
    head.digest = False
    head.save()

    send(administration)

    assert mail.outbox == []


def test_committee_support_staff_and_system_get_no_monday_letter(administration, round_, person):
    for role in (Role.COMMITTEE, Role.SUPPORT, Role.STAFF, Role.SYSTEM):
        person(role)

    send(administration)

    assert mail.outbox == []


def test_the_same_week_twice_is_one_letter_and_the_next_week_another(administration, round_, person):
    person(Role.UNIT_HEAD)
    send(administration)
    send(administration)
    assert len(mail.outbox) == 1

    with time_machine.travel(datetime(2026, 10, 19, 5, tzinfo=UTC), tick=False):
        digests.send_digests(administration, date(2026, 10, 19), by=None)
        work_off()

    assert len(mail.outbox) == 2


def test_a_worker_that_died_before_the_letters_were_written_is_followed_by_one_that_writes_them(
    administration, round_, person
):
    person(Role.UNIT_HEAD)
    mailing = digests.send_digests(administration, MONDAY, by=None)
    digests.write(mailing, MONDAY)

    work_off()

    assert len(mail.outbox) == 1
    assert Letter.objects.count() == 1


def test_as_many_queries_write_the_letters_of_many_as_of_one(administration, round_, person, django_assert_num_queries):
    department = administration.departments.get()
    mailing = digests.send_digests(administration, MONDAY, by=None)
    person(Role.CONTROLLER)
    list(digests.drafts(mailing, {}, MONDAY))
    for number in (1, 12):
        for each in range(number):
            unit = factories.UnitFactory(department=department, code=f"5{number:02}{each:02}")
            factories.person(administration, Role.UNIT_HEAD, unit=unit)
        people = digests.readers(administration, MONDAY)
        with django_assert_num_queries(25):
            assert len(list(digests.drafts(mailing, people, MONDAY))) == len(people)


def test_the_command_asks_for_the_letters_of_every_administration(administration, round_, person, capsys):
    person(Role.UNIT_HEAD)
    factories.small_administration("ZZ")

    call_command("send_digests", date=MONDAY)
    work_off()
    call_command("send_digests", date=MONDAY, administration="EX")

    assert capsys.readouterr().out.splitlines()[:3] == [
        "EX 2026-W42: in the queue",
        "ZZ 2026-W42: in the queue",
        "EX 2026-W42: sent already",
    ]
    assert len(mail.outbox) == 1


def test_the_command_knows_which_administrations_there_are(db):
    with pytest.raises(CommandError, match="There is no administration XX"):
        call_command("send_digests", administration="XX")


def test_the_controller_sends_them_from_the_page(administration, round_, person, client_of):
    client = client_of(Role.CONTROLLER)
    person(Role.UNIT_HEAD)

    client.post("/administrations/EX/letters/digests/")
    work_off()

    assert len(mail.outbox) == 2
    assert "Måndagsbrev vecka 42" in client.get("/administrations/EX/letters/").content.decode()


def overdue(unit, title, days, **more):
    return factories.measure(
        unit, {date(2026, 12, 1): 100_000_00}, title=title, next_follow_up=MONDAY - timedelta(days=days), **more
    )


def test_a_unit_head_reads_which_measures_to_follow_up(administration, figures, person):
    unit = administration.units.get(code="4100")
    late = overdue(unit, "Färre konsulter", 3, number=7)
    overdue(administration.units.get(code="4200"), "Annan enhet", 9, number=8)

    message = letter(administration, person(Role.UNIT_HEAD))

    assert "ÅTGÄRDER ATT FÖLJA UPP\n\n7 Färre konsulter: 3 dagar försenad\n" in message.body
    assert f"{SITE}/measures/{late.pk}/follow-up/" in message.body
    assert "Annan enhet" not in message.body


def test_an_owner_who_leads_reads_of_the_own_measures(administration, figures, person):
    head = person(Role.DEPARTMENT_HEAD)
    late = overdue(administration.units.get(code="4100"), "Gemensam pool", 2, number=4, owner=head)

    body = letter(administration, head).body

    assert "4 Gemensam pool: 2 dagar försenad" in body
    assert f"{SITE}/measures/{late.pk}/follow-up/" in body


def test_an_owner_who_may_not_read_a_measure_is_not_told_of_it(administration, figures, person):
    head = person(Role.UNIT_HEAD)
    overdue(administration.units.get(code="4100"), "Färre konsulter", 3, number=7)
    overdue(administration.units.get(code="4200"), "Gemensam pool", 2, number=4, owner=head)

    body = letter(administration, head).body

    assert "Färre konsulter" in body
    assert "Gemensam pool" not in body


def test_who_leads_reads_how_many_are_late_and_which_are_the_latest(administration, figures, person):
    head = person(Role.UNIT_HEAD)
    for days in (2, 5, 3, 9):
        overdue(administration.units.get(code="4100"), f"Åtgärd {days}", days, owner=head, number=days)

    body = letter(administration, person(Role.DEPARTMENT_HEAD)).body

    assert (
        f"4 åtgärder som andra ansvarar för är inte uppföljda i tid:\n9 Åtgärd 9: 9 dagar försenad ({head})\n"
        f"5 Åtgärd 5: 5 dagar försenad ({head})\n3 Åtgärd 3: 3 dagar försenad ({head})\n"
        f"{SITE}/measures/?follow_up=overdue" in body
    )


def test_a_department_head_of_another_department_reads_nothing_of_them(administration, figures):
    other = factories.DepartmentFactory(administration=administration, code="20")
    head = factories.person(administration, Role.DEPARTMENT_HEAD, department=other)
    overdue(administration.units.get(code="4100"), "Färre konsulter", 3)

    send(administration)

    assert not [message for message in mail.outbox if message.to == [head.email]]


def test_the_units_deviation_is_told_before_and_after_measures(administration, figures, person):
    factories.measure(administration.units.get(code="4100"), {date(2026, 12, 1): 100_000_00})

    body = letter(administration, person(Role.UNIT_HEAD)).body

    assert "4100 Barn och ungdom: −500 tkr mot budget före åtgärder och −400 tkr efter, 300 tkr sämre" in body


def test_overdue_measures_cost_one_query_more_however_many_they_are(
    administration, round_, person, django_assert_num_queries
):
    mailing = digests.send_digests(administration, MONDAY, by=None)
    person(Role.UNIT_HEAD)
    list(digests.drafts(mailing, {}, MONDAY))
    for count in (1, 3):
        for number in range(count):
            overdue(administration.units.get(code="4100"), f"Åtgärd {number}", 3)
        people = digests.readers(administration, MONDAY)
        with django_assert_num_queries(26):
            list(digests.drafts(mailing, people, MONDAY))
