"""From what size a deviation counts."""

import pytest

from forecasts.deviation import Limits, Status
from units.thresholds import counts_from

MNKR = 100_000_000


@pytest.mark.parametrize(
    ("budget", "size"),
    [(5 * MNKR, 500_000_00), (100 * MNKR, 1 * MNKR), (-100 * MNKR, 1 * MNKR), (0, 500_000_00)],
)
def test_both_the_amount_and_the_share_must_be_reached(budget, size):
    assert counts_from(budget, 500_000_00, 10) == size


@pytest.mark.parametrize("budget", [5 * MNKR, 33_333_333_33, 100 * MNKR])
def test_the_smallest_deviation_that_counts_is_the_one_that_changes_the_status(budget):
    limits = Limits(100_000_00, 3, 500_000_00, 10)
    size = counts_from(budget, limits.deficit, limits.deficit_permille)

    assert [limits.status(-size, budget), limits.status(1 - size, budget)] == [Status.DEFICIT, Status.WATCH]
