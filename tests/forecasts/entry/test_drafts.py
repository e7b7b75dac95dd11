import pytest

from forecasts.entry import refusals
from forecasts.entry.drafts import (
    answer_flag,
    discard_draft,
    fill_empty,
    write_amount,
    write_causes,
    write_comment,
    write_line_comment,
    write_risks,
)
from forecasts.models import Forecast, OwnCause
from tests import factories
from tests.forecasts.entry.cycle import AUGUST, SEPTEMBER, TKR, entry_of, round_of, submitted
from units.models import Change
from units.months import add_months
from units.roles import Role

PERSONAL = "Anna 19800101-1231 slutar"


@pytest.fixture
def staff(administration):
    return factories.group(administration)


def write(unit, round, group, amount, seen=None, by=None):
    return write_amount(unit, round, group, amount=amount, seen=seen, by=by)


def written(unit, round):
    return {line.code: line.forecast for line in entry_of(unit, round).lines if line.forecast is not None}


def test_what_is_written_is_a_draft_and_counts_nowhere(unit, august, staff, person):
    head = person(Role.UNIT_HEAD)

    draft = write(unit, august, staff, 12_345_67, by=head)

    assert (draft.version, draft.state, draft.round, draft.changed_by) == (0, "draft", august, head)
    assert written(unit, august) == {"PER": 12_345_67}
    assert not Forecast.objects.exists()


def test_an_amount_is_in_the_log(unit, august, staff):
    write(unit, august, staff, 100_00)
    write(unit, august, staff, 200_00, seen=100_00)

    change = Change.objects.first()
    assert (change.action, change.subject) == ("forecast-written", f"{unit} 2026-08")
    assert (change.before, change.after) == (
        {"amount_ore": 100_00},
        {"amount_ore": 200_00, "group": "Personalkostnader"},
    )


def test_an_amount_is_cleared(unit, august, staff):
    write(unit, august, staff, 100_00)
    write(unit, august, staff, None, seen=100_00)

    assert written(unit, august) == {}


def test_two_people_who_write_different_things_are_told(unit, august, staff, person):
    first = person(Role.CONTROLLER)
    write(unit, august, staff, 100_00, by=first)

    with pytest.raises(refusals.EditedByOtherError) as refused:
        write(unit, august, staff, 200_00, seen=None)

    assert (refused.value.by, refused.value.amount) == (first, 100_00)
    assert written(unit, august) == {"PER": 100_00}


def test_two_people_who_write_the_same_are_not(unit, august, staff):
    write(unit, august, staff, 100_00)
    write(unit, august, staff, 100_00, seen=None)

    assert written(unit, august) == {"PER": 100_00}


def test_an_amount_that_cannot_be_meant_is_refused(unit, august, staff):
    with pytest.raises(refusals.AmountTooLargeError):
        write(unit, august, staff, 10**15)


def test_a_round_that_is_not_open_takes_nothing(administration, unit, august, staff):
    with pytest.raises(refusals.RoundNotOpenError, match="september 2026"):
        write(unit, round_of(administration, SEPTEMBER, opened=False), staff, 1)


def test_a_locked_round_takes_nothing_even_from_a_page_opened_before(unit, august, staff):
    write(unit, august, staff, 1)
    type(august).objects.update(locked_at=august.opened_at)

    with pytest.raises(refusals.RoundLockedError):
        write(unit, august, staff, 2, seen=1)
    assert not Forecast.drafts.filter(lines__amount=2).exists()


def test_an_approved_forecast_takes_nothing(unit, august, staff):
    submitted(unit, round=august, PER=1)
    Forecast.objects.update(state="approved")

    with pytest.raises(refusals.ForecastApprovedError):
        write(unit, august, staff, 2, seen=1)


def test_a_unit_that_does_not_forecast_is_told(administration, unit, august, staff):
    unit.valid_to = add_months(AUGUST, -1)
    unit.save()

    with pytest.raises(refusals.NotExpectedError, match="4100"):
        write(unit, august, staff, 2)


def test_who_writes_after_submitting_goes_on_from_a_copy(administration, unit, august, staff):
    first = submitted(unit, round=august, PER=12_100 * TKR, INT=-600 * TKR)
    first.causes.create(cause="volume", amount=-100 * TKR)
    first.risks.create(text="Hyran", amount=-50 * TKR, probability=40)
    first.answers.create(code="factor", answer="Det stämmer")

    write(unit, august, staff, 12_200 * TKR, seen=12_100 * TKR)

    entry = entry_of(unit, august)
    assert written(unit, august) == {"PER": 12_200 * TKR, "INT": -600 * TKR}
    assert [cause.cause for cause in entry.causes] == ["volume"]
    assert [risk.text for risk in entry.risks] == ["Hyran"]
    assert [answer.answer for answer in entry.answers] == ["Det stämmer"]
    assert dict(first.lines.values_list("group__code", "amount")) == {"PER": 12_100 * TKR, "INT": -600 * TKR}


def test_a_comment_may_come_before_its_amount(unit, august, staff):
    write_line_comment(unit, august, staff, text="Två vakanser\r\n", seen="", by=None)

    assert [(line.code, line.comment, line.forecast) for line in entry_of(unit, august).lines][1] == (
        "PER",
        "Två vakanser",
        None,
    )


def test_a_comment_stays_when_its_amount_is_cleared(unit, august, staff):
    write(unit, august, staff, 1)
    write_line_comment(unit, august, staff, text="Två vakanser", seen="", by=None)
    write(unit, august, staff, None, seen=1)

    assert entry_of(unit, august).lines[1].comment == "Två vakanser"


@pytest.mark.parametrize("seen", ["", "annat"])
def test_a_comment_that_someone_else_changed_is_not_lost(unit, august, seen):
    write_comment(unit, august, text="Hyran ökar", seen="", by=None)

    with pytest.raises(refusals.EditedByOtherError) as refused:
        write_comment(unit, august, text="Lönerna ökar", seen=seen, by=None)
    assert refused.value.text == "Hyran ökar"


def test_a_personal_identity_number_is_kept_nowhere(unit, august, staff):
    for attempt in (
        lambda: write_comment(unit, august, text=PERSONAL, seen="", by=None),
        lambda: write_line_comment(unit, august, staff, text=PERSONAL, seen="", by=None),
        lambda: write_causes(unit, august, [("volume", 1, PERSONAL)], by=None),
        lambda: write_risks(unit, august, [(PERSONAL, 1, 50)], by=None),
        lambda: answer_flag(unit, august, "factor", None, answer=PERSONAL, by=None),
    ):
        with pytest.raises(refusals.PersonalNumberError, match=r"19\*+-\*+"):
            attempt()
    assert not Forecast.drafts.exists()
    assert not Change.objects.filter(action__startswith="forecast").exists()


def test_causes_replace_those_that_were(unit, august):
    write_causes(unit, august, [("volume", -100 * TKR, "Fler placeringar"), ("price", -20 * TKR, "")], by=None)
    write_causes(unit, august, [("staffing", 50 * TKR, "")], by=None)

    assert [(cause.cause, cause.amount) for cause in entry_of(unit, august).causes] == [("staffing", 50 * TKR)]


def test_causes_are_those_of_the_administration(administration, unit, august):
    OwnCause.objects.create(administration=administration, code="rent", name="Hyror")

    with pytest.raises(refusals.UnknownCauseError, match="volume"):
        write_causes(unit, august, [("volume", 1, "")], by=None)
    write_causes(unit, august, [("rent", 1, "")], by=None)


def test_a_cause_is_written_once_and_has_an_amount(unit, august):
    with pytest.raises(refusals.CauseTwiceError):
        write_causes(unit, august, [("volume", 1, ""), ("volume", 2, "")], by=None)
    with pytest.raises(refusals.CauseAmountError):
        write_causes(unit, august, [("volume", 0, "")], by=None)


def test_what_no_cause_explains_is_shown(unit, august, staff):
    write(unit, august, staff, 12_300 * TKR)
    write_causes(unit, august, [("volume", -250 * TKR, "")], by=None)

    assert entry_of(unit, august).unexplained == -50 * TKR


def test_risks_stand_beside_the_forecast(unit, august):
    write_risks(unit, august, [("Hyran höjs", -200 * TKR, 40), ("Statsbidrag", 300 * TKR, 20)], by=None)

    found = [(risk.text, risk.amount, risk.probability) for risk in entry_of(unit, august).risks]
    assert found == [("Hyran höjs", -200 * TKR, 40), ("Statsbidrag", 300 * TKR, 20)]


@pytest.mark.parametrize("risk", [("", 1, 50), ("Hyran", 0, 50), ("Hyran", 1, 0), ("Hyran", 1, 100)])
def test_a_risk_is_whole(unit, august, risk):
    with pytest.raises(refusals.RiskIncompleteError):
        write_risks(unit, august, [risk], by=None)


def test_an_answer_can_be_changed_and_taken_back(unit, august, staff):
    for answer in ("Ja", "Ja, det stämmer"):
        answer_flag(unit, august, "factor", staff, answer=answer, by=None)
        assert [each.answer for each in entry_of(unit, august).answers] == [answer]
    answer_flag(unit, august, "factor", staff, answer="", by=None)

    assert entry_of(unit, august).answers == []


def test_what_is_submitted_can_be_answered_without_a_new_draft(unit, august, staff):
    submitted(unit, round=august, PER=1)

    answer_flag(unit, august, "factor", staff, answer="Ja", by=None)

    assert not Forecast.drafts.exists()
    assert [each.answer for each in entry_of(unit, august).answers] == ["Ja"]


def test_only_empty_rows_are_filled(unit, august, staff):
    write(unit, august, staff, 5)

    fill_empty(unit, august, source="proposal", by=None)

    assert written(unit, august) == {"PER": 5, "INT": -600 * TKR}


@pytest.mark.parametrize(
    ("source", "amount"), [("proposal", 12_160 * TKR), ("previous", 12_100 * TKR), ("budget", 12_000 * TKR)]
)
def test_rows_are_filled_from_what_was_chosen(unit, august, source, amount):
    submitted(unit, add_months(AUGUST, -2), PER=12_100 * TKR)

    fill_empty(unit, august, source=source, by=None)

    assert written(unit, august)["PER"] == amount


def test_an_amount_for_the_whole_unit_is_not_filled_up(administration, unit, august):
    write(unit, august, factories.group(administration, "0"), 11_400 * TKR)

    with pytest.raises(refusals.UnsplitForecastError):
        fill_empty(unit, august, source="budget", by=None)


def test_a_discarded_draft_is_in_the_log(unit, august, staff):
    write(unit, august, staff, 5)

    discard_draft(unit, august, by=None)
    discard_draft(unit, august, by=None)

    assert not Forecast.drafts.exists()
    change = Change.objects.first()
    assert (change.action, change.before) == ("forecast-draft-discarded", {"amounts": {"Personalkostnader": 5}})


def test_the_log_has_comments_on_causes_and_the_probability_of_risks(unit, august):
    write_causes(unit, august, [("volume", -100 * TKR, "Fler placeringar")], by=None)
    write_risks(unit, august, [("Domen", -50 * TKR, 10)], by=None)
    write_risks(unit, august, [("Domen", -50 * TKR, 90)], by=None)

    causes, _first, risks = Change.objects.filter(action__startswith="forecast-").order_by("pk")

    assert causes.after == {"by_cause": {"volym": -100 * TKR}, "comment": "volym: Fler placeringar"}
    assert risks.before == {"risks": {"1. Domen (10 %)": -50 * TKR}}
    assert risks.after == {"risks": {"1. Domen (90 %)": -50 * TKR}}


def test_causes_and_risks_written_again_are_no_change(unit, august):
    for _time in range(2):
        write_causes(unit, august, [("volume", -100 * TKR, "")], by=None)
        write_risks(unit, august, [("Domen", -50 * TKR, 10)], by=None)

    assert Change.objects.filter(action__startswith="forecast-").count() == 2
