"""The sentences of an upload: what stood there, what is wrong and what to do; and what a conclusion rests on."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forecasts.imports import registers
from forecasts.imports.answer_words import spoken
from forecasts.imports.examined import Evidence
from forecasts.imports.problems import Code, Problem
from units.display import month_and_year
from units.months import parse_month

SENTENCES = {
    Code.EMPTY: _("The file is empty. Hand in a file with figures."),
    Code.TOO_LARGE: _("The file is too large. Divide it, or remove sheets that are not needed."),
    Code.UNFOLDS_TOO_LARGE: _("The file unfolds to far more than its size. Save it anew as an ordinary workbook."),
    Code.NOT_A_SPREADSHEET: _("The file is not a spreadsheet. Save it as Excel (.xlsx), ods or csv."),
    Code.LOCKED: _("The file is protected by a password. Remove the password and hand it in again."),
    Code.DAMAGED: _("The file is damaged or cut off. Open it in Excel, save it anew and hand that in."),
    Code.TOO_MANY_SHEETS: _("The file has {found} sheets. Remove those that are not needed."),
    Code.XML_ENTITIES: _("The file contains XML that is not allowed. Save it anew in Excel."),
    Code.READ_MEMORY: _("The file takes too much memory to read. Remove empty rows and formatting, or divide it."),
    Code.READ_TIME: _("The file takes too long to read. Remove empty rows and formatting, or divide it."),
    Code.UNKNOWN_ENCODING: _("The characters of the text file cannot be read. Save it as CSV UTF-8."),
    Code.STRAY_CELL: _("A single cell stands far away from the others. Remove it and hand the file in again."),
    Code.UNCLEAR_SEPARATOR: _("“{found}” does not show what separates the columns. Save the file with semicolons."),
    Code.UNCLOSED_QUOTE: _("A quotation mark is never closed. Correct the row or save the file anew."),
    Code.FORMULA_WITHOUT_VALUE: _("The formula has no stored value. Open the file in Excel, recalculate and save."),
    Code.ERROR_CELL: _("“{found}” is an error value. Correct the formula or write the amount."),
    Code.PERSONAL_NUMBER: _(
        "“{found}” looks like a personal identity number. Remove it: nothing about individuals may be handed in."
    ),
    Code.UNKNOWN_LAYOUT: _(
        "No table that is known was found. It needs a row of headings with a unit and amounts, such as Ansvar, Konto, "
        "Period and Belopp, within the first 30 rows."
    ),
    Code.NO_ROWS: _("The table has no rows with amounts. Hand in a file with figures."),
    Code.AMBIGUOUS_COLUMNS: _("Several columns say the same: {found}. Keep the one that is to be read."),
    Code.ACCUMULATED: _(
        "The amounts are accumulated ({found}) but do not begin in January. Hand in a file with every month, or one "
        "amount per month."
    ),
    Code.ACCUMULATED_GAP: _("The cell of {found} is empty between two sums to date. Write the sum to date there."),
    Code.NOT_THAT_KIND: _("The file has no column for {hint}. It has: {found}. Choose another kind or file."),
    Code.NOT_A_MONTH_SUMMARY: _(
        "“{found}” is actuals up to a month and cannot be stored per month. Hand in a list with accounts and months."
    ),
    Code.OWN_TABLE_CHANGED: _(
        "The file is the program’s own table “{found}” with something changed in it. It is no file of figures: make "
        "the change in the program, or fill in the forecast template."
    ),
    Code.SIE_NO_MONTHS: _(
        "The SIE file is of type {found} and has balances of whole years only. Export it as type 3 or 4, which have "
        "the months of each unit."
    ),
    Code.SIE_NO_OBJECTS: _(
        "The SIE file has totals of accounts only, so no amount has a unit. Export it as type 3 or 4, with the objects "
        "of the dimension that the units are in."
    ),
    Code.SIE_CURRENCY: _("The amounts of the SIE file are in {found}. Export it in kronor (SEK)."),
    Code.SIE_PARTS: _(
        "The balances divided by {found} may be parts of other balances of the same unit or come in addition to them: "
        "the totals do not show it. Export the file with objects of {hint} only."
    ),
    Code.SIE_LINE: _("The {found} line lacks a field, or has it where it cannot be read. Export the SIE file anew."),
    Code.SIE_CUT_OFF: _("The SIE file is cut off: what begins here is never ended. Export it anew."),
    Code.SIE_MONTHS_LEFT: _(
        "The file has vouchers of {found} but no balances of units there, so those months are not read. Export the "
        "file anew when its balances are made."
    ),
    Code.SIE_VOUCHER: _("The voucher does not sum to zero but to {found}. Check that none of its lines is missing."),
    Code.MISSING_UNIT: _("The row has an amount of {found} but no unit. Write the unit's code."),
    Code.UNKNOWN_UNIT: _("“{found}” is not a unit here. Correct the code or the name, or add the unit first."),
    Code.UNIT_NOT_YOURS: _("You may not hand in these figures for “{found}”. Remove the rows or ask a controller."),
    Code.UNIT_NOT_VALID: _("“{found}” is not valid in {hint}. Correct the unit, or the months it is valid."),
    Code.MISSING_ACCOUNT: _("The row has an amount of {found} but no account. Write the account."),
    Code.UNKNOWN_ACCOUNT: _("“{found}” is not an account in any account group. Correct it or add its range first."),
    Code.UNKNOWN_GROUP: _("“{found}” is not an account group. Correct the code or the name."),
    Code.UNKNOWN_CAUSE: _("“{found}” is not a cause. Choose one from the list."),
    Code.NO_STORED_BUDGET: _(
        "The file has deviations only, and no budget of {hint} is stored for “{found}”. Load the budget first."
    ),
    Code.UNIT_SIZE: _("The amounts of {found} are a hundred times larger or smaller than their budgets. Check them."),
    Code.NAME_DIFFERS: _(
        "“{found}” is the name of another unit than {hint}, whose code is read. Check which is right."
    ),
    Code.SIGN_OPPOSED: _(
        "The sign that was chosen is not what the rows show: {found}. Look at an ordinary cost before it is loaded."
    ),
    Code.MONEY_OPPOSED: _(
        "The amounts were said to be in {found}, but the file says {hint}. Check an amount you know."
    ),
    Code.AMOUNT_ASTRAY: _(
        "The row has no amount in its column, but “{found}” stands in another. Move it to its column, or remove it."
    ),
    Code.DEVIATIONS_ALONE: _(
        "The file has deviations only ({found}). Above zero is read as a surplus, as published reports write it. Check "
        "a unit that you know."
    ),
    Code.NOT_A_MONTH: _("“{found}” is not a month. Write for example 2026-08 or 202608."),
    Code.MONTH_OUTSIDE_YEAR: _("“{found}” is outside the year {hint}. Correct the month or remove the row."),
    Code.MONTH_CLOSED: _("“{found}” is a closed month. Ask the controller to open it, or remove the row."),
    Code.NOT_AN_AMOUNT: _("“{found}” is not an amount. Write digits, such as 1 234,50."),
    Code.AMBIGUOUS_AMOUNT: _("“{found}” can be thousands or decimals. Write 1234 or 1,23 without doubt."),
    Code.MERGED_AMOUNT: _(
        "“{found}” stands in a cell that is merged over several rows. Write an amount in each of the rows."
    ),
    Code.DUPLICATE_ROW: _("“{found}” already stands at {hint}. Keep one of them or add them together."),
    Code.TEXT_TOO_LONG: _("The text is too long: “{found}”. Shorten it."),
    Code.OTHER_ADMINISTRATION: _("The file belongs to another administration ({found}). Hand it in there."),
    Code.LOCKED_CELL_CHANGED: _("“{found}” has been changed in a locked cell. It is not read; the stored value holds."),
    Code.TOTAL_DIFFERS: _("The total {found} is printed, but its rows sum to {hint}. Check that no row is missing."),
    Code.PARTS_DIFFER: _(
        "The row says {found} but its parts in the file sum to {hint}. Remove the row, or the rows of its parts."
    ),
    Code.FORECAST_INCOMPLETE: _("The forecast of “{found}” is filled in for some rows only. Fill in this row too."),
    Code.DEVIATION_DIFFERS: _("The deviation {found} is printed, but budget and forecast give {hint}. Check the row."),
    Code.UNITS_MISSING: _("The file lacks units that have stored figures: {found}."),
    Code.COARSER_THAN_STORED: _("The file is coarser than what is stored for {found}; the finer rows are replaced."),
    Code.BUDGET_CHANGES_ADDED: _(
        "The budget in the file is read as the adopted one; decided changes are added to it: {found}. If the file "
        "holds them already, undo them first."
    ),
    Code.ROUND_LOCKED: _("The round for {found} is locked. Correct the forecast on the unit's page, with a reason."),
    Code.FORECAST_APPROVED: _("The forecast of {found} is approved. It must be sent back before it can be changed."),
    Code.KIND_NOT_YOURS: _("You may hand in forecasts only. Ask a controller to load the {found}."),
    Code.MISSING_FILE: _("There is no file “{found}”. Check the name."),
    Code.UNKNOWN_ADMINISTRATION: _("There is no administration “{found}”. There is: {hint}."),
    Code.UNKNOWN_USER: _("There is no user “{found}” who may hand in files there. Check the name and the roles."),
    Code.REFUSED: _("Nothing was stored. {found}"),
    Code.STALE_PREVIEW: _("Something else was stored while the file was read. Run the command again."),
    Code.FUTURE_MONTH: _("“{found}” has not been yet. Correct the month or remove the row."),
    Code.ASK_KIND: _(
        "It does not show whether the amounts are budget, actuals or forecast ({found}). "
        "Choose it, or say --kind budget, --kind actual or --kind forecast."
    ),
    Code.ASK_YEAR: _("It does not show which year the figures are for. Choose it, or say --year, such as --year 2026."),
    Code.ASK_MONTH: _(
        "It does not show which month the figures are for. Choose it, or say --month, such as --month 2026-08."
    ),
    Code.ASK_SIGN: _(
        "It cannot be decided whether costs are positive or negative in the file. Choose it, or say "
        "--sign cost-positive, --sign cost-negative or, where revenues have no minus either, --sign unsigned."
    ),
    Code.ASK_MONEY: _(
        "It cannot be decided whether the amounts are in kr, tkr or mnkr. Choose it, or say "
        "--money kr, --money tkr or --money mnkr."
    ),
    Code.ASK_ADMINISTRATION: _(
        "It does not show which administration the file is for. Say --administration and its code."
    ),
    Code.ASK_SHEET: _("There are several such tables: {found}. Choose one, or say --sheet and its name."),
    Code.ASK_COLUMNS: _(
        "It does not show which columns hold the unit and the amounts ({found}). Choose them, or say --columns, such "
        "as --columns A=unit,C=account,F=actual, and --header with the number of the row of headings."
    ),
    Code.ASK_AMOUNTS: _(
        "It cannot be decided whether the months hold amounts of single months or sums to date. Choose it, or say "
        "--amounts monthly or --amounts to-date."
    ),
    Code.ASK_DIMENSION: _(
        "It does not show which dimension of the SIE file is the unit: {found}. Choose it, or say --dimension and its "
        "number."
    ),
}

EVIDENCE = {
    "template": _("the program's own forecast template"),
    "own-table": _("the program’s own table “{table}” from {day}, unchanged: there is nothing to load"),
    "own-table-undated": _("the program’s own table “{table}”, unchanged: there is nothing to load"),
    "own-table-changed": _("the program’s own table “{table}”, changed since it was taken out"),
    "remembered": _("the answers of the file type {name} are used: {answers}"),
    "kind-said": _("the kind of figure was chosen: {kind}"),
    "kind-heading": _("the kind of figure is in the headings: {text}"),
    "kind-title": _("the kind of figure is in the title: {text}"),
    "kinds-both": _("the file has both budget and actuals; both are read"),
    "year-said": _("the year was chosen: {year}"),
    "year-title": _("the year is in the title: {text}"),
    "year-heading": _("the year is in the headings: {year}"),
    "year-months": _("the year is in the month cells: {year}"),
    "month-said": _("the month was chosen: {month}"),
    "month-title": _("the month is in the title: {text}"),
    "month-heading": _("the month is in the heading: {text}"),
    "month-rows": _("the forecasts were made for different months: {months}"),
    "dates-as-months": _("dates in the month column are read as their months"),
    "money-said": _("the unit of money was chosen: {money}"),
    "money-heading": _("the unit of money is in the headings: {money}"),
    "money-title": _("the unit of money is in the title: {text}"),
    "money-stored": _("the amounts agree in size with stored figures when they are in {money}"),
    "money-size": _("the amounts have the size of {money}"),
    "amounts-said-monthly": _("the months were said to hold amounts of single months"),
    "amounts-said-to-date": _("the months were said to hold sums to date; each is the difference to the one before"),
    "amounts-heading": _("the headings say sums to date ({text}); each month is the difference to the one before"),
    "amounts-total": _("the months are sums to date, since {rows} rows’ totals are their last month"),
    "amounts-title": _("the months are sums to date, as the title says: of {rows} rows nearly all only grow"),
    "amounts-stored-monthly": _("the months hold single months: added they agree with the budget of {units} units"),
    "amounts-stored-to-date": _("the months are sums to date: the last agrees with the budget of {units} units"),
    "forecast-rolling": _("the forecast is the actuals of {months} months and the forecast of the rest"),
    "sign-said": _("the sign of costs was chosen"),
    "sign-unsigned": _("costs and revenues both stand without minus; revenues are turned"),
    "sign-accounts-above": _("costs are positive: {agree} of {rows} cost rows above zero"),
    "sign-accounts-below": _("costs are negative: {agree} of {rows} cost rows below zero"),
    "sign-revenue-above": _("revenues are positive: {agree} of {rows} revenue rows above zero"),
    "sign-revenue-below": _("revenues are negative: {agree} of {rows} revenue rows below zero"),
    "sign-deviation": _("the printed deviations show the sign of costs: {agree} of {rows} rows agree"),
    "sign-stored": _("the sign of costs agrees with stored figures for {agree} of {units} units"),
    "sign-net-above": _("net costs are positive: {agree} of {rows} rows above zero"),
    "sign-net-below": _("net costs are negative: {agree} of {rows} rows below zero"),
    "unit-filled-down": _("a blank unit means the unit above: {rows} rows"),
    "label-filled-down": _("a blank label means the one above: {rows} rows"),
    "tree": _("units and what stands under them share a column: {rows} rows stand under a unit"),
    "totals-by-sum": _("rows that are the sum of others are not added: {rows} rows ({labels})"),
    "left-out-sum": _("rows that are said to be no unit are left out: {rows} rows, {amounts} in the file’s own money"),
    "unit-title": _("the unit of the rows stands above them or names the sheet: {units}"),
    "unit-column-moved": _("the unit is what {column} names, since nothing in {other} is a unit"),
    "detail-summed": _("rows of the same unit, account and month are added, since {column} divides them: {rows} rows"),
    "budget-spread": _("the yearly budget is spread evenly over the months of the unit: {units} units"),
    "forecast-from-deviation": _("the forecast is the budget minus the printed deviation: {rows} rows"),
    "forecast-from-stored": _("the forecast is the stored budget minus the printed deviation: {rows} rows"),
    "sign-not-needed": _("a deviation above zero is read as a surplus, as published reports write it"),
    "columns-ignored": _("columns that are not read: {columns}"),
    "columns-checked": _("columns used to check only, not stored: {columns}"),
    "totals-skipped": _("rows of totals and of parts (varav) are not added: {rows} rows"),
    "parts-total": _("“{unit}” is the sum of its parts in the file and is not added"),
    "sheets-other": _("other sheets are not read: {sheets}"),
    "sie-file": _("a SIE file of type {type}, whose characters are read as {encoding}"),
    "sie-standard": _("debit is positive in a SIE file, so costs are, and amounts are in kr"),
    "sie-dimension": _("the units are the objects of {dimension}: {known} of its {objects} objects are units here"),
    "dimension-said": _("the dimension of the units was chosen: {dimension}"),
    "sie-year": _("the year is the current financial year of the SIE file: {year}"),
    "sie-other-years": _("rows of other financial years are not read: {rows} rows"),
    "sie-balance-accounts": _("balance accounts are not read: {rows} rows"),
    "sie-totals": _("totals of accounts check the rows of their objects and are not added: {rows} rows"),
    "sie-without-units": _("the file has {kind} for accounts only, without units: it is not read"),
    "sie-other-dimensions": _("balances of objects in other dimensions are not read: {rows} rows"),
    "sie-parts": _("balances divided by {dimensions} are parts of their unit's and are not added: {rows} rows"),
    "sie-sums": _("sums in the SIE file agree with the rows that are read: {agree} of {rows}"),
    "sie-vouchers": _("the file has no balances of months: the vouchers' transactions are added: {rows} rows"),
    "sie-dates": _("transactions are put in the month of their voucher; another date of their own is not used: {rows}"),
    "unlabelled-total": _("a row without unit is the sum of the others and is not added"),
}

# Codes whose hint is what else may have been meant.
NEARLY = {Code.UNKNOWN_UNIT, Code.UNKNOWN_GROUP, "unknown-department", "unknown-parent", "unknown-successor"}
KINDS = {"budget": _("budget"), "actual": _("actual"), "forecast": _("forecast")}

LAYOUT_NAMES = {
    "ledger-actuals": _("ledger list of actuals"),
    "ledger-budget": _("ledger list of budget"),
    "ledger-forecast": _("ledger list of forecasts"),
    "months-actuals": _("actuals with months as columns"),
    "months-budget": _("budget with months as columns"),
    "months-forecast": _("forecast with months as columns"),
    "summary-forecast": _("summary of forecasts per unit"),
    "summary-budget": _("summary of budget per unit"),
    "summary-actuals": _("summary of actuals per unit"),
    "sie-actuals": _("actuals of a SIE file"),
    "sie-budget": _("budget of a SIE file"),
    "template": _("the program's forecast template"),
    "own-table": _("the program’s own table"),
}


def statement(problem: Problem) -> str:
    """What is wrong and what to do, without the cell."""
    hint = str(KINDS.get(problem.hint, problem.hint))
    found = _month_in_words(problem.found) if problem.code is Code.ROUND_LOCKED else problem.found
    text = str((SENTENCES | registers.words("sentences"))[problem.code]).format(found=found, hint=hint)
    text = text.replace("….", "…")  # a list that goes on ends the sentence
    if problem.hint and problem.code in NEARLY:
        text += " " + gettext("Did you mean {hint}?").format(hint=problem.hint)
    if problem.times > 1:
        text += " " + gettext("The same holds for {times} cells.").format(times=problem.times)
    return text


def _month_in_words(found: str) -> str:
    try:
        return month_and_year(parse_month(found))
    except ValueError:
        return found


def sentence(problem: Problem) -> str:
    """The whole sentence with its cell: C14: ”12 00O” är inget belopp. Skriv siffror, t.ex. 1 234,50."""
    return f"{problem.cell}: {statement(problem)}" if problem.cell else statement(problem)


def evidence_sentence(evidence: Evidence) -> str:
    """What the program concluded, and from what."""
    values = {name: str(KINDS.get(value, value)) for name, value in evidence.values.items()}
    if evidence.code == "remembered":
        values["answers"] = spoken(values["answers"])
    return str((EVIDENCE | registers.words("evidence"))[evidence.code]).format(**values)


def layout_name(layout: str) -> str:
    """What a layout is called; empty for none."""
    return str((LAYOUT_NAMES | registers.words("layouts")).get(layout, ""))
