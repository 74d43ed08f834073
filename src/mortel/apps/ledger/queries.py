"""Reading the audit chain."""

from datetime import datetime

from django.db.models import QuerySet

from mortel.apps.ledger.models import AuditEntry


def entries(*, since: datetime | None = None) -> QuerySet[AuditEntry]:
    """The acts, newest first. Persons stand in them as ledger ids: see `people.queries.names_by_ledger_id`."""
    rows = AuditEntry.objects.order_by("-id")
    return rows.filter(at__gte=since) if since else rows
