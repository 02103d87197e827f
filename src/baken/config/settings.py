# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django settings. What an installation may change comes from `baken.config.env`; nothing else should need changing."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env

PACKAGE = Path(__file__).resolve().parent.parent
VAR = env.var()
MODE = env.mode()
DEMO = MODE != "production"
HTTPS = env.get("BAKEN_HTTPS", "0" if DEMO else "1") == "1"

SECRET_KEY = env.secret_key()
DEBUG = False
ALLOWED_HOSTS = env.get("BAKEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "baken.config.urls"
WSGI_APPLICATION = "baken.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FEATURES = (
    "baken.kernel",
    "baken.ui",
    "baken.access",
    "baken.registry",
    "baken.observe",
    "baken.decide.policy",
    "baken.decide.claims",
    "baken.decide.programme",
    "baken.decide.meetings",
    "baken.decide.council",
    "baken.account",
    "baken.web",
)
INSTALLED_APPS = [
    *FEATURES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "baken.access.middleware.actor_middleware",
    "baken.access.middleware.language_middleware",
    "baken.web.middleware.size_middleware",
    "baken.web.middleware.nul_middleware",
    "baken.web.middleware.refusal_middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "baken.web.context.shell",
            ],
        },
    }
]

DATABASES = {"default": env.database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Work that outlives a request (a pull of figures) stands in the database and is done by `baken worker`: no broker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FACTS_ROOT = Path(env.get("BAKEN_FACTS", str(VAR / "facts")))
DOCUMENTS_ROOT = Path(env.get("BAKEN_DOCUMENTS", str(VAR / "documents")))

STATLINE = {
    "police": env.get("BAKEN_STATLINE_V3", "https://dataderden.cbs.nl"),
    "cbs": env.get("BAKEN_STATLINE_CBS_V3", "https://opendata.cbs.nl"),
    "v4": env.get("BAKEN_STATLINE_V4", "https://datasets.cbs.nl"),
}
PDOK = env.get("BAKEN_PDOK", "https://api.pdok.nl")

PUBLIC_URL = env.get("BAKEN_PUBLIC_URL", "http://localhost:8000").rstrip("/")
globals().update(env.mail())

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["baken.access.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "baken.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# The example is looked at from one address by many accounts; production keeps allauth's own limits.
ACCOUNT_RATE_LIMITS = False if DEMO else {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}

# Of X-Forwarded-For only what our own proxies wrote is believed: `access.http.client_address` goes by it as well.
ALLAUTH_TRUSTED_PROXY_COUNT = env.proxies()

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
# Numbers are written by baken.ui.format alone: a year must never come out as 2.025.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["baken.config.formats"]

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SESSION_COOKIE_NAME = "baken_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The browsers' preload list is for whoever owns the whole domain to ask for; this application is one host of it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
