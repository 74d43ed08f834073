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

from mortel.apps.moments.actions.lookback import NONE_YET, keep_then_and_now, moment_from_line
from mortel.apps.moments.actions.moments import ChangedElsewhere, Empty, TooLong
from mortel.apps.moments.queries import FOUR_WEEKS, Entry, ThenAndNow, has_four_weeks, lookback_of, moments_of
from mortel.apps.people.access import Viewer, viewer
from mortel.pure.catalogue.shipped import shipped
from mortel.web.moments.forms import LongText
from mortel.web.words import Words, current

YEAR = timedelta(days=365)


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
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    then = LongText(
        required=False,
        label=gettext_lazy("Then"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    now = LongText(
        required=False,
        label=gettext_lazy("Now"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )


def _initial(lists: ThenAndNow | None, a_year_on: bool) -> dict[str, str]:
    """What stands in the two fields: the lists as they are, and after a year the old now as the new then."""
    if lists is None:
        return {"version": NONE_YET}
    if a_year_on:
        return {"version": lists.version, "then": "\n".join(lists.now), "now": ""}
    return {"version": lists.version, "then": "\n".join(lists.then), "now": "\n".join(lists.now)}


def _keep(form: ThenAndNowForm, by: Viewer, there: ThenAndNow | None) -> bool:
    """Whether the lists are kept; if not, the form says why. `there` are the lists the page shows as they stand."""
    lines = {name: form.cleaned_data[name].splitlines() for name in ("then", "now")}
    try:
        keep_then_and_now(by=by, **lines, version=form.cleaned_data["version"])
    except Empty:
        form.add_error("then", _("Write something in one of the two lists."))
    except TooLong:
        form.add_error(None, _("Together these lists are too long. Shorten a few lines."))
    except ChangedElsewhere:
        sentence = _(
            "You changed these lists somewhere else in the meantime. Tap Save again to keep what stands here."
        )
        form.add_error("then", forms.ValidationError(sentence, code="elsewhere"))
        # The next try is on top of what stands there now, with her own lines still in the fields.
        given = {name: form.data.get(name, "") for name in form.fields}
        form.data = given | {"version": there.version if there else NONE_YET}
    return not form.errors


@require_http_methods(["GET", "POST"])
def then_and_now(request: HttpRequest) -> HttpResponse:
    """Two lists: what the work was like a year ago, and now (S-74, S-97). The differences can become moments."""
    person, words = viewer(request), Words()
    lists = lookback_of(person)
    a_year_on = lists is not None and timezone.now() - lists.changed_at > YEAR
    form = ThenAndNowForm(request.POST or None, initial=_initial(lists, a_year_on))
    if form.is_valid() and _keep(form, person, lists):
        messages.success(request, _("Saved. Only you can read it."))
        return redirect("me:then-and-now")
    context = {
        "form": form,
        "lists": lists,
        "edit": lists is None or bool(request.GET.get("wijzig")) or form.is_bound,
        "then_prompts": [words.of(p.label) for p in shipped().prompts("then")],
        "now_prompts": [words.of(p.label) for p in shipped().prompts("now")],
        "a_year_on": a_year_on,
        "elsewhere": form.has_error("then", "elsewhere"),
    }
    return render(request, "me/then_and_now.html", context, status=400 if form.errors else 200)


@require_POST
def keep_line(request: HttpRequest) -> HttpResponse:
    if moment_from_line(by=viewer(request), line=request.POST.get("line", "")):
        messages.success(request, _("This line is now a moment as well."))
    return redirect("me:then-and-now")
