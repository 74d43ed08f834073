"""Is the shape right: forms of coming in and of one's own account."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from mortel.apps.people.actions.passes import normalised

# Ten spaces or ten times the same letter are long and yet no password.
DIFFERENT_SIGNS = 5
PASSWORD = {"autocomplete": "new-password"}
LOGIN_MISSING = _("Fill in your e-mail address or card number.")
PASSWORD_MISSING = _("Fill in your password.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address, card number or personnel number, and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Replaced, not adapted: allauth's own field is only as long as a card number.
        self.fields["login"] = forms.CharField(
            label=_("E-mail address or card number"),
            help_text=_("No e-mail address? The number is on your card."),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
            error_messages={"required": LOGIN_MISSING},
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = PASSWORD_MISSING
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.order_fields(["login", "password"])


class NewPasswordForm(forms.Form):
    """A new password, typed once and shown on request by the browser's own eye."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 characters. Three words in a row are easy to remember."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=PASSWORD),
        error_messages={"required": _("Choose a password.")},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        if len(set(password.strip())) < DIFFERENT_SIGNS:
            raise forms.ValidationError(_("Choose something with more different characters."))
        return password

    def suits(self, person: Any) -> bool:
        """Whether the chosen password is not her own name or address; the field says so when it is."""
        try:
            validate_password(self.cleaned_data["password"], person)
        except forms.ValidationError as weak:
            self.add_error("password", weak)
            return False
        return True


class StartCardForm(NewPasswordForm):
    number = forms.CharField(
        label=_("Number on your card"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username"}),
        error_messages={"required": _("Fill in the number on your card.")},
    )
    code = forms.CharField(
        label=_("Code on your card"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        error_messages={"required": _("Fill in the code on your card.")},
    )
    field_order = ["number", "code", "password"]

    def clean_code(self) -> str:
        return normalised(self.cleaned_data["code"])


class AskLinkForm(forms.Form):
    login = forms.CharField(
        label=_("E-mail address or card number"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": LOGIN_MISSING},
    )


class OwnPasswordForm(forms.Form):
    """Asks for the password that this person has now; another one is refused at the field."""

    current = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": PASSWORD_MISSING},
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_current(self) -> str:
        typed: str = self.cleaned_data["current"]
        if not self.person.check_password(typed):
            raise forms.ValidationError(_("This is not your password now. Type it again."))
        return typed


class ChangePasswordForm(OwnPasswordForm, NewPasswordForm):
    field_order = ["current", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Beside a new password "your password" could be either.
        self.fields["current"].label = _("Your password now")


class NewAddressForm(OwnPasswordForm):
    address = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Fill in your new e-mail address.")},
    )
    field_order = ["address", "current"]


class CodeForm(forms.Form):
    """The code of a printed card, without an account: to write on the shared device, or to answer in a round."""

    code = forms.CharField(
        label=_("Code on your card"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Type the code on your card.")},
    )

    def clean_code(self) -> str:
        return normalised(self.cleaned_data["code"])
