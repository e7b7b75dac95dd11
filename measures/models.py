"""What is done about a deviation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit, first_day_check, month_field


class Measure(models.Model):
    """What a unit does about its deviation, and what it is expected to save.

    An effect is positive when it saves. A forecast made as of `contained_from` or later already contains it.
    """

    class Stage(models.TextChoices):
        PLANNED = "planned", _("planned")
        DECIDED = "decided", _("decided")
        STOPPED = "stopped", _("stopped")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(_("title"), max_length=200)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.PLANNED)
    year = models.PositiveSmallIntegerField(_("year"))
    effect = models.BigIntegerField(_("remaining effect this year"))
    full_year_effect = models.BigIntegerField(_("full-year effect"), default=0)
    contained_from = month_field(verbose_name=_("in the forecast from"), null=True, blank=True)

    class Meta:
        ordering = ["-effect", "pk"]
        constraints = [
            first_day_check("contained_from", "measure_contained_first_day"),
            models.CheckConstraint(condition=Q(year__gte=1990) & Q(year__lte=2099), name="measure_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return self.title
