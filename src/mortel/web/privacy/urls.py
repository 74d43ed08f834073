from django.urls import path

from mortel.web.privacy import views

urlpatterns = [path("privacy/", views.privacy, name="privacy")]
