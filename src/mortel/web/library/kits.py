"""Kits: everything on paper for one session or habit."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt

from mortel.pure.catalogue.entries import Kit
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.grouping import LARGEST, SMALLEST, groups_for
from mortel.web.library.reading import found_or_404, in_any_case, kits_for
from mortel.web.words import Words


@require_GET
def kits(request: HttpRequest) -> HttpResponse:
    shown = kits_for(request, shipped().current(Kit))
    return render(request, "library/kits.html", {"kits": shown})


class VolunteersForm(forms.Form):
    people = forms.IntegerField(
        label=_("How many people would like to join?"),
        min_value=0,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )


@require_GET
@in_any_case
def kit(request: HttpRequest, pk: str) -> HttpResponse:
    """All sheets of a kit on one page; printed, each begins on a page of its own."""
    words, shown = Words(), found_or_404(pk, Kit)
    if not kits_for(request, [shown]):
        raise Http404
    context = {
        "kit": shown,
        "sheets": [(sheet, as_html(words.of(sheet.body))) for sheet in shown.sheets],
        **(_group_maker(request) if "S-121" in shown.sources else {}),
    }
    return render(request, "library/kit.html", context)


def _group_maker(request: HttpRequest) -> dict[str, object]:
    """Sizes of the groups for so many volunteers (S-121), asked in the address: it names nobody."""
    form = VolunteersForm(request.GET if "people" in request.GET else None)
    people = form.cleaned_data["people"] if form.is_valid() else None
    sizes = None if people is None else groups_for(people)
    return {"volunteers": form, "people": people, "sizes": sizes, "smallest": SMALLEST, "largest": LARGEST}


def as_html(markdown: str) -> SafeString:
    """Our own Markdown as HTML. Raw HTML in it stays text: an organisation's word may hold a tag."""
    return SafeString(MarkdownIt("js-default").render(markdown))
