# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's dossiers: last year's issued and published, this year's as a draft, and its files under var/."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from baken.access.facade import Actor
from baken.account.facade import draft_pack, issue_pack, latest_pack, publish_pack, write_pack
from baken.kernel.models import Municipality
from baken.kernel.moment import now


def write_documents(actor: Actor, municipality: Municipality, year: int) -> Iterable[Path]:
    """Make the dossiers that aren't there yet; return the files of the newest one under var/."""
    if latest_pack(municipality, year - 1) is None:
        earlier = draft_pack(actor=actor, at=now(), municipality=municipality, year=year - 1)
        earlier = issue_pack(actor=actor, at=now(), pack=earlier)
        publish_pack(actor=actor, at=now(), pack=earlier)
    pack = latest_pack(municipality, year)
    if pack is None:
        pack = draft_pack(actor=actor, at=now(), municipality=municipality, year=year)
    names = (f"council-pack-{year}.pdf", f"council-pack-{year}.docx", f"council-pack-{year}-csv")
    paths = [settings.VAR / name for name in names]
    if not all(path.exists() for path in paths):
        write_pack(pack, settings.VAR)
    return paths
