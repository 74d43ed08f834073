"""One page for everything about a round that cannot be undone: what it does, and the way back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mortel.apps.climate.queries import ARound, phase_of
from mortel.pure.rounds.phases import Phase
from mortel.web.gate import sent
from mortel.web.public_address import PublicAddress
from mortel.web.rounds.mails import ShownMail
from mortel.web.rounds.words import in_other_words


@dataclass(frozen=True, slots=True)
class Question:
    """A title that asks, what happens in whole sentences, and the verb on the button.

    `address` where something is sent with an address in it, `mails` the text of what is sent.
    """

    title: str
    points: tuple[str, ...]
    button: str
    address: PublicAddress | None = None
    mails: Sequence[ShownMail] = ()


def confirm(
    request: HttpRequest, round_: ARound, question: Question, form: Form | None = None
) -> HttpResponse:
    """`form`: what is to be filled in before the button."""
    context = {"round": round_, "question": question, "form": form}
    return render(request, "rounds/confirm.html", context, status=400 if form and form.errors else 200)


def once_sure(
    request: HttpRequest,
    round_: ARound,
    phases: Collection[Phase],
    question: Question,
    act: Callable[[dict[str, Any]], None],
    form: Form | None = None,
) -> HttpResponse:
    """Ask first; then `act` gets what was filled in, and says what became of it. In another phase nothing happens."""
    if phase_of(round_) not in phases:
        messages.error(request, in_other_words("not_now"))
        return redirect("rounds:round", pk=round_.pk)
    form = Form(sent(request)) if form is None else form
    if form.is_valid():
        act(form.cleaned_data)
        return redirect("rounds:round", pk=round_.pk)
    return confirm(request, round_, question, form)
