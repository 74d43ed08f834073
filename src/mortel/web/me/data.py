"""Taking everything along, and deleting everything."""

import io
import json
import zipfile

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.moments.actions.moments import delete_everything
from mortel.apps.moments.queries import Entry, Mark, lookback_of, moments_of, number_of_moments
from mortel.apps.people.access import viewer
from mortel.apps.people.actions.absence import remove_all_typed
from mortel.apps.people.actions.leaving import export_person
from mortel.pure.catalogue.shapes import Scale
from mortel.web.account.forms import OwnPasswordForm
from mortel.web.account.views import too_often
from mortel.web.moments.good_for import good_for_in_words
from mortel.web.words import Words, current


@require_GET
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "me/data.html", {"number": number_of_moments(viewer(request))})


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """One archive: a JSON file for machines and a page for people, with everything the house holds about her."""
    person = viewer(request)
    words = Words()
    readable = [
        (entry, [(words.label(q), text) for q, text in entry.answers.items()], _lines(entry, words))
        for entry in moments_of(person)
    ]
    page = render_to_string(
        "me/export.html",
        {"person": person, "moments": readable, "lists": lookback_of(person), "now": timezone.now()},
    )
    content = json.dumps(export_person(person), ensure_ascii=False, indent=2, default=str)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mortel.json", content)
        file.writestr("mortel.html", page)
    name = f"mortel-{timezone.localdate():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive.getvalue(), content_type="application/zip", headers=headers)


# In the readable export: the groups of marks in the order of the page, each under its own words.
GROUPS = {
    "act": gettext_lazy("What you did"),
    "src": gettext_lazy("Where it came from"),
    "form": gettext_lazy("How you came by it"),
    "nb": gettext_lazy("New or better"),
    "mp": gettext_lazy("Your answers about the place"),
    "apart": gettext_lazy("It was"),
}


def _lines(entry: Entry, words: Words) -> list[tuple[str, str]]:
    """What the owner added with taps, as (heading, text), one line per group and one per scale."""
    lines = _scales(entry, words)
    for group, heading in GROUPS.items():
        marks = [_said(mark, words) for mark in entry.marks if mark.group == group]
        if marks:
            lines.append((str(heading), " · ".join(marks)))
    if good_for := good_for_in_words(entry, words):
        lines.append((_("What it is good for"), " · ".join(good_for)))
    if entry.placed.item:
        place = words.label(entry.placed.item)
        lines.append((_("On the map"), place if entry.placed.chosen else _worked_out(place)))
    return lines


def _worked_out(text: str) -> str:
    return _("%(text)s (worked out from your answers)") % {"text": text}


def _scales(entry: Entry, words: Words) -> list[tuple[str, str]]:
    """Each scale under the question of its page, with the words at either end."""
    given = {mark.item: mark for mark in entry.marks if mark.group == "cm"}
    return [
        (_asked(scale, words), _position(given[scale.id], scale, words))
        for scale in current("continuum_markers")
        if isinstance(scale, Scale) and scale.id in given
    ]


def _asked(scale: Scale, words: Words) -> str:
    """The two circles are explained on their page rather than asked about; its heading is the question."""
    return words.of(scale.label if scale.id == "cm.interwoven" else scale.definition)


def _position(mark: Mark, scale: Scale, words: Words) -> str:
    ends = {"low": words.of(scale.low_label), "high": words.of(scale.high_label)}
    said = _("%(value)s (0: %(low)s, 4: %(high)s)") % {"value": mark.value, **ends}
    return _worked_out(said) if mark.proposed else said


def _said(mark: Mark, words: Words) -> str:
    if mark.value is None:
        return words.label(mark.item)
    answer = (_("no"), _("yes"))[mark.value] if mark.group == "mp" else str(mark.value)
    return f"{words.label(mark.item)} {answer}"


@require_http_methods(["GET", "POST"])
def delete_all(request: HttpRequest) -> HttpResponse:
    """Everything at once, everywhere: asked once more, with the password."""
    person = viewer(request)
    if request.method == "POST" and (refused := too_often(request, "password")):
        return refused
    form = OwnPasswordForm(request.POST or None, person=person)
    if form.is_valid():
        delete_everything(by=person)
        remove_all_typed(by=person)
        messages.success(request, _("Everything you wrote is deleted."))
        return redirect("today:today")
    context = {"form": form, "number": number_of_moments(person), "lists": lookback_of(person)}
    return render(request, "me/delete_all.html", context, status=400 if form.errors else 200)
