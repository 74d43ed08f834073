"""The file of the works council: what it is asked to agree to, what it said, and the question that it adds."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.climate.access import round_for_council
from mortel.apps.climate.actions import setup
from mortel.apps.climate.choices import Consent
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.queries import ARound, agreed_before, phase_of, release_of, retention_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import Country, GrantKind
from mortel.apps.people.queries import grants_of, organisation
from mortel.pure.rounds.own_question import MOST_WORDS, remarks_on
from mortel.pure.rounds.phases import Phase
from mortel.web.gate import for_grants, sent
from mortel.web.rounds.council_forms import ConsentForm, CouncilForm, NoticeForm, QuestionForm
from mortel.web.rounds.differences import differences
from mortel.web.rounds.outlook import as_read, asked_now
from mortel.web.rounds.views import facts_of
from mortel.web.rounds.words import REMARKS, in_other_words
from mortel.web.words import Sentence

F = TypeVar("F", bound=CouncilForm)
for_council = for_grants(GrantKind.HR, GrantKind.COUNCIL)


@for_council
@require_GET
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft request for consent, to print; and beside it what the council can do."""
    member = viewer(request)
    round_ = round_for_council(member, pk)
    before, asked = agreed_before(round_), asked_now(round_)
    phase = phase_of(round_)
    context = {
        "round": round_,
        "is_draft": phase == Phase.DRAFT,
        "release": release_of(round_) if phase == Phase.RELEASED else None,
        "sets_up": GrantKind.HR in grants_of(member),
        "organisation": organisation(),
        "in_belgium": organisation().country == Country.BELGIUM,
        "asked": asked,
        "words_instead": teams_get_words(round_, asked) and not round_.words_only,
        "sections": as_read(asked),
        "language": asked.languages[0],
        "retention": retention_of(round_),
        "before": before,
        "differences": differences(round_, before, asked) if before else [],
        **facts_of(round_),
    }
    return render(request, "rounds/council.html", context)


@for_council
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Recorded by a member of the council, or by HR. The ledger says who did it."""
    member = viewer(request)

    def keep(round_: ARound, form: ConsentForm) -> None:
        given = form.cleaned_data
        setup.record_consent(
            by=member,
            round_=round_,
            consent=Consent(given["consent"]),
            on=given["on"],
            note=given["note"],
            seen=given["revision"],
        )

    grants = grants_of(member)
    in_council, sets_up = GrantKind.COUNCIL in grants, GrantKind.HR in grants
    form_of = partial(ConsentForm, in_council=in_council, sets_up=sets_up)
    return _kept(request, pk, form_of, keep, _("What did the council decide?"))


@for_council
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Belgium: the day of the written notice (CAO 39)."""

    def keep(round_: ARound, form: NoticeForm) -> None:
        given = form.cleaned_data
        setup.record_notice(by=viewer(request), round_=round_, on=given["on"], seen=given["revision"])

    return _kept(request, pk, NoticeForm, keep, _("The written notice"))


@for_council
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question more, in the words of the council; what can be read in two ways is said, and not refused."""

    def keep(round_: ARound, form: QuestionForm) -> None:
        words, seen = form.words(), form.cleaned_data["revision"]
        setup.ask_council_question(by=viewer(request), round_=round_, words=words, seen=seen)
        for remark in _remarks(words):
            messages.warning(request, str(remark))

    lead = _("It is asked last, on the same answers as the others. It counts in no score.")
    hint = _("Write it as a sentence with which somebody can agree, in at most %(number)s words.")
    leads = (lead, hint % {"number": MOST_WORDS})
    return _kept(request, pk, QuestionForm, keep, _("The question of the council"), leads)


def _remarks(words: dict[str, str]) -> list[Sentence]:
    return [REMARKS[one] for one in dict.fromkeys(r for text in words.values() for r in remarks_on(text))]


def _kept(
    request: HttpRequest,
    pk: uuid.UUID,
    form_of: Callable[..., F],
    keep: Callable[[ARound, F], None],
    title: str,
    leads: tuple[str, ...] = (),
) -> HttpResponse:
    """A form of the council's file, while the round can still be changed; `keep` gets the round and the valid form."""
    round_ = round_for_council(viewer(request), pk)
    if phase_of(round_) != Phase.DRAFT:
        return _frozen(request, pk)
    form = form_of(sent(request), round_=round_)
    if form.is_valid():
        try:
            keep(round_, form)
        except setup.ChangedElsewhere:
            stands = round_for_council(viewer(request), pk)
            form.once_more(in_other_words("changed_elsewhere"), revision=stands.revision)
        except setup.NotADraft:
            return _frozen(request, pk)
        else:
            messages.success(request, _("Saved. The log of the organisation says who did this."))
            return redirect("rounds:council", pk=pk)
    context = {"round": round_, "form": form, "title": title, "leads": leads}
    return render(request, "rounds/council_form.html", context, status=400 if form.errors else 200)


def _frozen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    messages.error(request, in_other_words("opened_meanwhile"))
    return redirect("rounds:council", pk=pk)
