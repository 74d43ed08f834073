"""One way from a typed text to a kept moment, for Vandaag, the outbox of a phone and the shared device."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from mortel.apps.moments.actions.moments import AlreadyErased, capture_moment
from mortel.apps.people.access import Viewer
from mortel.web.gate import said, wants_json
from mortel.web.today.forms import CaptureForm


class Page(Protocol):
    """The page with the field, to give a text back on."""

    def __call__(self, request: HttpRequest, *, text: str, error: str, status: int) -> HttpResponse: ...


@dataclass(frozen=True)
class Kept:
    """`pk` is None for a moment its owner deleted before: the device may forget it too."""

    pk: UUID | None
    is_new: bool = False


def keep(request: HttpRequest, *, by: Viewer, page: Page) -> Kept | HttpResponse:
    """Keep what was typed; else the answer that says why not, with the text still on the page."""
    form = CaptureForm(request.POST)
    if not form.is_valid():
        return refused(request, said(form), 400, page)
    try:
        return Kept(*capture_moment(by=by, **form.moment()))
    except AlreadyErased:
        return Kept(None)
    except OperationalError:
        sentence = _("Saving did not work just now. Your text is still here. Try again in a minute.")
        return refused(request, sentence, 503, page)


def refused(request: HttpRequest, sentence: str, status: int, page: Page) -> HttpResponse:
    """The sentence as JSON for a script; for a form the page, with her text in the field."""
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    return page(request, text=request.POST.get("text", ""), error=sentence, status=status)
