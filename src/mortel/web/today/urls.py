from django.urls import path

from mortel.web.today import views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("nieuw", views.today, name="new"),
    path("momenten/nieuw", views.capture, name="capture"),
    path("momenten/<uuid:pk>/vraag", views.answer_question, name="answer"),
    path("sessie", views.session, name="session"),
    path("delen", views.shared, name="shared"),
]
