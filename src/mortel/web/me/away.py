"""Even weg: days on which she is not there and gets no messages. No reason is asked, and nobody else can see them."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mortel.apps.people.access import Viewer, own_away_for, viewer
from mortel.apps.people.actions.absence import SameFirstDay, add_away, change_away, remove_away
from mortel.apps.people.workforce import AwayTime, away_of
from mortel.web.days import day_field

# Nobody plans further; a year of 0026 or 2206 is a slip of the fingers.
YEARS_AROUND = timedelta(days=5 * 366)


class AwayForm(forms.Form):
    starts = day_field(gettext_lazy("First day"), gettext_lazy("Choose the first day."))
    ends = day_field(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Do you not know it yet? Leave this empty."),
    )

    def clean(self) -> dict[str, Any] | None:
        starts, ends, today = (
            self.cleaned_data.get("starts"),
            self.cleaned_data.get("ends"),
            timezone.localdate(),
        )
        for name, day in (("starts", starts), ("ends", ends)):
            if day and abs(day - today) > YEARS_AROUND:
                self.add_error(name, _("Is the year right? Choose a day less than five years from now."))
        if ends and not self.errors:
            if ends < starts:
                self.add_error("ends", _("The last day is before the first. Change one of the two."))
            elif ends < today:
                self.add_error("ends", _("This day has passed. Choose today or later."))
        return self.cleaned_data


def _asked_for(person: Viewer, pk: str) -> AwayTime | None:
    """The dates that are being changed, by the id in the address; Http404 for what is not hers to change."""
    if not pk:
        return None
    try:
        return own_away_for(person, uuid.UUID(pk))
    except ValueError:
        raise Http404 from None


def _keep(form: AwayForm, by: Viewer, changing: AwayTime | None) -> bool:
    """Whether the dates are kept; if not, the form says why."""
    starts: date = form.cleaned_data["starts"]
    ends: date | None = form.cleaned_data["ends"]
    try:
        if changing:
            change_away(away=changing, starts=starts, ends=ends)
        else:
            add_away(by=by, starts=starts, ends=ends)
    except SameFirstDay:
        form.add_error("starts", _("You already have dates from this day. Change those."))
    return not form.errors


@require_http_methods(["GET", "POST"])
def away(request: HttpRequest) -> HttpResponse:
    """What she typed and what the personnel list says; the last can only be taken away."""
    person = viewer(request)
    if "remove" in request.POST:
        return _removed(request, person)
    changing = _asked_for(person, request.GET.get("wijzig", ""))
    initial = {"starts": changing.starts, "ends": changing.ends} if changing else None
    form = AwayForm(request.POST or None, initial=initial)
    if form.is_valid() and _keep(form, person, changing):
        messages.success(request, _("Saved. You can change this at any time."))
        return redirect("me:away")
    context = {
        "form": form,
        "changing": changing,
        "times": away_of(person),
        "today": timezone.localdate(),
    }
    return render(request, "me/away.html", context, status=400 if form.errors else 200)


def _removed(request: HttpRequest, person: Viewer) -> HttpResponse:
    try:
        remove_away(by=person, pk=uuid.UUID(request.POST["remove"]))
    except ValueError:
        raise Http404 from None
    messages.success(request, _("These dates are gone."))
    return redirect("me:away")
