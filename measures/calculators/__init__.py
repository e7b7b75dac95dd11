"""Calculations of what something would save."""
