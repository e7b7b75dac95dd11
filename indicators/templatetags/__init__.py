"""Filters of the pages of key figures."""
