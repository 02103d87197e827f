# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules of weighing: whether somebody gave reasons of their own. No database, no clock."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

LEAST_WORDS = 3
RUN = 4
"""Words in a row that must be somebody else's before they count as copied."""
MOST_COPIED = 0.8
"""Share of such runs from which a text counts as copied: quoting a few words is no copying."""
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text, without case and signs."""
    return _WORD.findall(text.casefold())


def is_copied(text: str, told: str) -> bool:
    """Whether a text says little more than another one did: most of its runs of four words stand there too.

    A text of fewer words is copied where it stands in the other as a whole.
    """
    mine, theirs = words(text), words(told)
    if not mine or not theirs:
        return False
    if len(mine) < RUN:
        return f" {' '.join(mine)} " in f" {' '.join(theirs)} "
    there = set(_runs(theirs))
    runs = _runs(mine)
    return sum(run in there for run in runs) / len(runs) >= MOST_COPIED


def against_texts(texts: Mapping[str, tuple[str, str]], told: str) -> list[Reason]:
    """Return why texts are no reasons of one's own. `texts`: {field: (what it is called, what was written)}.

    Each needs some words, may not repeat what was told in the concern, nor another of the texts.
    """
    found: list[Reason] = []
    seen: list[Sequence[str]] = []
    for name, (label, text) in texts.items():
        mine = words(text)
        if len(mine) < LEAST_WORDS:
            found.append(
                Reason(f"empty:{name}", _("Schrijf bij ‘%(field)s’ in eigen woorden op waarom.") % {"field": label})
            )
        elif is_copied(text, told):
            found.append(
                Reason(
                    f"copied:{name}",
                    _("Bij ‘%(field)s’ staat wat in het signaal staat. Schrijf op hoe u het weegt.") % {"field": label},
                )
            )
        elif mine in seen:
            found.append(
                Reason(
                    f"same:{name}",
                    _("Bij ‘%(field)s’ staat hetzelfde als bij een ander veld. Beantwoord elke vraag apart.")
                    % {"field": label},
                )
            )
        seen.append(mine)
    return found


def _runs(found: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)]
