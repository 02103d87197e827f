# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line asks of the registry: `baken municipality found`."""

import re

from baken.access.facade import system_actor
from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from .actions import found_municipality

CODE = re.compile(r"GM[0-9]{4}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Wrong(BakenError):
    """The municipality can't be added; the message is for the user."""


def found(*, code: str, slug: str, name: str) -> str:
    """Add a municipality to this installation; return what was done, in a line. Raises `Wrong`."""
    name = " ".join(name.split())
    if not CODE.fullmatch(code):
        raise Wrong(f"--code {code}: give the code of CBS, such as GM0453")
    if not SLUG.fullmatch(slug) or len(slug) > 50:
        raise Wrong(f"--slug {slug}: use small letters, digits and hyphens, such as velsen")
    if not name or len(name) > 80:
        raise Wrong("--name: give a name of at most 80 characters")
    there = Municipality.objects.filter(code=code).first()
    if there is not None:
        raise Wrong(f"{code} is there already: {there.slug} ({there.name})")
    if Municipality.objects.filter(slug=slug).exists():
        raise Wrong(f"--slug {slug}: another municipality has it")
    made = found_municipality(actor=system_actor(None), at=now(), code=code, slug=slug, name=name)
    return f"{made.name} is added. Make its first administrator with: baken accounts first-administrator"
