"""Monthly figures of units, the files they came from, closed months and frames.

Amounts are net cost in öre: a cost is positive, a revenue negative.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import AccountGroup, Administration, Department, Unit, first_day_check, month_field


class Upload(models.Model):
    """A file handed in, kept as it came.

    A large one is read, and stored, in the background: `step`, `rows_done`, `rows_known` and `seen_alive_at` say how
    far that has come, and `cancelled` asks it to end.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        EXAMINED = "examined", _("examined, not stored")
        LOADING = "loading", _("being stored")
        COMMITTED = "committed", _("stored")
        UNDONE = "undone", _("undone")
        REFUSED = "refused", _("could not be read")

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to="%Y/%m/", max_length=255, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.EXAMINED)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    layout = models.CharField(_("layout"), max_length=40, blank=True)
    options = models.JSONField(_("answers"), default=dict, blank=True)
    summary = models.JSONField(_("summary"), default=dict, blank=True)
    step = models.CharField(_("step"), max_length=20, blank=True)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_known = models.PositiveIntegerField(_("rows in all"), null=True, blank=True)
    seen_alive_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="uploads"
    )
    committed_at = models.DateTimeField(_("stored"), null=True, blank=True)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class FileLayout(models.Model):
    """What has been answered about files of a shape, to be used when the next one comes.

    `shape` is `Understood.shape`; `answers` are kept as `Upload.options` are.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="file_layouts")
    shape = models.CharField(_("shape"), max_length=64)
    name = models.CharField(_("name"), max_length=120)
    headings = models.JSONField(_("headings"), default=list, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["administration", "shape"], name="file_layout_once")]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """What a text in files stands for: a unit, or no unit at all, whose rows are left out.

    `text` is in the form that `imports.headings.plain` gives it.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="unit_aliases")
    text = models.CharField(_("text in files"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["administration", "text"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.text


class FigureFields(models.Model):
    """One amount of a unit, an account group, an account, an activity code and a month.

    The budget as it stands is what was adopted (BUDGET, from files) and the decided changes of it (CHANGE, from
    `BudgetChange`) together.
    """

    class Kind(models.IntegerChoices):
        BUDGET = 1, _("budget")
        ACTUAL = 2, _("actual")
        CHANGE = 3, _("budget change")

        @property
        def counts_as(self) -> int:
            """The kind that it is read as: a budget change is budget."""
            return FigureFields.Kind.BUDGET if self in FigureFields.BUDGET_KINDS else self

    BUDGET_KINDS = (Kind.BUDGET, Kind.CHANGE)

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = month_field(verbose_name=_("month"))
    kind = models.PositiveSmallIntegerField(_("kind"), choices=Kind.choices)
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.CharField(_("account"), max_length=10, blank=True)
    activity = models.CharField(_("activity code"), max_length=10, blank=True)
    amount = models.BigIntegerField(_("amount"))
    upload = models.ForeignKey(
        Upload, on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )

    class Meta:
        abstract = True


class FigureQuerySet(models.QuerySet):
    """Figures by what they are read as."""

    def budget(self) -> "FigureQuerySet":
        """The budget as it stands: what was adopted and the decided changes of it."""
        return self.filter(kind__in=FigureFields.BUDGET_KINDS)


class Figure(FigureFields):
    """A budget, a decided change of it, or an actual, as it stands now."""

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "kind", "group", "account", "activity"], name="figure_once"
            ),
            first_day_check("month", "figure_first_day"),
        ]
        indexes = [models.Index(fields=["unit", "month", "kind", "group", "amount"], name="figure_sums")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.account}"


class ReplacedFigure(FigureFields):
    """A figure that a commit changed or removed, kept so that the commit can be undone exactly."""

    replaced_by = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="replaced_figures")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.account}"


class UploadedMonth(models.Model):
    """A unit's month that a committed upload decided: commits that share one are undone last first."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="months")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = month_field(verbose_name=_("month"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month", "upload"], name="uploaded_month_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.unit_id} {self.month}"


class ClosedMonth(models.Model):
    """A month whose actuals are final, because a controller said so."""

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="closed_months")
    month = month_field(verbose_name=_("month"))
    closed_at = models.DateTimeField(_("closed"), auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "month"], name="month_closed_once"),
            first_day_check("month", "closed_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Frame(models.Model):
    """The yearly net budget that the committee gave the administration, or the administration a department."""

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="frames")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="frames", null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.BigIntegerField(_("amount"))
    decision = models.CharField(_("decision"), max_length=200, blank=True)

    class Meta:
        ordering = ["year", "department__code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "year"], condition=Q(department=None), name="frame_once"),
            models.UniqueConstraint(fields=["department", "year"], name="department_frame_once"),
        ]

    def __str__(self) -> str:
        return f"{self.department or self.administration} {self.year}"
