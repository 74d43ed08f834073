"""The form for one own word. What may stand in it is for `own_words` to say; here are the sentences for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.vocabulary import Reason, WordProblem
from mortel.pure.catalogue.words import Language, Word
from mortel.web.hidden_fields import sent_again

WORD_REFUSED: dict[Reason, Any] = {
    "missing": _("Fill in both singular and plural. Leave both empty for the shipped word."),
    "long": _("This word is too long: at most 60 characters."),
    "signs": _("Leave out the signs { } < > and everything you cannot see."),
    "article": _("Choose de or het."),
}


def as_typed(own: Mapping[Language, Word]) -> dict[str, str]:
    """Own words as the fields of the form hold them."""
    return {
        f"{language}_{part}": getattr(word, part) or ""
        for language, word in own.items()
        for part in ("singular", "plural", "article")
    }


def as_sent(own: Mapping[Language, Word]) -> QueryDict:
    """Own words as if somebody had just sent them in the form."""
    sent = QueryDict(mutable=True)
    sent.update(as_typed(own))
    return sent


class WordForm(forms.Form):
    """Dutch with its article, English without; both may stay empty."""

    nl_singular = forms.CharField(label=_("Dutch, singular"), required=False)
    nl_plural = forms.CharField(label=_("Dutch, plural"), required=False)
    nl_article = forms.ChoiceField(
        label=_("De or het?"),
        choices=[("de", "de"), ("het", "het")],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": WORD_REFUSED["article"]},
    )
    en_singular = forms.CharField(label=_("English, singular"), required=False)
    en_plural = forms.CharField(label=_("English, plural"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, own: Mapping[Language, Word], seen: str) -> None:
        super().__init__(data, initial=as_typed(own) | {"seen": seen})

    def typed(self) -> dict[str, dict[str, str]]:
        """As `own_words` takes it."""
        names = {"nl": ("singular", "plural", "article"), "en": ("singular", "plural")}
        return {
            language: {part: self.cleaned_data[f"{language}_{part}"] for part in parts}
            for language, parts in names.items()
        }

    def refuse(self, problems: tuple[WordProblem, ...]) -> None:
        for problem in problems:
            self.add_error(f"{problem.language}_{problem.field}", str(WORD_REFUSED[problem.reason]))

    def once_more(self, sentence: str, *, seen: str) -> None:
        """Give the words back with this sentence; the next time they are saved over what stands now."""
        self.add_error("nl_singular", sentence)
        self.data = sent_again(self.data, seen=seen)
