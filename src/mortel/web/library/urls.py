from django.urls import path

from mortel.web.library import business_case, cards, evidence, guides, kits, own, own_pages, views, vocabulary

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
    path("bibliotheek/wat-het-kost/", business_case.sheet, name="business-case"),
    path("bibliotheek/begrippen/", evidence.terms, name="terms"),
    path("bibliotheek/tips/", evidence.tips, name="tips"),
    # What the organisation added
    path("bibliotheek/links/", own_pages.links, name="links"),
    path("bibliotheek/eigen/", own.own, name="own"),
    path("bibliotheek/eigen/kaarten/nieuw/", own.new_card, name="own-card-new"),
    path("bibliotheek/eigen/kaarten/<uuid:pk>/", own_pages.own_card, name="own-card"),
    path("bibliotheek/eigen/kaarten/<uuid:pk>/wijzigen", own.change_card, name="own-card-change"),
    path("bibliotheek/eigen/kaarten/<uuid:pk>/weg", own.card_away, name="own-card-away"),
    path("bibliotheek/eigen/kaarten/<uuid:pk>/terug", own.card_back, name="own-card-back"),
    path("bibliotheek/eigen/links/nieuw/", own.new_link, name="own-link-new"),
    path("bibliotheek/eigen/links/<uuid:pk>/wijzigen", own.change_link, name="own-link-change"),
    path("bibliotheek/eigen/links/<uuid:pk>/weg", own.link_away, name="own-link-away"),
    path("bibliotheek/eigen/links/<uuid:pk>/terug", own.link_back, name="own-link-back"),
    path("bibliotheek/woorden/", vocabulary.words, name="words"),
    path("bibliotheek/woorden/<str:name>/", vocabulary.word, name="word"),
    path("bibliotheek/woorden/<str:name>/terug", vocabulary.shipped_word, name="shipped-word"),
]
