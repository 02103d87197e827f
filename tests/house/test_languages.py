# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface is whole in both languages."""

import pathlib
import re
import subprocess
import sys

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def catalogue(repo_root: pathlib.Path) -> polib.POFile:
    return polib.pofile(str(repo_root / "src/baken/locale/en/LC_MESSAGES/django.po"))


def test_every_text_has_its_english(repo_root: pathlib.Path) -> None:
    missing = [entry.msgid for entry in catalogue(repo_root) if not entry.translated() or entry.fuzzy]
    assert missing == []


def test_translations_keep_their_placeholders(repo_root: pathlib.Path) -> None:
    wrong = []
    for entry in catalogue(repo_root):
        wanted = {*PLACEHOLDER.findall(entry.msgid)}
        told = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        also = wanted | {*PLACEHOLDER.findall(entry.msgid_plural or "")}
        wrong += [entry.msgid for text in told if not set(PLACEHOLDER.findall(text)) <= also]
        wrong += [entry.msgid for text in list(told)[-1:] if set(PLACEHOLDER.findall(text)) != also]
    assert wrong == []


def test_the_catalogue_holds_every_text_of_the_code(repo_root: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Collect the texts anew, as `make messages` does, and compare."""
    listing = subprocess.run(
        ["git", "ls-files", "src/baken"], cwd=repo_root, capture_output=True, text=True, check=True
    )
    for name in listing.stdout.split():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        source = repo_root / name
        if source.is_file() and source.suffix in {".py", ".html", ".po", ".txt"}:
            target.write_bytes(source.read_bytes())
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts" / "messages.py"
    script.write_bytes((repo_root / "scripts" / "messages.py").read_bytes())
    done = subprocess.run([sys.executable, str(script), "collect"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    fresh = {(entry.msgid, entry.msgid_plural) for entry in catalogue(tmp_path)}
    known = {(entry.msgid, entry.msgid_plural) for entry in catalogue(repo_root)}
    assert fresh - known == set()
    assert known - fresh == set()
