"""Opening a round: the password once more, what is frozen, and who gets paper."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mortel.apps.climate.access import round_for
from mortel.apps.climate.actions.opening import NotReady, open_round
from mortel.apps.climate.drafts import LONG
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.outlook import Outlook, outlook
from mortel.apps.climate.queries import ARound, phase_of
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.pure.rounds.outlook import leads_of_one
from mortel.pure.rounds.phases import Phase
from mortel.web.gate import for_grants, sent
from mortel.web.hidden_fields import Revision
from mortel.web.rounds.mails import mails_in_words
from mortel.web.rounds.words import in_other_words, mends

# With fewer sheets of one team whoever types them can guess whose they are.
ON_PAPER: Final = 3
# So many teams can be chosen one by one; a longer list nobody reads, and it takes a second to make.
LISTED: Final = 60

_View = Callable[[HttpRequest, uuid.UUID], HttpResponse]
# allauth is not typed.
_asked_again: Callable[[_View], _View] = reauthentication_required


class OpenForm(forms.Form):
    """Which teams get sheets of paper; the set-up as it was shown."""

    revision = Revision()
    everywhere = forms.BooleanField(
        label=gettext_lazy("Paper in all teams with three or more people without a mail address"),
        required=False,
    )
    paper = forms.MultipleChoiceField(
        label=gettext_lazy("Which teams get sheets of paper?"),
        help_text=gettext_lazy(
            "Only people without a mail address get one. In the other teams they get a card with a code."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose one from the list.")},
    )

    def __init__(
        self, data: QueryDict | None, *, revision: int, teams: Mapping[str, tuple[str, int]]
    ) -> None:
        """`teams`: of each team by its id, its name and how many people there have no address."""
        super().__init__(data, initial={"revision": revision})
        self._several = [team for team, (_name, number) in teams.items() if number >= ON_PAPER]
        listed = _with_most(teams)
        paper = self.fields["paper"]
        paper.choices = [(team, _team_label(*said)) for team, said in listed.items()]  # type: ignore[attr-defined]
        if len(listed) < len(teams):
            most_only = _("Here are only the teams with the most people without a mail address.")
            paper.help_text = f"{paper.help_text} {most_only}"
        if not teams:
            del self.fields["paper"]
        if not self._several:
            del self.fields["everywhere"]

    def teams(self) -> list[uuid.UUID]:
        chosen = set(self.cleaned_data.get("paper", []))
        if self.cleaned_data.get("everywhere"):
            chosen.update(self._several)
        return [uuid.UUID(pk) for pk in sorted(chosen)]


def _teams_for_paper(round_: ARound, found: Outlook) -> dict[str, tuple[str, int]]:
    """Teams in which somebody has no address, with how many; none for the long form, which is never on paper."""
    if round_.form == LONG:
        return {}
    return {
        place.id: (place.name, found.who.without_mail[place.id])
        for place in found.who.places
        if place.kind == "team" and place.id in found.who.without_mail
    }


def _with_most(teams: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """The teams that can be chosen one by one: where most people have no address, in the order of the tree."""
    most = set(sorted(teams, key=lambda team: -teams[team][1])[:LISTED])
    return {team: said for team, said in teams.items() if team in most}


def _team_label(name: str, number: int) -> str:
    said = ngettext("%(team)s (%(number)s person)", "%(team)s (%(number)s people)", number)
    label = said % {"team": name, "number": number}
    if number >= ON_PAPER:
        return label
    return _("%(team)s: whoever types can guess whose sheet it is. A card is better.") % {"team": label}


@for_grants(GrantKind.HR)
@_asked_again
@require_http_methods(["GET", "POST"])
def open_it(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    round_ = round_for(viewer(request), pk)
    if phase_of(round_) != Phase.DRAFT:
        messages.info(request, in_other_words("opened_meanwhile"))
        return redirect("rounds:round", pk=pk)
    found = outlook(round_, timezone.localdate())
    form = OpenForm(
        sent(request),
        revision=round_.revision,
        teams=_teams_for_paper(round_, found),
    )
    if form.is_valid():
        return _opened(request, round_, form)
    words_only = teams_get_words(round_, found.asked, foreseen=found.who.places)
    without_mail = sum(found.who.without_mail.values())
    context: dict[str, Any] = {
        "round": round_,
        "form": form,
        "mends": mends(found.missing),
        "asked": found.asked,
        "words_instead": words_only and not round_.words_only,
        "is_long": round_.form == LONG,
        "leads_of_one": leads_of_one(found.who.places),
        "opens_early": round_.starts_on > timezone.localdate(),
        "invited": found.who.invited,
        "with_mail": found.who.invited - without_mail,
        "without_mail": without_mail,
        "mails": mails_in_words(round_, found.asked.minutes),
    }
    return render(request, "rounds/open.html", context, status=400 if form.errors else 200)


def _opened(request: HttpRequest, round_: ARound, form: OpenForm) -> HttpResponse:
    now = timezone.now()
    try:
        opened = open_round(
            by=viewer(request), round_=round_, seen=form.cleaned_data["revision"], paper=form.teams(), at=now
        )
    except NotReady:
        messages.error(request, _("The round cannot open yet. Below stands what is missing."))
    else:
        if opened.opened_at is None:
            messages.error(request, in_other_words("look_again"))
        elif opened.opened_at != now:
            messages.error(request, in_other_words("opened_meanwhile"))
        else:
            messages.success(request, _("The round is open. Nobody knows yet: send the invitation."))
    return redirect("rounds:round", pk=round_.pk)
