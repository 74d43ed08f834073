"""A sheet as it is typed: its number, and one sign a question."""

from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mortel.apps.climate.queries import ARound
from mortel.pure.catalogue.words import Shown
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT, Questionnaire
from mortel.web.paper.division import Division
from mortel.web.paper.languages import language_choices

ANSWERS: Final = frozenset(str(answer) for answer in range(RATHER_NOT, NOT_APPLICABLE + 1))
# The key for two boxes crossed: missing, and counted.
CROSSED: Final = "9"
NOBODY_SAID: Final = -1


class SheetForm(forms.Form):
    """Batch and sheet, and `q1`, `q2`, ... in the order of the sheet; empty is no answer.

    After `is_valid` what was typed is in `answers` (by code), `crossed`, `part` and `language`.
    """

    batch = forms.IntegerField(label=gettext_lazy("Batch"), min_value=1, max_value=999)
    sheet = forms.IntegerField(label=gettext_lazy("Sheet"), min_value=1, max_value=9999)
    entry = forms.UUIDField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=gettext_lazy("Language of the sheet"))

    def __init__(
        self,
        data: object,
        *,
        round_: ARound,
        asked: Questionnaire,
        division: Division | None,
        initial: object,
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.asked, self.division = asked, division
        self.answers: dict[str, int] = {}
        self.crossed = 0
        self.part = NOBODY_SAID
        choices = language_choices(round_)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["language"].widget = forms.HiddenInput()
        for number in range(1, len(asked.codes) + 1):
            self.fields[f"q{number}"] = _one_sign(_("Question %(number)d") % {"number": number})
        if division:
            self.fields["part"] = _one_sign(division.question)

    @property
    def language_chosen(self) -> Shown:
        chosen: Shown = self.cleaned_data["language"]
        return chosen

    def clean(self) -> dict[str, object]:
        typed = {
            code: self.cleaned_data.get(f"q{at}", "") for at, code in enumerate(self.asked.codes, start=1)
        }
        for at, sign in enumerate(typed.values(), start=1):
            if sign and sign not in ANSWERS | {CROSSED}:
                self.add_error(f"q{at}", _("Type 0 to 6, or 9 for two crosses."))
        self.answers = {code: int(sign) for code, sign in typed.items() if sign in ANSWERS}
        self.crossed = sum(sign == CROSSED for sign in typed.values())
        self._clean_part()
        if not any(typed.values()):
            self.add_error(None, _("Nothing is typed yet. A sheet that is empty is not typed over."))
        return self.cleaned_data

    def _clean_part(self) -> None:
        sign = self.cleaned_data.get("part", "")
        if self.division is None or sign in ("", "0", CROSSED):
            return
        if not sign.isdecimal() or int(sign) > len(self.division.parts):
            self.add_error("part", _("Type 0 to %(last)d.") % {"last": len(self.division.parts)})
            return
        self.part = int(sign) - 1


def _one_sign(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=1, required=False)
