from django.urls import path

from mortel.web.library import cards, evidence, guides, kits, views

app_name = "library"
urlpatterns = [
    path("bibliotheek/", views.wall, name="wall"),
    path("bibliotheek/zoeken/", views.search, name="search"),
    path("bibliotheek/onderwerp/<str:pk>/", views.theme, name="theme"),
    path("bibliotheek/kaarten/", cards.cards, name="cards"),
    path("bibliotheek/kaarten/<str:pk>/", cards.card, name="card"),
    path("bibliotheek/gesprekken/", guides.guides, name="guides"),
    path("bibliotheek/gesprekken/<str:pk>/", guides.guide, name="guide"),
    path("bibliotheek/pakketten/", kits.kits, name="kits"),
    path("bibliotheek/pakketten/<str:pk>/", kits.kit, name="kit"),
    path("bibliotheek/bewijs/", evidence.overview, name="evidence"),
    path("bibliotheek/bewijs/<slug:group>/", evidence.statements, name="statements"),
    path("bibliotheek/oneens/<str:pk>/", evidence.dispute, name="dispute"),
    path("bibliotheek/begrippen/", evidence.terms, name="terms"),
    path("bibliotheek/tips/", evidence.tips, name="tips"),
]
