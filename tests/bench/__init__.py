"""How fast: every figure as a ratio measured in one run. `make bench` prints them; nothing here is a test."""
