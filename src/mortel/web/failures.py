"""Pages for when something goes wrong: one plain sentence, and what was typed is never lost."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from mortel.web.gate import typed, wants_json

BUSY = 503
LAST_WORDS = "Dit lukte niet. Probeer het later opnieuw. / This did not work. Try again later."


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, and not yours: the same page."""
    return _kept(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A locked or full database is said as such (503); anything else is our mistake (500)."""
    status = BUSY if isinstance(sys.exc_info()[1], OperationalError) else 500
    try:
        return _kept(request, "500.html", status)
    except Exception:
        # Not even our own page can be made, for instance because the database is gone altogether.
        return HttpResponse(LAST_WORDS, status=status, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | SuspiciousOperation):
        return render(request, "400.html", status=400)
    return _kept(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _kept(request, "403.html", 403)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Mostly somebody who signed in again in another tab: her text is given back with a fresh form."""
    return _kept(request, "403_csrf.html", 403)


def _kept(request: HttpRequest, template: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": "", "status": status}, status=status)
    context: dict[str, Any] = {
        "typed": typed(request) if request.method == "POST" else [],
        "busy": status == BUSY,
        # No page of failure repeats what stood behind the question mark of its address.
        "return_to": request.path,
    }
    return render(request, template, context, status=status)
