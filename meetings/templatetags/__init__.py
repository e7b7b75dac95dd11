"""How measures are written in templates."""
