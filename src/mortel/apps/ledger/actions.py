"""Writing the audit chain, and carrying news up to the apps that listen."""

import hashlib
import json
import logging
import uuid
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from mortel.apps.ledger.models import AuditEntry, News

logger = logging.getLogger(__name__)
GENESIS = "0" * 64


def record(
    act: str,
    *,
    actor: uuid.UUID | None = None,
    subject: uuid.UUID | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one act to the chain, inside the caller's transaction. `details` holds no personal content."""
    return record_each(act, subjects=[subject], actor=actor, details=details)[0]


def record_each(
    act: str,
    *,
    subjects: Sequence[uuid.UUID | None],
    actor: uuid.UUID | None = None,
    details: dict[str, Any] | None = None,
) -> list[AuditEntry]:
    """Append the same act once for each subject, in this order and together. The rest is as in `record`."""
    at = timezone.now()
    while True:
        newest = AuditEntry.objects.order_by("-id").first()
        previous, entries = newest.hash if newest else GENESIS, []
        for subject in subjects:
            entry = AuditEntry(at=at, act=act, actor=actor, subject=subject, details=details or {})
            entry.previous_hash, entry.hash = previous, _digest(previous, entry)
            previous = entry.hash
            entries.append(entry)
        try:
            with transaction.atomic():
                return AuditEntry.objects.bulk_create(entries)
        except IntegrityError:
            continue  # Somebody else appended first: read the new end of the chain and try again.


def _digest(previous: str, entry: AuditEntry) -> str:
    who = (str(entry.actor or ""), str(entry.subject or ""))
    body = [previous, entry.at.isoformat(), entry.act, *who, entry.details]
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_break() -> int | None:
    """Return the id of the first entry whose hash or predecessor is not what it should be, or None."""
    previous = GENESIS
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.previous_hash != previous or entry.hash != _digest(previous, entry):
            return entry.pk
        previous = entry.hash
    return None


def listeners_of(fact: str) -> list[str]:
    """Dotted paths of the functions that want to hear this fact.

    An app declares them in its AppConfig: `listens = {"definition_switched": "mortel.apps.moments.listeners.place"}`.
    A listener takes the news' details and must be safe to call twice with the same news.
    """
    declared = (getattr(config, "listens", {}) for config in apps.get_app_configs())
    return [table[fact] for table in declared if fact in table]


def announce(fact: str, **details: Any) -> None:
    """Put a fact in the outbox within the caller's transaction. Only facts that somebody listens to."""
    if not listeners_of(fact):
        raise LookupError(f"nobody listens to {fact!r}: do not announce it")
    News.objects.create(fact=fact, details=details)


def deliver() -> int:
    """Let every listener hear the waiting news; return how many were delivered.

    A listener commits by itself, as often as it wants. One that fails keeps its news for the next round and does
    not hold up the others. Two workers may tell the same news twice: listeners are safe for that.
    """
    delivered = 0
    for news in News.objects.order_by("announced_at"):
        listeners = listeners_of(news.fact)
        told = [path for path in listeners if path not in news.heard_by and _tell(news, path)]
        delivered += len(told)
        heard = [*news.heard_by, *told]
        if set(listeners) <= set(heard):
            News.objects.filter(pk=news.pk).delete()
        elif told:
            News.objects.filter(pk=news.pk).update(heard_by=heard)
    return delivered


def _tell(news: News, path: str) -> bool:
    try:
        # No transaction around it: a listener with much to do would keep everybody else from writing.
        import_string(path)(news.details)
    except Exception:
        # One listener's fault may not keep the rest of the house uninformed.
        logger.exception("listener %s failed on %s", path, news.fact)
        return False
    return True
