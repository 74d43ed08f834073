from django.urls import path

from mortel.web.guidance import views

app_name = "guidance"
urlpatterns = [
    path("wegwijs/", views.start, name="start"),
    path("wegwijs/omschrijving/", views.definition, name="definition"),
]
