from django.urls import path

from mortel.web.climate import scan, team

app_name = "climate"
urlpatterns = [
    # What a team reads of itself
    path("team/", team.own, name="own"),
    path("team/<uuid:pk>/", team.team, name="team"),
    path("team/<uuid:pk>/a4", team.sheet, name="team-sheet"),
    path("team/<uuid:pk>/lezen", team.reading, name="team-reading"),
    # For a person alone
    path("ik/energie/", scan.energy, name="scan"),
]
