"""What surrounds every request: a reference for the log, the person's own language and headers that close doors."""

import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]

NO_DEVICES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def reference(get_response: Answer) -> Answer:
    """Give the request a reference that stands in every log line of it, in the answer and on the error page."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.reference = secrets.token_hex(6)
        with structlog.contextvars.bound_contextvars(reference=request.reference):
            response = get_response(request)
        response["X-Request-ID"] = request.reference
        response.setdefault("Permissions-Policy", NO_DEVICES)
        return response

    return answer


def own_language(get_response: Answer) -> Answer:
    """Speak the language that the person has chosen, and keep what is shown out of shared caches."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer
