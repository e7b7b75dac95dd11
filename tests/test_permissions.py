"""The access table: every address, every role, one line.

**To add an address, add one line to ACCESS**, under its name:

    "forecasts:months": page(CONTROLLERS),                     GET answers 200 for them, 403 for others who may enter
    "forecasts:upload": page(CONTROLLERS, pk=upload),          a keyword fills the address; a function gets the world
    "forecasts:upload-undo": action(CONTROLLERS, pk=upload),   POST only (@require_POST outermost): 302; every GET 405
    "units:unit-edit": form(ORGANISERS, unit="4100"),          GET 200, POST without data 422 for them
    "socbudget:unit": page(READERS, others=404, code="4100"),  who may not see the unit does not learn that it is there
    "forecasts:upload": page(CONTROLLERS, system=404, …)       a role by its name has an answer of its own

`ok=` is the answer to those who may, `post=` their answer to a POST, `data=` what is posted. Anonymous people are sent
to sign in and strangers get 404; `anonymous=` and `stranger=` say otherwise. Keywords that the address does not need
are not given: `adm` and `administration` are filled in as EX when the address has them.

The world: administration EX with department 10 and units 4100 and 4200, and another administration, ZZ, with the same
codes. The unit head, support and staff have 4100, the department head has 10, the others have all of EX; the stranger
is controller of ZZ. Every request is undone before the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from forecasts.budgets.changes import Planned, make_change
from forecasts.budgets.corrections import add_correction
from forecasts.models import FileLayout, Round, UnitAlias, Upload
from indicators.services import make_indicator
from measures.calculators.services import save_calculation
from measures.ideas.services import leave_idea
from measures.models import Commitment, DelegationLimit, Finding
from measures.programme.services import set_requirement
from meetings.holding.services import add_row, close_meeting, start_meeting, write_note
from meetings.matters.services import raise_matter
from meetings.models import Meeting, Message, SituationItem
from meetings.planning.services import plan_meeting, start_body
from tests import factories
from tests.meetings import making
from tests.meetings.places import meeting_on
from units.models import Administration, Letter, Mailing, Token, User
from units.roles import Act, Role, roles_that

ROUND_STEPS = ("ledger", "unit_head", "controller", "department_head", "director", "committee")
ANONYMOUS, STRANGER, SUPERUSER = "anonymous", "stranger", "superuser"
MEMBERS = [*Role.values, SUPERUSER]
EVERYONE = [ANONYMOUS, STRANGER, *MEMBERS]


def who_may(act: Act) -> list[str]:
    """The roles that allow `act`; a superuser is a system administrator everywhere."""
    roles = roles_that(act)
    return [*map(str, roles), *([SUPERUSER] if Role.SYSTEM in roles else [])]


READERS = who_may(Act.FIGURES)
SUMMARISED = who_may(Act.SUMMARY)
CONTROLLERS = who_may(Act.CONTROL)
ORGANISERS = who_may(Act.ORGANISE)
PERSONNEL = who_may(Act.PEOPLE)
AUDITORS = who_may(Act.TRACE)
APPROVERS = who_may(Act.APPROVE)
FORECASTERS = who_may(Act.FORECAST)
WRITERS = who_may(Act.MEASURE)
DECIDERS = who_may(Act.DECIDE)
MEETERS = who_may(Act.MEET)
CALLED = [*MEETERS, "support"]  # the team of a unit
MEASURERS = who_may(Act.MEASURE)
WHOLE_MEETERS = [each for each in who_may(Act.MEET) if each not in ("unit_head", "department_head")]
WHOLE_READERS = [each for each in READERS if each not in ("unit_head", "department_head", "support")]


@dataclass
class World:
    """What the addresses are about."""

    administration: Administration
    users: dict[str, User]
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` makes, made once."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def upload(world: World) -> int:
    """An examined upload of the controller."""
    controller = world.users[Role.CONTROLLER]
    content = ContentFile(b"Ansvar;Konto;Period;Utfall kr\n4100;5020;202608;100\n", name="aug.csv")
    row = {"administration": world.administration, "name": "aug.csv", "sha256": "0" * 64, "size": 1, "file": content}
    return world.once("upload", lambda: Upload.objects.create(uploaded_by=controller, **row)).pk


def file_layout(world: World) -> int:
    """Answers that are kept for files of a shape."""
    row = {"administration": world.administration, "shape": "0" * 64, "name": "Huvudbok", "answers": {"money": "tkr"}}
    return world.once("file layout", lambda: FileLayout.objects.create(**row)).pk


def unit_alias(world: World) -> int:
    """A text in files that is no unit."""
    row = {"administration": world.administration, "text": "hela kommunen"}
    return world.once("unit alias", lambda: UnitAlias.objects.create(**row)).pk


def planned_round(world: World) -> int:
    """A round that was never opened, of a month that is over."""
    days = dict.fromkeys([f"{step}_due" for step in ROUND_STEPS], date(2026, 2, 9))
    row = {"administration": world.administration, "as_of": date(2026, 1, 1)}
    return world.once("round", lambda: Round.objects.create(**row, **days)).pk


def unit_in_a_round(world: World) -> str:
    """The unit 4100, which may write in the open round as of August 2026."""
    row = {"administration": world.administration, "as_of": date(2026, 8, 1), "opened_at": timezone.now()}
    due = dict.fromkeys([f"{step}_due" for step in ROUND_STEPS], date(2026, 9, 8))
    world.once("open round", lambda: Round.objects.create(**row, **due))
    return "4100"


def staff_member(world: World) -> int:
    """The person with the role staff."""
    return world.users[Role.STAFF].pk


def staff_role(world: World) -> int:
    """The role of that person."""
    return world.users[Role.STAFF].responsibilities.get().pk


def someones_key(world: World) -> int:
    """A key to the API of someone who is none of these people."""
    owner = world.once("owner", factories.UserFactory)
    return world.once("key", lambda: Token.objects.create(user=owner, name="Power BI", digest="0" * 64)).pk


def unsent_letter(world: World) -> int:
    """A letter to the unit head that could not be sent."""
    row = {"administration": world.administration, "to": world.users[Role.UNIT_HEAD], "kind": "reminder"}
    begun = {"administration": world.administration, "kind": "reminder", "key": "1:2026-10-08", "total": 1, "failed": 1}
    mailing = world.once("mailing", lambda: Mailing.objects.create(**begun))
    made = {
        "mailing": mailing,
        "key": "1:2026-10-08:4100",
        "subject": "Prognosen",
        "body": "Hej",
        "fault": "no-address",
    }
    return world.once("letter", lambda: Letter.objects.create(**row, **made)).pk


def mailing(world: World) -> int:
    """The mailing of that letter."""
    unsent_letter(world)
    return world.made["mailing"].pk


def budget_change(world: World) -> int:
    """A supplementary budget."""
    planned = Planned("supplementary", 2026, date(2026, 1, 15), "§ 1", [], frame_amount=100_00)
    return world.once("change", lambda: make_change(world.administration, planned, by=None)).pk


def correction(world: World) -> int:
    """A correction of 4100."""
    unit = world.administration.units.get(code="4100")
    values = {"month": date(2026, 1, 1), "reverses": None, "amount": 100_00, "reason": "Sen faktura"}
    return world.once("correction", lambda: add_correction(unit, None, **values, by=None)).pk


def requirement(world: World) -> int:
    """A savings requirement."""
    values = {"year": 2026, "title": "Besparing", "amount": 100_00, "decided_on": date(2026, 1, 15)}
    return world.once("requirement", lambda: set_requirement(world.administration, values, by=None)).pk


def delegation_limit(world: World) -> int:
    """What team leaders of 4100 may decide, withdrawn or not."""
    row = {"administration": world.administration, "unit": world.administration.units.get(code="4100")}
    return world.once("limit", lambda: DelegationLimit.objects.create(role="team-leader", what="Insatser", **row)).pk


def audit_finding(world: World) -> int:
    """A finding about 4100."""
    row = {"administration": world.administration, "unit": world.administration.units.get(code="4100")}
    made = {"title": "Avtal följs inte upp", "source": "Stadsrevisionen", "found_on": date(2026, 3, 15)}
    return world.once("finding", lambda: Finding.objects.create(**row, **made)).pk


def commitment(world: World) -> int:
    """A lease of 4100."""
    row = {"administration": world.administration, "unit": world.administration.units.get(code="4100")}
    made = {"title": "Hyra", "first": date(2025, 1, 1), "yearly": 1_200_000_00}
    return world.once("commitment", lambda: Commitment.objects.create(**row, **made)).pk


def indicator(world: World) -> int:
    """A key figure."""
    values = {"code": "hvb", "name": "Vårddygn HVB", "unit_of_measure": "dygn"}
    return world.once("indicator", lambda: make_indicator(world.administration, values, by=None)).pk


def decided_measure(world: World) -> int:
    """A decided measure of 4100."""
    unit = world.administration.units.get(code="4100")
    return world.once("decided measure", lambda: factories.measure(unit)).pk


def measure(world: World) -> int:
    """A decided measure of 4100."""
    unit = world.administration.units.get(code="4100")
    return world.once("measure", lambda: factories.measure(unit)).pk


def idea(world: World) -> int:
    """An idea about 4100 that the person with the role staff left."""
    unit, author = world.administration.units.get(code="4100"), world.users[Role.STAFF]
    row = {"title": "Samordna resorna", "text": "Åk tillsammans.", "unit": unit, "by": author}
    return world.once("idea", lambda: leave_idea(world.administration, **row)).pk


def situation_item(world: World) -> int:
    """Something on the situation page."""
    row = {"section": "how", "day": date(2026, 9, 1), "title": "Prognosen håller"}
    return world.once("item", lambda: SituationItem.objects.create(administration=world.administration, **row)).pk


def sent_message(world: World) -> int:
    """The message of a week, sent."""
    row = {"week": date(2026, 9, 14), "text": "Tack!", "sent_at": timezone.now()}
    return world.once("message", lambda: Message.objects.create(administration=world.administration, **row)).pk


def written_measure(world: World) -> int:
    """A decided measure of 4100, which saves 100 kr in September 2026."""
    unit = world.administration.units.get(code="4100")
    return world.once("written measure", lambda: factories.measure(unit, {date(2026, 9, 1): 100_00})).pk


def realised_measure(world: World) -> int:
    """A measure of 4100 that is realised and whose effect nobody has signed."""
    unit = world.administration.units.get(code="4100")
    return world.once("realised measure", lambda: factories.measure(unit, stage="realised")).pk
    return world.once("measure", lambda: factories.measure(unit)).pk


def calculation(world: World) -> int:
    """A saved calculation of the unit head."""
    row = {"title": "Lokaler", "given": {}, "amount": 1, "by": world.users[Role.UNIT_HEAD]}
    return world.once("calculation", lambda: save_calculation(world.administration, "premises", **row)).pk


def team(world: World) -> int:
    """The team of the unit 4100."""
    unit = world.administration.units.get(code="4100")
    return world.once("team", lambda: start_body(unit, by=None)).pk


def planned_meeting(world: World) -> int:
    """A meeting of that team, on a day to come."""
    team(world)
    return world.once("meeting", lambda: plan_meeting(world.made["team"], date(2030, 1, 7), by=None)).pk


def running_meeting(world: World) -> int:
    """A meeting of that team that has begun."""
    team(world)

    def begun() -> Meeting:
        return start_meeting(plan_meeting(world.made["team"], date(2026, 1, 12), by=None), by=None)

    return world.once("running meeting", begun).pk


def point_row(world: World) -> int:
    """A row that somebody added to that meeting."""
    running_meeting(world)
    point = world.made["running meeting"].points.select_related("meeting__body").first()
    return world.once("row", lambda: add_row(point, "Lokalerna", by=None)).pk


def note(world: World) -> int:
    """What somebody wrote on it."""
    point_row(world)
    return world.once("note", lambda: write_note(world.made["row"].point, "Två.", row=world.made["row"], by=None)).pk


def assignment(world: World) -> int:
    """An action about 4100 that the unit head answers for."""
    unit = world.administration.units.get(code="4100")
    return world.once("assignment", lambda: making.about(unit, world.users[Role.UNIT_HEAD])).pk


def matter(world: World) -> int:
    """A matter that 4100 and 4200 share."""
    units = list(world.administration.units.all())
    row = {"title": "Vem betalar flytten?", "units": units, "by": None}
    return world.once("matter", lambda: raise_matter(world.administration, **row)).pk


def closed_meeting(world: World) -> int:
    """A meeting of that team that was held, whose minutes the controller adjusts."""
    team(world)
    return world.once("closed meeting", lambda: _held(world)).pk


def _held(world: World) -> Meeting:
    meeting = plan_meeting(world.made["team"], date(2026, 9, 14), by=None)
    meeting.participants.get_or_create(user=world.users[Role.CONTROLLER])
    start_meeting(meeting, by=None)
    return close_meeting(meeting, adjuster=world.users[Role.CONTROLLER], by=None)


def shown_meeting(world: World) -> int:
    """A meeting of the management group that is under way."""

    def make() -> Meeting:
        body = factories.BodyFactory(administration=world.administration)
        return start_meeting(meeting_on(body, timezone.localdate()), by=None)

    return world.once("shown meeting", make).pk


Answers = dict[str, int]


@dataclass(frozen=True)
class Row:
    """What each role is answered on GET and on POST."""

    get: Answers
    post: Answers
    kwargs: dict[str, Any]
    data: dict[str, Any]


def answers(allowed: list[str], ok: int, others: int, own: Answers) -> Answers:
    table = {ANONYMOUS: 302, STRANGER: 404} | dict.fromkeys(MEMBERS, others)
    return table | dict.fromkeys(allowed, ok) | own


def row(allowed: list[str], get: int, post: int, others: int, data: dict[str, Any] | None, more: dict[str, Any]) -> Row:
    own = {name: more.pop(name) for name in EVERYONE if name in more}
    return Row(
        answers(allowed, get, others, own) if get != 405 else dict.fromkeys(EVERYONE, 405),
        answers(allowed, post, others, own) if post else {},
        more,
        data or {},
    )


def page(allowed: list[str], *, ok: int = 200, others: int = 403, **more: Any) -> Row:
    """A page that is read."""
    return row(allowed, ok, 0, others, None, more)


def form(
    allowed: list[str], *, ok: int = 200, post: int = 422, others: int = 403, data: dict | None = None, **more: Any
) -> Row:
    """A page with a form that is posted to the same address."""
    return row(allowed, ok, post, others, data, more)


def action(allowed: list[str], *, ok: int = 302, others: int = 403, data: dict | None = None, **more: Any) -> Row:
    """An address that is only posted to."""
    return row(allowed, 405, ok, others, data, more)


def shared(
    readers: list[str], writers: list[str], *, ok: int = 200, post: int = 422, others: int = 403, **more: Any
) -> Row:
    """A page that some only read and others write: who reads and may not write is refused with 403."""
    own = {name: more.pop(name) for name in EVERYONE if name in more}
    only_read = dict.fromkeys([each for each in readers if each not in writers], 403)
    written = answers(writers, post, others, only_read | own)
    return Row(answers(readers, ok, others, own), written, more, {})


def everyone(*, ok: int = 200, **more: Any) -> Row:
    """A page for all the world."""
    return page(EVERYONE, ok=ok, **more)


def signed_in(**more: Any) -> Row:
    """A page for everyone who has signed in."""
    return page([STRANGER, *MEMBERS], **more)


NOT_THEIRS = {"unit_head": 404, "department_head": 404}  # those who see their own uploads only

OTHERS_CALCULATIONS = [each for each in READERS if each not in ("unit_head", "management", *CONTROLLERS)]

NO_SUMMARY = {"system": 403, "superuser": 403}  # those who may enter but see nothing of units

UNSEEN = {"system": 404, "superuser": 404}  # those who do not learn that a unit is there

ACCESS: dict[str, Row] = {
    # Signing in
    "account_login": everyone(ok=302, anonymous=200),
    "account_logout": page(EVERYONE, anonymous=302),
    "account_inactive": everyone(),
    "account_change_password": signed_in(),
    "account_reset_password": everyone(),
    "account_reset_password_done": everyone(),
    "account_reset_password_from_key": everyone(uidb36="1", key="not-a-key"),
    "account_reset_password_from_key_done": everyone(),
    "set_language": action(EVERYONE),
    # The organisation
    "units:organisation": page(ORGANISERS),
    "units:department-add": form(ORGANISERS, data={"code": ""}),
    "units:department-edit": form(ORGANISERS, data={"code": ""}, code="10"),
    "units:department-answers": form(PERSONNEL, data={"who": ""}, code="10"),
    "units:unit-add": form(ORGANISERS, data={"code": ""}),
    "units:unit-edit": form(ORGANISERS, data={"code": ""}, code="4100"),
    "units:unit-end": form(ORGANISERS, data={"last_month": ""}, code="4100"),
    "units:unit-reopen": action(ORGANISERS, code="4100"),
    "units:unit-answers": form(PERSONNEL, data={"who": ""}, code="4100"),
    "units:settings": form(ORGANISERS, data={"name": ""}),
    "units:administration-add": form([SUPERUSER], data={"code": ""}, stranger=403),
    "forecasts:organisation-file": page(ORGANISERS),
    "forecasts:account-groups": page(ORGANISERS),
    "forecasts:account-plan-file": page(ORGANISERS),
    "forecasts:account-group-add": form(ORGANISERS, data={"code": ""}),
    "forecasts:account-group": form(ORGANISERS, data={"name": ""}, code="PER"),
    # People and the log
    "units:people": page(PERSONNEL),
    "units:role-add": form(PERSONNEL, data={"who": ""}),
    "units:person": page(PERSONNEL, pk=staff_member),
    "units:person-account": action(PERSONNEL, pk=staff_member, data={"deed": "close"}),
    "units:role-end": form(PERSONNEL, data={"last_day": ""}, pk=staff_role),
    "units:changes": page(AUDITORS),
    # The own page
    "units:account": form([STRANGER, *MEMBERS], data={"language": "de"}),
    "units:token-make": action([STRANGER, *MEMBERS], data={"name": "Power BI"}),
    "units:token-withdraw": action([], others=404, pk=someones_key),
    # Pages that show several apps
    "socbudget:start": signed_in(),
    "socbudget:health": everyone(),
    # The API: a stranger reads the own administration's rows, never these
    "api:index": signed_in(anonymous=401),
    "api:openapi": signed_in(anonymous=401),
    "api:administrations": signed_in(anonymous=401),
    "api:units": signed_in(anonymous=401),
    "api:figures": page([STRANGER, *who_may(Act.REPORTED)], anonymous=401),
    "api:forecasts": page([STRANGER, *who_may(Act.REPORTED)], anonymous=401),
    "api:deviations": page([STRANGER, *who_may(Act.SUMMARY)], anonymous=401),
    "api:measures": page([STRANGER, *READERS], anonymous=401),
    "api:followups": page([STRANGER, *READERS], anonymous=401),
    "api:indicators": page([STRANGER, *who_may(Act.REPORTED)], anonymous=401),
    "api:observations": page([STRANGER, *READERS], anonymous=401),
    "api:meetings": page([STRANGER, *READERS], anonymous=401),
    "api:decisions": page([STRANGER, *READERS], anonymous=401),
    "api:actions": page([STRANGER, *READERS], anonymous=401),
    "api:root": everyone(ok=404, anonymous=401),
    "api:nothing": everyone(ok=404, anonymous=401, rest="v1/secrets/"),
    "socbudget:administration": page(who_may(Act.REPORTED), unit_head=403, department_head=403, support=403),
    "socbudget:department": page(who_may(Act.REPORTED), code="10", unit_head=403, support=403),
    "socbudget:help": everyone(),
    "socbudget:accessibility": everyone(),
    # A unit: its plain page for those who only get the summary; no other role learns that it is there
    "socbudget:unit": page(SUMMARISED, others=404, code="4100"),
    "forecasts:uploads": form(FORECASTERS),
    "forecasts:upload": page(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-progress": page(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-cancel": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-again": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-commit": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-undo": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-answer": row(CONTROLLERS, 302, 302, 403, None, {"pk": upload, **NOT_THEIRS}),
    "forecasts:upload-units": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    # Allowed, but the file of `upload` asks about no text
    "forecasts:upload-unit-add": row(CONTROLLERS, 404, 404, 403, None, {"pk": upload, **NOT_THEIRS}),
    "forecasts:upload-discard": action(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-file": page(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:upload-commented": page(CONTROLLERS, pk=upload, **NOT_THEIRS),
    "forecasts:template": page(FORECASTERS),
    "forecasts:file-types": page(CONTROLLERS),
    "forecasts:file-type": form(CONTROLLERS, data={"name": ""}, pk=file_layout),
    "forecasts:file-type-forget": action(CONTROLLERS, pk=file_layout),
    "forecasts:unit-alias-add": form(CONTROLLERS, data={"text": ""}),
    "forecasts:unit-alias": form(CONTROLLERS, data={"text": ""}, pk=unit_alias),
    "forecasts:unit-alias-forget": action(CONTROLLERS, pk=unit_alias),
    "measures:measures-file": page(MEASURERS),
    # Key figures: read by those who read figures somewhere, or what is reported; made by those in control
    "indicators:indicators": page(who_may(Act.REPORTED)),
    "indicators:indicator": page(who_may(Act.REPORTED), pk=indicator),
    "indicators:indicator-new": form(CONTROLLERS, data={"name": ""}),
    "indicators:indicator-edit": form(CONTROLLERS, pk=indicator, data={"name": ""}),
    "indicators:indicator-bands": form(CONTROLLERS, pk=indicator, data={"low-total": "x"}),
    "indicators:indicators-file": page(CONTROLLERS),
    "forecasts:months": page(CONTROLLERS),
    "forecasts:month-close": action(CONTROLLERS),
    "forecasts:month-reopen": action(CONTROLLERS),
    "forecasts:frames": form(CONTROLLERS),
    # Letters
    "socbudget:letters": page(CONTROLLERS),
    "socbudget:digests-send": action(CONTROLLERS),
    "socbudget:letter": page(CONTROLLERS, pk=unsent_letter),
    "socbudget:letter-retry": action(CONTROLLERS, pk=unsent_letter),
    "socbudget:mailing-retry": action(CONTROLLERS, pk=mailing),
    "socbudget:round-remind": form(CONTROLLERS, post=302, pk=planned_round),
    # The rounds: who reads figures anywhere sees them, the controller acts
    "forecasts:rounds": page(READERS),
    "forecasts:causes": form(CONTROLLERS, data={"new": ""}),
    "forecasts:cycle-rules": form(CONTROLLERS, data={"explain_ore": ""}),
    "forecasts:rounds-plan": action(CONTROLLERS),
    "forecasts:round-add": form(CONTROLLERS, data={"as_of": ""}),
    "forecasts:round": page(READERS, pk=planned_round),
    "forecasts:round-bridge": page(READERS, pk=planned_round),
    "forecasts:round-check": action(CONTROLLERS, pk=planned_round),
    "forecasts:round-open": action(CONTROLLERS, pk=planned_round),
    "forecasts:round-lock": form(CONTROLLERS, post=302, pk=planned_round),
    "forecasts:round-deadlines": form(CONTROLLERS, pk=planned_round, data={"ledger_due": ""}),
    "forecasts:round-remove": action(CONTROLLERS, pk=planned_round),
    # A unit's forecast: read by its readers, written by those who may hand it in
    "forecasts:forecast": Row(
        answers(READERS, 200, 403, UNSEEN), answers(FORECASTERS, 302, 403, UNSEEN), {"code": unit_in_a_round}, {}
    ),
    "forecasts:forecast-cell": action(FORECASTERS, ok=200, code=unit_in_a_round, anonymous=401, **UNSEEN),
    "forecasts:forecast-causes": action(FORECASTERS, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-risks": action(FORECASTERS, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-answer": action(FORECASTERS, code=unit_in_a_round, **UNSEEN),
    # A measure: read by those who read the figures of one of its units, written by those who may write for all of them
    "measures:measure-new": form(MEASURERS, data={"title": ""}),
    "measures:measure": page(READERS, others=404, pk=written_measure),
    "measures:measure-edit": form(MEASURERS, others=404, pk=written_measure, data={"title": ""}, support=403),
    "measures:measure-move": form(
        CONTROLLERS,
        others=404,
        pk=realised_measure,
        data={"to": "verified"},
        unit_head=403,
        department_head=403,
        management=403,
        support=403,
    ),
    "measures:measure-effect": form(MEASURERS, others=404, pk=written_measure, data={"seen": ""}, support=403),
    "measures:measure-carry": form(MEASURERS, others=404, pk=written_measure, data={"year": ""}, support=403),
    "measures:measure-contain": action(MEASURERS, others=404, pk=written_measure, support=403),
    # Budgets during their year
    "forecasts:budget-changes": page(who_may(Act.FIGURES), unit_head=403, department_head=403, support=403),
    "forecasts:budget-change-new": form(CONTROLLERS, data={"deed": "preview"}),
    "forecasts:budget-change": page(
        who_may(Act.FIGURES), pk=budget_change, unit_head=403, department_head=403, support=403
    ),
    "forecasts:budget-change-undo": action(CONTROLLERS, pk=budget_change),
    "forecasts:growth": shared(WHOLE_READERS, CONTROLLERS, post=302),
    "forecasts:conditions": shared(WHOLE_READERS, CONTROLLERS, post=302),
    "forecasts:year-end": shared(WHOLE_READERS, CONTROLLERS),
    "forecasts:year-final": action(CONTROLLERS, ok=422),
    "forecasts:year-preliminary": action(CONTROLLERS),
    "forecasts:unit-conditions": shared(READERS, FORECASTERS, others=404, code="4100"),
    "forecasts:corrections": shared(READERS, FORECASTERS, others=404, code="4100"),
    "forecasts:correction-remove": action(
        FORECASTERS, others=404, code="4100", pk=correction, management=403, support=403
    ),
    "forecasts:forecast-submit": action(FORECASTERS, code=unit_in_a_round, **UNSEEN),
    # Measures: the register and the follow-ups hold what the person sees
    "measures:measures": page(READERS),
    "measures:follow-ups": page(READERS),
    "measures:measure-follow-up": form(who_may(Act.MEASURE), others=404, pk=measure, support=403),
    "measures:action-plan": page(READERS, code="4100", committee=403, staff=403, **UNSEEN),
    "measures:department-action-plan": page(READERS, code="10", unit_head=403, support=403),
    "forecasts:forecast-discard": action(FORECASTERS, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-check": action(CONTROLLERS, ok=422, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-approve": action(APPROVERS, ok=422, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-send-back": action([*CONTROLLERS, *APPROVERS], ok=422, code=unit_in_a_round, **UNSEEN),
    "forecasts:forecast-correct": action(CONTROLLERS, ok=422, code=unit_in_a_round, **UNSEEN),
    # The registers: who reads figures anywhere sees those of the own places, who decides for a place writes them
    "measures:delegation": page(READERS),
    "measures:delegation-new": form(DECIDERS, data={"what": ""}),
    "measures:delegation-edit": form(DECIDERS, pk=delegation_limit, data={"what": ""}),
    "measures:delegation-withdraw": form(DECIDERS, pk=delegation_limit, data={"day": ""}),
    "measures:delegation-restore": action(DECIDERS, pk=delegation_limit),
    "measures:delegation-remove": form(DECIDERS, post=302, pk=delegation_limit),
    "measures:findings": page(READERS),
    "measures:finding": page(READERS, pk=audit_finding),
    "measures:finding-new": form(DECIDERS, data={"title": ""}),
    "measures:finding-edit": form(DECIDERS, pk=audit_finding, data={"title": ""}),
    "measures:finding-remove": form(DECIDERS, post=302, pk=audit_finding),
    "measures:commitments": page(READERS),
    "measures:commitment-new": form(DECIDERS, data={"title": ""}),
    "measures:commitment-edit": form(DECIDERS, pk=commitment, data={"title": ""}),
    "measures:commitment-remove": form(DECIDERS, post=302, pk=commitment),
    # Ideas: everyone but system administrators leaves them; those who decide measures of the unit answer them
    "measures:ideas": page(SUMMARISED),
    "measures:idea-new": form(SUMMARISED, data={"title": ""}),
    "measures:idea": page(DECIDERS, others=404, pk=idea, staff=200, **NO_SUMMARY),
    "measures:idea-answer": form(DECIDERS, others=404, pk=idea, data={"answer": ""}, staff=403, **NO_SUMMARY),
    # Decisions, actions and matters: read by who reads the unit's figures, written by who meets about it
    "meetings:assignments": page(SUMMARISED),
    "meetings:assignment-new": form(MEETERS, data={"text": ""}),
    "meetings:assignment": shared(READERS, MEETERS, others=404, pk=assignment, **NO_SUMMARY),
    "meetings:assignment-change": form(MEETERS, others=404, pk=assignment, support=403, **NO_SUMMARY),
    "meetings:assignment-hand-over": form(MEETERS, others=404, pk=assignment, support=403, **NO_SUMMARY),
    "meetings:matters": page(SUMMARISED),
    "meetings:matter-new": form(MEETERS, data={"title": ""}),
    "meetings:matter": shared(READERS, MEETERS, others=404, pk=matter, **NO_SUMMARY),
    "meetings:matter-change": form(MEETERS, others=404, pk=matter, support=403, **NO_SUMMARY),
    "meetings:matter-reopen": action(MEETERS, others=404, pk=matter, support=403, **NO_SUMMARY),
    # A meeting: read by who reads the figures of its place, held and written by who meets about it
    "meetings:meeting": page(READERS, others=404, pk=running_meeting),
    "meetings:meeting-changes": page(READERS, others=404, anonymous=401, pk=running_meeting),
    "meetings:meeting-start": form(MEETERS, ok=302, post=422, others=404, support=403, pk=running_meeting),
    "meetings:meeting-close": form(MEETERS, post=302, others=404, support=403, pk=running_meeting),
    "meetings:meeting-reopen": form(MEETERS, ok=302, post=422, others=404, support=403, pk=running_meeting),
    "meetings:meeting-write": form(CALLED, ok=302, post=422, others=404, pk=running_meeting),
    "meetings:meeting-note": form(CALLED, ok=302, post=422, others=404, pk=running_meeting, note=note),
    "meetings:meeting-row-add": form(CALLED, ok=302, post=422, others=404, pk=running_meeting),
    "meetings:meeting-row-state": form(CALLED, ok=302, post=422, others=404, pk=running_meeting, row=point_row),
    "meetings:meeting-row-remove": shared(CALLED, MEETERS, ok=302, others=404, pk=running_meeting, row=point_row),
    "meetings:meeting-present": form(CALLED, ok=302, post=302, others=404, pk=running_meeting),
    "meetings:meeting-message": form(CALLED, ok=302, post=403, others=404, pk=running_meeting),
    "meetings:unit-heard": page(READERS, code="4100", system=404, superuser=404),
    "meetings:measure-heard": page(READERS, others=404, pk=measure),
    # Calculators: who reads figures anywhere calculates, who writes measures anywhere saves
    "measures:calculators": page(READERS),
    "measures:calculator": page(READERS, kind="staffing"),
    "measures:calculation-save": action(WRITERS, ok=422, kind="staffing"),
    "measures:calculation": page(READERS, pk=calculation, **dict.fromkeys(OTHERS_CALCULATIONS, 404)),
    "measures:calculation-remove": action(
        [*CONTROLLERS, "unit_head"], pk=calculation, **dict.fromkeys(OTHERS_CALCULATIONS, 404)
    ),
    "forecasts:unit-figures": page(READERS, system=404, superuser=404, code="4100"),
    # The savings programme: read by who is reported to, written by the controller
    "measures:programme": page(who_may(Act.REPORTED), unit_head=403, department_head=403, support=403),
    "measures:department-programme": page(who_may(Act.REPORTED), code="10", unit_head=403, support=403),
    "measures:requirement-new": form(CONTROLLERS, data={"title": ""}),
    "measures:requirement": form(CONTROLLERS, data={"title": ""}, pk=requirement),
    "measures:requirement-spread": form(CONTROLLERS, data={"deed": "save"}, pk=requirement),
    "measures:requirement-withdraw": action(CONTROLLERS, pk=requirement),
    "measures:requirement-take-back": action(CONTROLLERS, pk=requirement),
    "measures:measure-rules": form(CONTROLLERS, data={"idea": ""}),
    # Meetings: read by those who read figures, planned by those who may meet about the place
    "meetings:meetings": page(READERS),
    "meetings:meetings-calendar": page(READERS),
    "meetings:meeting-new": row(MEETERS, 302, 302, 403, None, {}),  # to a new body, as nobody meets here
    "meetings:bodies": page(READERS),
    "meetings:body-new": form(MEETERS),
    "meetings:body": page(READERS, others=404, pk=team),
    "meetings:body-edit": form(MEETERS, others=404, support=403, pk=team, data={"name": ""}),
    "meetings:body-end": form(MEETERS, post=302, others=404, support=403, pk=team),
    "meetings:body-take-up": action(MEETERS, others=404, support=403, pk=team),
    "meetings:body-members": form(MEETERS, others=404, support=403, pk=team, data={"add": "x"}),
    "meetings:body-agenda": form(MEETERS, others=404, support=403, pk=team),
    "meetings:series": form(MEETERS, others=404, support=403, pk=team),
    "meetings:meeting-change": form(MEETERS, others=404, support=403, pk=planned_meeting, data={"day": ""}),
    "meetings:meeting-cancel": form(MEETERS, others=404, support=403, pk=planned_meeting, data={"word": ""}),
    "meetings:meeting-take-up": action(MEETERS, others=404, support=403, pk=planned_meeting),
    "meetings:meeting-agenda": form(MEETERS, others=404, support=403, pk=planned_meeting),
    "meetings:meeting-agenda-usual": action(MEETERS, others=404, support=403, pk=planned_meeting),
    "meetings:meeting-call": form(MEETERS, post=302, others=404, support=403, pk=planned_meeting),
    "meetings:minutes": page(READERS, others=404, pk=closed_meeting),
    "meetings:adjust": form(["controller"], pk=closed_meeting, committee=404, staff=404, **UNSEEN),
    "meetings:adjuster": form(MEETERS, others=404, support=403, pk=closed_meeting),
    "meetings:send": form(MEETERS, post=302, others=404, support=403, pk=closed_meeting),
    "meetings:participants": form(MEETERS, others=404, support=403, pk=planned_meeting, data={"add": "x"}),
    # The effect of a measure: read by those who read the figures of all its units, signed by the controller
    "measures:measure-verify": shared(READERS, CONTROLLERS, others=404, pk=decided_measure),
    "measures:overlap-answer": action(MEASURERS, ok=422, others=404, support=403, pk=decided_measure),
    # The situation page: read by who is reported to, written by who may meet about the whole; staff has its own
    "meetings:situation": page(READERS, committee=200),
    "meetings:situation-new": form(WHOLE_MEETERS, data={"title": ""}),
    "meetings:situation-item": form(WHOLE_MEETERS, pk=situation_item, data={"title": ""}),
    "meetings:situation-confirm": action(WHOLE_MEETERS, pk=situation_item),
    "meetings:situation-end": action(WHOLE_MEETERS, pk=situation_item),
    "meetings:situation-back": action(WHOLE_MEETERS, pk=situation_item),
    "meetings:staff-page": page(SUMMARISED),
    # The message of the week: everyone who works here reads what was sent and passes on at the own place
    "meetings:messages": page(SUMMARISED),
    "meetings:message": page(SUMMARISED, pk=sent_message),
    "meetings:message-new": form(WHOLE_MEETERS, data={"text": ""}),
    "meetings:message-edit": form(WHOLE_MEETERS, pk=sent_message, data={"text": ""}),
    "meetings:message-send": form(WHOLE_MEETERS, ok=302, post=302, pk=sent_message),
    "meetings:message-remind": action(WHOLE_MEETERS, pk=sent_message),
    "meetings:message-pass": action(SUMMARISED, ok=422, pk=sent_message),
    "meetings:message-take-back": action(SUMMARISED, pk=sent_message),
    # The team around a unit and its handover: who reads the unit's figures; the analysis is written by who may meet
    "meetings:team": Row(
        answers(READERS, 200, 403, UNSEEN), answers(MEASURERS, 422, 403, UNSEEN), {"code": "4100"}, {}
    ),
    "meetings:handover": page(READERS, code="4100", **UNSEEN),
    "meetings:handover-take": action(MEASURERS, code="4100", **UNSEEN),
    # A meeting that is shown: read by who reads its place's figures, written by who holds it or was called
    "meetings:show-first": page(WHOLE_READERS, ok=302, others=404, pk=shown_meeting),
    "meetings:show": page(WHOLE_READERS, others=404, pk=shown_meeting, step=2),
    "meetings:show-write": form(WHOLE_MEETERS, others=404, pk=shown_meeting, step=2, what="note"),
    "meetings:show-state": action(WHOLE_MEETERS, others=404, pk=shown_meeting, step=2),
}


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each
        else:
            yield from patterns(each, f"{space}{each.namespace}:" if each.namespace else space)


ADDRESSES = dict(patterns(get_resolver()))


def address(name: str, world: World) -> str:
    """The address `name`, filled with what its row says and the administration."""
    usual = {"adm": world.administration.code, "administration": world.administration.code}
    wanted = ADDRESSES[name].pattern.regex.groupindex
    kwargs = {key: value for key, value in usual.items() if key in wanted}
    kwargs |= {key: value(world) if callable(value) else value for key, value in ACCESS[name].kwargs.items()}
    return reverse(name, kwargs=kwargs)


@pytest.fixture
def world(administration) -> World:
    other = factories.small_administration("ZZ")
    users = {role: factories.person(administration, role) for role in Role.values}
    users[STRANGER] = factories.person(other, Role.CONTROLLER)
    users[SUPERUSER] = factories.UserFactory(is_superuser=True)
    return World(administration, users)


def asked(world: World, url: str, method: str, data: dict[str, Any]) -> Answers:
    """What each role is answered, every request undone before the next."""
    found = {}
    for role in EVERYONE:
        client = Client()
        with transaction.atomic():
            if role != ANONYMOUS:
                client.force_login(world.users[role])
            response = getattr(client, method)(url, data)
            found[role] = response.status_code
            for close in response._resource_closers:  # not response.close(): that ends the request's connection too
                close()
            transaction.set_rollback(True)
    return found


def test_every_address_has_a_row():
    assert set(ADDRESSES) - set(ACCESS) == set()


def test_every_row_has_an_address():
    assert set(ACCESS) - set(ADDRESSES) == set()


@pytest.mark.parametrize("name", sorted(set(ACCESS) & set(ADDRESSES)))
def test_each_role_is_shown_what_its_row_says(world, name):
    assert asked(world, address(name, world), "get", {}) == ACCESS[name].get


@pytest.mark.parametrize("name", sorted(name for name in set(ACCESS) & set(ADDRESSES) if ACCESS[name].post))
def test_each_role_can_post_what_its_row_says(world, name):
    assert asked(world, address(name, world), "post", ACCESS[name].data) == ACCESS[name].post
