"""What happened to an account since its owner last looked, for Vandaag."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from mortel.apps.people.access import viewer
from mortel.apps.people.queries import unseen_notices


@dataclass(frozen=True)
class News:
    """A line, how many times it happened, and the last of them."""

    words: str
    times: int
    at: datetime


def account_news(request: HttpRequest) -> list[News]:
    """What happened without her: by an administrator, or before this session by whoever it was. Latest last.

    What she does herself in this session she knows; it stands in her own log, and is shown at her next sign-in. The
    same line is shown once: five of them would push what else happened out of sight.
    """
    began, news = request.session.get("began", 0), dict[str, News]()
    for notice in unseen_notices(viewer(request)):
        if notice.by_administrator or notice.at.timestamp() < began:
            before = news.pop(notice.kind, None)
            times = before.times + 1 if before else 1
            news[notice.kind] = News(notice.get_kind_display(), times, notice.at)
    return list(news.values())
