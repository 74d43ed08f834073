from django.urls import path

from mortel.web.office import imports, start_cards, views

app_name = "office"
urlpatterns = [
    path("beheer/", views.people, name="people"),
    path("beheer/mensen/<uuid:pk>/", views.person, name="person"),
    path("beheer/mensen/<uuid:pk>/startkaart", views.start_card, name="start-card"),
    path("beheer/mensen/<uuid:pk>/startlink", views.start_link, name="start-link"),
    path("beheer/mensen/<uuid:pk>/kioskkaart", views.kiosk_card, name="kiosk-card"),
    path("beheer/mensen/<uuid:pk>/rollen", views.grants, name="grants"),
    path("beheer/mensen/<uuid:pk>/sluiten", views.disable, name="disable"),
    path("beheer/mensen/<uuid:pk>/openen", views.enable, name="enable"),
    path("beheer/mensen/<uuid:pk>/blijft/<uuid:membership>", imports.keep_membership, name="keep-membership"),
    path("beheer/startkaarten/", start_cards.start_cards, name="start-cards"),
    path("beheer/startkaarten/alle", start_cards.make_start_cards, name="make-start-cards"),
    path("beheer/startkaarten/<uuid:pk>", start_cards.make_start_cards, name="make-start-cards-of-team"),
    path("beheer/personeelslijst/", imports.upload, name="import"),
    path("beheer/personeelslijst/nakijken/", imports.plan, name="import-plan"),
]
