"""How every address of the API asks who it is, reads its parameters and answers, errors included."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from socbudget.api.parameters import ParameterError, Parameters
from units.tokens import user_of

READING = ("GET", "HEAD", "OPTIONS")
SCHEME = "Bearer "
Endpoint = Callable[..., HttpResponse]
Row = Mapping[str, Any]


class NobodyError(Exception):
    """There is neither a session nor a valid token."""


def endpoint(view: Endpoint) -> Endpoint:
    """A view that gets `parameters` and answers every error in the one shape."""

    @csrf_exempt  # it only reads, and what is refused is refused in the one shape
    @wraps(view)
    def answering(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = _answer(view, request, kwargs)
        add_never_cache_headers(response)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    return answering


def _answer(view: Endpoint, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse:
    if request.method not in READING:
        response = error(_("The API is read with GET; it changes nothing."), 405)
        response["Allow"] = ", ".join(READING)
        return response
    try:
        _recognise(request)
        return view(request, **kwargs)
    except NobodyError:
        response = error(_("Sign in, or send a valid token: Authorization: Bearer …"), 401)
        response["WWW-Authenticate"] = 'Bearer realm="socbudget"'
        return response
    except PermissionDenied:
        return error(_("You may not read this."), 403)
    except Http404:
        return error(_("There is nothing here that you may see."), 404)
    except ParameterError as refused:
        return error(str(refused), 400)


def _recognise(request: HttpRequest) -> None:
    header = request.headers.get("Authorization", "")
    if header.startswith(SCHEME):
        user = user_of(header.removeprefix(SCHEME).strip())
        if user is None:
            raise NobodyError
        request.user = user
    elif header or not request.user.is_authenticated:
        raise NobodyError


def error(sentence: str, status: int) -> JsonResponse:
    """The one shape of every error."""
    return answer({"error": sentence, "status": status}, status=status)


def answer(content: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """`content` as JSON, with its letters as they are."""
    return JsonResponse(dict(content), status=status, json_dumps_params={"ensure_ascii": False})


def page(request: HttpRequest, parameters: Parameters, rows: Sequence[Row]) -> JsonResponse:
    """A page of rows. `rows` begins at the page asked for and holds one more than a page when there is a next one."""
    more = len(rows) > parameters.limit
    return answer(
        {
            "page": parameters.page,
            "limit": parameters.limit,
            "next": _address(request, parameters.page + 1) if more else None,
            "rows": list(rows[: parameters.limit]),
        }
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
