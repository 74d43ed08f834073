"""Invented forms, one for each state of a field. What is sent to them goes nowhere."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

SomeForm = TypeVar("SomeForm", bound=forms.Form)
PLACES = [("hall", _("In the corridor")), ("table", _("At the table")), ("road", _("On the road"))]


class FieldsForm(forms.Form):
    """Every kind of control. Without a label suffix or required mark: those are in the template."""

    line = forms.CharField(label=_("What do you call it?"))
    story = forms.CharField(
        label=_("What happened?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    where = forms.ChoiceField(label=_("Where was it?"), choices=[("", "–"), *PLACES])
    day = forms.DateField(
        label=_("Which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    times = forms.IntegerField(label=_("How many times?"), required=False, min_value=0)
    agreed = forms.BooleanField(label=_("I have read it"), required=False)
    file = forms.FileField(label=_("Which file?"), required=False)


class LinesForm(forms.Form):
    """Two fields that can both be wrong, and a sentence about the form as a whole."""

    name = forms.CharField(label=_("What do you call it?"))
    day = forms.DateField(label=_("Which day?"))
    whole = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("whole"):
            raise forms.ValidationError(_("This was changed elsewhere. Look at both versions first."))
        return super().clean()


class SecretForm(LinesForm):
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)


class ChoicesForm(forms.Form):
    one = forms.ChoiceField(label=_("Where was it?"), choices=PLACES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label=_("Where did you see it?"), choices=PLACES, widget=forms.CheckboxSelectMultiple, required=False
    )


class ScaleForm(forms.Form):
    step = forms.ChoiceField(
        label=_("Was it planned, or did it just happen?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, can_clear: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(str(number), str(number)) for number in range(5)]
        field = self.fields["step"]
        field.choices = [*steps, ("", _("Clear my choice"))] if can_clear else steps  # type: ignore[attr-defined]
        field.low, field.high = _("planned"), _("just happened")  # type: ignore[attr-defined]


FILLED: dict[str, Any] = {
    "line": _("Coffee first"),
    "story": _("First coffee together, then the medicines. It saves half an hour."),
    "where": "table",
    "day": date(2026, 3, 2),
    "times": 3,
    "agreed": True,
}


def fields_form(state: str) -> FieldsForm:
    """The form in one state: "empty", "filled", "wrong", "hint" (its fields explain themselves) or "disabled"."""
    prefix = f"field-{state}"
    if state == "wrong":
        form = FieldsForm({f"{prefix}-day": "2099-01-01"}, prefix=prefix)
        form.add_error("day", _("This day is still to come. Choose an earlier one."))
        return form
    form = FieldsForm(initial=FILLED if state in ("filled", "disabled") else None, prefix=prefix)
    return _closed(form) if state == "disabled" else form


def lines_form(state: str) -> LinesForm:
    """A form that was sent: "fields" (two are wrong), "whole" (the form itself is) or "secret" (with a password)."""
    prefix = f"lines-{state}"
    if state == "whole":
        sent = {"name": "x", "day": "2026-03-02", "whole": "x"}
        return LinesForm({f"{prefix}-{name}": value for name, value in sent.items()}, prefix=prefix)
    return (SecretForm if state == "secret" else LinesForm)({}, prefix=prefix)


def choices_form(state: str) -> ChoicesForm:
    prefix = f"choices-{state}"
    if state == "wrong":
        return ChoicesForm({}, prefix=prefix)
    chosen = {"one": "table", "several": ["hall", "road"]} if state in ("chosen", "disabled") else None
    form = ChoicesForm(initial=chosen, prefix=prefix)
    return _closed(form) if state == "disabled" else form


def scale_form(state: str) -> ScaleForm:
    prefix = f"scale-{state}"
    if state == "wrong":
        return ScaleForm({f"{prefix}-step": "9"}, prefix=prefix)
    if state == "chosen":
        return ScaleForm(initial={"step": "3"}, can_clear=True, prefix=prefix)
    return ScaleForm(prefix=prefix)


def _closed(form: SomeForm) -> SomeForm:
    for field in form.fields.values():
        field.disabled = True
    return form
