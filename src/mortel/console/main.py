"""The `mortel` command: Django's command line with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mortel.project.settings")
    execute_from_command_line(["mortel", *sys.argv[1:]])
