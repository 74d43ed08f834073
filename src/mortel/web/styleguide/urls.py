from django.urls import path

from mortel.web.styleguide import views

urlpatterns = [
    path("stijlgids/", views.styleguide, name="styleguide"),
    path("stijlgids/<slug:theme>/", views.styleguide, name="styleguide-theme"),
]
