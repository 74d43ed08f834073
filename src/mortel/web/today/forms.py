"""The shape of a captured moment, from a form or from a phone's outbox (every version ever released)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mortel.apps.moments.actions.moments import TEXT_LIMIT
from mortel.web.own_text import OwnText


class CaptureForm(forms.Form):
    """`client_id` and `taken_at` come from the device; without JavaScript they are empty."""

    text = OwnText(
        error_messages={"required": _("Nothing is written yet. Write one line and tap Save.")},
    )
    client_id = forms.UUIDField(required=False)
    taken_at = forms.CharField(required=False, max_length=40)
    owner = forms.CharField(required=False, max_length=40)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > TEXT_LIMIT:
            message = _("This is %(count)s characters too long. Shorten it, or make two of it.")
            raise forms.ValidationError(message % {"count": len(text) - TEXT_LIMIT})
        return text

    def clean_taken_at(self) -> datetime | None:
        """The device's own time with its offset; a device without a usable clock gets the server's time."""
        try:
            at = datetime.fromisoformat(self.cleaned_data["taken_at"].replace("Z", "+00:00"))
        except ValueError:
            return None
        return at if timezone.is_aware(at) and at.year >= 2020 else None

    def moment(self) -> dict[str, Any]:
        """What `capture_moment` wants to know, besides whose it is."""
        return {name: self.cleaned_data[name] for name in ("text", "taken_at", "client_id")}
