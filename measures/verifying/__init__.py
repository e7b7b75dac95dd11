"""Whether the effect of a measure is seen in the ledger, and what may be counted twice."""
