# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checklists of the example: what each discipline looks at. What somebody changed stays."""

from importlib.resources import files

from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.act.inspections.facade import load_checklists
from baken.kernel.models import Municipality
from baken.kernel.moment import now


def play_checklists(actor: Actor, municipality: Municipality) -> None:
    """Make the lists that aren't there yet."""
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "checklists.yaml").read_text(encoding="utf-8"))
    load_checklists(actor=actor, at=now(), municipality=municipality, entries=told)
