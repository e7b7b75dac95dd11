"""What can be wrong with a file, and where. Pure; the sentences are in `messages.py`."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the commit; a warning is said and leaves the choice to the person."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """What is wrong. Codes that begin with `ask-` are questions that an option or an answer settles."""

    # the file cannot be read
    EMPTY = "empty-file"
    TOO_LARGE = "file-too-large"
    UNFOLDS_TOO_LARGE = "unfolds-too-large"
    NOT_A_SPREADSHEET = "not-a-spreadsheet"
    LOCKED = "password-protected"
    DAMAGED = "damaged-file"
    TOO_MANY_SHEETS = "too-many-sheets"
    XML_ENTITIES = "xml-entities"
    READ_MEMORY = "read-memory"
    READ_TIME = "read-time"
    UNKNOWN_ENCODING = "unknown-encoding"
    STRAY_CELL = "stray-cell"
    UNCLEAR_SEPARATOR = "unclear-separator"
    UNCLOSED_QUOTE = "unclosed-quote"
    # a cell has no value to trust
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    ERROR_CELL = "error-cell"
    PERSONAL_NUMBER = "personal-identity-number"
    # the layout
    UNKNOWN_LAYOUT = "unknown-layout"
    NO_ROWS = "no-rows"
    AMBIGUOUS_COLUMNS = "ambiguous-columns"
    ACCUMULATED = "accumulated-amounts"
    ACCUMULATED_GAP = "accumulated-gap"
    NOT_THAT_KIND = "not-that-kind"
    NOT_A_MONTH_SUMMARY = "summary-of-actuals"
    OWN_TABLE_CHANGED = "own-table-changed"
    SIE_NO_MONTHS = "sie-without-months"
    SIE_NO_OBJECTS = "sie-without-objects"
    SIE_CURRENCY = "sie-currency"
    SIE_PARTS = "sie-doubtful-parts"
    SIE_LINE = "sie-line"
    SIE_CUT_OFF = "sie-cut-off"
    SIE_MONTHS_LEFT = "sie-months-without-balances"
    SIE_VOUCHER = "sie-voucher-does-not-balance"
    # a row
    UNKNOWN_UNIT = "unknown-unit"
    UNIT_NOT_YOURS = "unit-not-yours"
    UNIT_NOT_VALID = "unit-not-valid"
    MISSING_ACCOUNT = "missing-account"
    UNKNOWN_ACCOUNT = "unknown-account"
    UNKNOWN_GROUP = "unknown-account-group"
    UNKNOWN_CAUSE = "unknown-cause"
    NO_STORED_BUDGET = "no-stored-budget"
    DEVIATIONS_ALONE = "deviations-alone"
    UNIT_SIZE = "unit-size"
    NAME_DIFFERS = "name-differs"
    SIGN_OPPOSED = "sign-opposed"
    MONEY_OPPOSED = "money-opposed"
    AMOUNT_ASTRAY = "amount-astray"
    NOT_A_MONTH = "not-a-month"
    MONTH_OUTSIDE_YEAR = "month-outside-year"
    MONTH_CLOSED = "month-closed"
    NOT_AN_AMOUNT = "not-an-amount"
    AMBIGUOUS_AMOUNT = "ambiguous-amount"
    MERGED_AMOUNT = "merged-amount"
    MISSING_UNIT = "missing-unit"
    DUPLICATE_ROW = "duplicate-row"
    TEXT_TOO_LONG = "text-too-long"
    OTHER_ADMINISTRATION = "other-administration"
    LOCKED_CELL_CHANGED = "locked-cell-changed"
    # the whole
    TOTAL_DIFFERS = "total-differs"
    PARTS_DIFFER = "parts-differ"
    FORECAST_INCOMPLETE = "forecast-incomplete"
    DEVIATION_DIFFERS = "deviation-differs"
    UNITS_MISSING = "units-missing"
    COARSER_THAN_STORED = "coarser-than-stored"
    BUDGET_CHANGES_ADDED = "budget-changes-added"
    ROUND_LOCKED = "round-locked"
    FORECAST_APPROVED = "forecast-approved"
    KIND_NOT_YOURS = "kind-not-yours"
    FUTURE_MONTH = "future-month"
    # the command line
    MISSING_FILE = "missing-file"
    UNKNOWN_ADMINISTRATION = "unknown-administration"
    UNKNOWN_USER = "unknown-user"
    STALE_PREVIEW = "stale-preview"
    REFUSED = "refused"
    # questions
    ASK_KIND = "ask-kind"
    ASK_YEAR = "ask-year"
    ASK_MONTH = "ask-month"
    ASK_SIGN = "ask-sign"
    ASK_MONEY = "ask-money-unit"
    ASK_ADMINISTRATION = "ask-administration"
    ASK_SHEET = "ask-sheet"
    ASK_COLUMNS = "ask-columns"
    ASK_AMOUNTS = "ask-amounts"
    ASK_DIMENSION = "ask-dimension"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct, at a cell named as the spreadsheet names it (C14).

    `code` is a `Code`, or a register's own. `found` is what stood there, a personal identity number masked; `hint` is
    what the sentence needs beside it, such as near names of units. `times` is how many cells it holds for when the same
    thing is wrong in many. `choices` are what a question is between, each as an answer is written.
    """

    code: StrEnum
    sheet: str = ""
    cell: str = ""
    found: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    times: int = 1
    choices: tuple[str, ...] = ()


class UnreadableError(Exception):
    """The file cannot be read at all; nothing was stored."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[Problem]]:
        """Travel between processes with the problem."""
        return type(self), (self.problem,)
