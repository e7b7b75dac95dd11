"""Template filters of meetings."""
