from django.urls import URLPattern

app_name = "ballot"
urlpatterns: list[URLPattern] = []
