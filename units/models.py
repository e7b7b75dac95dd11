"""The organisation, who answers for what, account groups, and the log of changes."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from units.access import AdministrationQuerySet, DepartmentQuerySet, ResponsibilityQuerySet, UnitQuerySet
from units.money import MoneyUnit
from units.roles import Role


def month_field(**options: object) -> models.DateField:
    """A month: a date on its first day. The model adds `first_day_check` to its constraints."""
    return models.DateField(**options)


class IsFirstDay(models.Func):
    """Whether a date is on the first day of its month. On SQLite a look at its text: extracting the day would call back
    into Python for every row that is stored.
    """

    template = "EXTRACT(DAY FROM %(expressions)s) = 1"
    output_field = models.BooleanField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same question of SQLite."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 9) = '01'", **context)


def first_day_check(field: str, name: str) -> models.CheckConstraint:
    """A constraint that `field` is empty or on the first day of a month."""
    return models.CheckConstraint(condition=Q(IsFirstDay(field)) | Q(**{f"{field}__isnull": True}), name=name)


class SmallEmailField(models.EmailField):
    """An e-mail address in small letters, so that it is found however it is typed."""

    def get_prep_value(self, value: Any) -> Any:
        """What the database holds and is asked for."""
        return value.lower() if isinstance(value, str) else value


class User(AbstractUser):
    """A person who signs in. In the demo people are roles, never names."""

    first_name = None
    last_name = None
    email = SmallEmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="sv")
    digest = models.BooleanField(_("Monday letter"), default=True, db_default=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class Administration(models.Model):
    """A social services administration: a frame, departments and units."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=150)
    label = models.CharField(_("label"), max_length=100, blank=True, help_text=_("Shown beside the name."))
    about = models.TextField(_("about the figures"), blank=True)
    money_unit = models.CharField(
        _("amounts shown in"), max_length=4, choices=[(unit.value, unit.value) for unit in MoneyUnit], default="tkr"
    )
    costs_negative = models.BooleanField(_("show costs with minus"), default=False)
    watch_ore = models.BigIntegerField(_("watch from"), default=100_000_00)
    watch_permille = models.PositiveIntegerField(_("watch from, per mille of budget"), default=3)
    deficit_ore = models.BigIntegerField(_("deficit from"), default=500_000_00)
    deficit_permille = models.PositiveIntegerField(_("deficit from, per mille of budget"), default=10)

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def about_first(self) -> str:
        """The first paragraph of what is said about the figures: shown at once."""
        return self.about.strip().partition("\n\n")[0]

    @property
    def about_rest(self) -> str:
        """The paragraphs after the first: shown when asked for."""
        return self.about.strip().partition("\n\n")[2]


class Department(models.Model):
    """A department of an administration, from one month and perhaps to another (both included)."""

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="departments")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    valid_from = month_field(verbose_name=_("valid from"))
    valid_to = month_field(verbose_name=_("valid to"), null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="department_code_once"),
            first_day_check("valid_from", "department_from_first_day"),
            first_day_check("valid_to", "department_to_first_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="department_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the organisation that answers for a budget; a unit with a parent is a part of that unit."""

    class Kind(models.TextChoices):
        PURCHASER = "purchaser", _("purchaser")
        PROVIDER = "provider", _("provider")
        SUPPORT = "support", _("support function")

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="units")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PROVIDER)
    valid_from = month_field(verbose_name=_("valid from"))
    valid_to = month_field(verbose_name=_("valid to"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="unit_code_once"),
            first_day_check("valid_from", "unit_from_first_day"),
            first_day_check("valid_to", "unit_to_first_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Responsibility(models.Model):
    """A person's role for an administration, a department or a unit, between two days (both included).

    Who answers for a unit is its unit head today; a handover ends one row and begins the next, so history stays.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="responsibilities")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="responsibilities")
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, related_name="responsibilities", null=True, blank=True
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="responsibilities", null=True, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="responsibility_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(department__isnull=True) | Q(unit__isnull=True), name="responsibility_has_one_scope"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT_HEAD) | Q(unit__isnull=False), name="unit_head_has_unit"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.DEPARTMENT_HEAD) | Q(department__isnull=False),
                name="department_head_has_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.unit or self.department or self.administration}"


class AccountGroup(models.Model):
    """Accounts that are read together: staff, premises, revenue. Code `0` holds what no file has split."""

    class Kind(models.TextChoices):
        COST = "cost", _("cost")
        REVENUE = "revenue", _("revenue")

    class Proposal(models.TextChoices):
        REMAINING_BUDGET = "remaining-budget", _("actual to date and what remains of the budget")
        LINEAR = "linear", _("the pace so far, all year")
        LAST_YEAR = "last-year", _("actual to date and last year’s remaining months")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="account_groups")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COST)
    proposal = models.CharField(
        _("forecast proposed from"),
        max_length=20,
        choices=Proposal.choices,
        default=Proposal.REMAINING_BUDGET,
        db_default=Proposal.REMAINING_BUDGET.value,
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["administration", "code"], name="account_group_code_once")]

    def __str__(self) -> str:
        return self.name


class AccountRange(models.Model):
    """Accounts of a group: those whose first digits lie between two prefixes of one length, both included."""

    group = models.ForeignKey(AccountGroup, on_delete=models.CASCADE, related_name="ranges")
    first = models.CharField(_("from"), max_length=10)
    last = models.CharField(_("to"), max_length=10)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="account_range_ends_after_start")]

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


class Change(models.Model):
    """Who did what, when, and how it stood before and after.

    No foreign keys and names as text: it never blocks a deletion and still reads well afterwards.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    by = models.CharField(_("by"), max_length=150)
    administration = models.CharField(_("administration"), max_length=20, blank=True, db_index=True)
    action = models.CharField(_("action"), max_length=50)
    subject = models.CharField(_("subject"), max_length=200)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.action} {self.subject}"


class Token(models.Model):
    """A key to the API, made and withdrawn by its owner; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class Mailing(models.Model):
    """Many letters sent as one piece of background work, and how far it has come.

    `key` says what it was about (a week, a round and a day): the same is never begun twice.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(max_length=100)
    total = models.PositiveIntegerField(_("letters"), default=0)
    sent = models.PositiveIntegerField(_("sent"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    started_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "kind", "key"], name="mailing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Letter(models.Model):
    """An e-mail to a person, kept so that nothing is sent twice and everyone can see what was sent.

    `key` says what it was about; one person gets one letter of a kind and key, and `about` has the pks of the units it
    names. Whoever sends it claims it first (`claimed_at`). `sent_at` is empty until it was sent, `fault` says why it
    could not be: a word of `units.mailing.faults`, perhaps followed by what the mail server said.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="letters")
    mailing = models.ForeignKey(Mailing, on_delete=models.SET_NULL, related_name="letters", null=True, blank=True)
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    address = models.CharField(_("address"), max_length=254)
    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(max_length=100)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    fault = models.CharField(_("fault"), max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "to", "kind", "key"], name="letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id} {self.kind} {self.key}"
