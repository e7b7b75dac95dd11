"""A unit's team around its figures, and what a new unit head takes over."""
