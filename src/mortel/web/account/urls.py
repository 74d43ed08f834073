"""Coming in, going out, one's own account. The `account_*` names are those allauth itself asks for."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_http_methods

from mortel.web.account import own, views

# allauth's own views would also take a PUT for a POST.
page_with_form = require_http_methods(["GET", "POST"])

urlpatterns = [
    path("aanmelden/", login_not_required(page_with_form(allauth.login)), name="account_login"),
    path("afmelden", views.sign_out, name="sign-out"),
    path("nogmaals/", page_with_form(allauth.reauthenticate), name="account_reauthenticate"),
    path("gesloten/", views.closed, name="account_inactive"),
    path("begin/", views.start_with_card, name="account_signup"),
    path("begin/<str:secret>/", views.start_with_link, name="start-link"),
    path("wachtwoord/", views.ask_link, name="account_reset_password"),
    path("wachtwoord/<str:secret>/", views.reset_with_link, name="reset-link"),
    path("adres/<str:secret>/", views.confirm_new_address, name="confirm-address"),
    path("taal/", views.choose_language, name="language"),
    path("kleuren/", views.choose_theme, name="theme"),
    path("ik/account/", own.account, name="account"),
    path("ik/account/wachtwoord/", own.change_password, name="account_change_password"),
    path("ik/account/adres/", own.change_address, name="change-address"),
    path("ik/account/gezien/", own.notices_seen, name="notices-seen"),
    path("ik/account/sessies/", own.end_other_sessions, name="end-sessions"),
    path("ik/kaart/", own.kiosk_card, name="kiosk-card"),
    path("ik/kaart/blokkeren/", own.block_kiosk_card, name="block-kiosk-card"),
]
