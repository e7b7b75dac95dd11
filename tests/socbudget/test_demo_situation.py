"""What the demo tells: the situation page, the messages and an analysis."""

from datetime import date

from django.test import Client

from meetings.models import Analysis, Message, SituationItem
from socbudget.demo.plan import plan
from socbudget.demo.situation import load_situation
from tests.meetings.reading import heading, text
from units.models import Administration, User

TODAY = date(2026, 11, 21)


def opened(username, path):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.get(f"/administrations/EX/{path}")


def test_every_section_of_the_situation_page_has_something(demo):
    sections = SituationItem.objects.filter(ended_on=None).values_list("section", flat=True)

    assert set(sections) == set(SituationItem.Section)


def test_two_messages_are_sent_with_some_lacking_and_one_is_planned(demo):
    told = Message.objects.order_by("week")

    assert [each.sent_at is not None for each in told] == [True, True, False]
    assert "inte än" in text(opened("ledning", f"messages/{told[1].pk}/"))


def test_loading_it_twice_stores_nothing_twice(demo):
    administration = Administration.objects.get(code="EX")
    before = SituationItem.objects.count(), Message.objects.count(), Analysis.objects.count()

    load_situation(administration, plan("exempelstad", TODAY), TODAY)

    assert (SituationItem.objects.count(), Message.objects.count(), Analysis.objects.count()) == before


def test_staff_of_the_demo_sees_how_it_goes(demo):
    assert heading(opened("medarbetare", "situation/staff/")).startswith("Så går det för Vuxenenheten −")
