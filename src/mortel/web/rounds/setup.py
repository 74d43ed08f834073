"""Setting a round up, changing it until it opens, and throwing it away."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mortel.apps.climate.access import draft_for
from mortel.apps.climate.actions import setup
from mortel.apps.climate.choices import Consent
from mortel.apps.climate.drafts import pack_ids
from mortel.apps.climate.outlook import headcount
from mortel.apps.climate.queries import ARound, banks_of_packs, rounds
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import Country, GrantKind
from mortel.apps.people.queries import organisation
from mortel.pure.rounds.calendar import first_wise_day
from mortel.web.gate import for_grants, sent
from mortel.web.rounds.confirming import Question, confirm
from mortel.web.rounds.forms import SetupForm
from mortel.web.rounds.listing import in_calendar
from mortel.web.rounds.prefilled import WEEKS
from mortel.web.rounds.words import in_other_words
from mortel.web.words import Words


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    if form.is_valid():
        draft = form.draft()
        made = setup.plan_round(by=viewer(request), draft=draft, round_id=form.cleaned_data["form_id"])
        if all(getattr(made, name) == value for name, value in draft.fields().items()):
            messages.success(request, _("The round is kept. Nobody gets anything yet."))
            return redirect("rounds:round", pk=made.pk)
        form.once_more(_("You saved this form before, with other answers. Save once more to add this one."))
    return _page(request, form, None)


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    round_ = draft_for(viewer(request), pk)
    form = _form(request, round_)
    if form.is_valid():
        draft, seen = form.draft(), form.cleaned_data["revision"]
        had_consent = round_.consent in (Consent.GIVEN, Consent.NOT_NEEDED)
        try:
            setup.change_round(by=viewer(request), round_=round_, draft=draft, seen=seen)
        except setup.ChangedElsewhere:
            round_ = draft_for(viewer(request), pk)
            form.once_more(in_other_words("changed_elsewhere"), revision=round_.revision)
        except setup.NotADraft:
            messages.error(request, in_other_words("opened_meanwhile"))
            return redirect("rounds:round", pk=pk)
        else:
            asked_again = had_consent and not draft_for(viewer(request), pk).consent
            messages.success(request, _changed(asked_again=asked_again))
            return redirect("rounds:round", pk=pk)
    return _page(request, form, round_)


def _changed(*, asked_again: bool) -> str:
    if asked_again:
        return _("Changed. The works council agreed to something else, so it is asked again.")
    return _("Changed.")


def _form(request: HttpRequest, stands: ARound | None) -> SetupForm:
    beside = [in_calendar(one) for one in rounds() if stands is None or one.pk != stands.pk]
    return SetupForm(
        sent(request),
        words=Words(),
        packs=banks_of_packs(pack_ids(stands) if stands else ()),
        people=headcount(timezone.localdate()),
        in_belgium=organisation().country == Country.BELGIUM,
        first_day=first_wise_day(beside, timezone.localdate(), WEEKS),
        stands=stands,
    )


def _page(request: HttpRequest, form: SetupForm, stands: ARound | None) -> HttpResponse:
    context = {"form": form, "stands": stands}
    return render(request, "rounds/setup.html", context, status=400 if form.errors else 200)


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    round_ = draft_for(viewer(request), pk)
    if request.method == "POST":
        try:
            setup.remove_draft(by=viewer(request), round_=round_)
        except setup.NotADraft:
            messages.error(request, in_other_words("opened_meanwhile"))
            return redirect("rounds:round", pk=pk)
        messages.success(request, _("The round is gone."))
        return redirect("rounds:rounds")
    question = Question(
        title=_("Throw this round away?"),
        points=(
            _("Nobody was asked anything yet, so nobody loses anything."),
            _("What the works council said of it goes too."),
        ),
        button=_("Throw it away"),
    )
    return confirm(request, round_, question)
