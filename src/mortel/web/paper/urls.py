from django.urls import path

from mortel.web.paper import cards, posters, room, sheets, typing_over

app_name = "paper"
ROOM = "klimaat/rondes/<uuid:pk>/papier/"
urlpatterns = [
    path(ROOM, room.room, name="room"),
    path(ROOM + "kaarten", cards.cards, name="cards"),
    path(ROOM + "vellen", sheets.make, name="make-sheets"),
    path(ROOM + "vellen/<int:batch>", sheets.sheets, name="sheets"),
    path(ROOM + "posters", posters.posters, name="posters"),
    path(ROOM + "typen", typing_over.type_over, name="typing"),
]
