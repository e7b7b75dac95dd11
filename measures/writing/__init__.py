"""How a measure is written, takes its steps and is revised."""
