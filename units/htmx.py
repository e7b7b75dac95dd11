"""One address, two renderings: the page, or the part of it that htmx asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the page, or with its partial `part` when htmx asks for a part of a page."""
    whole = not request.htmx or request.htmx.boosted or request.htmx.history_restore_request
    partial = part and not whole
    response = render(request, f"{template}#{part}" if partial else template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
