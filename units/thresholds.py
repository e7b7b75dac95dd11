"""From what size a deviation counts. Pure; amounts in öre.

A deviation counts when it reaches both an amount and a share of the budget.
"""

PERMILLE = 1000


def counts_from(budget: int, amount: int, permille: int) -> int:
    """The smallest deviation of `budget` (öre) that reaches both `amount` (öre) and `permille` of the budget."""
    share = -(-abs(budget) * permille // PERMILLE)
    return max(amount, share)
