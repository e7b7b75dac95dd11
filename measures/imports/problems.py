"""What can be wrong with a list of measures, beside what can be wrong with any file. Pure."""

from enum import StrEnum


class MeasureCode(StrEnum):
    """What is wrong with a measure of a file."""

    # the file
    NO_MEASURES = "no-measures"
    # a cell
    NOT_A_NUMBER = "not-a-measure-number"
    NOT_A_DAY = "not-a-day"
    NOT_A_SHARE = "not-a-share"
    NOT_A_PROBABILITY = "not-a-probability"
    NOT_A_COUNT = "not-a-count"
    NOT_YES_OR_NO = "not-yes-or-no"
    UNKNOWN_STAGE = "unknown-stage"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_OWNER = "unknown-owner"
    # a row
    MISSING_TITLE = "missing-title"
    MISSING_START = "missing-start"
    ROWS_DIFFER = "rows-differ"
    # a measure
    UNKNOWN_MEASURE = "unknown-measure"
    OTHER_MEASURE = "other-measure"
    UNCLEAR_MEASURE = "unclear-measure"
    NOT_YOURS = "measure-not-yours"
    STALE = "measure-changed-since"
    ENDED = "measure-ended"
    SHARES = "shares-not-whole"
    ENDS_BEFORE_START = "ends-before-start"
    EFFECT_OUTSIDE = "effect-outside-months"
    EFFECT_ABOVE_BUDGET = "effect-above-budget"
    EFFECT_CLOSED = "effect-in-closed-month"
    UNDER_WAY = "measure-under-way"
    SUM_DIFFERS = "year-effect-differs"
    REASON_NEEDED = "reason-needed"
    NO_SUCH_MOVE = "no-such-move"
    MOVE_NOT_YOURS = "move-not-yours"
    DECISION_NOT_YOURS = "decision-not-yours"
    DEMANDS = "stage-demands"
    # worth knowing
    MATCHED = "measure-matched"
    NUMBER_KEPT = "measure-number-kept"
    SPREAD = "effect-spread-evenly"
    AFTER_YEAR = "effect-after-the-year"
