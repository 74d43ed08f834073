"""My moments: find, read, change, delete."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.moments import (
    ChangedElsewhere,
    answer_prompt,
    delete_moment,
    edit_moment,
    forget_earlier,
)
from mortel.apps.moments.queries import Entry, found, moments_of
from mortel.apps.people.access import Viewer, viewer
from mortel.pure.asking import USUAL
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.shapes import Stage
from mortel.pure.catalogue.shipped import shipped
from mortel.web.moments.client_data import kinds_found
from mortel.web.moments.forms import AnswerForm, TextForm
from mortel.web.moments.good_for import good_for_in_words
from mortel.web.today.question import be_still
from mortel.web.words import Words

PAGE = 20
# Questions one may also pick herself: what was seen in others, and what grew unnoticed (S-144).
OBSERVING: tuple[Stage, ...] = ("observe", "tacit", "form")


@require_http_methods(["GET", "POST"])
def moments(request: HttpRequest) -> HttpResponse:
    """All own moments, newest first. Search words come by POST: they stand in no address and no log.

    So every page of what was found is asked for by POST too, with the words in the form of the pager. With scripts
    `search.js` asks, so that the way back from a moment leads to what was found.
    """
    wanted = request.POST.get("q", "")[:200].strip()
    own = moments_of(viewer(request))
    number = (request.POST if wanted else request.GET).get("page")
    page = Paginator(found(own, wanted), PAGE).get_page(number)
    return render(request, "moments/moments.html", {"page": page, "wanted": wanted, "total": len(own)})


@require_GET
def moment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    entry = moment_for(viewer(request), pk)
    return _page(request, entry, asked=request.GET.get("vraag", ""))


def _page(
    request: HttpRequest, entry: Entry, *, asked: str = "", form: AnswerForm | None = None
) -> HttpResponse:
    words = Words()
    if asked and form is None:
        be_still(request)
        standing = entry.answers.get(asked, "")
        form = AnswerForm(question=_question(asked, words), initial={"text": standing, "before": standing})
    shown = [m for m in entry.marks if m.group in ("act", "src", "form", "nb")]
    context = {
        "entry": entry,
        "found_before": sorted({kind for text, _at in entry.history for kind in kinds_found(text)}),
        "asked": asked,
        "form": form,
        "answered": [(q, words.label(q), text) for q, text in entry.answers.items()],
        "open_questions": [one for one in _open_questions(entry, words) if one[0] != asked],
        "marks": [*(words.label(m.item) for m in shown), *good_for_in_words(entry, words)],
        "place": words.label(entry.placed.item) if entry.placed.item else "",
        "wovenness": entry.values("cm").get("cm.interwoven"),
    }
    return render(request, "moments/moment.html", context, status=400 if form and form.errors else 200)


def _question(prompt_id: str, words: Words) -> str:
    try:
        return words.of(shipped().prompt(prompt_id).label)
    except UnknownId:
        raise Http404 from None


def _open_questions(entry: Entry, words: Words) -> list[tuple[str, str]]:
    usual = [q for q in USUAL if not shipped().prompt(q).answers_from]
    observing = [p.id for stage in OBSERVING for p in shipped().prompts(stage) if not p.answers_from]
    return [(q, words.label(q)) for q in [*usual, *observing] if q not in entry.answers]


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the text; what it was before stays readable below it."""
    person = viewer(request)
    entry = moment_for(person, pk)
    form = TextForm(request.POST or None, initial={"text": entry.text, "revision": entry.revision})
    if form.is_valid():
        try:
            edit_moment(by=person, moment_id=pk, **form.cleaned_data)
        except ChangedElsewhere:
            form.add_error(
                "text", _("You changed this somewhere else in the meantime. Below is how it reads there.")
            )
            # The next try is on top of what stands there now, with her own text still in the field.
            form.data = {**request.POST.dict(), "revision": str(entry.revision)}
        else:
            messages.success(request, _("Changed. The earlier text is kept below it."))
            return redirect("moments:moment", pk=pk)
    status = 400 if form.errors else 200
    return render(request, "moments/edit.html", {"form": form, "entry": entry}, status=status)


@require_http_methods(["POST"])
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person, asked = viewer(request), request.POST.get("prompt", "")
    entry = moment_for(person, pk)
    form = AnswerForm(request.POST, question=_question(asked, Words()))
    if form.is_valid() and not form.cleaned_data["text"] and asked not in entry.answers:
        form.add_error("text", _("Write something down first, or skip it."))
    if not form.is_valid() or not _kept(form, person, pk, asked):
        return _page(request, moment_for(person, pk), asked=asked, form=form)
    be_still(request)
    messages.success(request, _("Saved. Only you can read it."))
    return redirect("moments:moment", pk=pk)


def _kept(form: AnswerForm, by: Viewer, pk: uuid.UUID, asked: str) -> bool:
    """Whether the answer is kept; if not, the form says that another one stands there, and goes on top of that."""
    try:
        answer_prompt(
            by=by, moment_id=pk, prompt=asked, text=form.cleaned_data["text"], before=form.stood_there()
        )
    except ChangedElsewhere:
        sentence = _(
            "You answered this somewhere else in the meantime. That answer stands below. "
            "Tap Save again to put this one in its place."
        )
        standing = moment_for(by, pk).answers.get(asked, "")
        form.data = {"text": form.cleaned_data["text"], "before": standing}
        form.add_error("text", sentence)
    return not form.errors


@require_POST
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take one earlier version out for good."""
    try:
        at = datetime.fromisoformat(request.POST.get("at", ""))
    except ValueError:
        raise Http404 from None
    forget_earlier(by=viewer(request), moment_id=pk, at=at)
    messages.success(request, _("The earlier text is gone."))
    return redirect("moments:moment", pk=pk)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = viewer(request)
    if request.method == "POST":
        delete_moment(by=person, moment_id=pk)
        messages.success(request, _("Deleted."))
        return redirect("moments:moments")
    return render(request, "moments/delete.html", {"entry": moment_for(person, pk)})
