"""What came with time: after four weeks, and then and now as two lists."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.moments.actions import TEXT_LIMIT, TooLong, keep_then_and_now, moment_from_line
from mortel.apps.moments.queries import Entry, first_moment_at, lookback_of, moments_of
from mortel.apps.people.access import Viewer, viewer
from mortel.pure.catalogue.shipped import shipped
from mortel.web.words import Words, current

FOUR_WEEKS = timedelta(weeks=4)
YEAR = timedelta(days=365)


def has_four_weeks(person: Viewer) -> bool:
    """Whether her first moment is at least four weeks old: before that there is nothing to look back on."""
    first = first_moment_at(person)
    return first is not None and timezone.now() - first >= FOUR_WEEKS


def _grouped(own: list[Entry], words: Words) -> list[tuple[str, list[Entry]]]:
    """Own lines under where they came from; what has no source stands last, without a heading of blame."""
    groups = [
        (words.of(item.label), [entry for entry in own if item.id in entry.chosen("src")])
        for item in current("insight_sources")
    ]
    rest = [entry for entry in own if not entry.chosen("src")]
    return [(label, lines) for label, lines in [*groups, (_("And also"), rest)] if lines]


@require_GET
def gained(request: HttpRequest) -> HttpResponse:
    """ "Dit kwam erbij": the last four weeks (or a year) in her own lines, without typing anything (S-95)."""
    person = viewer(request)
    span = YEAR if request.GET.get("jaar") else FOUR_WEEKS
    own = moments_of(person, since=timezone.now() - span)
    context = {
        "groups": _grouped(own, Words()),
        "year": span == YEAR,
        "number": len(own),
        "four_weeks": has_four_weeks(person),
    }
    return render(request, "me/gained.html", context)


class ThenAndNowForm(forms.Form):
    then = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        label=gettext_lazy("Then"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    now = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        label=gettext_lazy("Now"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )


@require_http_methods(["GET", "POST"])
def then_and_now(request: HttpRequest) -> HttpResponse:
    """Two lists: what the work was like a year ago, and now (S-74, S-97). The differences can become moments."""
    person, words = viewer(request), Words()
    lists = lookback_of(person)
    initial = {"then": "\n".join(lists.then), "now": "\n".join(lists.now)} if lists else {}
    form = ThenAndNowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            lines = {name: form.cleaned_data[name].splitlines() for name in ("then", "now")}
            keep_then_and_now(by=person, **lines)
        except TooLong:
            form.add_error(None, _("Together these lists are too long. Shorten a few lines."))
        else:
            messages.success(request, _("Saved. Only you can read it."))
            return redirect("me:then-and-now")
    context = {
        "form": form,
        "lists": lists,
        "edit": lists is None or bool(request.GET.get("wijzig")) or form.is_bound,
        "then_prompts": [words.of(p.label) for p in shipped().prompts("then")],
        "now_prompts": [words.of(p.label) for p in shipped().prompts("now")],
        "old": lists and timezone.now() - lists.changed_at > YEAR,
    }
    return render(request, "me/then_and_now.html", context, status=400 if form.errors else 200)


@require_POST
def keep_line(request: HttpRequest) -> HttpResponse:
    if moment_from_line(by=viewer(request), line=request.POST.get("line", "")):
        messages.success(request, _("This line is now a moment as well."))
    return redirect("me:then-and-now")
