"""What is written about a measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from measures.effect import YEARS_AHEAD
from measures.models import Measure, MeasureLink
from measures.stages import COUNTED
from measures.writing.fields import AddressField, CostField, EquivalentsField, RampField, ShareField
from units.forms import DayField, MonthField, WrittenForm, no_personal_number
from units.models import AccountGroup, Unit, User
from units.months import MONTHS_IN_YEAR

UNIT_ROWS, LINK_ROWS = 6, 4
RAMP, MONTH_BY_MONTH = "ramp", "months"
EFFECT_BY = [(RAMP, _("from the full-year effect")), (MONTH_BY_MONTH, _("as written month by month below"))]
MONTH_NAMES = [f"month_{number}" for number in range(1, MONTHS_IN_YEAR + 1)]
DECISION_NAMES = ["decision_body", "decided_on", "decision_paragraph", "decision_reference", "decision_text"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the form of a measure: units to write for, account groups, and people who can own it."""

    units: QuerySet[Unit]
    groups: QuerySet[AccountGroup]
    people: QuerySet[User]


def long_text(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """A field for a longer text that need not be written."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DecisionFields(WrittenForm):
    """The decision of a measure."""

    decision_body = forms.CharField(label=_("Who decided"), max_length=100, required=False)
    decided_on = DayField(label=_("Day of the decision"), required=False)
    decision_paragraph = forms.CharField(label=_("Paragraph"), max_length=50, required=False)
    decision_reference = forms.CharField(label=_("Reference number"), max_length=100, required=False)
    decision_text = long_text(_("What was decided"))


class MeasureForm(DecisionFields):
    """A measure. What most people write stands first; the rest is folded in sections."""

    title = forms.CharField(
        label=_("What the measure is called"),
        max_length=200,
        help_text=_("Short, so that everyone knows which one it is: Consultants end in October."),
    )
    what = long_text(
        _("What is done"), _("What changes, and why it saves. Needed when it is proposed; nothing about individuals.")
    )
    start = MonthField(label=_("First month with an effect"))
    full_year_effect = SignedKronorField(
        label=_("Full-year effect, kronor"),
        required=False,
        help_text=_("What it saves in twelve months when all of it is done. Empty when nobody knows yet."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Owner"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Answers for that it is done and followed."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Measure.Kind.choices, initial=Measure.Kind.OTHER)
    horizon = forms.ChoiceField(
        label=_("Horizon"), choices=Measure.Horizon.choices, initial=Measure.Horizon.QUICK, widget=forms.RadioSelect
    )
    group = forms.ModelChoiceField(
        AccountGroup.objects.none(),
        label=_("Account group"),
        required=False,
        empty_label=_("Not said"),
        help_text=_("Where in the budget it is seen. Tells when two measures count the same kronor."),
    )
    indicator = forms.CharField(label=_("Key figure"), max_length=200, required=False)
    team = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Team"), required=False, widget=forms.CheckboxSelectMultiple
    )
    end = MonthField(label=_("Last month"), required=False, help_text=_("Empty when it goes on."))
    end_condition = forms.CharField(
        label=_("Goes on until"), max_length=200, required=False, help_text=_("Until sick leave is below 8 per cent.")
    )
    effect_by = forms.ChoiceField(
        label=_("The effect of each month is counted"), choices=EFFECT_BY, initial=RAMP, widget=forms.RadioSelect
    )
    ramp = RampField(
        label=_("How it grows, per cent of full effect"),
        help_text=_("In the first month, the second and so on; the last one holds from there on. Empty is 100."),
    )
    one_time_cost = CostField(label=_("One-time cost, kronor"), required=False, help_text=_("Paid in the first month."))
    reinvestment = CostField(
        label=_("Reinvested a year, kronor"), required=False, help_text=_("What it costs to keep the effect.")
    )
    fte_hundredths = EquivalentsField(
        label=_("Full-time equivalents fewer"), help_text=_("Two decimals at most; minus when they become more.")
    )
    probability = forms.IntegerField(
        label=_("Probability, per cent"),
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 3}),
        help_text=_("Empty is the usual one of its stage."),
    )
    contained_from = MonthField(
        label=_("In the forecast from the month"),
        required=False,
        help_text=_("Forecasts as of that month or later already count on the effect. Empty when none does."),
    )
    investigate_by = DayField(label=_("Investigated by"), required=False)
    union_required = forms.BooleanField(label=_("Union negotiation is required"), required=False)
    union_on = DayField(label=_("Union negotiation done"), required=False)
    for_clients = long_text(_("Consequences for clients"))
    for_staff = long_text(_("Consequences for staff"))
    for_quality = long_text(_("Consequences for quality"))
    for_children = long_text(_("Child impact"))
    risk = long_text(_("Risk"), _("Needed before a decision that takes union negotiation."))
    anchored = forms.ChoiceField(
        label=_("Anchored with staff"), choices=Measure.Anchored.choices, initial=Measure.Anchored.NO
    )
    under_way = forms.BooleanField(
        label=_("It was under way before it was written here"),
        required=False,
        help_text=_("Then it may have an effect in months that are closed."),
    )
    reason = long_text(
        _("Why the effect is now expected to be another"),
        _("The measure is decided: its plan is kept, and the change is shown with your reason."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, choices: Choices, *args: Any, measure: Measure | None = None, may_decide: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = choices.groups
        self.fields["owner"].queryset = self.fields["team"].queryset = choices.people
        self._add_units(choices.units)
        self._add_months(measure.start.year if measure else None)
        self._add_links()
        decided = measure is not None and measure.stage in COUNTED
        kept = {"seen" if measure else "key"}
        kept |= {"reason"} if decided else set()
        kept |= set(DECISION_NAMES) if decided and may_decide else set()
        for name in {"seen", "key", "reason", *DECISION_NAMES} - kept:
            del self.fields[name]
        self.full_year_before = measure.full_year_effect if measure else 0
        self.saved_address = ""  # of the measure that was saved with this form already
        self.stale = False  # whether what was sent was written on an older version than the one kept

    def _add_units(self, units: QuerySet[Unit]) -> None:
        for row in range(1, max(UNIT_ROWS, self._begun("unit_")) + 1):
            label = gettext("Unit") if row == 1 else gettext("Unit {number}").format(number=row)
            share = gettext("Share of unit {number}, per cent").format(number=row)
            self.fields[f"unit_{row}"] = forms.ModelChoiceField(units, label=label, required=row == 1, empty_label="–")
            self.fields[f"share_{row}"] = ShareField(label=share)

    def _add_months(self, year: int | None) -> None:
        """Twelve months of `year`, or of the first year, and sums of the years after it."""
        for number, name in enumerate(MONTH_NAMES, 1):
            self.fields[name] = SignedKronorField(label=str(MONTHS[number]).capitalize(), required=False)
        unnamed = [gettext("The year after"), gettext("Two years after")]
        for place in range(1, max(YEARS_AHEAD, self._begun("year_")) + 1):
            label = str(year + place) if year else unnamed[place - 1]
            self.fields[f"year_{place}"] = SignedKronorField(label=label, required=False)

    def _add_links(self) -> None:
        for row in range(1, max(LINK_ROWS, self._begun("link_url_") + 1) + 1):
            labels = [gettext("Link {number}, kind"), gettext("Link {number}, text"), gettext("Link {number}, address")]
            kind, text, url = (label.format(number=row) for label in labels)
            self.fields[f"link_kind_{row}"] = forms.ChoiceField(
                label=kind, choices=MeasureLink.Kind.choices, initial=MeasureLink.Kind.DOCUMENT, required=False
            )
            self.fields[f"link_text_{row}"] = forms.CharField(
                label=text, max_length=200, required=False, validators=[no_personal_number]
            )
            self.fields[f"link_url_{row}"] = AddressField(label=url)

    def _begun(self, prefix: str) -> int:
        """How many rows the form begins with."""
        return sum(name.startswith(prefix) for name in self.initial)

    def clean(self) -> dict[str, Any]:
        """No unit twice, no share without its unit, no address without a text, nothing done in days to come."""
        values, chosen = self.cleaned_data, set()
        self._clean_full_year()
        self._clean_days()
        for unit, share in rows_of(self.fields, "unit_", "share_"):
            if values.get(unit) in chosen:
                self.add_error(unit, gettext("The unit is chosen already. Choose another, or leave this one empty."))
            if values.get(share) and not values.get(unit) and unit not in self.errors:
                self.add_error(unit, gettext("Choose the unit that has this share."))
            chosen |= {values[unit]} if values.get(unit) else set()
        for text, url in rows_of(self.fields, "link_text_", "link_url_"):
            if values.get(url) and not values.get(text) and text not in self.errors:
                self.add_error(text, gettext("Write what the link leads to."))
        return values

    def _clean_full_year(self) -> None:
        """What costs is no effect, unless it is written so month by month, or was so before."""
        values, full_year = self.cleaned_data, self.cleaned_data.get("full_year_effect") or 0
        by_month = [values.get(name) or 0 for name in self.fields if name.startswith(("month_", "year_"))]
        entered = values.get("effect_by") == MONTH_BY_MONTH and min(by_month) < 0
        if full_year < 0 and not entered and full_year != self.full_year_before:
            self.add_error(
                "full_year_effect",
                gettext("Write what it saves, from 0 kronor. What it costs is its one-time cost or reinvested a year."),
            )

    def _clean_days(self) -> None:
        """What is done was done today or earlier; a day that was written before stands."""
        for name in ("union_on", "decided_on"):
            day = self.cleaned_data.get(name)
            if day and day > timezone.localdate() and day != self.initial.get(name):
                self.add_error(name, gettext("The day is still to come. Write the day when it was done."))


def rows_of(names: Iterable[str], *prefixes: str) -> list[tuple[str, ...]]:
    """The names of numbered rows: unit_1 and share_1, unit_2 and share_2."""
    count = sum(name.startswith(prefixes[0]) for name in names)
    return [tuple(f"{prefix}{row}" for prefix in prefixes) for row in range(1, count + 1)]


def see_version(form: forms.Form, version: int) -> None:
    """Show `form` as it was sent, to be saved again over `version` of the measure."""
    form.data = form.data.copy()
    form.data["seen"] = str(version)
