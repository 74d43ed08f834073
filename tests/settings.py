"""Settings of the suite: the product's, with quick passwords and no waiting. PostgreSQL: MORTEL_TEST_DATABASE."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("MORTEL_DATA", tempfile.mkdtemp(prefix="mortel-tests-"))
os.environ.setdefault("MORTEL_DEMO", "1")
if server := os.environ.get("MORTEL_TEST_DATABASE"):
    os.environ["MORTEL_DATABASE"] = server.format(name="mortel")
    os.environ["MORTEL_KEYS_DATABASE"] = server.format(name="mortel_keys")

from mortel.project.settings import *  # noqa: F403
from mortel.project.settings import DATA, DATABASES, INSTALLED_APPS, STORAGES

# Keeps max_migration.txt: `DJANGO_SETTINGS_MODULE=tests.settings mortel makemigrations` writes it.
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
KEYS_COPY = Path(DATA) / "keys-copy" / "newest.json"
STATIC_ROOT = Path(DATA) / "static"
STATIC_ROOT.mkdir(exist_ok=True)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Files, not memory: the suite checks what the database leaves on disk, and the live server has threads.
    for alias, database in DATABASES.items():
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        database["TEST"] = {"NAME": str(Path(DATA) / f"test-{alias}{worker}.sqlite3")}
