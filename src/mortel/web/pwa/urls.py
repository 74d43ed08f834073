"""Addresses that belong to the browser, not to a person: the same for everybody, signed in or not."""

from django.urls import path

from mortel.web.pwa import views

app_name = "pwa"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("buiten-bereik/<str:language>/", views.shell, name="shell"),
]
