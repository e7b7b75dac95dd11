"""The plainest things that are told."""

from datetime import UTC, date, datetime

from meetings.models import Message, Passing, SituationItem

NOON = datetime(2026, 9, 15, 10, tzinfo=UTC)
WEEK = date(2026, 9, 14)


def item(administration, *, updated=None, **values):
    row = {"section": "how", "day": date(2026, 9, 1), "title": "Prognosen håller", "text": "Nästan alla."} | values
    made = SituationItem.objects.create(administration=administration, **row)
    if updated:
        SituationItem.objects.filter(pk=made.pk).update(updated_at=updated)
        made.refresh_from_db()
    return made


def message(administration, *, sent=True, **values):
    row = {"week": WEEK, "text": "Tack för prognoserna!", "sent_at": NOON if sent else None} | values
    return Message.objects.create(administration=administration, **row)


def passing(told, step, place, *, at=NOON, **values):
    about = {"department": place} if step == "department" else {"unit": place}
    return Passing.objects.create(message=told, step=step, at=at, **about, **values)
