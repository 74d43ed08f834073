"""Settings of one installation. Every `MORTEL_*` variable is explained in docs/settings.md (a test compares)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from mortel.project.secrets import secret

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MORTEL_DATA", "var")).resolve()
BACKUPS = Path(os.environ.get("MORTEL_BACKUPS", DATA / "backups")).resolve()
# Apart from the other backups on purpose: a copy of that folder must not carry old keys along.
KEYS_COPY = Path(os.environ.get("MORTEL_KEYS_COPY", DATA / "keys-copy")).resolve() / "newest.json"
DEMO = os.environ.get("MORTEL_DEMO") == "1"

SECRET_KEY = secret("secret_key", DATA)
# The first key wraps, the others still unwrap: put a new one in front to rotate.
WRAPPING_KEYS = secret("wrapping_keys", DATA).split(",")

DEBUG = False
ALLOWED_HOSTS = os.environ.get("MORTEL_HOSTS", "localhost,127.0.0.1").split(",")
ORIGIN = os.environ.get("MORTEL_ORIGIN", "http://127.0.0.1:8000" if DEMO else f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = [ORIGIN]

# Whom /privacy names: the privacy officer with an address, and who runs the server. Unnamed, it says whom to ask.
PRIVACY_OFFICER = os.environ.get(
    "MORTEL_PRIVACY_OFFICER", "Imke Zandstra, privacy@waddenkant.example" if DEMO else ""
)
HOSTED_BY = os.environ.get("MORTEL_HOSTED_BY", "Serverhuis Eilanden, Harlingen" if DEMO else "")

INSTALLED_APPS = [
    "mortel.apps.keys",
    "mortel.apps.ledger",
    "mortel.apps.people",
    "mortel.apps.moments",
    "mortel.apps.library",
    "mortel.apps.climate",
    "mortel.web.apps.WebConfig",
    "mortel.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "mortel.web.gate.headers",
    "mortel.web.gate.utf8_only",
    "mortel.web.gate.read_once",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mortel.web.gate.Language",
    "mortel.web.gate.SignInRequired",
    "mortel.web.gate.keep_session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "mortel.project.urls"
WSGI_APPLICATION = "mortel.project.asgi.pages"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "mortel.web.shell.shell",
            ],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            # FULL: an acknowledged moment survives power loss. secure_delete: a deleted key leaves no bytes behind.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
    return config


DATABASES = {
    "default": _database(os.environ.get("MORTEL_DATABASE", f"sqlite:///{DATA / 'mortel.sqlite3'}")),
    "keys": _database(os.environ.get("MORTEL_KEYS_DATABASE", f"sqlite:///{DATA / 'keys.sqlite3'}")),
}
DATABASE_ROUTERS = ["mortel.project.routers.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle",
        "KEY_FUNCTION": "mortel.project.throttle.hashed_name",
        # Past this number Django drops counters that still count: nobody may reach it by trying addresses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# People, passwords, sessions -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["mortel.apps.people.access.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("name", "email")},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today:today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "mortel.web.account.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "mortel.web.account.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "card_number"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "password": "10/5m/user",
    "begin": "20/m/ip",
    "ask_link": "20/m/ip,3/10m/key",
    "kiosk": "10/m/ip,60/m/key",
    "ballot": "60/m/ip,600/m/key",
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mortel.web.failures.csrf_failure"

# How long things are kept, in days. Shown on /privacy; the worker and the backup command act on it.
RETENTION = {
    "session_own_device": 90,
    "backup": 35,
    "own_pages_after_leaving": 90,
    "start_card": 30,
    "account_notices": 365,
    "finished_tasks": 7,
    "erasure_list": 400,
}
# Hours and minutes have names of their own: mixing units in one table is how mistakes are made.
SESSION_HOURS_OFFICE = 8
START_LINK_DAYS = 7
RESET_LINK_MINUTES = 30
# How long a personnel list that was uploaded waits to be applied.
UPLOAD_HOURS = 1

SESSION_COOKIE_AGE = RETENTION["session_own_device"] * 86400

# Mail: `smtp://user:password@host:587` (or smtps://...); without it mail is written to the log of the worker.
MAIL_FROM = os.environ.get("MORTEL_MAIL_FROM", "mortel@localhost")
DEFAULT_FROM_EMAIL = MAIL_FROM
EMAIL_TIMEOUT = 10
if mail_url := os.environ.get("MORTEL_MAIL"):
    _mail = urlsplit(mail_url)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Language and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("MORTEL_ZONE", "Europe/Amsterdam")

# Files and headers -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mortel.project.storage.HashedModules"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "session" if DEMO else "__Host-session"
CSRF_COOKIE_NAME = "csrf" if DEMO else "__Host-csrf"
if os.environ.get("MORTEL_BEHIND_PROXY") == "1":
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Private text never reaches a log: no query strings, no bodies, no local variables of a traceback.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"nameless": {"()": "mortel.project.logs.NamelessFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["nameless"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True, "level": "WARNING"}},
}
