"""A meeting while it is prepared, held and written."""
