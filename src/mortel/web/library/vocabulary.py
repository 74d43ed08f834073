"""The organisation's own words for what texts leave open (S-140), for HR advisers; beside each the shipped one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.people.access import viewer
from mortel.apps.people.actions.organisation import WordChangedElsewhere, set_word, word_seen
from mortel.apps.people.choices import Country, GrantKind, WordName
from mortel.apps.people.queries import OwnOrganisation, organisation, own_words_of
from mortel.pure.catalogue.vocabulary import WordsRefused, shipped_words
from mortel.pure.catalogue.words import Language, Word
from mortel.web.gate import for_grants, sent
from mortel.web.library.word_form import WordForm, as_sent


@dataclass(frozen=True)
class Side:
    """A word in one language: what is shipped, and the organisation's own if it has one."""

    language: Language
    shipped: Word
    own: Word | None

    @property
    def shown(self) -> Word:
        return self.own or self.shipped


@dataclass(frozen=True)
class Line:
    """One placeholder and what stands in it."""

    name: str
    label: str
    sides: tuple[Side, ...]

    @property
    def is_own(self) -> bool:
        return any(side.own for side in self.sides)


def _line(of: OwnOrganisation, name: WordName) -> Line:
    own = own_words_of(of).get(name.value, {})
    dutch = "nl-BE" if of.country == Country.BELGIUM else "nl"
    nl = Side("nl", shipped_words(of.sector, dutch)[name.value], own.get("nl"))
    en = Side("en", shipped_words(of.sector, "en")[name.value], own.get("en"))
    return Line(name.value, str(name.label), (nl, en))


def _name_or_404(name: str) -> WordName:
    if name not in WordName.values:
        raise Http404
    return WordName(name)


@for_grants(GrantKind.HR)
@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """All words, each with what stands in the texts now."""
    mine = organisation()
    return render(request, "library/vocabulary.html", {"lines": [_line(mine, name) for name in WordName]})


def _now_stands(now: Line, before: Line) -> str:
    """What changed: a word that was cleared gives the shipped one back, and no word may say otherwise."""
    back = [
        side.shipped.the
        for side, was in zip(now.sides, before.sides, strict=True)
        if was.own and not side.own
    ]
    if back:
        return _("From now on the shipped word stands there again: %(word)s.") % {"word": ", ".join(back)}
    if not now.is_own:
        return _("Nothing changed: the shipped word stands there.")
    return _("From now on this word stands in all texts.")


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, name: str) -> HttpResponse:
    """One word in both languages; an empty language is the shipped word."""
    asked, mine = _name_or_404(name), organisation()
    before = _line(mine, asked)
    form = WordForm(
        sent(request),
        own=own_words_of(mine).get(asked.value, {}),
        seen=word_seen(mine, asked.value),
    )
    if form.is_valid():
        try:
            set_word(by=viewer(request), name=asked.value, typed=form.typed(), seen=form.cleaned_data["seen"])
        except WordsRefused as refused:
            form.refuse(refused.problems)
        except WordChangedElsewhere:
            mine = organisation()
            form.once_more(
                _("Somebody changed this word in the meantime. Your own words are still here."),
                seen=word_seen(mine, asked.value),
            )
        else:
            messages.success(request, _now_stands(_line(organisation(), asked), before))
            return redirect("library:words")
    context = {"form": form, "line": _line(mine, asked)}
    return render(request, "library/word.html", context, status=400 if form.errors else 200)


def _as_it_stands(request: HttpRequest, asked: WordName) -> HttpResponse:
    """The page of a word that somebody else changed in between: what stands now, and the choice once more."""
    mine = organisation()
    own, seen = own_words_of(mine).get(asked.value, {}), word_seen(mine, asked.value)
    form = WordForm(as_sent(own), own=own, seen=seen)
    form.full_clean()
    form.once_more(_("Somebody changed this word in the meantime. Look at what stands here now."), seen=seen)
    return render(request, "library/word.html", {"form": form, "line": _line(mine, asked)}, status=400)


@for_grants(GrantKind.HR)
@require_POST
def shipped_word(request: HttpRequest, name: str) -> HttpResponse:
    """Back to the shipped word. What stood there is said once more, so that nothing typed is lost."""
    asked = _name_or_404(name)
    before = _line(organisation(), asked)
    try:
        set_word(by=viewer(request), name=asked.value, typed={}, seen=request.POST.get("seen", ""))
    except WordChangedElsewhere:
        return _as_it_stands(request, asked)
    stood = [f"{side.own.singular}, {side.own.plural}, {side.own.the}" for side in before.sides if side.own]
    if stood:
        messages.success(
            request, _("The shipped word is back. Yours was: %(word)s.") % {"word": "; ".join(stood)}
        )
    return redirect("library:words")
