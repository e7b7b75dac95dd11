"""Taking over what a former head still answers for."""

from datetime import date

from meetings.assignments.services import hand_over, report_back
from meetings.models import Assignment, Body, Matter
from meetings.teams.taking_over import take_over
from tests import factories
from tests.meetings.reading import signed_in, text
from tests.meetings.teams.making import assignment, meeting, team
from tests.meetings.teams.test_handover import PAGE, _september, former, head, unit  # noqa: F401 (fixtures)
from units.models import Responsibility
from units.roles import Role


def management(administration):
    return Body.objects.create(administration=administration, kind="management", name="Ledningsgruppen")


def test_the_new_head_takes_over_all_with_one_press(administration, unit, former, head):  # noqa: F811
    left = [assignment(administration, owner=former, unit=unit) for _ in range(2)]
    client = signed_in(head)
    assert "Ta över alla" in text(client.get(PAGE))

    response = client.post(f"{PAGE}take/", {"assignment": "all"}, follow=True)

    assert "Nya chefen ansvarar för 2 till." in text(response)
    for each in left:
        each.refresh_from_db()
    assert {each.owner for each in left} == {head}


def test_one_alone_is_taken_over_and_twice_is_once(administration, unit, former, head):  # noqa: F811
    first, second = (assignment(administration, owner=former, unit=unit) for _ in range(2))
    client = signed_in(head)

    for _ in range(2):
        client.post(f"{PAGE}take/", {"assignment": str(first.pk)})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.owner, second.owner, first.reports.count()) == (head, former, 1)


def test_what_has_nothing_to_do_with_the_unit_is_not_left_behind(administration, unit, former, head):  # noqa: F811
    assignment(administration, owner=former)
    assignment(administration, owner=former, meeting=meeting(management(administration)))
    client = signed_in(head)
    assert "Ta över alla" not in text(client.get(PAGE))

    response = client.post(f"{PAGE}take/", {"assignment": "all"}, follow=True)

    assert "Det fanns inget kvar att ta över." in text(response)
    assert set(Assignment.objects.values_list("owner", flat=True)) == {former.pk}


def test_what_the_team_gave_and_what_a_shared_matter_has_are_left_behind(administration, unit, former, head):  # noqa: F811
    matter = Matter.objects.create(administration=administration, title="Bidraget", raised_on=date(2026, 8, 1))
    matter.units.add(unit)
    assignment(administration, owner=former, meeting=meeting(team(unit)))
    assignment(administration, owner=former, matter=matter)

    signed_in(head).post(f"{PAGE}take/", {"assignment": "all"})

    assert set(Assignment.objects.values_list("owner", flat=True)) == {head.pk}


def test_what_was_given_before_the_former_head_became_head_stays(administration, unit, former, head):  # noqa: F811
    assignment(administration, owner=former, unit=unit, made_on=date(2019, 12, 31))

    assert "Ta över alla" not in text(signed_in(head).get(PAGE))


def test_what_is_about_the_unit_is_taken_over_though_others_hold_the_meeting(
    administration,
    unit,  # noqa: F811
    former,  # noqa: F811
    head,  # noqa: F811
):
    given = assignment(administration, owner=former, unit=unit, meeting=meeting(management(administration)))

    signed_in(head).post(f"{PAGE}take/", {"assignment": "all"})

    given.refresh_from_db()
    assert given.owner == head


def test_what_changed_since_it_was_read_is_left_as_it_is(administration, unit, former, head, person):  # noqa: F811
    seen = [assignment(administration, owner=former, unit=unit) for _ in range(3)]
    controller = person(Role.CONTROLLER)
    hand_over(Assignment.objects.get(pk=seen[0].pk), controller, by=controller)
    report_back(Assignment.objects.get(pk=seen[1].pk), state="withdrawn", word="Behövs inte.", by=controller)

    assert take_over(seen, head, by=head) == 1
    assert list(Assignment.objects.order_by("pk").values_list("owner", flat=True)) == [
        controller.pk,
        former.pk,
        head.pk,
    ]


def test_a_controller_gives_it_to_the_head_who_came_last(administration, unit, former, head, person):  # noqa: F811
    given = assignment(administration, owner=former, unit=unit)
    leaving = factories.UserFactory(name="På väg bort")
    place = {"role": Role.UNIT_HEAD, "administration": administration, "unit": unit}
    Responsibility.objects.create(user=leaving, since=date(2026, 8, 1), until=date(2026, 9, 30), **place)

    signed_in(person(Role.CONTROLLER)).post(f"{PAGE}take/", {"assignment": "all"})

    given.refresh_from_db()
    assert given.owner == head
