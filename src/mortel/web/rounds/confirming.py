"""One page for everything about a round that cannot be undone: what it does, and the way back."""

from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mortel.apps.climate.queries import ARound


@dataclass(frozen=True, slots=True)
class Question:
    """A title that asks, what happens in whole sentences, and the verb on the button."""

    title: str
    points: tuple[str, ...]
    button: str


def confirm(
    request: HttpRequest, round_: ARound, question: Question, form: Form | None = None
) -> HttpResponse:
    """`form`: what is to be filled in before the button."""
    context = {"round": round_, "question": question, "form": form}
    return render(request, "rounds/confirm.html", context, status=400 if form and form.errors else 200)
