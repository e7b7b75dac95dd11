"""What is counted beside the money, such as days of care and households, and what each month's count was."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from forecasts.models import Upload
from indicators.scale import from_scaled
from units.models import Administration, Unit, first_day_check, month_field


class Indicator(models.Model):
    """A key figure of an administration.

    `aggregate` says how its months become a year: days are added, a share is a mean, a number of clients the last. Over
    units a mean is a mean too, each unit weighing the same; all else is added. `of_people` says that it counts people:
    fewer than five are suppressed in what leaves the administration.
    """

    class Aggregate(models.TextChoices):
        SUM = "sum", _("the sum of the months")
        MEAN = "mean", _("the mean of the months")
        LAST = "last", _("the last month")

    class Better(models.TextChoices):
        MORE = "more", _("more is better")
        LESS = "less", _("less is better")
        NEITHER = "neither", _("neither is better")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="indicators")
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=30)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    aggregate = models.CharField(_("year"), max_length=4, choices=Aggregate.choices, default=Aggregate.SUM)
    better = models.CharField(_("direction"), max_length=7, choices=Better.choices, default=Better.NEITHER)
    of_people = models.BooleanField(_("counts people"), default=False)
    about = models.TextField(_("about"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint("administration", Lower("code"), name="indicator_code_once"),
            models.CheckConstraint(condition=models.Q(decimals__lte=3), name="indicator_few_decimals"),
        ]

    def __str__(self) -> str:
        return self.name


class Observed(models.Model):
    """The value of a key figure in one unit and month, in ten-thousandths."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = month_field(verbose_name=_("month"))
    scaled = models.BigIntegerField(_("value"))
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def value(self) -> Decimal:
        """The value itself."""
        return from_scaled(self.scaled)


class Observation(Observed):
    """What holds now. `upload` is the file that said it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")

    class Meta:
        ordering = ["indicator", "unit", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit", "month"], name="observation_once"),
            first_day_check("month", "observation_from_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.month:%Y-%m} {self.value}"


class ReplacedObservation(Observed):
    """What held before the upload `replaced_by`, to be brought back when that is undone."""

    replaced_by = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="replaced_observations")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["replaced_by", "indicator", "unit", "month"], name="replaced_observation_once"
            ),
            first_day_check("month", "replaced_observation_from_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.month:%Y-%m} {self.value}"


class Band(models.Model):
    """Between which values (ten-thousandths, both included) a month of a key figure is as it should be.

    Without a unit it is about the total of the administration. A side that is None has no end.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="bands")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    low = models.BigIntegerField(_("from"), null=True, blank=True)
    high = models.BigIntegerField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["indicator", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit"], condition=Q(unit__isnull=False), name="band_once"),
            models.UniqueConstraint(fields=["indicator"], condition=Q(unit=None), name="band_of_the_total_once"),
            models.CheckConstraint(condition=Q(low__isnull=False) | Q(high__isnull=False), name="band_has_an_end"),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")),
                name="band_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id or ''} {self.low}–{self.high}"
