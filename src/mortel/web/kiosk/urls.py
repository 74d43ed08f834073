from django.urls import path

from mortel.web.kiosk import views

app_name = "kiosk"
urlpatterns = [
    path("kiosk/", views.code, name="code"),
    path("kiosk/schrijven/", views.write, name="write"),
    path("kiosk/kaart/", views.paper_card, name="paper-card"),
]
