"""Ik: the way to everything that is mine, and a pause of my own choice."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.moments.actions.quiet import keep_quiet, stop_quiet
from mortel.apps.moments.queries import has_four_weeks, quiet_of
from mortel.apps.people.access import viewer

WEEKS = [("1", gettext_lazy("one week")), ("2", gettext_lazy("two weeks")), ("4", gettext_lazy("four weeks"))]
KINDS = [("none", gettext_lazy("No questions at all")), ("softer", gettext_lazy("Only soft questions"))]


class PauseForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What do you want?"), choices=KINDS, widget=forms.RadioSelect)
    weeks = forms.ChoiceField(label=gettext_lazy("For how long?"), choices=WEEKS, widget=forms.RadioSelect)


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    person = viewer(request)
    context = {
        "person": person,
        "four_weeks": has_four_weeks(person),
        "quiet": quiet_of(person, timezone.localdate()),
    }
    return render(request, "me/me.html", context)


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest) -> HttpResponse:
    """Softer questions, or none, for as long as she says (S-104). It ends by itself or in one tap."""
    person, today = viewer(request), timezone.localdate()
    if "stop" in request.POST:
        stop_quiet(by=person)
        messages.success(request, _("The pause is over."))
        return redirect("me:me")
    form = PauseForm(request.POST or None, initial={"kind": "none", "weeks": "2"})
    if form.is_valid():
        until = today + timedelta(weeks=int(form.cleaned_data["weeks"]))
        keep_quiet(by=person, until=until, softer=form.cleaned_data["kind"] == "softer")
        messages.success(request, _("Good. You can end this at any time."))
        return redirect("me:pause")
    return render(request, "me/pause.html", {"form": form, "quiet": quiet_of(person, today)})
