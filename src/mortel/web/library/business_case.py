"""The business-case sheet (S-132): a vendor's claim about cost, filled in with one's own numbers. Nothing is stored."""

from decimal import Decimal
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mortel.pure.business_case import LINES, business_case
from mortel.pure.catalogue.entries import Statement
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.reading import for_readers

NUMBERS: Final = {
    "trips": _("Trips to a course that were not made"),
    "cost_of_trip": _("Euros per trip"),
    "nights": _("Nights away that were not needed"),
    "cost_of_night": _("Euros per night"),
    "hours": _("Hours that colleagues spent on helping and explaining"),
    "cost_of_hour": _("Euros per hour"),
    "pieces": _("Things that were bought or made for it"),
    "cost_of_piece": _("Euros each"),
}
LABELS: Final = {
    "travel": _("Travel"),
    "stay": _("Stay"),
    "time": _("Working time"),
    "means": _("Means"),
}


class SheetForm(forms.Form):
    """Every number may stay empty; what is empty does not count."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, label in NUMBERS.items():
            self.fields[name] = forms.DecimalField(
                label=label,
                required=False,
                min_value=Decimal(0),
                max_digits=9,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )


@for_readers
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Fill in, count, print. A line counts only when both of its numbers are there."""
    form = SheetForm(request.POST or None)
    case = business_case(form.cleaned_data) if form.is_valid() else None
    context = {
        "form": form,
        "case": case,
        "rows": [(LABELS[line.name], line) for line in case.lines] if case else [],
        "pairs": [
            (LABELS[name], form[number], form[price]) for name, (_side, number, price) in LINES.items()
        ],
        "claims": [one for one in shipped().current(Statement) if "S-132" in one.sources],
    }
    return render(request, "library/business_case.html", context, status=400 if form.errors else 200)
