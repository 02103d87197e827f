# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is committed is what we mean to publish: licensed, free of machine paths and hosts, with doors that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from baken.config import env

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/setup.md", "docs/testing.md")
LONGEST = 500  # lines of a Python file; past that it holds more than one thing
# written apart, as this file is searched too
FORBIDDEN = {
    "a path of some machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/[\w.]"),
    "an address of a package registry": re.compile(
        r"(?:files\.pythonhosted|pypi|registry\.npmjs|deb\.debian|security\.debian|archive\.ubuntu)" + r"\.(?:org|com)"
    ),
    "a key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----"),
    "a conflict": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


@pytest.fixture(scope="module")
def files(repo_root: Path) -> list[Path]:
    """What git would commit: tracked, or new and not ignored."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repo_root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [repo_root / name for name in done.stdout.split("\0") if name]
    return [path for path in found if path.is_file()]


def text_of(path: Path) -> str:
    """The file as text; empty for a picture, a font or a document."""
    content = path.read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8", errors="replace")


def wrong(text: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_nothing_names_a_machine_a_registry_or_a_key(files):
    assert {str(path): found for path in files if (found := wrong(text_of(path)))} == {}


@pytest.mark.parametrize(
    "text",
    ["see /ro" "ot/.cache", "cd /wo" "rk/main", "https://py" "pi.org/simple", "-----BEGIN RSA PRIVATE " "KEY-----"],
)  # fmt: skip
def test_the_search_sees_a_planted_one(text):
    assert len(wrong(text)) == 1


def test_python_files_stay_one_room(files, repo_root):
    long = {
        str(path.relative_to(repo_root)): count
        for path in files
        if path.suffix == ".py" and "migrations" not in path.parts
        if (count := text_of(path).count("\n")) > LONGEST
    }
    assert long == {}


def test_every_file_has_a_licence(repo_root):
    reuse = Path(sys.executable).with_name("reuse")
    done = subprocess.run([reuse, "lint", "--lines"], cwd=repo_root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_that_documents_name_exist(repo_root, document):
    targets = set(re.findall(r"^([a-z]+):", (repo_root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?<=`)(?:[A-Z]+=\S+ )*make ([a-z]+)", (repo_root / document).read_text(encoding="utf-8")))
    assert named - targets == set()
    assert named, f"{document} names no command"


@pytest.mark.parametrize("document", [*DOCUMENTS, "SECURITY.md"])
def test_links_between_documents_lead_somewhere(repo_root, document):
    path = repo_root / document
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_setting_is_documented(repo_root):
    told = set(re.findall(r"`(BAKEN_[A-Z0-9_]+)`", (repo_root / "docs" / "settings.md").read_text(encoding="utf-8")))
    assert {setting.name for setting in env.SETTINGS} == {name for name in told if not name.startswith("BAKEN_TEST_")}


def test_every_setting_read_in_the_code_is_declared(files, repo_root):
    source = repo_root / "src"
    read = {
        name
        for path in files
        if path.suffix == ".py" and source in path.parents
        for name in re.findall(r"""["'](BAKEN_[A-Z0-9_]+)["']""", text_of(path))
    }
    assert read <= {setting.name for setting in env.SETTINGS}


def test_publiccode_has_what_the_standard_asks(repo_root):
    told = YAML(typ="safe").load(repo_root / "publiccode.yml")
    obligatory = ["publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"]
    obligatory += ["description", "legal", "maintenance", "localisation"]
    assert [key for key in obligatory if key not in told] == []
    assert told["legal"]["license"] == "EUPL-1.2"
    assert set(told["localisation"]["availableLanguages"]) == set(told["description"]) == {"nl", "en"}
    for text in told["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
