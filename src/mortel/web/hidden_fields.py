"""What a form brings along unseen, so that sending it twice makes one thing and an old tab overwrites nothing."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict


class FormId(forms.UUIDField):
    """The id that a form brings along, so that sending it twice makes one thing. What is no id gives a new one."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()


class Revision(forms.IntegerField):
    """How often the thing was changed when the form was opened; without it the form counts as an old one."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def to_python(self, value: Any) -> int:
        try:
            return super().to_python(value) or 0
        except forms.ValidationError:
            return 0


def sent_again(data: Any, **hidden: object) -> QueryDict:
    """What was sent, with other values in the hidden fields."""
    again: QueryDict = data.copy()
    for name, value in hidden.items():
        again[name] = str(value)
    return again
