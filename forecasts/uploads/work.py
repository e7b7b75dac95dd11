"""What the pages show of the work with a large file."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from forecasts.imports.progress import Step
from forecasts.imports.signs import Sign, sign_of
from forecasts.imports.step_words import STEPS
from forecasts.models import Upload
from units.money import format_number

# How far the whole work has come, in per cent, when a step begins.
READING = {Step.ROWS: 2, Step.UNDERSTAND: 40, Step.CHECK: 55, Step.SUM: 80, Step.COMPARE: 90}
LOADING = {Step.COMPARE: 0, Step.STORE: 40}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the work: its name, and whether it is `done`, `now` or yet to come."""

    name: str | Promise
    state: str


@dataclass(frozen=True, slots=True)
class Work:
    """How far the work with a file has come, in words and rows; `of` is None when nobody knows how many there are."""

    sign: Sign
    loading: bool

    @property
    def waits(self) -> bool:
        """Whether no worker has begun."""
        return not self.sign.step

    @property
    def step(self) -> str | Promise:
        """What is being done."""
        return STEPS.get(self.sign.step, _("waits for its turn"))

    @property
    def share(self) -> int:
        """How much of all the work is done, per cent."""
        begins = LOADING if self.loading else READING
        if self.sign.step not in begins:
            return 0
        first = begins[Step(self.sign.step)]
        last = min((each for each in begins.values() if each > first), default=100)
        return first + (last - first) * self.sign.rows // max(self.sign.of or 0, self.sign.rows + 1)

    @property
    def rows(self) -> str:
        """The rows of the step that are done; nothing when none are."""
        sign = self.sign
        if not sign.rows:
            return ""
        if sign.of and sign.step != Step.ROWS:
            return _("{rows} of {of} rows").format(rows=format_number(sign.rows), of=format_number(sign.of))
        return _("{rows} rows read").format(rows=format_number(sign.rows))

    @property
    def steps(self) -> list[StepRow]:
        """Every step, in order."""
        begins = list(LOADING if self.loading else READING)
        now = begins.index(Step(self.sign.step)) if self.sign.step in begins else -1
        return [
            StepRow(STEPS[step], "done" if place < now else "now" if place == now else "")
            for place, step in enumerate(begins)
        ]


def work_of(upload: Upload) -> Work | None:
    """What is being done with `upload`; None when nothing is."""
    sign = sign_of(upload)
    return Work(sign, upload.state == Upload.State.LOADING) if sign else None


def with_work(page: Page) -> Page:
    """A page of uploads, each with its `work`."""
    for each in page.object_list:
        each.work = work_of(each)
    return page


def last_loaded(upload: Upload) -> Upload | None:
    """The upload that was stored last where `upload` belongs."""
    stored = Upload.objects.filter(administration=upload.administration, state=Upload.State.COMMITTED)
    return stored.exclude(pk=upload.pk).select_related("committed_by").order_by("-committed_at", "-pk").first()
