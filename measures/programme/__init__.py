"""What must be saved, what is done about it, and what is lacking; the rules of measures."""
