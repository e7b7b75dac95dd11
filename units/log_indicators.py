"""Words for the log of what is done with key figures. They belong to `units.log_words`."""

from django.utils.translation import gettext_lazy

ACTIONS = {
    "indicator-made": gettext_lazy("Key figure made"),
    "indicator-changed": gettext_lazy("Key figure changed"),
    "indicator-bands-set": gettext_lazy("Bands of a key figure set"),
    "observations-stored": gettext_lazy("Values of a key figure loaded"),
    "observations-restored": gettext_lazy("Values of a key figure as they were before a file"),
}
NAMES = {
    "aggregate": gettext_lazy("of the months a year makes"),
    "better": gettext_lazy("which way is better"),
}
VALUES = {
    "aggregate:sum": gettext_lazy("the sum of the months"),
    "aggregate:mean": gettext_lazy("the mean of the months"),
    "aggregate:last": gettext_lazy("the last month"),
    "better:more": gettext_lazy("more is better"),
    "better:less": gettext_lazy("less is better"),
    "better:neither": gettext_lazy("neither is better"),
}
SPOKEN = {"aggregate", "better"}
