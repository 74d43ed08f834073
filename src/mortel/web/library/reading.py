"""Who reads what in the library: topics, cards, conversations and kits are for everybody; evidence, terms, tips and
the kits of L&D are for those who advise, lead or check, in the words of the field."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from mortel.apps.people.access import roles_of, viewer
from mortel.pure.catalogue.entries import Addressee, Advice, Dispute, Kit, Rule, Statement
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shapes import Item, Taxonomy
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.places import taxonomy_of

P = ParamSpec("P")
Found = TypeVar("Found", bound=Thing)

READERS = frozenset({"lead", "guide", "hr", "researcher", "council"})
# Advice is shown to whom it addresses; whoever advises on it sees that of everybody.
ADVISERS = frozenset({"hr", "researcher", "council"})


def _roles(request: HttpRequest) -> frozenset[str]:
    """Asked once a request: a page with many links asks for each whether it can be opened."""
    known: frozenset[str] | None = getattr(request, "_known_roles", None)
    if known is None:
        known = frozenset(roles_of(viewer(request)))
        request._known_roles = known  # type: ignore[attr-defined]
    return known


def reads_evidence(request: HttpRequest) -> bool:
    return bool(READERS & _roles(request))


def for_readers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for the readers of evidence; for anybody else it does not exist (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not reads_evidence(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def addressees_for(request: HttpRequest) -> set[Addressee]:
    """Whose advice this reader sees: everybody's own, and that of her roles; never that for our own product."""
    roles = _roles(request)
    mine: set[Addressee] = {"employee"}
    if roles & ADVISERS:
        mine |= {"lead", "hr", "council", "researcher"}
    if roles & {"lead", "guide"}:
        mine |= {"lead"}
    return mine


def rules_for(request: HttpRequest, rules: Iterable[Rule]) -> list[Rule]:
    """The advice for this reader."""
    mine = addressees_for(request)
    return [rule for rule in rules if rule.addressee in mine]


def kits_for(request: HttpRequest, kits: Iterable[Kit]) -> list[Kit]:
    """The kits that this reader can open: a technical one is for readers of evidence."""
    full = reads_evidence(request)
    return [kit for kit in kits if full or not kit.technical]


def can_open(request: HttpRequest, thing: Thing) -> bool:
    """Whether this reader can open the page where the thing stands, so that a link there is not dead."""
    match thing:
        case Kit():
            return bool(kits_for(request, [thing]))
        case Rule():
            return bool(rules_for(request, [thing]))
        case Statement() | Dispute() | Advice():
            return reads_evidence(request)
        case Item():
            return can_open(request, taxonomy_of(thing))
        case Taxonomy():
            return not thing.office or reads_evidence(request)
    return True


def in_any_case(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for one id (`pk`). `/kaarten/iv-130/`, typed from paper, leads to `/kaarten/IV-130/`."""

    @wraps(view)
    def led(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        typed = str(kwargs["pk"])
        meant = shipped().coded(typed)
        if meant and meant != typed and request.resolver_match:
            return redirect(request.resolver_match.view_name, pk=meant)
        return view(request, *args, **kwargs)

    return led


def found_or_404(thing_id: str, *kinds: type[Found]) -> Found:
    """The thing with this id if it is of one of these kinds, retired ones included."""
    try:
        thing = shipped().thing(thing_id)
    except UnknownId:
        raise Http404 from None
    for kind in kinds:
        if isinstance(thing, kind):
            return thing
    raise Http404
