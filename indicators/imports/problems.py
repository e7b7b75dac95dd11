"""What can be wrong with a file of key figures, beside what can be wrong with any file. Pure."""

from enum import StrEnum


class ObservationCode(StrEnum):
    """What is wrong with values of key figures in a file."""

    NO_OBSERVATIONS = "no-observations"
    NO_VALUES = "no-column-of-values"
    UNKNOWN_INDICATOR = "unknown-indicator"
    MISSING_INDICATOR = "missing-indicator"
    INDICATORS_DIFFER = "indicators-differ"
    UNITS_DIFFER = "units-differ"
    NOT_A_VALUE = "not-a-value"
    ONLY_A_DASH = "only-a-dash"
    NEGATIVE = "negative-count"
    DOUBTFUL_PERCENT = "doubtful-per-cent"
    OTHER_MEASURE = "other-unit-of-measure"
    OTHER_SCALE = "other-scale"
    TO_DATE = "values-to-date"
    NOT_YOURS = "observations-not-yours"
