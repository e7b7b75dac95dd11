"""Rows of classes of accounts among the accounts: 50 beside 5020 is a sum, not an account. Pure."""

from forecasts.imports.rows import Rows


def take_classes(rows: Rows) -> None:
    """Make totals of the rows whose account is how longer accounts of the same unit begin."""
    accounts = set(rows.accounts)
    lengths = {len(account) for account in accounts if account}
    if len(lengths) < 2:
        return
    begun = {account: {each for each in accounts if _is_within(each, account)} for account in accounts if account}
    classes = {account for account, longer in begun.items() if longer}
    if not classes:
        return
    present = set(zip(rows.units, rows.accounts, strict=True))
    wanted = []
    for position, unit, account in zip(rows.data, rows.units, rows.accounts, strict=True):
        is_class = account in classes and any((unit, each) in present for each in begun[account])
        wanted.append(not is_class)
        if is_class:
            rows.totals.append(position)
            rows.labels[position] = account
    rows.keep(wanted)
    rows.totals.sort()


def _is_within(longer: str, account: str) -> bool:
    return len(longer) > len(account) and longer.startswith(account)
