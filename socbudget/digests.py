"""The Monday letters: one per person and week, written and sent as one piece of background work."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from forecasts.rounds.queries import open_round_of
from socbudget import digest_words as words
from socbudget.digest import Place, sections
from socbudget.digest_facts import facts_of, readers
from units.display import display_of
from units.mailing import services
from units.mailing.draft import Draft
from units.mailing.queries import DIGEST
from units.models import Administration, Mailing, User
from units.services import record_change

log = logging.getLogger("socbudget.mailing")


def week_key(day: date) -> str:
    """2026-W41, the ISO week of `day`."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}"


def day_of(key: str, today: date) -> date:
    """The day that the letters of a week tell of: `today` in that week, else its Monday."""
    year, _dash, week = key.partition("-W")
    return today if week_key(today) == key else date.fromisocalendar(int(year), int(week), 1)


def digested(administration: Administration, day: date) -> Mailing | None:
    """The mailing of the Monday letters of the week of `day`, once it is begun."""
    return administration.mailings.filter(kind=DIGEST, key=week_key(day)).first()


@transaction.atomic
def send_digests(administration: Administration, day: date, *, by: User | None) -> Mailing:
    """Let a worker write and send the Monday letters of the week of `day`. Run twice, nobody gets two."""
    mailing = services.begin(administration, DIGEST, week_key(day), by=by)
    if mailing.finished_at is None:
        write_in_background(mailing)
    return mailing


@transaction.atomic
def go_on(mailing: Mailing, *, by: User | None) -> None:
    """Send what could not be sent in a mailing of any kind once more, and what is not written or sent."""
    if mailing.kind == DIGEST and mailing.finished_at is None:
        write_in_background(mailing)
    services.go_on(mailing, by=by)


def write_in_background(mailing: Mailing) -> None:
    """Let a worker write what is not written and send it, now and, should that worker die, a while later."""
    write_and_deliver.enqueue(mailing.pk)
    write_and_deliver.using(run_after=timezone.now() + services.LOOK_AGAIN).enqueue(mailing.pk)


@task()
def write_and_deliver(pk: int) -> None:
    """Write the letters of a mailing that are not written, and send what is not sent."""
    mailing = Mailing.objects.select_related("administration", "started_by").filter(pk=pk, finished_at=None).first()
    if mailing is None:
        return
    if not mailing.letters.exists():  # they are stored all at once
        write(mailing, day_of(mailing.key, timezone.localdate()))
    services.deliver(mailing)


def write(mailing: Mailing, day: date) -> None:
    """Store the letters of `mailing`, and say in the log how many people there was nothing to tell."""
    people = readers(mailing.administration, day)
    made = list(drafts(mailing, people, day))
    with transaction.atomic():
        services.put(mailing, made, by=mailing.started_by)
        after = {"letters": len(made), "nothing": len(people) - len(made)}
        record_change("digests-written", mailing.key, administration=mailing.administration, by=mailing.started_by,
                      after=after)  # fmt: skip
    log.info("digests %s: %s letters, %s with nothing to be told", mailing.key, len(made), len(people) - len(made))


def drafts(mailing: Mailing, people: dict[User, list[Place]], day: date) -> Iterator[Draft]:
    """The letters to `people`, but none to who has nothing to be told. As many queries for all as for one."""
    administration = mailing.administration
    facts = facts_of(administration, day)
    round_ = open_round_of(administration)
    if round_:
        round_.administration = administration
    setting = words.Setting(administration, display_of(administration), round_, day, mailing.started_by)
    monday = day - timedelta(days=day.weekday())
    for person, places in people.items():
        told = sections(person.pk, places, facts, monday)
        if not told:
            continue
        with translation.override(person.language):
            yield Draft(
                to=person.pk,
                key=mailing.key,
                subject=words.subject(day.isocalendar().week, told, setting),
                body=words.body(told, list(dict.fromkeys(place.role for place in places)), setting),
            )
