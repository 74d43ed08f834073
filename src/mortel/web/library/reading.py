"""Who reads what in the library: topics, cards, conversations and kits are for everybody; evidence, terms, tips and
the kits of L&D are for those who advise, lead or check, in the words of the field."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest, HttpResponse

from mortel.apps.people.access import roles_of, viewer
from mortel.pure.catalogue.entries import Addressee, Rule
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.references import Thing
from mortel.pure.catalogue.shipped import shipped

P = ParamSpec("P")
Found = TypeVar("Found", bound=Thing)

READERS = frozenset({"lead", "guide", "hr", "researcher", "council"})
# Advice is shown to whom it addresses; whoever advises on it sees that of everybody.
ADVISERS = frozenset({"hr", "researcher", "council"})


def reads_evidence(request: HttpRequest) -> bool:
    return bool(READERS & set(roles_of(viewer(request))))


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


def rules_for(request: HttpRequest, rules: Iterable[Rule]) -> list[Rule]:
    """The advice for this reader: what is addressed to her roles; never a rule about our own product."""
    roles = set(roles_of(viewer(request)))
    mine: set[Addressee] = {"employee"}
    if roles & ADVISERS:
        mine |= {"lead", "hr", "council", "researcher"}
    if roles & {"lead", "guide"}:
        mine |= {"lead"}
    return [rule for rule in rules if rule.addressee in mine]


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
