# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking and reading in a policy file from the command line."""

from pathlib import Path

from django.utils.translation import override

from baken.access.facade import system_actor
from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from .actions import import_document, problems_in
from .file import MAX_BYTES, FileRefused


class Wrong(BakenError):
    """The file can't be read in; the message holds every problem, one a line."""


def check(path: Path) -> str:
    """Say whether the file could be read in. Raises `Wrong` with every problem."""
    municipality, text = _only_municipality(), _content(path)
    with override("nl"):
        problems = problems_in(text, municipality, now())
    if problems:
        raise Wrong("\n".join(f"{path}: {problem}" for problem in problems))
    return f"{path}: geen problemen"


def load(path: Path) -> str:
    """Read the file in and say what it became. Raises `Wrong` with every problem; then nothing was stored."""
    municipality, text = _only_municipality(), _content(path)
    actor = system_actor(municipality)
    with override("nl"):
        try:
            document = import_document(actor=actor, at=now(), municipality=municipality, text=text)
        except FileRefused as refused:
            raise Wrong("\n".join(f"{path}: {problem}" for problem in refused.problems)) from None
    return f"{path}: {document.title}, versie {document.edition}"


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Wrong(f"{path}: {error.strerror or 'niet te lezen'}") from None


def _only_municipality() -> Municipality:
    found = list(Municipality.objects.all()[:2])
    if len(found) != 1:
        raise Wrong("er is niet precies één gemeente; zet er eerst een op, of gebruik de pagina Kadernota inlezen")
    return found[0]
