"""What is kept, for how long and who sees it: read from the live settings, open to everybody."""

import re
from html import unescape

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grant_counts, organisation
from mortel.pure.disclosure import limits
from mortel.web.words import Words

HEADING = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>')


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    numbers, own = grant_counts(), Words()
    context = {
        "organisation": organisation(),
        "words": own.vocabulary,
        "retention": settings.RETENTION,
        "office_hours": settings.SESSION_HOURS_OFFICE,
        "reset_minutes": settings.RESET_LINK_MINUTES,
        "upload_hours": settings.UPLOAD_HOURS,
        "link_days": settings.START_LINK_DAYS,
        "least": limits.BLOCK,
        "least_writers": limits.CATEGORY,
        "administrators": numbers[GrantKind.ADMIN],
        "grants": [(kind.label, numbers[kind]) for kind in GrantKind],
        "privacy_officer": settings.PRIVACY_OFFICER,
        "hosted_by": settings.HOSTED_BY,
    }
    name = f"privacy/text-{own.language}.html"
    # The sections are read from the text itself, so that none can be missing; their list stands inside it.
    contents = [
        (anchor, unescape(heading)) for anchor, heading in HEADING.findall(render_to_string(name, context))
    ]
    text = render_to_string(name, context | {"contents": contents})
    return render(request, "privacy/privacy.html", {"text": text})
