"""What a meeting goes through: its points, their rows and the figures they are frozen with."""
