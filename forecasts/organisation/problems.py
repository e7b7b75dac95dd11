"""What can be wrong with a list of units or an account plan, beside what can be wrong with any file. Pure."""

from enum import StrEnum


class PlanCode(StrEnum):
    """What is wrong with a row of the organisation or of the account plan."""

    # the file
    NO_UNITS = "no-units"
    NO_PLAN = "no-account-plan"
    NOT_YOURS = "organisation-not-yours"
    # a cell
    MISSING_CODE = "missing-code"
    NOT_A_CODE = "not-a-code"
    MISSING_NAME = "missing-name"
    UNKNOWN_KIND = "unknown-kind"
    NOT_A_RANGE = "not-an-account-range"
    NOT_AN_ACCOUNT = "not-an-account"
    MID_MONTH = "date-within-month"
    UNCLEAR_END = "unclear-last-month"
    # a row
    CODE_TWICE = "code-twice"
    ROWS_DISAGREE = "rows-of-group-differ"
    MISSING_START = "missing-first-month"
    MISSING_KIND = "missing-kind"
    MISSING_GROUP = "missing-account-group"
    MISSING_DEPARTMENT = "missing-department"
    UNKNOWN_DEPARTMENT = "unknown-department"
    OTHER_DEPARTMENT = "department-called-otherwise"
    UNKNOWN_PARENT = "unknown-parent"
    UNKNOWN_SUCCESSOR = "unknown-successor"
    NAME_TAKEN = "group-name-taken"
    # the places
    CIRCLE = "parent-in-circle"
    PART_OF_PART = "part-of-part"
    HAS_PARTS = "unit-has-parts"
    PART_ELSEWHERE = "part-in-other-department"
    BACKWARDS = "unit-ends-before-start"
    PART_BEGINS_LATER = "part-begins-later"
    OUTLIVES_UNIT = "part-outlives-unit"
    OUTSIDE_DEPARTMENT = "outside-department"
    UNFIT_SUCCESSOR = "unfit-successor"
    SUCCESSOR_WITHOUT_END = "successor-without-end"
    # the accounts
    OVERLAP = "account-ranges-overlap"
    UNSPLIT = "unsplit-group-has-accounts"
    ACCOUNT_TWICE = "account-in-two-groups"
    AMOUNTS_CLASH = "amounts-clash"
    # worth knowing
    ZEROS = "code-without-zeros"
    FIGURES_OUTSIDE = "figures-outside-months"
    AMOUNTS_MOVE = "amounts-move"
