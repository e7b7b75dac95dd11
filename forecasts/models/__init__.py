"""Monthly figures of units, how the year will end, the cycle that asks for it, and budgets that change."""

from forecasts.models.budgets import Acceptance, BudgetChange, BudgetChangeLine, BudgetYear, Correction
from forecasts.models.figures import (
    ClosedMonth,
    Figure,
    FigureFields,
    FileLayout,
    Frame,
    ReplacedFigure,
    UnitAlias,
    Upload,
    UploadedMonth,
)
from forecasts.models.forecasts import (
    DRAFT_VERSION,
    FlagAnswer,
    Forecast,
    ForecastCause,
    ForecastLine,
    ForecastRisk,
    ForecastStep,
)
from forecasts.models.rounds import Cause, CycleRules, OwnCause, Round

__all__ = [
    "DRAFT_VERSION",
    "Acceptance",
    "BudgetChange",
    "BudgetChangeLine",
    "BudgetYear",
    "Cause",
    "ClosedMonth",
    "Correction",
    "CycleRules",
    "Figure",
    "FigureFields",
    "FileLayout",
    "FlagAnswer",
    "Forecast",
    "ForecastCause",
    "ForecastLine",
    "ForecastRisk",
    "ForecastStep",
    "Frame",
    "OwnCause",
    "ReplacedFigure",
    "Round",
    "UnitAlias",
    "Upload",
    "UploadedMonth",
]
