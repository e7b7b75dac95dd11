"""The answer with minutes as a Word document."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from meetings.minutes.page import MinutesPage
from meetings.minutes.word import Labels, document_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def docx_response(page: MinutesPage) -> HttpResponse:
    """The document as a file to keep."""
    minutes = page.minutes
    made = minutes.adjusted or minutes.closed or minutes.started
    language = LANGUAGES.get(get_language() or "sv", "sv-SE")
    content = document_of(page.shown, _labels(page), language=language, made=made)
    word = pgettext("file", "minutes")
    name = f"{page.meeting.body.administration.code}-{word}-{minutes.day.isoformat()}.docx"
    return HttpResponse(
        content, content_type=DOCX, headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def _labels(page: MinutesPage) -> Labels:
    seal = _("Check sum {seal}: the same as long as nothing has changed.").format(seal=page.seal) if page.seal else ""
    return Labels(
        page=_("Page"),
        of=pgettext("page", "of"),
        nothing=_("Nothing was taken up."),
        also=_("Also on the agenda:"),
        left=_("On the agenda:"),
        other=_("Other decisions and actions"),
        given=_("Decisions and actions"),
        number=_("No."),
        what=_("What"),
        owner=_("Owner"),
        due=_("To be reported back by"),
        parked=_("Parked for next time"),
        parked_row=_("parked for next time"),
        for_committee=_("for the committee"),
        hidden=_("You do not read everything here. Some rows stand with their names, without figures and texts."),
        seal=seal,
    )
