"""What templates ask about a form as a whole."""

from django import forms, template

register = template.Library()


@register.filter
def asks_something(form: forms.BaseForm) -> bool:
    """Whether one of its fields must be filled in. Only then the others need to say that they may stay empty."""
    return any(field.field.required for field in form.visible_fields())


@register.filter
def has_password(form: forms.BaseForm) -> bool:
    """Whether a password is typed in it, which no page ever gives back."""
    return any(isinstance(field.field.widget, forms.PasswordInput) for field in form.visible_fields())
