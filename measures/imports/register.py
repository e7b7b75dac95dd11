"""Lets files of measures through the pipeline of uploads."""

from django.utils.translation import gettext_lazy as _

from forecasts.imports.registers import Register
from measures.imports.hold import button, headline, hold
from measures.imports.messages import LAYOUTS, SENTENCES
from measures.imports.reader import KIND, MeasureReader
from measures.imports.store import store, take_out
from units.models import Administration, Unit, User
from units.roles import Act


def reader_for(administration: Administration, user: User | None, *, controls: bool) -> MeasureReader:
    """The reader of a file from `user`, who may write everything when in control. Two queries, none in control."""
    if controls or user is None:
        return MeasureReader()
    units = Unit.objects.filter(administration=administration)
    writable, decidable = (
        frozenset(units.allowing(user, act).values_list("pk", flat=True)) for act in (Act.MEASURE, Act.DECIDE)
    )
    return MeasureReader(writable, decidable, controls=False)


MEASURES = Register(
    kind=KIND,
    name=_("Measures"),
    reader=reader_for,
    hold=hold,
    store=store,
    take_out=take_out,
    headline=headline,
    button=button,
    layouts=LAYOUTS,
    sentences=SENTENCES,
)
