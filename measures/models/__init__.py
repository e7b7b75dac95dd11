"""What is done about deviations, how it is followed up, and what must be saved."""

from measures.models.followups import FollowUp, Verification
from measures.models.ideas import Calculation, Idea
from measures.models.measures import (
    Effect,
    Measure,
    MeasureLink,
    MeasureShare,
    MeasureStep,
    Overlap,
    Revision,
    UploadedMeasure,
)
from measures.models.programme import MeasureRules, Requirement, RequirementShare
from measures.models.registers import Commitment, DelegationLimit, Finding

__all__ = [
    "Calculation",
    "Commitment",
    "DelegationLimit",
    "Effect",
    "Finding",
    "FollowUp",
    "Idea",
    "Measure",
    "MeasureLink",
    "MeasureRules",
    "MeasureShare",
    "MeasureStep",
    "Overlap",
    "Requirement",
    "RequirementShare",
    "Revision",
    "UploadedMeasure",
    "Verification",
]
