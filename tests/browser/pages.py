"""Every page of the demo that a person can open, and as whom."""

from dataclasses import dataclass

from tests.browser.meeting import RUNNING


@dataclass(frozen=True)
class Place:
    """A page by its URL name, where it is in the demo, and the account that opens it (None is signed out)."""

    name: str
    path: str
    username: str | None = "controller"

    def __str__(self) -> str:
        return f"{self.name} {self.path} {self.username}"


EX, HV = "/administrations/EX", "/administrations/HV"
SIGNING_IN = [
    Place("account_login", "/accounts/login/", None),
    Place("account_logout", "/accounts/logout/"),
    Place("account_inactive", "/accounts/inactive/", None),
    Place("account_change_password", "/accounts/password/change/"),
    Place("account_reset_password", "/accounts/password/reset/", None),
    Place("account_reset_password_done", "/accounts/password/reset/done/", None),
    Place("account_reset_password_from_key", "/accounts/password/reset/key/1-not-a-key/", None),
    Place("account_reset_password_from_key_done", "/accounts/password/reset/key/done/", None),
]
READING = [
    Place("socbudget:start", "/"),
    *(
        Place("socbudget:start", "/?administration=EX", who)
        for who in ("controller", "enhetschef", "avdelningschef", "ledning", "namnd", "medarbetare", "system")
    ),
    Place("socbudget:administration", f"{EX}/", "ledning"),
    Place("socbudget:administration", f"{HV}/", "namnd"),
    Place("socbudget:department", f"{EX}/departments/10/", "avdelningschef"),
    Place("socbudget:unit", f"{HV}/units/1100/", "enhetschef"),
    Place("socbudget:unit", f"{HV}/units/1400/", "controller"),
    Place("socbudget:unit", f"{HV}/units/1200/?month=2011-12", "namnd"),
    Place("socbudget:unit", f"{EX}/units/4020/", "controller"),
    Place("socbudget:unit", f"{EX}/units/1050/", "medarbetare"),
    Place("forecasts:unit-figures", f"{HV}/units/1100/figures/", "enhetschef"),
    Place("measures:measure-verify", f"{HV}/measures/1/verify/"),
    Place("socbudget:help", "/help/", "enhetschef"),
    Place("socbudget:accessibility", "/accessibility/", None),
]
FORECASTING = [
    Place("forecasts:forecast", f"{EX}/units/1050/forecast/", "enhetschef"),
    Place("forecasts:forecast", f"{HV}/units/1100/forecast/", "enhetschef"),
    Place("forecasts:forecast", f"{EX}/units/4020/forecast/", "ledning"),
]
ORGANISING = [
    Place("units:organisation", f"{EX}/organisation/"),
    Place("units:department-add", f"{EX}/organisation/departments/new/"),
    Place("units:department-edit", f"{EX}/organisation/departments/10/"),
    Place("units:department-answers", f"{EX}/organisation/departments/10/answers/", "system"),
    Place("units:unit-add", f"{EX}/organisation/units/new/"),
    Place("units:unit-edit", f"{EX}/organisation/units/1030/"),
    Place("units:unit-end", f"{EX}/organisation/units/1030/end/"),
    Place("units:unit-answers", f"{EX}/organisation/units/1030/answers/", "system"),
    Place("forecasts:account-groups", f"{EX}/account-groups/"),
    Place("forecasts:account-group-add", f"{EX}/account-groups/new/"),
    Place("forecasts:account-group", f"{EX}/account-groups/PER/"),
    Place("units:settings", f"{EX}/settings/"),
    Place("units:administration-add", "/administrations/new/", "system"),
    Place("units:people", f"{EX}/people/", "system"),
    Place("units:role-add", f"{EX}/people/new/", "system"),
    Place("units:person", f"{EX}/people/1/", "system"),
    Place("units:role-end", f"{HV}/people/roles/1/end/", "system"),
    Place("units:changes", f"{EX}/changes/"),
    Place("units:account", "/account/", "enhetschef"),
]
UPLOADING = [
    Place("forecasts:uploads", f"{EX}/uploads/"),
    Place("forecasts:uploads", f"{HV}/uploads/", "enhetschef"),
    Place("forecasts:file-types", f"{EX}/file-types/"),
    Place("forecasts:unit-alias-add", f"{EX}/file-types/texts/new/"),
    Place("forecasts:months", f"{EX}/months/"),
    Place("forecasts:frames", f"{EX}/frames/"),
    Place("forecasts:budget-changes", f"{EX}/budget-changes/", "ledning"),
    Place("forecasts:growth", f"{HV}/growth/?year=2012"),
    Place("forecasts:conditions", f"{EX}/conditions/"),
    Place("forecasts:unit-conditions", f"{HV}/units/1100/conditions/?year=2012", "enhetschef"),
    Place("forecasts:corrections", f"{HV}/units/1100/corrections/", "enhetschef"),
    Place("forecasts:year-end", f"{HV}/year-end/?year=2011"),
    Place("forecasts:budget-change-new", f"{EX}/budget-changes/new/?kind=reallocation"),
]
INDICATORS = [
    Place("indicators:indicators", f"{EX}/indicators/"),
    Place("indicators:indicators", f"{EX}/indicators/", "namnd"),
    Place("indicators:indicators", f"{HV}/indicators/"),
    Place("indicators:indicator", f"{EX}/indicators/1/"),
    Place("indicators:indicator", f"{EX}/indicators/8/", "namnd"),
    Place("indicators:indicator-new", f"{EX}/indicators/new/"),
    Place("indicators:indicator-edit", f"{EX}/indicators/1/edit/"),
    Place("indicators:indicator-bands", f"{EX}/indicators/1/bands/"),
]
CYCLE = [
    Place("socbudget:letters", f"{EX}/letters/"),
    Place("forecasts:rounds", f"{EX}/rounds/"),
    Place("forecasts:rounds", f"{HV}/rounds/", "enhetschef"),
    Place("forecasts:cycle-rules", f"{EX}/rounds/rules/"),
    Place("forecasts:causes", f"{EX}/causes/"),
    Place("forecasts:round-add", f"{EX}/rounds/extra/"),
]
PROGRAMME = [
    Place("measures:programme", f"{EX}/programme/", "namnd"),
    Place("measures:programme", f"{HV}/programme/"),
    Place("measures:department-programme", f"{EX}/departments/10/programme/", "avdelningschef"),
    Place("measures:requirement-new", f"{EX}/programme/requirements/new/"),
    Place("measures:requirement", f"{EX}/programme/requirements/1/"),
    Place("measures:requirement-spread", f"{EX}/programme/requirements/1/spread/"),
    Place("measures:measure-rules", f"{EX}/measures/rules/"),
]
REGISTERS = [
    Place("measures:delegation", f"{HV}/delegation/?cost=900000&per=year"),
    Place("measures:delegation", f"{EX}/delegation/", "enhetschef"),
    Place("measures:delegation-new", f"{EX}/delegation/new/"),
    Place("measures:delegation-edit", f"{EX}/delegation/15/", "avdelningschef"),
    Place("measures:delegation-withdraw", f"{HV}/delegation/1/withdraw/"),
    Place("measures:delegation-remove", f"{HV}/delegation/1/remove/"),
    Place("measures:findings", f"{EX}/findings/"),
    Place("measures:findings", f"{HV}/findings/?marked=repeated", "ledning"),
    Place("measures:finding", f"{HV}/findings/2/", "enhetschef"),
    Place("measures:finding-new", f"{EX}/findings/new/", "avdelningschef"),
    Place("measures:finding-edit", f"{HV}/findings/2/edit/"),
    Place("measures:finding-remove", f"{HV}/findings/2/remove/"),
    Place("measures:commitments", f"{EX}/commitments/"),
    Place("measures:commitments", f"{HV}/commitments/"),
    Place("measures:commitment-new", f"{EX}/commitments/new/"),
    Place("measures:commitment-edit", f"{EX}/commitments/1/"),
    Place("measures:commitment-remove", f"{EX}/commitments/1/remove/"),
]
IDEAS = [
    Place("measures:ideas", f"{EX}/ideas/"),
    Place("measures:ideas", f"{EX}/ideas/", "medarbetare"),
    Place("measures:ideas", f"{HV}/ideas/", "enhetschef"),
    Place("measures:idea-new", f"{EX}/ideas/new/", "medarbetare"),
    Place("measures:idea", f"{EX}/ideas/1/"),
    Place("measures:idea-answer", f"{EX}/ideas/1/answer/"),
]
WRITING = [
    Place("measures:measure-new", f"{EX}/measures/new/?unit=1050", "enhetschef"),
    Place("measures:measure-new", f"{HV}/measures/new/"),
    Place("measures:measure", f"{HV}/measures/1/"),
    Place("measures:measure", f"{HV}/measures/1/?year=2012", "enhetschef"),
    Place("measures:measure-edit", f"{HV}/measures/1/edit/", "enhetschef"),
    Place("measures:measure-move", f"{HV}/measures/1/move/?to=stopped"),
    Place("measures:measure-effect", f"{HV}/measures/1/effect/"),
    Place("measures:measure-carry", f"{HV}/measures/1/carry/"),
]
TELLING = [
    Place("meetings:situation", f"{EX}/situation/", "ledning"),
    Place("meetings:situation", f"{HV}/situation/", "controller"),
    Place("meetings:situation", f"{EX}/situation/", "enhetschef"),
    Place("meetings:situation-new", f"{EX}/situation/new/?section=ask"),
    Place("meetings:situation-item", f"{EX}/situation/1/", "ledning"),
    Place("meetings:staff-page", f"{EX}/situation/staff/", "medarbetare"),
    Place("meetings:staff-page", f"{EX}/situation/staff/?unit=4020", "ledning"),
    Place("meetings:messages", f"{EX}/messages/", "ledning"),
    Place("meetings:messages", f"{EX}/messages/", "medarbetare"),
    Place("meetings:messages", f"{HV}/messages/", "enhetschef"),
    Place("meetings:message-new", f"{EX}/messages/new/"),
    Place("meetings:message", f"{EX}/messages/2/", "ledning"),
    Place("meetings:message", f"{EX}/messages/2/", "avdelningschef"),
    Place("meetings:message", f"{EX}/messages/2/", "medarbetare"),
    Place("meetings:message", f"{EX}/messages/3/"),
    Place("meetings:message-edit", f"{EX}/messages/3/edit/"),
    Place("meetings:team", f"{EX}/units/1050/team/", "enhetschef"),
    Place("meetings:team", f"{HV}/units/1100/team/", "stod"),
    Place("meetings:handover", f"{EX}/units/1050/handover/", "enhetschef"),
    Place("meetings:handover", f"{HV}/units/1100/handover/"),
]
CALCULATORS = [
    Place("measures:calculators", f"{EX}/calculators/"),
    Place("measures:calculators", f"{HV}/calculators/", "stod"),
    *(
        Place("measures:calculator", f"{EX}/calculators/{kind}/", "enhetschef")
        for kind in ("staffing", "vacancy", "hiring-freeze", "consultants", "price-volume", "premises")
    ),
    Place("measures:calculation", f"{EX}/calculations/1/"),
]
FOLLOWING = [
    Place("measures:measures", f"{EX}/measures/"),
    Place("measures:measures", f"{HV}/measures/", "enhetschef"),
    Place("measures:follow-ups", f"{EX}/follow-ups/", "ledning"),
    Place("measures:measure-follow-up", f"{HV}/measures/1/follow-up/"),
    Place("measures:action-plan", f"{HV}/units/1100/action-plan/", "enhetschef"),
    Place("measures:department-action-plan", f"{EX}/departments/10/action-plan/", "avdelningschef"),
]
MEETINGS = [
    Place("meetings:meetings", f"{EX}/meetings/"),
    Place("meetings:meetings", f"{HV}/meetings/", "enhetschef"),
    Place("meetings:meetings", f"{EX}/meetings/?all=1", "ledning"),
    Place("meetings:meeting-new", f"{EX}/meetings/new/"),
    Place("meetings:bodies", f"{EX}/meetings/bodies/"),
    Place("meetings:body-new", f"{EX}/meetings/bodies/new/"),
    Place("meetings:body-new", f"{EX}/meetings/bodies/new/?over=team-1050", "enhetschef"),
    Place("meetings:body", f"{EX}/meetings/bodies/1/", "ledning"),
    Place("meetings:body-edit", f"{EX}/meetings/bodies/1/edit/"),
    Place("meetings:body-end", f"{EX}/meetings/bodies/1/end/"),
    Place("meetings:body-members", f"{EX}/meetings/bodies/1/members/"),
    Place("meetings:body-agenda", f"{EX}/meetings/bodies/2/agenda/", "avdelningschef"),
    Place("meetings:series", f"{EX}/meetings/bodies/3/series/", "enhetschef"),
    Place("meetings:meeting", f"{EX}/meetings/5/"),
    Place("meetings:meeting", f"{EX}/meetings/4/", "ledning"),
    Place("meetings:meeting-change", f"{EX}/meetings/5/change/"),
    Place("meetings:meeting-cancel", f"{EX}/meetings/5/cancel/"),
    Place("meetings:meeting-agenda", f"{EX}/meetings/5/agenda/"),
    Place("meetings:meeting-call", f"{EX}/meetings/5/call/"),
    Place("meetings:participants", f"{EX}/meetings/5/participants/"),
    Place("meetings:minutes", f"{EX}/meetings/4/minutes/", "ledning"),
    Place("meetings:minutes", f"{EX}/meetings/3/minutes/"),
    Place("meetings:adjuster", f"{EX}/meetings/4/adjuster/", "ledning"),
    Place("meetings:send", f"{EX}/meetings/4/send/", "ledning"),
]
ASSIGNMENTS = [
    Place("meetings:assignments", f"{EX}/assignments/"),
    Place("meetings:assignments", f"{EX}/assignments/?mine=on&state=open", "enhetschef"),
    Place("meetings:assignments", f"{HV}/assignments/", "ledning"),
    Place("meetings:assignment-new", f"{EX}/assignments/new/?unit=1050", "enhetschef"),
    Place("meetings:assignment", f"{EX}/assignments/1/", "avdelningschef"),
    Place("meetings:assignment", f"{EX}/assignments/3/"),
    Place("meetings:assignment-change", f"{EX}/assignments/4/change/", "enhetschef"),
    Place("meetings:assignment-hand-over", f"{EX}/assignments/4/hand-over/", "enhetschef"),
    Place("meetings:matters", f"{EX}/matters/"),
    Place("meetings:matters", f"{HV}/matters/", "enhetschef"),
    Place("meetings:matter-new", f"{EX}/matters/new/"),
    Place("meetings:matter", f"{EX}/matters/1/", "enhetschef"),
    Place("meetings:matter", f"{EX}/matters/3/"),
    Place("meetings:matter-change", f"{EX}/matters/1/change/"),
    Place("meetings:unit-heard", f"{EX}/units/1050/heard/", "enhetschef"),
    Place("meetings:measure-heard", f"{EX}/measures/8/heard/", "ledning"),
]
MEASURES = [*PROGRAMME, *REGISTERS, *IDEAS, *WRITING, *CALCULATORS, *FOLLOWING]
SHOWING = [
    *(Place("meetings:show", f"{EX}/meetings/{RUNNING}/show/{step}/") for step in (1, 2, 3, 4, 5, 7, 999)),
    Place("meetings:show-write", f"{EX}/meetings/{RUNNING}/show/5/write/note/"),
    Place("meetings:show-write", f"{EX}/meetings/{RUNNING}/show/5/write/decision/", "ledning"),
]
OVER_WEEKS = [*MEETINGS, *ASSIGNMENTS, *TELLING, *SHOWING]
PLACES = [*SIGNING_IN, *READING, *FORECASTING, *ORGANISING, *UPLOADING, *INDICATORS, *CYCLE, *MEASURES, *OVER_WEEKS]
# Looked at in test_controller, test_minutes and test_pages_of_the_cycle: there is none before something is done.
IN_JOURNEYS = {
    "socbudget:letter",
    "socbudget:round-remind",
    "forecasts:upload",
    "forecasts:upload-unit-add",
    "forecasts:file-type",
    "forecasts:unit-alias",
    "forecasts:round",
    "forecasts:round-lock",
    "forecasts:round-deadlines",
    "forecasts:budget-change",
    "forecasts:round-bridge",
    "meetings:adjust",
    "meetings:meeting-close",
}
# Addresses that answer with something else than a page.
NOT_PAGES = {
    "socbudget:health",
    "meetings:meetings-calendar",
    "meetings:meeting-changes",
    "forecasts:template",
    "forecasts:upload-answer",
    "forecasts:upload-progress",
    "forecasts:upload-file",
    "forecasts:upload-commented",
    "measures:measures-file",
    "forecasts:organisation-file",
    "forecasts:account-plan-file",
    "indicators:indicators-file",
}
