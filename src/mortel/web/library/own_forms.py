"""Forms for what an organisation adds: a card, a link. One plain sentence for each thing that is wrong."""

import uuid
from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.apps.library.actions import LABEL_LIMIT, NOTE_LIMIT, TEXT_LIMIT, CardDraft, LinkDraft
from mortel.apps.library.queries import Link, OwnCard, outside_links
from mortel.pure.catalogue.entries import Intervention
from mortel.pure.catalogue.references import family
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.outside_address import AddressRefused, Reason, outside_address
from mortel.web.hidden_fields import FormId, Revision, sent_again
from mortel.web.library.cards import LABELS
from mortel.web.library.labels import COMPUTERS, EFFORTS
from mortel.web.library.topics import topic_choices
from mortel.web.words import Words

TOO_LONG = _("This is too long: at most %(limit)s characters. Make it shorter.")
# Of who may act, so many stand in sight; the others in a fold.
OFTEN = 8
ALREADY = _("This page is in the library already: “%(label)s”. Change that link, or fill in another address.")
FROM_THE_LIST = {"invalid_choice": _("Choose one from the list.")}
ADDRESS_REFUSED: dict[Reason, Any] = {
    "empty": _("Fill in the address of the page."),
    "scheme": _("Begin the address with https:// and nothing else."),
    "host": _("This is no address of a page outside. It looks like https://toolbox.example/page."),
    "signs": _(
        "There is a sign in this address that does not belong there. Copy it from your browser once more."
    ),
    "long": _("This address is too long: at most 500 characters."),
}


def _text(
    label: str | Promise, *, limit: int, missing: str | Promise = "", **options: Any
) -> forms.CharField:
    return WrittenText(
        label=label,
        limit=limit,
        required=bool(missing),
        error_messages={"required": missing} if missing else {},
        **options,
    )


class WrittenText(forms.CharField):
    """A text of at most `limit` characters as the writer counts them: a browser sends each line end as two."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        super().__init__(**options)
        self.limit = limit

    def to_python(self, value: str | None) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        if len(text) > self.limit:
            raise forms.ValidationError(TOO_LONG, params={"limit": self.limit})
        return text


class OwnForm(forms.Form):
    """What both kinds of form share. `stands` is the thing that is changed, None for a new one."""

    form_id = FormId()
    revision = Revision()

    def __init__(self, data: QueryDict | None, *, words: Words, stands: OwnCard | Link | None) -> None:
        initial: dict[str, Any] = {"form_id": uuid.uuid4(), "revision": 0, "language": words.language}
        super().__init__(data, initial=initial | (vars(stands) if stands else {}))
        self.words = words

    def once_more(self, sentence: str, *, revision: int = 0) -> None:
        """Give the text back with this sentence; the next time it is saved on top of how things stand now."""
        field = next(iter(self.visible_fields())).name
        self.add_error(field, sentence)
        self.data = sent_again(self.data, form_id=uuid.uuid4(), revision=revision)


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which language did you write this?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST | {"required": _("Choose the language.")},
    )


class CardForm(OwnForm):
    label = _text(_("What do you call it?"), limit=LABEL_LIMIT, missing=_("Give the card a name."))
    description = _text(
        _("What does somebody do?"),
        limit=TEXT_LIMIT,
        missing=_("Write down what somebody does."),
        help_text=_(
            "Say it so that a colleague can begin tomorrow. Leave out the names of clients and colleagues."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    caution = _text(
        _("What to mind?"),
        limit=TEXT_LIMIT,
        help_text=_("For whom does it not fit? What can go wrong?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    effort = forms.ChoiceField(
        label=LABELS["effort"],
        choices=tuple(EFFORTS.items()),
        widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST | {"required": _("Choose how much work it is.")},
    )
    computer = forms.ChoiceField(
        label=LABELS["computer"],
        choices=tuple(COMPUTERS.items()),
        widget=forms.RadioSelect,
        error_messages=FROM_THE_LIST | {"required": _("Choose whether it needs a computer.")},
    )
    dimensions = forms.MultipleChoiceField(
        label=_("What is it good for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_THE_LIST | {"required": _("Choose at least one topic.")},
    )
    who_acts = forms.MultipleChoiceField(
        label=LABELS["who_acts"],
        widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_THE_LIST | {"required": _("Choose who acts.")},
    )
    language = _language()

    def __init__(self, data: QueryDict | None, *, words: Words, stands: OwnCard | None = None) -> None:
        super().__init__(data, words=words, stands=stands)
        catalogue = shipped()
        everything = (
            *catalogue.dimensions,
            *(s for d in catalogue.dimensions for s in catalogue.subdimensions(d.id)),
        )
        acting = Counter(one for card in catalogue.current(Intervention) for one in card.who_acts)
        self._often = {one for one, _cards in acting.most_common(OFTEN)}
        self.fields["dimensions"].choices = words.choices(everything)  # type: ignore[attr-defined]
        self.fields["who_acts"].choices = words.named(acting)  # type: ignore[attr-defined]

    def topics(self) -> list[BoundWidget]:
        """The chips of whole dimensions."""
        return [chip for chip in self["dimensions"] if family(chip.data["value"]) != "sub"]

    def parts(self) -> list[tuple[str, list[BoundWidget]]]:
        """The chips of parts, under the name of the dimension they are part of."""
        chips = {chip.data["value"]: chip for chip in self["dimensions"]}
        catalogue = shipped()
        groups = [(d, catalogue.subdimensions(d.id)) for d in catalogue.dimensions]
        return [(self.words.of(d.label), [chips[part.id] for part in parts]) for d, parts in groups if parts]

    def has_parts(self) -> bool:
        return any(family(str(one)) == "sub" for one in self["dimensions"].value() or ())

    def often(self) -> list[BoundWidget]:
        """The chips of who acts on most of the shipped cards."""
        return [chip for chip in self["who_acts"] if chip.data["value"] in self._often]

    def seldom(self) -> list[tuple[str, list[BoundWidget]]]:
        return [("", [chip for chip in self["who_acts"] if chip.data["value"] not in self._often])]

    def has_seldom(self) -> bool:
        return not self._often.issuperset(self["who_acts"].value() or ())

    def draft(self) -> CardDraft:
        names = (
            "label",
            "description",
            "caution",
            "effort",
            "computer",
            "dimensions",
            "who_acts",
            "language",
        )
        return CardDraft(**{name: self.cleaned_data[name] for name in names})


class LinkForm(OwnForm):
    label = _text(_("What do you call it?"), limit=LABEL_LIMIT, missing=_("Give the link a name."))
    address = forms.CharField(
        label=_("Address"),
        help_text=_(
            "The address of the page, as it stands at the top of your browser. It begins with https://."
        ),
        error_messages={"required": ADDRESS_REFUSED["empty"]},
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    note = _text(_("What do people find there?"), limit=NOTE_LIMIT, widget=forms.Textarea(attrs={"rows": 3}))
    about = forms.ChoiceField(
        label=_("With which topic does it belong?"), required=False, error_messages=FROM_THE_LIST
    )
    language = _language()

    def __init__(self, data: QueryDict | None, *, words: Words, stands: Link | None = None) -> None:
        super().__init__(data, words=words, stands=stands)
        self._stands = stands.id if stands else None
        self.already: Link | None = None
        self.fields["about"].choices = [("", _("with none in particular")), *topic_choices(words)]  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        try:
            address = outside_address(self.cleaned_data["address"])
        except AddressRefused as refused:
            raise forms.ValidationError(ADDRESS_REFUSED[refused.reason]) from None
        mine = {self._stands, self.cleaned_data.get("form_id")}
        self.already = next(
            (one for one in outside_links() if one.address == address and one.id not in mine), None
        )
        if self.already:
            raise forms.ValidationError(ALREADY, params={"label": self.already.label})
        return address

    def draft(self) -> LinkDraft:
        return LinkDraft(
            **{n: self.cleaned_data[n] for n in ("label", "address", "note", "about", "language")}
        )
