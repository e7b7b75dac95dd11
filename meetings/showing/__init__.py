"""A meeting on a projector, one thing at a time."""
