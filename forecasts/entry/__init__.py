"""A unit's forecast in a round: what it is held against, how it is written, and its way to approved."""
