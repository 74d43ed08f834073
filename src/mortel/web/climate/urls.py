from django.urls import path

from mortel.web.climate import office, office_teams, scan, team
from mortel.web.climate.outputs import downloads

app_name = "climate"
urlpatterns = [
    # What a team reads of itself
    path("team/", team.own, name="own"),
    path("team/<uuid:pk>/", team.team, name="team"),
    path("team/<uuid:pk>/a4", team.sheet, name="team-sheet"),
    path("team/<uuid:pk>/a4.pdf", downloads.team_sheet, name="team-pdf"),
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
    # The same as files to keep
    path("klimaat/uitslag/<uuid:pk>/rapport.pdf", downloads.report_file, name="report"),
    path("klimaat/uitslag/<uuid:pk>/poster.pdf", downloads.wall_poster, name="wall-poster"),
    path("klimaat/uitslag/<uuid:pk>/uitslag.xlsx", downloads.workbook_file, name="workbook"),
    path("klimaat/uitslag/<uuid:pk>/uitslag.pptx", downloads.slides_file, name="slides"),
    path("klimaat/uitslag/<uuid:pk>/gegevens.zip", downloads.data_file, name="data"),
    path("klimaat/uitslag/<uuid:pk>/open-data.zip", downloads.open_data_file, name="open-data"),
    path("klimaat/geen-benchmark", office.no_benchmark, name="no-benchmark"),
    # For a person alone
    path("ik/energie/", scan.energy, name="scan"),
]
