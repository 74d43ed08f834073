"""Fetching everything that somebody may: every address of the permission table, of every round, team and place."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.test import Client
from django.urls import reverse

from mortel.apps.climate.access import own_teams
from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import Release, ReleasedFigure
from mortel.apps.people.models import Person, Team
from tests.web.attack.reading import Said, read
from tests.web.attack.world import Story
from tests.web.permissions import TABLE, Row
from tests.web.visiting import body, forgotten

_OF_TEAM = "climate:team"
# Made in seconds, of what stands on pages too: of the newest round alone.
_SET = ("climate:report", "climate:wall-poster")
# Needs a card on the shared device, or an open round: the ballot of its owner.
_OF_OWNER = ("kiosk:", "ballot:ballot", "ballot:stop", "ballot:kiosk")


@dataclass(frozen=True)
class Moment:
    """After the release of so many rounds but one: on the day itself, or `later`, when leads have had their day."""

    round: int
    later: bool = False


@dataclass(frozen=True)
class Page:
    """Something that was sent: to whom, at which moment, from which address, and what it said."""

    who: str
    moment: Moment
    row: str
    args: tuple[tuple[str, str], ...]
    kind: str
    said: tuple[Said, ...]
    raw: bytes

    @property
    def address(self) -> str:
        return " ".join((self.row, *(value for _, value in self.args)))

    @property
    def is_html(self) -> bool:
        return self.kind.startswith("text/html")

    def arg(self, name: str) -> str:
        return dict(self.args).get(name, "")


def harvest(
    story: Story,
    people: Mapping[str, Person],
    moment: Moment,
    *,
    everything: bool = False,
    rows: Collection[str] = (),
) -> list[Page]:
    """What each of these people is sent now: of the newest round, or of all. Nothing that a visit changes stays.

    `rows` are the names of the addresses to try; every one when none is named.
    """
    some = [row for row in TABLE if row.get and not row.name.startswith(_OF_OWNER)]
    releases = list(Release.objects.order_by("day"))
    wanted = {
        row.name: list(_each(row, story, releases if everything and row.name not in _SET else releases[-1:]))
        for row in some
        if not rows or row.name in rows
    }
    found = []
    for who, person in people.items():
        with forgotten():
            client = signed_in(person)
            own = {str(team.id) for team in own_teams(person)}
            for name, every in wanted.items():
                # Her own team first: what is refused of others is soon known.
                order = sorted(every, key=lambda args: str(args.get("pk")) not in own)
                found += [Page(who, moment, *sent) for sent in _sent(client, name, order)]
    return found


def _sent(
    client: Client, name: str, every: Sequence[dict[str, Any]]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...], str, tuple[Said, ...], bytes]]:
    """What did not exist for her once does not exist; of teams every one is tried at one address."""
    closed = False
    for args in every:
        if closed and name != _OF_TEAM:
            return
        response = client.get(reverse(name, kwargs=args))
        closed = closed or response.status_code == 404
        if response.status_code == 200:
            kind, content = response.headers["Content-Type"], body(response)
            yield name, _as_text(args), kind, tuple(read(content, kind)), content


def signed_in(person: Person) -> Client:
    """Her browser; she typed her password a moment ago."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def _each(row: Row, story: Story, releases: Sequence[Release]) -> Iterator[dict[str, Any]]:
    """The arguments of an address for every release, round, team and place there is, each once."""
    cast, seen = story.world.cast, set()
    base = story.world
    if releases:
        base = replace(base, release=releases[-1].pk, round=releases[-1].round_id)
    worlds = [base, *(replace(base, release=one.pk, round=one.round_id) for one in releases[:-1])]
    worlds += [replace(base, cast=replace(cast, team=team)) for team in Team.objects.all()]
    for world in worlds:
        args = row.args(world)
        for each in [args] if "place" not in args else _places(args, releases):
            if (key := _as_text(each)) not in seen:
                seen.add(key)
                yield each


def _places(args: Mapping[str, Any], releases: Sequence[Release]) -> Iterator[dict[str, Any]]:
    rows = ReleasedFigure.objects.filter(release__in=releases, release=args["pk"], audience=Audience.OFFICE)
    for place in rows.order_by("order").values_list("place", flat=True):
        yield {**args, "place": place}


def _as_text(args: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in args.items())
