"""The `mortel` command: Django's command line with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mortel.project.settings")
    try:
        execute_from_command_line(["mortel", *sys.argv[1:]])
        sys.stdout.flush()
    except BrokenPipeError:
        # Somebody read enough (`mortel power ... | head`). Python flushes once more when it ends: to nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
