"""Visiting addresses as somebody: who is in which browser, what came back, and forgetting it all afterwards."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from mortel.apps.climate.actions.packs import add_pack
from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.library.actions import CardDraft, LinkDraft, add_card, add_link
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.people.actions.passes import hand_out, peek
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import Person
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast
from tests.web.office_samples import office_release
from tests.web.permissions import A_CARD, A_LINK, A_PACK, Row, World

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def addresses(patterns: Any = None, namespace: str = "") -> Iterator[str]:
    """The name of every address the router knows; one without a name comes as its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield namespace + (entry.name or str(entry.pattern))


def settle(cast: Cast) -> World:
    """Marit has written something; Henk holds a pass of each kind; HR filled the library and has two rounds."""
    moment, _ = capture_moment(by=cast.marit, text="de radio eerst aan en dan pas wassen")
    own_card, own_link = uuid4(), uuid4()
    add_card(by=cast.hr, form_id=own_card, draft=CardDraft(**A_CARD | {"label": "Thee op tafel"}))  # type: ignore[arg-type]
    kist = A_LINK | {"label": "De kist", "address": "https://toolbox.example/oude-kist"}
    add_link(by=cast.hr, form_id=own_link, draft=LinkDraft(**kist))

    round_ = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=round_)

    def pass_of(kind: PassKind) -> str:
        return hand_out(kind, person=cast.henk, new_address="henk@thuis.example")

    return World(
        cast=cast,
        moment=moment,
        own_card=own_card,
        own_link=own_link,
        round=round_.pk,
        draft=draft(cast, name="Voorjaar").pk,
        release=office_release(cast, name="Winter", day=timezone.localdate() - timedelta(days=30)).pk,
        pack=add_pack(
            by=cast.hr, pack_id=uuid4(), file_name=A_PACK.name, content=A_PACK.read_bytes(), confirmed=True
        ).pk,
        start_card=pass_of(PassKind.START_CARD),
        start_link=pass_of(PassKind.START_LINK),
        reset_link=pass_of(PassKind.RESET_LINK),
        new_address=pass_of(PassKind.NEW_ADDRESS),
        kiosk_card=pass_of(PassKind.KIOSK_CARD),
    )


def person_of(cast: Cast, who: str) -> Person | None:
    """Who plays this part; nobody is signed in as "anonymous" or "kiosk"."""
    parts = {"employee": cast.marit, "colleague": cast.femke, "lead": cast.joke}
    return None if who in ("anonymous", "kiosk") else parts.get(who) or getattr(cast, who)


def browser(world: World, who: str, **options: Any) -> Client:
    """A browser of this part, its password asked a moment ago; on the kiosk a card has just opened it."""
    client = Client(raise_request_exception=False, **options)
    if who == "anonymous":
        return client
    if who == "kiosk":
        session = client.session
        card = peek(PassKind.KIOSK_CARD, world.kiosk_card)
        session["kiosk_pass"] = str(card.pk) if card else ""
    else:
        person = person_of(world.cast, who)
        assert person is not None
        client.force_login(person)
        session = client.session
        asked = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [asked]
        session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    client.cookies["session"] = session.session_key
    return client


def address(row: Row, world: World) -> str:
    return reverse(row.name, kwargs=row.args(world))


def visit(client: Client, method: str, row: Row, world: World, **extra: Any) -> HttpResponseBase:
    """One request with the row's own data where a method carries any."""
    path = address(row, world)
    if method == "POST":
        return client.post(path, row.data(world), **extra)
    return client.generic(method, path, **extra)


def answer(response: HttpResponseBase) -> str:
    """The answer in the words of the table."""
    if response.status_code not in (301, 302, 303, 307):
        return str(response.status_code)
    target = urlsplit(response["Location"])
    assert not target.netloc, response["Location"]
    return f"-> {resolve(target.path).view_name}"


@contextmanager
def forgotten() -> Iterator[None]:
    """Whatever happens inside did not happen, in both databases and in the counters."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    cache.clear()


def everything_stored() -> list[tuple[str, list[tuple[Any, ...]]]]:
    """All rows of all tables but sessions, which come and go with every visit."""
    tables = (table for table in apps.get_models() if table is not Session)
    return [(table.__name__, sorted(table._default_manager.values_list(), key=str)) for table in tables]


def body(response: HttpResponseBase) -> bytes:
    """What was sent, without the token that differs every time."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return TOKEN.sub(b"", content)
