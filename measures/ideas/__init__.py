"""Ideas that anyone may leave, and their answers."""
