"""What every request passes: headers, language, the length of a session, and which role a page asks."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone, translation

from mortel.apps.people.access import require, viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import (
    language_in,
    organisation_or_none,
    organisation_read_once,
    session_hours,
)

P = ParamSpec("P")
Handler = Callable[[HttpRequest], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SLIDE_AFTER = 7 * 86400
# Ids and fingerprints, numbers, moments in time, ids of the catalogue, short codes of choices.
OF_THE_FORM = re.compile(r"[0-9a-f-]{32,64}|[\d.,:-]+|\d{4}-\d\d-\d\dT\S+|[a-z]{1,8}\.[\w.]+|[a-z_]{1,10}")


def headers(get_response: Handler) -> Handler:
    """Pages are kept by no cache unless a view says otherwise: behind each of them stands one person."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return respond


def read_once(get_response: Handler) -> Handler:
    """The organisation is read once a request, however many parts of a page ask for its words or its country."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        with organisation_read_once():
            return get_response(request)

    return respond


class Language:
    """Her own choice, then this browser's choice, then its languages, then Dutch; Dutch is that of the country."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get("language", "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Ask once which country this is. What belongs to the browser is the same for everybody, and asks nothing."""
        match = request.resolver_match
        if request.LANGUAGE_CODE == "nl" and match and match.namespace != "pwa":
            request.LANGUAGE_CODE = language_in(organisation_or_none(), "nl")
            translation.activate(request.LANGUAGE_CODE)


def utf8_only(get_response: Handler) -> Handler:
    """A form in another character set is no form of ours: some of those sets make Python fail in odd places."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8").lower()
        if charset not in ("utf-8", "utf8"):
            return HttpResponse(status=400)
        return get_response(request)

    return respond


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks to sign in unless it says otherwise; what somebody had typed is given back to her."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.method == "POST" and (kept := typed(request)):
            return render(request, "today/keep_text.html", {"text": "\n\n".join(kept)}, status=401)
        return super().handle_no_permission(request, view_func)


def keep_session(get_response: Handler) -> Handler:
    """Give a session its length: 90 days on one's own device, a working day for offices.

    A long session slides at most once a week: the table then does not tell who was here today. It is done after the
    view, so that whichever way somebody came in, the answer that signs her in carries the right length.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # What a cache may keep belongs to nobody: not even looking at the session keeps it so.
        if "no-store" in response.get("Cache-Control", "no-store") and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get("slid", 0) > SLIDE_AFTER:
                request.session["slid"] = now
                request.session.setdefault("began", now)
                request.session.set_expiry(session_hours(viewer(request)) * 3600)
        return response

    return respond


def for_grants(*kinds: GrantKind) -> Callable[[View[P]], View[P]]:
    """A page for these roles only; for anybody else it does not exist (404)."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            require(viewer(request), *kinds)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where the page is only asked for.

    With `request.POST or None` a form of which nothing was filled in would not count as sent.
    """
    return request.POST if request.method == "POST" else None


def wants_json(request: HttpRequest) -> bool:
    """The phone's outbox asks for JSON; a form without JavaScript gets a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def said(form: Form) -> str:
    """All sentences about what is wrong with this form, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def typed(request: HttpRequest) -> list[str]:
    """What a person typed into this form, for pages of failure: nothing typed is ever lost.

    Numbers, ids, dates and the short codes of choices are the form's own and are left out.
    """
    private = {"before", "seen", "csrfmiddlewaretoken", "password", "current", "code", "login"}
    values = [v for k in request.POST if k not in private for v in request.POST.getlist(k)]
    return [value for value in values if value.strip() and not OF_THE_FORM.fullmatch(value.strip())]
