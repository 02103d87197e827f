# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From changes to an outcome as panels: calculated before anything is stored, so that no transaction waits for it."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version

from django.utils.translation import override

from baken.ui.panels import Panel, canonical_json

from . import panels
from .input_panels import assumptions_panel, backlog_panel, changes_panel
from .panels import hours_to_ask
from .queries import Present
from .rules import Changes, Full, full
from .rules.outcome import REPLICATIONS
from .sides import most_affected, sides_of

SEED = 20_261
"""One seed for all: the same teams, streams and changes give the same outcome to whoever asks."""


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """An outcome that may be saved. `inputs_digest` tells whether teams and streams are still those it was made with."""

    found: Full
    changes: Changes
    panels: tuple[Panel, ...]
    json: str
    summary: str
    extra_hours: float | None
    digest: str
    inputs_digest: str
    code_version: str


def make(present: Present, changes: Changes, name: str) -> Made:
    """Calculate changes with intervals and hours to ask for; texts in Dutch, the language of what is kept.

    Raises `rules.Refusal`.
    """
    inputs = present.inputs
    found = full(inputs, [(name, changes)], seed=SEED, needs=True)
    code = version("baken")
    with override("nl"):
        made = outcome_panels(found, present.example)
    what = {
        "inputs": inputs.data(),
        "changes": changes.data(),
        "seed": SEED,
        "replications": REPLICATIONS,
        "code": code,
    }
    text = json.dumps(what, sort_keys=True, ensure_ascii=False)
    own = {team.slug for team in inputs.teams if team.own}
    asked = [hours_to_ask(need) for slug, need in found.needs.items() if slug in own and need.extra_hours is not None]
    return Made(
        found=found,
        changes=changes,
        panels=made,
        json=canonical_json(made),
        summary=made[0].title,
        extra_hours=float(sum(asked)) if asked else None,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        inputs_digest=inputs.digest,
        code_version=code,
    )


def outcome_panels(found: Full, example: bool) -> tuple[Panel, ...]:
    """Return every panel of one scenario: what it does, the hours to ask for, backlog, what differs, and the inputs."""
    sides, changes, inputs = sides_of(found), found.changes[-1], found.inputs
    weeks = changes.weeks
    names = {team.slug: team.name for team in inputs.teams}
    effects = found.comparison.scenarios[-1].effects
    return (
        panels.within_panel(sides, inputs, example=example, weeks=weeks, effects=effects),
        panels.needs_panel(found, names, example=example),
        panels.teams_panel(sides, example=example),
        panels.left_panel(sides, inputs, example=example, weeks=weeks),
        backlog_panel(sides, inputs, most_affected(sides), example=example, weeks=weeks),
        changes_panel(changes, inputs, example=example),
        assumptions_panel(inputs, changes.streams(inputs), example=example),
    )
