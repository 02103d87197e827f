# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the example asks about which kind of signal. The registers come first (`access`)."""

from importlib.resources import files

from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.act.concerns.facade import Category, load_categories
from baken.kernel.models import Municipality
from baken.kernel.moment import now


def play_categories(actor: Actor, municipality: Municipality) -> None:
    """Make the categories that aren't there yet; what somebody changed stays."""
    told = YAML(typ="safe").load(_yaml("concern_categories.yaml"))
    there = set(Category.objects.filter(municipality=municipality).values_list("slug", flat=True))
    if lacking := [entry for entry in told["categories"] if entry["slug"] not in there]:
        load_categories(actor=actor, at=now(), municipality=municipality, entries=lacking)


def _yaml(name: str) -> str:
    return (files(__package__) / "velsen" / name).read_text(encoding="utf-8")
