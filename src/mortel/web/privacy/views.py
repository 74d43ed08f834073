"""What is kept, for how long and who sees it: read from the live settings, open to everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import counts, organisation
from mortel.web.words import Words


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    numbers = counts()
    context = {
        "organisation": organisation(),
        "words": Words().vocabulary,
        "retention": settings.RETENTION,
        "office_hours": settings.SESSION_HOURS_OFFICE,
        "reset_minutes": settings.RESET_LINK_MINUTES,
        "upload_hours": settings.UPLOAD_HOURS,
        "link_days": settings.START_LINK_DAYS,
        "administrators": numbers[f"grant_{GrantKind.ADMIN}"],
        "grants": [(kind.label, numbers[f"grant_{kind}"]) for kind in GrantKind],
    }
    return render(request, "privacy/privacy.html", context)
