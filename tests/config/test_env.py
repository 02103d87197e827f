# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an installation may set, and what comes of it."""

import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.config import env


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """No BAKEN_ variable is set but the home."""
    for name in [name for name in os.environ if name.startswith("BAKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BAKEN_HOME", str(tmp_path))
    return monkeypatch


def database(monkeypatch, url):
    monkeypatch.setenv("BAKEN_DATABASE_URL", url)
    return env.database()


def test_without_variables_everything_lies_under_var(bare, tmp_path):
    assert env.var() == tmp_path / "var"
    assert env.database()["NAME"] == str(tmp_path / "var" / "baken.sqlite3")
    assert env.mode() == "demo"
    bare.setenv("BAKEN_VAR", str(tmp_path / "else"))
    assert env.database()["NAME"] == str(tmp_path / "else" / "baken.sqlite3")


def test_an_empty_variable_is_no_variable(bare, tmp_path):
    bare.setenv("BAKEN_VAR", "")
    assert env.var() == tmp_path / "var"


def test_a_folder_with_odd_characters_in_its_name_works(bare, tmp_path):
    bare.setenv("BAKEN_VAR", str(tmp_path / "50% #1?"))
    assert env.database()["NAME"] == str(tmp_path / "50% #1?" / "baken.sqlite3")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////srv/baken/b.sqlite3", "/srv/baken/b.sqlite3"),
        ("sqlite:////srv/a%20b.sqlite3", "/srv/a b.sqlite3"),
        ("sqlite:///b.sqlite3", "HOME/b.sqlite3"),
        ("sqlite:///deep/b.sqlite3", "HOME/deep/b.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_sqlite_by_absolute_or_relative_path(bare, tmp_path, url, name):
    told = database(bare, url)
    assert told["ENGINE"] == "django.db.backends.sqlite3"
    assert told["NAME"] == name.replace("HOME", str(tmp_path))


def test_sqlite_waits_for_other_writers_and_holds_foreign_keys(bare):
    options = env.database()["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5
    assert "journal_mode=WAL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_postgresql_with_options(bare, scheme):
    told = database(bare, f"{scheme}://baken:p%40ss@db.example:5433/safety?sslmode=verify-full&application_name=b%20n")
    assert {key: told[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "safety",
        "USER": "baken",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "application_name": "b n"},
    }


OWNER = "postgresql://owner:s%2Fcret@direct:5434/safety?sslmode=require"


def test_the_owner_of_the_tables_connects_to_the_same_database_its_own_way(bare):
    bare.setenv("BAKEN_DATABASE_URL", "postgresql://app:x@pooler:6432/safety?pooling=transaction")
    assert env.database_owner() is None
    bare.setenv("BAKEN_DATABASE_OWNER_URL", OWNER)
    assert env.database_owner() == {
        "USER": "owner",
        "PASSWORD": "s/cret",
        "HOST": "direct",
        "PORT": "5434",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("app", "owner", "says"),
    [
        ("sqlite:///b.sqlite3", OWNER, "PostgreSQL in both"),
        ("postgresql://app@h/safety", "sqlite:///b.sqlite3", "PostgreSQL in both"),
        ("postgresql://app@h/other", OWNER, "two databases"),
        ("postgresql://owner@h/safety", OWNER, "not the same"),
        ("postgresql:///safety", OWNER, "must each name a user"),
        ("postgresql://app@h/safety", "postgresql:///safety", "must each name a user"),
        ("postgresql://app@h/safety", "mysql://o@h/safety", "BAKEN_DATABASE_OWNER_URL: unknown scheme"),
        ("postgresql://app@h/safety", "postgresql://o@h", "BAKEN_DATABASE_OWNER_URL names no database"),
    ],
)
def test_an_owner_that_doesn_t_go_with_the_application_is_refused(bare, app, owner, says):
    bare.setenv("BAKEN_DATABASE_URL", app)
    bare.setenv("BAKEN_DATABASE_OWNER_URL", owner)
    with pytest.raises(ValueError, match=says):
        env.database_owner()


def test_behind_a_pooler_per_transaction_no_cursor_outlives_one(bare):
    told = database(bare, "postgresql://u@h/n?pooling=transaction&sslmode=require")
    assert (told["OPTIONS"], told["DISABLE_SERVER_SIDE_CURSORS"]) == ({"sslmode": "require"}, True)
    assert database(bare, "postgresql://u@h/n")["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_postgresql_by_local_socket(bare):
    told = database(bare, "postgresql:///safety")
    assert (told["NAME"], told["USER"], told["PASSWORD"], told["HOST"], told["PORT"]) == ("safety", "", "", "", "")


@pytest.mark.parametrize("url", ["mysql://host/name", "oracle://x/y", "name", "/srv/b.sqlite3"])
def test_another_scheme_is_refused_and_says_which_are_known(bare, url):
    with pytest.raises(ValueError, match=r"unknown scheme.*sqlite.*postgresql"):
        database(bare, url)


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite://b.sqlite3", "postgresql://host", "postgres://host/"]
)
def test_a_url_without_database_is_refused(bare, url):
    with pytest.raises(ValueError, match="names no database"):
        database(bare, url)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1, max_size=20))
def test_passwords_may_hold_any_character(password):
    from urllib.parse import quote

    with pytest.MonkeyPatch.context() as patch:
        told = database(patch, f"postgresql://u:{quote(password, safe='')}@h/n")
    assert told["PASSWORD"] == password


def test_the_signing_key_is_made_once_and_only_its_owner_can_read_it(bare, tmp_path):
    before = os.umask(0)
    try:
        key = env.secret_key()
    finally:
        os.umask(before)
    path = tmp_path / "var" / "secret-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(key) >= 50
    assert env.secret_key() == key == path.read_text(encoding="ascii")
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_processes_that_start_together_get_the_same_key(bare, tmp_path):
    for turn in range(20):
        bare.setenv("BAKEN_VAR", str(tmp_path / str(turn)))
        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(lambda _: env.secret_key(), range(4)))) == 1


def test_two_installations_have_two_keys(bare, tmp_path):
    one = env.secret_key()
    bare.setenv("BAKEN_VAR", str(tmp_path / "other"))
    assert env.secret_key() != one


def test_a_key_that_is_set_is_used_and_not_written(bare, tmp_path):
    bare.setenv("BAKEN_SECRET_KEY", "mine")
    assert env.secret_key() == "mine"
    assert not (tmp_path / "var").exists()


def test_production_makes_no_key_of_its_own(bare, tmp_path):
    bare.setenv("BAKEN_MODE", "production")
    with pytest.raises(ValueError, match="BAKEN_SECRET_KEY must be set"):
        env.secret_key()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("mode", ["Production", "prod", "live", "demo "])
def test_a_mode_that_is_mistyped_is_refused(bare, mode):
    bare.setenv("BAKEN_MODE", mode)
    with pytest.raises(ValueError, match="neither demo nor production"):
        env.mode()


@pytest.mark.parametrize("told", ["-1", "1.5", "ja", "12", " 1"])
def test_a_number_of_proxies_that_is_none_is_refused(bare, told):
    assert env.proxies() == 0
    bare.setenv("BAKEN_PROXIES", told)
    with pytest.raises(ValueError, match="BAKEN_PROXIES"):
        env.proxies()
    bare.setenv("BAKEN_PROXIES", "2")
    assert env.proxies() == 2


def table(path: Path) -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(BAKEN_[A-Z0-9_]+)` \| (.*?) \| (.*) \|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (default.replace("`", ""), meaning) for name, default, meaning in rows}


def test_the_document_tells_of_each_setting_what_the_code_does(repo_root):
    told = table(repo_root / "docs" / "settings.md")
    assert {name: default for name, (default, _) in told.items()} == {s.name: s.default for s in env.SETTINGS}
    assert all(
        len(meaning) >= len(setting.meaning) // 2 for setting in env.SETTINGS for _, meaning in [told[setting.name]]
    )


def test_the_keyring_is_named_in_production_and_the_example_s_own_otherwise(bare, tmp_path, monkeypatch):
    assert env.keys() == ""
    bare.setenv("BAKEN_MODE", "production")
    with pytest.raises(ValueError, match=r"BAKEN_KEYS must be set.*baken keys make"):
        env.keys()
    monkeypatch.chdir(tmp_path)
    bare.setenv("BAKEN_KEYS", "elders/keys.json")
    assert env.keys() == str(tmp_path / "elders" / "keys.json")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("told", ["", "localhost:3310", "[::1]:3310", "unix:/run/clamd.sock"])
def test_a_scanner_that_can_be_reached(bare, told):
    bare.setenv("BAKEN_CLAMD", told)
    assert env.clamd() == told


@pytest.mark.parametrize(
    "told", ["localhost", ":3310", "localhost:", "localhost:0", "localhost:70000", "unix:", "unix:/", "h:²"]
)
def test_a_scanner_that_is_none_is_refused(bare, told):
    bare.setenv("BAKEN_CLAMD", told)
    with pytest.raises(ValueError, match="host:port"):
        env.clamd()
