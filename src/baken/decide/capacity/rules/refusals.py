# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why there is no outcome, as a slug that `words` says in plain language."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """`slug`: no_teams, no_streams, no_skill, no_hours, pooled, too_much. `about`: names for the sentence."""

    slug: str
    about: tuple[str, ...] = field(default=())
