"""A page of HTML as a tagged PDF (PDF/UA-1, ISO 14289-1), with nothing in it but what `read` hands over.

WeasyPrint needs libraries of the system (Pango). Without them everything else works; `missing()` names what lacks.
"""

import contextlib
import io
import mimetypes
import warnings
from collections.abc import Callable, Iterable
from typing import Any, Final

# What the path of an address gives, or an exception: then the PDF is not made.
Read = Callable[[str], bytes]

# No such place exists: relative addresses become one of these, and `read` gets the path behind it.
_BASE: Final = "https://mortel.invalid/"
_VARIANT: Final = "pdf/ua-1"

_lacks = ""
try:
    # Its advice of ten lines would else stand in front of what every command says. What it will need one day is no
    # matter of today: without that library too it makes the same pages.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import weasyprint  # type: ignore[import-untyped]
        from weasyprint.urls import (  # type: ignore[import-untyped]
            FatalURLFetchingError,
            URLFetcherResponse,
        )
except OSError as fault:
    _lacks = str(fault).partition(":")[0]


class MissingLibrary(Exception):
    """This system cannot make PDF; the message names the library that lacks."""


class NotOurs(Exception):
    """A page asked for something that `read` does not give, or from elsewhere; the message names the address."""


class _Reader:
    """What WeasyPrint calls for every address. It never goes outside: a mistake stops the PDF."""

    _fail_on_errors = True

    def __init__(self, read: Read) -> None:
        self._read = read

    def __call__(self, url: str) -> Any:
        if not url.startswith(_BASE):
            raise NotOurs(url)
        kind, _encoding = mimetypes.guess_type(url)
        headers = {"Content-Type": kind or "application/octet-stream"}
        return URLFetcherResponse(url, self._read(url.removeprefix(_BASE)), headers)


def missing() -> str:
    """What lacks to make PDF, in the words of the system; nothing when nothing lacks."""
    return _lacks


def pdf(versions: Iterable[str], read: Read, *, most_pages: int | None = None) -> bytes:
    """The first of these versions of one page, from roomy to dense, that fits on so many pages; else the last one.

    MissingLibrary where the system cannot, NotOurs when the page asks too much. Language and title are the page's own.
    """
    if missing():
        raise MissingLibrary(missing())
    try:
        return _first_that_fits(versions, _Reader(read), most_pages)
    except FatalURLFetchingError as fault:  # no Exception: no handler of a request would see it
        raise NotOurs(str(fault)) from fault


def _first_that_fits(versions: Iterable[str], reader: _Reader, most_pages: int | None) -> bytes:
    for html in versions:
        page = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=reader)
        made = page.render(pdf_variant=_VARIANT)
        if most_pages is None or len(made.pages) <= most_pages:
            break
    return bytes(made.write_pdf(pdf_variant=_VARIANT))
