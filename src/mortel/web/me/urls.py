from django.urls import path

from mortel.web.me import away, data, lookback, views

app_name = "me"
urlpatterns = [
    path("ik/", views.me, name="me"),
    path("ik/erbij/", lookback.gained, name="gained"),
    path("ik/toen-en-nu/", lookback.then_and_now, name="then-and-now"),
    path("ik/toen-en-nu/moment", lookback.keep_line, name="keep-line"),
    path("ik/pauze/", views.pause, name="pause"),
    path("ik/even-weg/", away.away, name="away"),
    path("ik/gegevens/", data.data, name="data"),
    path("ik/gegevens/meenemen", data.export, name="export"),
    path("ik/gegevens/verwijderen/", data.delete_all, name="delete-all"),
]
