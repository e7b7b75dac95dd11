"""Rows of the registers, for the tests."""

from datetime import date

from measures.models import Commitment, DelegationLimit, Finding


def limit(unit, role="team-leader", **values):
    usual = {"what": "Insatser", "administration": unit.administration}
    return DelegationLimit.objects.create(unit=unit, role=role, **usual | values)


def finding(administration, title="Avtal följs inte upp", **values):
    usual = {"source": "Stadsrevisionen", "found_on": date(2026, 3, 1)}
    if unit := values.get("unit"):
        usual["department"] = unit.department
    return Finding.objects.create(administration=administration, title=title, **usual | values)


def commitment(administration, title="Hyra av kontor", **values):
    usual = {"first": date(2025, 1, 1), "yearly": 1_200_000_00}
    return Commitment.objects.create(administration=administration, title=title, **usual | values)
