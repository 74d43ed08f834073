from django.urls import path

from mortel.web.rounds import checking, council, listing, opening, outlook, packs, running, setup, views

app_name = "rounds"
_ONE = "klimaat/rondes/<uuid:pk>/"
urlpatterns = [
    path("klimaat/rondes/", listing.rounds, name="rounds"),
    path("klimaat/rondes/nieuw", setup.new, name="new"),
    path(_ONE, views.round_page, name="round"),
    path(_ONE + "wijzig", setup.change, name="change"),
    path(_ONE + "weg", setup.remove, name="remove"),
    path(_ONE + "vooraf", outlook.beforehand, name="outlook"),
    path(_ONE + "vragen", outlook.questions, name="questions"),
    # The works council
    path("klimaat/rondes/nakijken", checking.check, name="check"),
    path(_ONE + "raad", council.file, name="council"),
    path(_ONE + "raad/besluit", council.consent, name="consent"),
    path(_ONE + "raad/vraag", council.question, name="council-question"),
    path(_ONE + "raad/aankondiging", council.notice, name="notice"),
    # From opening to the result
    path(_ONE + "open", opening.open_it, name="open"),
    path(_ONE + "bericht", running.message, name="message"),
    path(_ONE + "laatste-dag", running.last_day, name="last-day"),
    path(_ONE + "strenger", running.stricter, name="stricter"),
    path(_ONE + "stop", running.stop, name="stop"),
    path(_ONE + "uitslag-maken", running.make_result, name="make-result"),
    # What can be asked
    path("klimaat/vragenlijsten/", packs.forms_page, name="forms"),
    path("klimaat/vragenlijsten/codeboek.csv", packs.codebook_of_bank, name="codebook"),
    path("klimaat/vragenlijsten/nieuw", packs.add, name="pack-new"),
    path("klimaat/vragenlijsten/<uuid:pk>/codeboek.csv", packs.codebook_of_pack, name="pack-codebook"),
    path("klimaat/vragenlijsten/<uuid:pk>/weg", packs.away, name="pack-away"),
    path("klimaat/vragenlijsten/<uuid:pk>/terug", packs.back, name="pack-back"),
]
