"""What stands around every page: where one can go, in which language and colours."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.web.words import Words, shown_language

THEMES = ("", "light", "dark", "contrast")


@dataclass(frozen=True)
class Place:
    url_path: str
    label: str
    current: bool


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """The frame of a page. Holds nothing about anybody but the viewer's own name and device tag."""

    path: str
    home_path: str
    spoken: str
    # The organisation's words; made when a template first asks for one.
    words: Any
    languages: list[Choice]
    theme: str = ""
    places: list[Place] = field(default_factory=list)
    signed_in: bool = False
    who: str = ""
    owner: str = ""
    today: date | None = None


def _places(request: HttpRequest) -> list[Place]:
    grants = grants_of(viewer(request))
    names = [
        ("today:today", gettext("Today")),
        # For everybody: to ask whether she has a team would cost each page a query, and the page says it if not.
        ("climate:own", gettext("Team")),
        ("library:wall", gettext("Library")),
        ("me:me", gettext("Me")),
    ]
    if {GrantKind.HR, GrantKind.COUNCIL} & grants:
        names.append((ROUNDS, gettext("Climate")))
    elif GrantKind.RESEARCHER in grants:
        names.append((RESULTS, gettext("Climate")))
    if GrantKind.ADMIN in grants:
        names.append(("office:people", gettext("Accounts")))
    if GrantKind.RESEARCHER in grants:
        names.append(("guidance:definition", gettext("Definition")))
    names.append(("guidance:start", gettext("Help")))
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [Place(reverse(name), label, _same_room(name, here)) for name, label in names]


# Pages that belong to a place without standing in its room.
UNDER_ME = {"account", "account_change_password", "change-address", "kiosk-card", "climate:scan"}
# One place for both lists; who reads no rounds begins at the results.
ROUNDS, RESULTS = "rounds:rounds", "climate:results"
CLIMATE = ("rounds", "paper", "climate")
UNDER_TEAM = {f"climate:{page}" for page in ("own", "team", "team-sheet", "team-pdf", "team-reading")}


def _same_room(name: str, here: str) -> bool:
    """A page below a place keeps that place marked; `guidance` has two places, and so has `climate`."""
    is_climate = here.split(":")[0] in CLIMATE and here not in UNDER_TEAM | UNDER_ME
    if is_climate or name in (ROUNDS, RESULTS):
        return is_climate and name in (ROUNDS, RESULTS)
    room = "me" if here in UNDER_ME else here.split(":")[0].replace("moments", "me")
    return name == here or (not name.startswith("guidance:") and name.split(":")[0] == room)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    spoken = shown_language()
    languages = [Choice(c, label, c == spoken[:2]) for c, label in settings.LANGUAGES]
    words = SimpleLazyObject(Words)
    user = getattr(request, "user", None)
    theme = getattr(user, "theme", "") or request.COOKIES.get("theme", "")
    theme = theme if theme in THEMES else ""
    if user is None or not user.is_authenticated:
        return {
            "shell": Shell(request.get_full_path(), reverse("account_login"), spoken, words, languages, theme)
        }
    person = viewer(request)
    return {
        "shell": Shell(
            path=request.get_full_path(),
            home_path=reverse("today:today"),
            spoken=spoken,
            words=words,
            languages=languages,
            theme=theme,
            places=_places(request),
            signed_in=True,
            who=person.name,
            owner=str(person.device_tag),
            today=timezone.localdate(),
        )
    }
