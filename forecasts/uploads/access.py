"""Who may hand in files, and whose they see."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from forecasts.imports.context import controls
from forecasts.models import Upload
from units.models import Administration, Unit, User
from units.roles import Act


def handing_in(user: User, adm: str) -> Administration:
    """The administration `adm`, in which `user` may hand in something: 404 when unseen, 403 when not allowed."""
    administration = get_object_or_404(Administration.objects.entered_by(user), code=adm)
    if not forecast_units(user, administration).exists():
        raise PermissionDenied
    return administration


def forecast_units(user: User, administration: Administration) -> QuerySet[Unit]:
    """Units of `administration` whose forecast `user` may hand in."""
    return Unit.objects.filter(administration=administration).allowing(user, Act.FORECAST)


def seen_uploads(user: User, administration: Administration) -> QuerySet[Upload]:
    """Controllers see every upload, others their own."""
    uploads = Upload.objects.filter(administration=administration).select_related(
        "administration", "uploaded_by", "committed_by", "undone_by"
    )
    return uploads if controls(administration, user) else uploads.filter(uploaded_by=user)


def own_upload(user: User, adm: str, pk: int) -> Upload:
    """The upload `pk` if `user` may see it: 404 otherwise."""
    return get_object_or_404(seen_uploads(user, handing_in(user, adm)), pk=pk)
