from django.urls import path

from mortel.web.moments import marks, views

app_name = "moments"
urlpatterns = [
    path("momenten/", views.moments, name="moments"),
    path("momenten/<uuid:pk>/", views.moment, name="moment"),
    path("momenten/<uuid:pk>/tekst", views.edit, name="edit"),
    path("momenten/<uuid:pk>/antwoord", views.answer, name="answer"),
    path("momenten/<uuid:pk>/eerder", views.forget, name="forget"),
    path("momenten/<uuid:pk>/erbij", marks.details, name="details"),
    path("momenten/<uuid:pk>/plek", marks.place, name="place"),
    path("momenten/<uuid:pk>/verweven", marks.wovenness, name="wovenness"),
    path("momenten/<uuid:pk>/verwijderen", views.delete, name="delete"),
]
