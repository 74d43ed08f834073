"""Vandaag: one open field, the last three moments, at most one quiet question."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from mortel.apps.climate.queries import asked_of
from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.marks import mark
from mortel.apps.moments.queries import has_four_weeks, moments_of
from mortel.apps.people.access import viewer
from mortel.pure.catalogue.shipped import shipped
from mortel.web.gate import wants_json
from mortel.web.today.account_news import account_news
from mortel.web.today.keeping import keep, refused
from mortel.web.today.question import TAPPED, be_still, question_for, starters

SHOWN = 3
# For this long a warning about the newest moment stands beside the field, where "Saved" is read.
JUST_NOW = timedelta(minutes=2)


def _page(request: HttpRequest, *, text: str = "", error: str = "", status: int = 200) -> HttpResponse:
    person = viewer(request)
    recent = moments_of(person, limit=SHOWN)
    context = {
        "text": text,
        "error": error,
        "owner": str(person.device_tag),
        "recent": recent,
        "just_saved": recent[0] if recent and timezone.now() - recent[0].received_at < JUST_NOW else None,
        "news": account_news(request),
        "asked": asked_of(person),
        "question": None if text or error else question_for(request, recent),
        "starters": starters(),
        "four_weeks": bool(recent) and has_four_weeks(person),
    }
    return render(request, "today/today.html", context, status=status)


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_not_required
@require_POST
def capture(request: HttpRequest) -> HttpResponse:
    """Keep one moment: a page for a form, JSON for the outbox of a phone."""
    if not request.user.is_authenticated:
        if wants_json(request):
            return JsonResponse({"sign_in": True}, status=401)
        return render(request, "today/keep_text.html", {"text": request.POST.get("text", "")}, status=401)
    person = viewer(request)
    if request.POST.get("owner") not in (None, "", str(person.device_tag)):
        return refused(
            request, _("Somebody else is signed in now. Sign in yourself and send it again."), 409, _page
        )
    kept = keep(request, by=person, page=_page)
    if isinstance(kept, HttpResponse):
        return kept
    if kept.pk is None:
        return JsonResponse({"gone": True}, status=410) if wants_json(request) else redirect("today:today")
    if wants_json(request):
        return JsonResponse({"saved": str(kept.pk)}, status=201 if kept.is_new else 200)
    messages.success(request, _("Saved. Only you can read it."))
    return redirect("today:today")


@require_POST
def answer_question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap on the quiet question; skipping keeps it quiet for the rest of the visit."""
    person, asked = viewer(request), request.POST.get("prompt", "")
    moment_for(person, pk)
    be_still(request)
    if asked in TAPPED:
        choices = {item.id for item in shipped().answers(shipped().prompt(asked))}
        if (answer := request.POST.get("answer", "")) in choices:
            mark(by=person, moment_id=pk, group=TAPPED[asked], marks={answer: None})
    return redirect("today:today")


@login_not_required
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Whose session this is, for the outbox: its random tag and a fresh CSRF token."""
    if not request.user.is_authenticated:
        return JsonResponse({"sign_in": True}, status=401)
    return JsonResponse({"owner": str(viewer(request).device_tag), "csrf": get_token(request)})


@csrf_exempt
@login_not_required
@require_POST
def shared(request: HttpRequest) -> HttpResponse:
    """Text shared from another app when no service worker caught it: only refills the field, keeps nothing."""
    parts = (request.POST.get(name, "").strip() for name in ("title", "text", "url"))
    text = "\n".join(part for part in parts if part)
    if not request.user.is_authenticated:
        return render(request, "today/keep_text.html", {"text": text})
    return _page(request, text=text)
