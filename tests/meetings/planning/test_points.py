"""The points of an agenda, arranged."""

from meetings.planning.points import AgendaPoint, fingerprint, left_out, minutes_of, moved, usual_points, without

ONE, TWO, OWN = AgendaPoint("total"), AgendaPoint("units", minutes=10), AgendaPoint("own", "Fika")
AGENDA = [ONE, TWO, OWN]


def test_a_point_takes_a_step_up_or_down():
    assert moved(AGENDA, 2, up=True) == [ONE, OWN, TWO]
    assert moved(AGENDA, 0, up=False) == [TWO, ONE, OWN]


def test_the_first_point_has_no_step_up_and_the_last_none_down():
    assert moved(AGENDA, 0, up=True) == AGENDA
    assert moved(AGENDA, 2, up=False) == AGENDA


def test_a_place_that_is_not_there_moves_nothing():
    assert moved(AGENDA, 7, up=True) == AGENDA


def test_a_point_is_taken_away():
    assert without(AGENDA, 1) == [ONE, OWN]


def test_what_is_left_out_can_be_brought_back_but_own_points_cannot():
    assert left_out(usual_points("management")) == []
    assert left_out(usual_points("team")) == ["units", "committee", "matters"]


def test_minutes_are_those_of_the_points_that_say_so():
    assert minutes_of(AGENDA) == 10


def test_a_fingerprint_changes_with_order_title_and_minutes_but_not_with_where_it_is_stored():
    assert (
        len({fingerprint(each) for each in (AGENDA, AGENDA[::-1], [ONE, TWO], [ONE, AgendaPoint("units"), OWN])}) == 4
    )
    assert fingerprint([AgendaPoint("total", pk=7)]) == fingerprint([ONE])
