"""Every address of the house. Each one stands in the permission table of tests/web/permissions.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("mortel.web.today.urls")),
    path("", include("mortel.web.moments.urls")),
    path("", include("mortel.web.me.urls")),
    path("", include("mortel.web.account.urls")),
    path("", include("mortel.web.kiosk.urls")),
    path("", include("mortel.web.ballot.urls")),
    path("", include("mortel.web.rounds.urls")),
    path("", include("mortel.web.paper.urls")),
    path("", include("mortel.web.climate.urls")),
    path("", include("mortel.web.library.urls")),
    path("", include("mortel.web.guidance.urls")),
    path("", include("mortel.web.ledger.urls")),
    path("", include("mortel.web.office.urls")),
    path("", include("mortel.web.privacy.urls")),
    path("", include("mortel.web.pwa.urls")),
    path("", include("mortel.web.styleguide.urls")),
]

handler400 = "mortel.web.failures.bad_request"
handler403 = "mortel.web.failures.forbidden"
handler404 = "mortel.web.failures.not_found"
handler500 = "mortel.web.failures.server_error"
