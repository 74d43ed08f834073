"""A day in a form: the browser's own calendar, and one sentence about what is no day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


def day_field(label: Any, missing: Any = "", **options: Any) -> forms.DateField:
    """`missing` is said when it is left empty; a day that may be left empty needs none."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {
        "required": missing,
        "invalid": gettext_lazy("This is not a day we know. Write it like 31-12-2026."),
    }
    return forms.DateField(label=label, widget=widget, error_messages=errors, **options)
