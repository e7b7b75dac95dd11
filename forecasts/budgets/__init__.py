"""What happens to a budget during its year: changes, growth, conditions, corrections and the year's end."""
