"""Decisions and actions, from the day they are given until they are reported back."""
