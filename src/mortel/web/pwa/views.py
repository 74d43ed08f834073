"""The worker, the manifest and the shell. None reads a cookie: what they answer may be kept on any device."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from mortel.web.pwa import release

PAGE_COLOUR = "#f7f2e8"


def _worker_etag(request: HttpRequest) -> str:
    return f'"{release.worker_release()[0]}"'


@login_not_required
@require_safe
@condition(etag_func=_worker_etag)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Browsers ask for it often; mostly the answer is 304."""
    headers = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"}
    script = release.worker_release()[1]
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def shell(request: HttpRequest, language: str) -> HttpResponse:
    """The page that the worker shows when the server is away; nobody's data, so it may be kept."""
    if language not in release.languages():
        raise Http404
    return HttpResponse(release.shell_page(language), headers={"Cache-Control": "no-cache"})


def _icons() -> list[dict[str, str]]:
    drawn = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    drawn.append(("maskable-512.png", "512x512", "maskable"))
    return [
        {"src": static(f"mortel/img/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in drawn
    ]


def _share_target() -> dict[str, object]:
    # POST: what somebody shares must not stand in an address, where logs and histories would keep it.
    params = {"title": "title", "text": "text", "url": "url"}
    form = "application/x-www-form-urlencoded"
    return {"action": "/delen", "method": "POST", "enctype": form, "params": params}


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Web app manifest. Browsers fetch it without cookies, so it speaks the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        document = {
            "id": "/",
            "name": "Mortel",
            "short_name": "Mortel",
            "description": _("Write down what came up in your work. Only you see it."),
            "lang": settings.LANGUAGE_CODE,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": PAGE_COLOUR,
            "theme_color": PAGE_COLOUR,
            "icons": _icons(),
            "share_target": _share_target(),
            "shortcuts": [{"name": _("Write something down"), "url": "/nieuw"}],
        }
    return JsonResponse(
        document, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"}
    )
