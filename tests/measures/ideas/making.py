"""Ideas for the tests."""

from datetime import date

from measures.models import Idea


def idea(administration, unit=None, **values):
    """An idea of nobody about `unit` that is to be answered on 30 September 2026."""
    usual = {"title": "Samordna resorna", "text": "Åk tillsammans.", "answer_by": date(2026, 9, 30)}
    return Idea.objects.create(administration=administration, unit=unit, **(usual | values))
