"""What the council, or HR for it, fills in: the decision, the day of the notice, the question in its own words."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mortel.apps.climate.choices import Consent
from mortel.apps.climate.queries import ARound
from mortel.web.days import day_field
from mortel.web.hidden_fields import Revision, sent_again
from mortel.web.words import LANGUAGE_NAMES


class CouncilForm(forms.Form):
    """What the three forms share: the round as it was shown, so that an old tab overwrites nothing."""

    revision = Revision()

    def once_more(self, sentence: str, *, revision: int) -> None:
        self.add_error(None, sentence)
        self.data = sent_again(self.data, revision=revision)


_OF_THE_COUNCIL: Final = (
    (Consent.GIVEN, gettext_lazy("Consent given")),
    (Consent.REFUSED, gettext_lazy("Not yet, or only on conditions")),
)
_HEARD_BY_HR: Final = (
    (Consent.GIVEN, gettext_lazy("The council told us that it agrees")),
    (Consent.REFUSED, gettext_lazy("The council does not agree yet, or only on conditions")),
)


class ConsentForm(CouncilForm):
    consent = forms.ChoiceField(
        label=gettext_lazy("What did the council decide?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what the council decided."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )
    on = day_field(gettext_lazy("On which day?"), gettext_lazy("Choose the day."))
    note = forms.CharField(
        label=gettext_lazy("Where can that be read back?"),
        help_text=gettext_lazy(
            "With consent: the number or the name of the decision. Without: the reason, or the conditions."
        ),
        max_length=1000,
        error_messages={"required": gettext_lazy("Write down the decision, the reason, or the conditions.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None, *, round_: ARound, in_council: bool, sets_up: bool) -> None:
        """Nothing is chosen beforehand: a decision is never written down by saving what stood there."""
        initial = {
            "revision": round_.revision,
            "consent": round_.consent or None,
            "on": round_.consent_on or timezone.localdate(),
            "note": round_.consent_note,
        }
        super().__init__(data, initial=initial)
        choices = _OF_THE_COUNCIL if in_council else _HEARD_BY_HR
        # Only HR answers for opening without the council.
        not_needed = [(Consent.NOT_NEEDED, _("No consent is needed, because …"))] if sets_up else []
        self.fields["consent"].choices = [*choices, *not_needed]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        return _not_later_than_today(self.cleaned_data["on"])


class NoticeForm(CouncilForm):
    on = day_field(
        gettext_lazy("On which day did the council get the written notice?"), gettext_lazy("Choose the day.")
    )

    def __init__(self, data: QueryDict | None, *, round_: ARound) -> None:
        super().__init__(data, initial={"revision": round_.revision, "on": round_.notice_on})

    def clean_on(self) -> date:
        return _not_later_than_today(self.cleaned_data["on"])


LONG_AGO: Final = timedelta(days=5 * 366)


def _not_later_than_today(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day has yet to come. Choose today or earlier."))
    if day < timezone.localdate() - LONG_AGO:
        raise forms.ValidationError(_("Is the year right? This is more than five years ago."))
    return day


class QuestionForm(CouncilForm):
    """The question in each language of the round: all of them, or none."""

    def __init__(self, data: QueryDict | None, *, round_: ARound) -> None:
        super().__init__(data, initial={"revision": round_.revision})
        self.languages = list(round_.languages)
        for language in self.languages:
            self.fields[f"words_{language}"] = forms.CharField(
                label=_("Your question in this language: %(language)s")
                % {"language": LANGUAGE_NAMES[language]},
                initial=round_.council_question.get(language, ""),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": language, "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any] | None:
        words = self.words()
        for language in self.languages:
            if words and language not in words:
                self.add_error(
                    f"words_{language}", _("Write it in this language too, or leave all of them empty.")
                )
        return self.cleaned_data

    def words(self) -> dict[str, str]:
        given = {one: self.cleaned_data.get(f"words_{one}", "").strip() for one in self.languages}
        return {language: text for language, text in given.items() if text}
