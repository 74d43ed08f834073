"""Reading in the personnel list: look first, then apply exactly what was shown."""

import uuid
from datetime import date

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mortel.apps.people.access import person_for, viewer
from mortel.apps.people.actions import uploads
from mortel.apps.people.actions.importing import (
    AlreadyOpen,
    NotConfirmed,
    PlanChanged,
    import_people,
    plan_for,
    undo_ending,
)
from mortel.apps.people.choices import GrantKind
from mortel.pure.personnel.problems import PersonnelFileError
from mortel.pure.personnel.reading import MAX_MEGABYTES, read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list
from mortel.web.gate import for_grants
from mortel.web.office.plan_words import changed
from mortel.web.office.start_cards import remember_newcomers

SESSION_KEY = "personnel_list"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The list from your personnel system"),
        help_text=gettext_lazy(
            "A CSV or Excel file of at most 10 MB. Nothing changes until you have seen what it does."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
    )
    ending_on = forms.DateField(
        label=gettext_lazy("Last day for people who are no longer in the list"),
        help_text=gettext_lazy("Empty means today. Until that day you can undo it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_ending_on(self) -> date | None:
        chosen: date | None = self.cleaned_data["ending_on"]
        if chosen and chosen < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        return chosen


@for_grants(GrantKind.ADMIN)
@reauthentication_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            form.add_error(
                "file", _("This file is too big. Send at most %(limit)s MB.") % {"limit": MAX_MEGABYTES}
            )
        else:
            content = file.read()
            try:
                personnel_list(read_table(content, file.name))
            except PersonnelFileError as refusal:
                form.add_error("file", refusal.finding.in_words(_))
            else:
                ending_on = form.cleaned_data["ending_on"]
                request.session[SESSION_KEY] = {
                    "upload": uploads.keep(content),
                    "name": file.name[-100:],
                    "ending_on": ending_on.isoformat() if ending_on else "",
                }
                return redirect("office:import-plan")
    return render(request, "office/import.html", {"form": form}, status=400 if form.errors else 200)


def _waiting_list(request: HttpRequest) -> tuple[PersonnelList, date | None, str] | None:
    kept = request.session.get(SESSION_KEY) or {}
    content = uploads.take(kept.get("upload", ""))
    if content is None:
        return None
    ending_on = date.fromisoformat(kept["ending_on"]) if kept["ending_on"] else None
    if ending_on and ending_on < timezone.localdate():
        ending_on = None
    return personnel_list(read_table(content, kept["name"])), ending_on, kept["name"]


@for_grants(GrantKind.ADMIN)
@reauthentication_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """What the list would change, every problem by row and column; applying does exactly this or nothing."""
    found = _waiting_list(request)
    if found is None:
        messages.error(request, _("The list is no longer here. Choose the file again."))
        return redirect("office:import")
    people, ending_on, name = found
    wrong = ""
    if request.method == "POST":
        try:
            done = import_people(
                people,
                by=viewer(request),
                fingerprint=request.POST.get("fingerprint", ""),
                confirmed=_typed_number(request),
                ending_on=ending_on,
            )
        except PlanChanged:
            wrong = _("Something changed since you looked. Look at the list below once more.")
        except NotConfirmed:
            wrong = _("Type the number of people who leave, so that we know you mean it.")
        else:
            uploads.forget(request.session.pop(SESSION_KEY)["upload"])
            remember_newcomers(request, [one.personnel_number for one in done.added])
            return render(request, "office/import_done.html", {"plan": done})
    # Planning a long list takes seconds: here only what is to be shown, after a refusal as it is by now.
    shown = plan_for(people, ending_on=ending_on)
    context = {
        "plan": shown,
        "changed": changed(shown),
        "name": name,
        "wrong": wrong,
        "problems": [problem.in_words(_) for problem in shown.problems],
        "notices": [notice.in_words(_) for notice in shown.notices],
    }
    return render(request, "office/import_plan.html", context, status=400 if wrong else 200)


def _typed_number(request: HttpRequest) -> int | None:
    typed = request.POST.get("confirm", "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else None


@for_grants(GrantKind.ADMIN)
@require_POST
def keep_membership(request: HttpRequest, pk: uuid.UUID, membership: uuid.UUID) -> HttpResponse:
    """Undo an ending that lies ahead."""
    somebody = person_for(viewer(request), pk)
    try:
        undone = undo_ending(by=viewer(request), person=somebody, membership_id=membership)
    except AlreadyOpen:
        messages.error(request, _("This person already has a place in this team that does not end."))
    else:
        if undone:
            messages.success(request, _("The place in the team stays."))
        else:
            messages.error(request, _("This day has passed. Read in a list with the right dates."))
    return redirect("office:person", pk=pk)
