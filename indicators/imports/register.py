"""Lets files of key figures through the pipeline of uploads."""

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from forecasts.imports.registers import Register
from indicators.imports.hold import button, headline, hold
from indicators.imports.messages import EVIDENCE, LAYOUTS, SENTENCES
from indicators.imports.reader import KIND, ObservationReader
from indicators.imports.record import KnownIndicator
from indicators.imports.store import store, take_out
from units.models import Administration, User


def reader_for(administration: Administration, user: User | None, *, controls: bool) -> ObservationReader:
    """The reader of a file from `user`, who may store values only when in control. One query."""
    found = administration.indicators.annotate(most=Max("observations__scaled"), least=Min("observations__scaled"))
    known = [
        KnownIndicator(
            each.pk,
            each.code,
            each.name,
            each.unit_of_measure,
            each.aggregate,
            each.of_people,
            None if each.most is None else max(abs(each.most), abs(each.least)),
        )
        for each in found.order_by("order", "code")
    ]
    return ObservationReader(tuple(known), controls)


OBSERVATIONS = Register(
    kind=KIND,
    name=_("Values of key figures"),
    reader=reader_for,
    hold=hold,
    store=store,
    take_out=take_out,
    headline=headline,
    button=button,
    layouts=LAYOUTS,
    sentences=SENTENCES,
    evidence=EVIDENCE,
)
