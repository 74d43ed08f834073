"""How a command says no."""

from django.core.management.base import CommandError


class Refused(CommandError):
    """A command does not do what was asked. The message is one or two plain sentences."""
