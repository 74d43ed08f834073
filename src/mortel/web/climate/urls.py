from django.urls import path

from mortel.web.climate import office, office_teams, scan, team

app_name = "climate"
urlpatterns = [
    # What a team reads of itself
    path("team/", team.own, name="own"),
    path("team/<uuid:pk>/", team.team, name="team"),
    path("team/<uuid:pk>/a4", team.sheet, name="team-sheet"),
    path("team/<uuid:pk>/lezen", team.reading, name="team-reading"),
    # What the office reads of the whole, and by unit
    path("klimaat/uitslag/", office.results, name="results"),
    path("klimaat/uitslag/<uuid:pk>/", office.organisation, name="organisation"),
    path("klimaat/uitslag/<uuid:pk>/teams/", office_teams.teams, name="teams"),
    path("klimaat/uitslag/<uuid:pk>/teams/<path:place>", office_teams.teams, name="place"),
    path("klimaat/uitslag/<uuid:pk>/vragenlijst/", office.questionnaire, name="questionnaire"),
    path("klimaat/uitslag/<uuid:pk>/tijd/", office.amounts, name="amounts"),
    path("klimaat/uitslag/<uuid:pk>/inzichten/", office.board, name="board"),
    path("klimaat/uitslag/<uuid:pk>/opbrengsten/", office.outcomes, name="outcomes"),
    path("klimaat/uitslag/<uuid:pk>/opbrengsten/poster/", office.poster, name="poster"),
    path("klimaat/geen-benchmark", office.no_benchmark, name="no-benchmark"),
    # For a person alone
    path("ik/energie/", scan.energy, name="scan"),
]
