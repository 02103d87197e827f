# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identifiers are English, but for the terms of docs/glossary.yml.

What is Dutch is not a list of ours: a word is taken for Dutch when it occurs in the interface's Dutch texts and nowhere in
their English translations nor in the documentation of Python's own library.
"""

import argparse
import ast
import collections
import email.message
import http.client
import inspect
import json
import logging
import pathlib
import re
import shutil
import statistics
import subprocess
import unittest
from collections.abc import Iterator

import polib
import pytest
from ruamel.yaml import YAML

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
ENGLISH = (
    argparse,
    collections,
    email.message,
    http.client,
    json,
    logging,
    pathlib,
    shutil,
    statistics,
    subprocess,
    unittest,
)
"""Modules whose source and documentation are read as a sample of technical English."""
ALSO_ENGLISH = {
    "net",
    "splits",
    "apart",
    "door",
    "doors",
    "macro",
    "meter",
    "mail",
    "nation",
    "programmes",
    "schema",
    "storing",
    "telling",
}
"""English words that the samples happen to lack."""


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(re.sub(r"%\(\w+\)s|<[^>]*>", " ", text))}


def identifiers(source: pathlib.Path) -> Iterator[tuple[str, pathlib.Path]]:
    """Yield every name that the code gives: modules, classes, functions, arguments, variables."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        yield path.stem, path
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name, path
            elif isinstance(node, ast.arg):
                yield node.arg, path
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id, path


@pytest.fixture(scope="module")
def dutch(repo_root: pathlib.Path) -> set[str]:
    catalogue = polib.pofile(str(repo_root / "src/baken/locale/en/LC_MESSAGES/django.po"))
    ours = words(" ".join(f"{entry.msgid} {entry.msgid_plural}" for entry in catalogue))
    english = words(" ".join(" ".join([entry.msgstr, *entry.msgstr_plural.values()]) for entry in catalogue))
    for module in ENGLISH:
        english |= words(inspect.getsource(module))
    return ours - english - ALSO_ENGLISH


def glossary(repo_root: pathlib.Path) -> dict[str, dict[str, object]]:
    return YAML(typ="safe").load((repo_root / "docs" / "glossary.yml").read_text(encoding="utf-8"))


def test_identifiers_are_english_or_in_the_glossary(repo_root: pathlib.Path, dutch: set[str]) -> None:
    listed = glossary(repo_root)
    allowed = set(listed["addresses"]) | set(listed["terms"])
    allowed |= {str(term["plural"]) for term in listed["terms"].values() if "plural" in term}  # type: ignore[operator,index]
    found = {
        f"{path.relative_to(repo_root)}: {name}"
        for name, path in identifiers(repo_root / "src" / "baken")
        for word in words(name)
        if len(word) > 2 and word in dutch and word not in allowed
    }
    assert found == set()


def test_the_check_sees_dutch(dutch: set[str]) -> None:
    assert {"gemeente", "inspanning", "wijk"} <= dutch
    assert not {"area", "figure", "source", "panel"} & dutch


def test_every_term_of_the_glossary_has_gloss_and_source_and_is_used(repo_root: pathlib.Path) -> None:
    used = {word for name, _path in identifiers(repo_root / "src" / "baken") for word in words(name)}
    for term, entry in glossary(repo_root)["terms"].items():
        assert entry["gloss"], term  # type: ignore[index]
        assert entry["source"], term  # type: ignore[index]
        assert term in used, term
