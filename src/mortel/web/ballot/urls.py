from django.urls import path

from mortel.web.ballot import views

app_name = "ballot"
urlpatterns = [
    path("ronde/", views.code, name="code"),
    path("ronde/klaar/", views.done, name="done"),
    path("ronde/mijn/<uuid:pk>/", views.own, name="own"),
    path("ronde/<str:code>/", views.ballot, name="ballot"),
    path("ronde/<str:code>/stop", views.stop, name="stop"),
    # On the shared device no code stands in an address: the next person could go back to it.
    path("kiosk/vragen/", views.on_kiosk, name="kiosk"),
]
