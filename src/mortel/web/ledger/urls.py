from django.urls import path

from mortel.web.ledger import views

app_name = "ledger"
urlpatterns = [path("wegwijs/logboek/", views.entries, name="entries")]
