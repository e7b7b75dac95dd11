"""What is being done with a file, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forecasts.imports.progress import Step

STEPS: dict[str, str | Promise] = {
    Step.OPEN: _("opens the file"),
    Step.ROWS: _("reads rows"),
    Step.UNDERSTAND: _("interprets"),
    Step.CHECK: _("checks"),
    Step.SUM: _("adds up"),
    Step.COMPARE: _("compares with what is there"),
    Step.STORE: pgettext_lazy("step", "loads"),
}
