"""Where allauth asks how this house wants it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made from the personnel list, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # One sentence for an unknown login and for a wrong password: nobody finds out who has an account.
        **dict.fromkeys(
            ("username_password_mismatch", "email_password_mismatch", "phone_password_mismatch"),
            _(
                "This number or address and this password do not belong together. Try again or ask for a new password."
            ),
        ),
        "too_many_login_attempts": _("There were many attempts from here. Wait five minutes and try again."),
        "incorrect_password": _("This is not your password now. Type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No messages of allauth's own: every word on our screens is ours."""
