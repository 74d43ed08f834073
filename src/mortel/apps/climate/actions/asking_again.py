"""After a restore: backups hold no answers, so a round that was under way is asked again."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from mortel.apps.climate.actions.paper import sheets_of
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.models import Invitation, PaperBatch, PaperSheet, Round

# People have at least so long to answer once more.
AGAIN: Final = timedelta(days=7)


@transaction.atomic
def ask_again() -> list[str]:
    """Open every round that was not released as if nobody had answered; returns their names.

    The same links, cards and sheets work again, for a week at least.
    """
    until = timezone.localdate() + AGAIN
    under_way = Round.objects.filter(opened_at__isnull=False, released_at=None)
    for round_ in under_way.defer("places"):
        Round.objects.filter(pk=round_.pk).update(
            ended_at=None,
            closing_at=None,
            refused=None,
            ends_on=max(round_.ends_on, until),
            response=None,
            response_on=None,
            messages_sent=0,
            last_message_on=None,
        )
        for batch in PaperBatch.objects.filter(round=round_):
            on_paper = Invitation.objects.filter(round=round_, leaf=batch.leaf, channel=Channel.PAPER)
            PaperSheet.objects.filter(batch=batch).delete()
            PaperBatch.objects.filter(pk=batch.pk).update(crossed=0)
            PaperSheet.objects.bulk_create(sheets_of(batch, on_paper.count()))
    return [round_.name for round_ in under_way]
