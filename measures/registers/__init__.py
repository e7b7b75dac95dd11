"""Delegation limits, audit findings and commitments over several years."""
