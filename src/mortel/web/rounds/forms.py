"""The five questions of a set-up, and the small forms of a round. One plain sentence for each thing that is wrong."""

import unicodedata
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mortel.apps.climate.choices import Attribute
from mortel.apps.climate.drafts import LONG, PACK, RoundDraft, asked_by
from mortel.apps.climate.outlook import Headcount
from mortel.apps.climate.queries import APack, ARound
from mortel.pure.disclosure.limits import BLOCK_WORDS_ONLY
from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.questionnaire import MOST_MODULES, MOST_QUESTIONS
from mortel.pure.rounds.service import service_bands
from mortel.web.days import day_field
from mortel.web.hidden_fields import FormId, Revision, sent_again
from mortel.web.rounds.prefilled import also_asked, as_typed, defaults
from mortel.web.rounds.words import form_label, module_labels
from mortel.web.words import LANGUAGE_NAMES, Words

HIGHEST_K: Final = 15
MOST_GROUPS: Final = 6
LONGEST_GROUP: Final = 60
YEARS_AHEAD: Final = timedelta(days=3 * 366)
FROM_THE_LIST = {"invalid_choice": gettext_lazy("Choose one from the list.")}


class SetupForm(forms.Form):
    """Whom, when, what, in which languages, one division or none. Every answer is there already, to be changed."""

    form_id = FormId()
    revision = Revision()
    name = forms.CharField(
        label=gettext_lazy("What do you call this round?"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the round a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Whom do you ask, besides everybody employed?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_THE_LIST,
    )
    starts_on = day_field(gettext_lazy("From which day?"), gettext_lazy("Choose the first day."))
    ends_on = day_field(
        gettext_lazy("Until which day?"),
        gettext_lazy("Choose the last day."),
        help_text=gettext_lazy("Three weeks is enough for most people. You can change this day later."),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("What do you ask?"),
        help_text=gettext_lazy(
            "The short one suits most rounds. The long one cannot be answered on paper. Six questions tell of the "
            "whole organisation only."
        ),
        widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST | {"required": gettext_lazy("Choose a questionnaire.")},
    )
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Extra modules, at most two"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_THE_LIST,
    )
    asks_time = forms.BooleanField(
        label=gettext_lazy("Two questions about time"),
        help_text=gettext_lazy("The long questionnaire has them already."),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages?"),
        help_text=gettext_lazy(
            "A language stands here only when all questions, pages and mails exist in it."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_THE_LIST | {"required": gettext_lazy("Choose at least one language.")},
    )
    attribute = forms.ChoiceField(
        label=gettext_lazy("One division of the whole organisation?"),
        help_text=gettext_lazy("Each group needs at least 30 answers. Teams are never divided."),
        choices=Attribute.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST,
    )
    work_groups = forms.CharField(
        label=gettext_lazy("Kinds of work, one on each line"),
        help_text=gettext_lazy("Two to six groups, only for the division by kind of work."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    k = forms.IntegerField(
        label=gettext_lazy("From how many answers does a team get figures?"),
        help_text=gettext_lazy("Seven is the least. More is stricter. After opening it can only go up."),
        min_value=BLOCK_WORDS_ONLY,
        max_value=HIGHEST_K,
        error_messages={
            "required": gettext_lazy("Fill in a number from 7 to 15."),
            "invalid": gettext_lazy("Fill in a number from 7 to 15."),
            "min_value": gettext_lazy("Fill in a number from 7 to 15."),
            "max_value": gettext_lazy("Fill in a number from 7 to 15."),
        },
    )
    words_only = forms.BooleanField(
        label=gettext_lazy("Tell teams in words only, without numbers"),
        help_text=gettext_lazy("Then six answers are enough."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        words: Words,
        packs: Sequence[tuple[APack, Bank]],
        people: Headcount,
        in_belgium: bool,
        first_day: date,
        stands: ARound | None = None,
    ) -> None:
        self.languages_offered = ["nl-BE" if in_belgium else "nl", "en"]
        super().__init__(
            data, initial=as_typed(stands) if stands else defaults(self.languages_offered, first_day)
        )
        if first_day > timezone.localdate():
            said = _(
                "From %(day)s on there are three months between this round and another. Sooner, fewer people answer."
            )
            self.fields["starts_on"].help_text = said % {"day": date_format(first_day, "j F Y")}
        self._packs = {f"{PACK}{pack.pk}": (pack.title, bank) for pack, bank in packs}
        bank = shipped_instrument()
        kinds = [form for form in bank.forms if form.kind in ("long", "short", "pulse")]
        self._choose("form", [(form.id, form_label(form, words)) for form in kinds])
        self._choose("modules", module_labels(packs, words))
        self._choose("languages", [(one, LANGUAGE_NAMES[one]) for one in self.languages_offered])
        self._choose("also", also_asked(people))

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Signs that nobody sees, and that turn a line around, name nothing."""
        name = "".join(
            sign for sign in self.cleaned_data["name"] if unicodedata.category(sign) != "Cf"
        ).strip()
        if not name:
            raise forms.ValidationError(_("Give the round a name."))
        return name

    def clean_work_groups(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["work_groups"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean_modules(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["modules"]
        if len(chosen) > MOST_MODULES:
            raise forms.ValidationError(_("Choose two modules at most. Every question costs people time."))
        return chosen

    def clean(self) -> dict[str, Any] | None:
        self._check_days()
        self._check_division()
        given = self.cleaned_data
        if given.get("k") == BLOCK_WORDS_ONLY and not given.get("words_only"):
            self.add_error("k", _("Six is possible only when teams get words. Tick that, or take seven."))
        self._check_packs()
        if not self.errors:
            self._check_questions()
        return given

    def _check_packs(self) -> None:
        """A checksum stands only where a pack has its words in that language."""
        languages = set(self.cleaned_data.get("languages", []))
        for name in self.cleaned_data.get("modules", []):
            title, bank = self._packs.get(name, ("", None))
            if bank is not None and not all(languages <= set(form.sha256) for form in bank.forms):
                said = _(
                    "“%(title)s” is not there in every language that you chose. Take one of the two out."
                )
                self.add_error("modules", said % {"title": title})

    def _check_days(self) -> None:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        today = timezone.localdate()
        for name, day in (("starts_on", starts), ("ends_on", ends)):
            if day and abs(day - today) > YEARS_AHEAD:
                self.add_error(name, _("Is the year right? Choose a day less than three years from now."))
        if starts and ends and not self.errors:
            if ends < starts:
                self.add_error("ends_on", _("The last day is before the first. Change one of the two."))
            elif ends < today:
                self.add_error("ends_on", _("This day has passed. Choose today or later."))

    def _check_division(self) -> None:
        chosen, groups = self.cleaned_data.get("attribute"), self.cleaned_data.get("work_groups", [])
        if chosen == Attribute.WORK and not 2 <= len(groups) <= MOST_GROUPS:
            self.add_error("work_groups", _("Name two to six kinds of work, one on each line."))
        elif any(len(group) > LONGEST_GROUP for group in groups):
            self.add_error("work_groups", _("Use at most 60 characters for each group."))
        if chosen == Attribute.LANGUAGE and len(self.cleaned_data.get("languages", [])) == 1:
            self.add_error("attribute", _("A division by language needs two languages."))

    def _check_questions(self) -> None:
        """All that its parts ask together: never twice the same, never more than a ballot may hold."""
        try:
            asked = asked_by(self.draft())
        except DisclosureError:
            self.add_error("modules", _("Two of these ask the same question. Take one of them out."))
            return
        number = len(asked.codes)
        if self.cleaned_data["form"] != LONG and number > MOST_QUESTIONS:
            said = _("Together these are %(number)s questions. At most 40 is fair. Take a module out.")
            self.add_error("modules", said % {"number": number})

    def draft(self) -> RoundDraft:
        given = self.cleaned_data
        chosen, also = given["attribute"], given["also"]
        parts = {
            Attribute.WORK: given["work_groups"],
            Attribute.SERVICE: service_bands(given["languages"]),
        }
        same = (
            "name",
            "starts_on",
            "ends_on",
            "form",
            "modules",
            "asks_time",
            "languages",
            "k",
            "words_only",
        )
        return RoundDraft(
            **{name: given[name] for name in same},
            attribute=chosen,
            attribute_parts=parts.get(chosen, []),
            with_flex="flex" in also,
            with_students="students" in also,
            with_long_leave="long_leave" in also,
        )

    def once_more(self, sentence: str, *, revision: int = 0) -> None:
        """Give everything back with this sentence; the next time it is saved on top of how the round stands now."""
        self.add_error(None, sentence)
        self.data = sent_again(self.data, form_id=uuid.uuid4(), revision=revision)
