"""Warns when a text looks like client data, so that its writer can take it out. It never blocks anything.

It is a reminder, no guarantee: a name without a form of address is not seen, and a warning may be needless.
"""

from itertools import chain
from typing import Final

from mortel.pure.traces.birth_dates import find_birth_dates
from mortel.pure.traces.names import find_names
from mortel.pure.traces.numbers import find_bsn, find_emails, find_national_numbers_be, find_phones
from mortel.pure.traces.shapes import Country, Finding, Kind, plain

# Where two readings start at the same place, the surer one comes first.
_SURENESS: Final[dict[Kind, int]] = {
    "email": 0,
    "national_number_be": 1,
    "phone": 2,
    "bsn": 3,
    "birth_date": 4,
    "name": 5,
}


def find_client_data(text: str, *, country: Country, this_year: int) -> tuple[Finding, ...]:
    """What looks like client data, in the order of the text and without overlap.

    `country` chooses how phone numbers are written; `this_year` bounds birth dates. Never raises, whatever
    the text, and takes time in proportion to its length.
    """
    readable = plain(text)
    spans = chain(
        find_emails(readable),
        find_national_numbers_be(readable),
        find_phones(readable, country),
        find_bsn(readable),
        find_birth_dates(readable, this_year),
        find_names(readable),
    )
    findings: list[Finding] = []
    for span in sorted(spans, key=lambda span: (span.start, _SURENESS[span.kind], -span.end)):
        free_from = findings[-1].end if findings else 0
        if span.start >= free_from:
            findings.append(Finding(span.kind, span.start, span.end, text[span.start : span.end]))
    return tuple(findings)
