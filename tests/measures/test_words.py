"""What stages and steps are called."""

from django.utils import translation

from measures.words import stage_name, stage_title, step_name


def test_a_measure_is_ended_where_a_month_is_closed():
    with translation.override("sv"):
        said = stage_name("closed"), stage_title("closed"), step_name("verified", "closed")

        assert said == ("avslutad", "Avslutad", "Avsluta")
        assert translation.gettext("closed") == "stängd"
