"""The start page of each role, and the researcher's choice of definition."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.people.access import roles_of, viewer
from mortel.apps.people.actions.organisation import switch_definition
from mortel.apps.people.choices import Definition, GrantKind
from mortel.apps.people.queries import organisation
from mortel.web.gate import for_grants
from mortel.web.guidance.roles import ROLES


class DefinitionForm(forms.Form):
    definition = forms.ChoiceField(
        label=gettext_lazy("Which definition proposes the place of a moment?"),
        choices=Definition.choices,
        widget=forms.RadioSelect,
    )


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What you can do here and what you cannot see, for each of your roles; what everybody can do stands last."""
    mine = sorted(roles_of(viewer(request)), key=lambda name: name == "employee")
    roles = [(name, ROLES[name]) for name in mine]
    return render(request, "guidance/start.html", {"roles": roles, "organisation": organisation()})


@for_grants(GrantKind.RESEARCHER)
@require_http_methods(["GET", "POST"])
def definition(request: HttpRequest) -> HttpResponse:
    now = organisation().definition
    form = DefinitionForm(request.POST or None, initial={"definition": now})
    if form.is_valid():
        switch_definition(by=viewer(request), definition=Definition(form.cleaned_data["definition"]))
        messages.success(
            request, _("From now on this definition proposes the place. Places chosen by hand stay.")
        )
        return redirect("guidance:definition")
    return render(request, "guidance/definition.html", {"form": form, "now": Definition(now).label})
