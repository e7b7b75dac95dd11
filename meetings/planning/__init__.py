"""Bodies, their series of meetings, and who is called."""
