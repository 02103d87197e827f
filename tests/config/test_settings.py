# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Production is strict whatever else is set; the example works on plain http. Each in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "DEMO", "DEBUG", "HTTPS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "ALLOWED_HOSTS", "ACCOUNT_RATE_LIMITS",
    "AXES_FAILURE_LIMIT",
    "CONTENT_SECURITY_POLICY", "X_FRAME_OPTIONS", "PASSWORD_HASHERS",
)  # fmt: skip
READ = f"""
import json
from baken.config import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""
PRODUCTION = {
    "BAKEN_MODE": "production",
    "BAKEN_SECRET_KEY": "k" * 60,
    "BAKEN_HOSTS": "baken.example,www.baken.example",
    "BAKEN_KEYS": "elders/keys.json",
}


def run(command, tmp_path, **variables):
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("BAKEN_", "DJANGO_", "PYTEST"))
    }
    return subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**outside, "BAKEN_HOME": str(tmp_path), **variables},
    )  # fmt: skip


def read(tmp_path, **variables):
    done = run(["-c", READ], tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("extra", [{}, {"DEBUG": "1", "DJANGO_DEBUG": "1", "BAKEN_DEBUG": "1"}])
def test_production_is_strict(tmp_path, extra):
    told = read(tmp_path, **PRODUCTION, **extra)
    assert (told["DEMO"], told["DEBUG"]) == (False, False)
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT"):
        assert told[name] is True, name
    assert told["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert told["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert told["ALLOWED_HOSTS"] == ["baken.example", "www.baken.example"]
    assert told["ACCOUNT_RATE_LIMITS"]["login_failed"]
    assert told["AXES_FAILURE_LIMIT"] == 5
    assert not list(tmp_path.iterdir())


def test_the_example_works_on_plain_http_and_shows_no_faults(tmp_path):
    told = read(tmp_path)
    assert (told["DEMO"], told["DEBUG"], told["HTTPS"]) == (True, False, False)
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"):
        assert not told[name], name
    assert told["SECURE_PROXY_SSL_HEADER"] is None
    assert "*" not in told["ALLOWED_HOSTS"]


def test_production_behind_something_that_ends_https_can_be_told_so(tmp_path):
    assert read(tmp_path, **PRODUCTION, BAKEN_HTTPS="0")["SECURE_SSL_REDIRECT"] is False
    assert read(tmp_path, BAKEN_HTTPS="1")["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("mode", ["demo", "production"])
def test_pages_run_no_script_and_no_style_of_their_own_in_either_mode(tmp_path, mode):
    told = read(tmp_path, **{**PRODUCTION, "BAKEN_MODE": mode})
    directives = told["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == ["'self'"]
    assert told["X_FRAME_OPTIONS"] == "DENY"
    assert told["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")


def test_production_does_not_start_without_a_key(tmp_path):
    done = run(["-c", READ], tmp_path, BAKEN_MODE="production")
    assert done.returncode != 0
    assert "BAKEN_SECRET_KEY must be set in production" in done.stderr


def test_a_mistyped_mode_does_not_start_as_the_example(tmp_path):
    done = run(["-c", READ], tmp_path, **{**PRODUCTION, "BAKEN_MODE": "prod"})
    assert done.returncode != 0
    assert "neither demo nor production" in done.stderr


def test_django_has_nothing_to_warn_of_in_production(tmp_path):
    variables = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "baken.config.settings", "BAKEN_SECRET_KEY": "kJ8d-w2Lq" * 8}
    done = run(["-m", "django", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, **variables)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_migration_is_missing(tmp_path):
    variables = {"DJANGO_SETTINGS_MODULE": "baken.config.settings", "BAKEN_DATABASE_URL": "sqlite:///:memory:"}
    done = run(["-m", "django", "makemigrations", "--check", "--dry-run"], tmp_path, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
