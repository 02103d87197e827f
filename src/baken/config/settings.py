# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django settings. What an installation may change comes from `baken.config.env`; nothing else should need changing."""

from datetime import timedelta
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
    "baken.privacy",
    "baken.terms",
    "baken.registry",
    "baken.observe",
    "baken.decide.policy",
    "baken.decide.claims",
    "baken.decide.programme",
    "baken.decide.capacity",
    "baken.decide.meetings",
    "baken.decide.council",
    "baken.act.cases",
    "baken.act.concerns",
    "baken.act.measures",
    "baken.act.bibob",
    "baken.act.inspections",
    "baken.act.journeys",
    "baken.act.journeys.zgw",
    "baken.account",
    "baken.api",
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
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "baken.web.headers.headers_middleware",
    "baken.api.problems.api_middleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "baken.access.middleware.session_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "baken.access.middleware.second_factor_middleware",
    "baken.access.middleware.actor_middleware",
    "baken.privacy.middleware.logbook_middleware",
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
DATABASE_OWNER = env.database_owner()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Work that outlives a request (a pull of figures) stands in the database and is done by `baken worker`: no broker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FACTS_ROOT = Path(env.get("BAKEN_FACTS", str(VAR / "facts")))
DOCUMENTS_ROOT = Path(env.get("BAKEN_DOCUMENTS", str(VAR / "documents")))

# How far each chain of the audit log came; apart from the database, so that a cut-off tail shows (docs/audit.md).
AUDIT_ANCHOR = Path(env.get("BAKEN_AUDIT_ANCHOR", str(VAR / "audit-anchor"))).resolve()

# The keyring stands outside the database (docs/keys.md); "" is keys.json in VAR, which only the demo makes by itself.
KEYS = env.keys()
KEY_PROVIDER = "baken.kernel.keyring.file.KeyringFile"
CLAMD = env.clamd()

STATLINE = {
    "police": env.get("BAKEN_STATLINE_V3", "https://dataderden.cbs.nl"),
    "cbs": env.get("BAKEN_STATLINE_CBS_V3", "https://opendata.cbs.nl"),
    "v4": env.get("BAKEN_STATLINE_V4", "https://datasets.cbs.nl"),
}
PDOK = env.get("BAKEN_PDOK", "https://api.pdok.nl")
PDOK_LOCATIESERVER = env.get("BAKEN_PDOK_LOCATIESERVER", "https://api.pdok.nl/bzk/locatieserver/search/v3_1")

# Reports that one address on the network may send in an hour, without an account. A check of the example sends thousands.
REPORT_LIMIT = env.number("BAKEN_REPORT_LIMIT", 100_000 if DEMO else 100)

# The municipality's case system; the file holds secrets and names the types that Baken writes (docs/zgw.md).
ZGW = env.get("BAKEN_ZGW")

PUBLIC_URL = env.get("BAKEN_PUBLIC_URL", "http://localhost:8000").rstrip("/")
globals().update(env.mail())

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["baken.access.login.lockout.LockoutBackend", "baken.access.login.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "baken.access.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# The example is looked at from one address by many accounts. Failures are counted in the database (access.lockout), not
# here: allauth's count would let anybody lock out a colleague, and is one per process.
# Failures only: a whole town hall logs in from one address on a Monday morning (access.adapters.pre_authenticate).
ACCOUNT_RATE_LIMITS = False if DEMO else {"login": "", "login_failed": "30/m/ip"}
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

# The second step of logging in. Passkeys: add "webauthn", its pages and a script (docs/accounts.md).
MFA_ADAPTER = "baken.access.login.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp"]
MFA_FORMS = {
    "authenticate": "baken.access.login.second_factor.CodeForm",
    "activate_totp": "baken.access.login.second_factor.SetUpForm",
}
MFA_TOTP_TOLERANCE = 1

AXES_HANDLER = "baken.access.login.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "baken.access.login.lockout.address"
AXES_USERNAME_CALLABLE = "baken.access.login.lockout.name"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

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

SESSION_ENGINE = "baken.access.login.session_store"
# A name that begins so is refused by browsers unless it came over https from this very host: no other host can plant one.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}baken_session"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The browsers' preload list is for whoever owns the whole domain to ask for; this application is one host of it.
# A lock-out is answered by the login form, as a wrong password is: not by the middleware of axes.
SILENCED_SYSTEM_CHECKS = ["security.W021", "axes.W002", "axes.W006"]
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
        "worker-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A confidential file never lies readable in a temporary folder: it stays in memory until it is sealed or refused.
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"discreet": {"()": "baken.config.log_lines.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
