"""Taking over what a former head still answers for."""

from tests.meetings.reading import signed_in, text
from tests.meetings.teams.making import assignment
from tests.meetings.teams.test_handover import PAGE, _september, former, head, unit  # noqa: F401 (fixtures)


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
