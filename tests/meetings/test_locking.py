"""Whoever writes in a meeting waits for whoever is writing in it already: everyone locks in the same order."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.assignments.services import change_assignment, hand_over, report_back
from meetings.holding.services import write_note
from meetings.models import Assignment
from meetings.planning.services import set_present
from tests import factories
from tests.meetings import making
from units.roles import Role

DUE = making.DUE


@pytest.fixture
def given(administration, person) -> Assignment:
    """An action of a meeting under way."""
    row = making.row(making.meeting(administration))
    return making.assignment(administration, person(Role.UNIT_HEAD), row=row)


def change(given: Assignment) -> None:
    change_assignment(
        given, text="Säg upp båda", owner=given.owner, due=DUE, for_committee=False, seen=given.version, by=None
    )


def report(given: Assignment) -> None:
    report_back(given, state="withdrawn", word="Behövs inte.", by=None)


def hand(given: Assignment) -> None:
    hand_over(given, factories.person(given.administration, Role.CONTROLLER), by=None)


def note(given: Assignment) -> None:
    write_note(given.row.point, "Ser över schemat.", row=given.row, by=None)


def present(given: Assignment) -> None:
    set_present(given.meeting, {}, guests="Revisorn", by=None)


@pytest.mark.parametrize("write", [change, report, hand, note, present])
def test_the_administration_is_locked_before_the_meeting_and_all_else(given, write):
    known = ("meeting__body", "owner", "administration", "row__point__meeting__body")
    stored = Assignment.objects.select_related(*known).get(pk=given.pk)

    with CaptureQueriesContext(connection) as asked:
        write(stored)

    tables = [found[1] for each in asked if (found := re.match(r'SELECT .*? FROM "(\w+)"', each["sql"]))]
    assert list(dict.fromkeys(tables))[:2] == ["units_administration", "meetings_meeting"]
