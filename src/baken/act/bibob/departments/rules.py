# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a department hands in and decides, and how its decision fits the conclusion. Pure.

Sources: Wet Bibob 3(1) (serious danger: may refuse or withdraw), 3(7) (conditions), 3(8), 5, 5a, 6, 7; domain.md §3c.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..models import Conclusion, Scope, Stage
from ..models.standing import NO_DECISION

SCOPES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "permit_officer": (Scope.PERMIT,),
        "contract_officer": (Scope.SUBSIDY, Scope.PROCUREMENT, Scope.REAL_ESTATE),
    }
)
"""Which function decides about what: a department hands in its own kind of application only."""
GRANTED, CONDITIONS, REFUSED, WITHDRAWN = "granted", "conditions", "refused", "withdrawn"
FITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        Conclusion.NONE: frozenset({GRANTED}),
        Conclusion.LESSER: frozenset({GRANTED, CONDITIONS}),
        Conclusion.SERIOUS: frozenset({CONDITIONS, REFUSED, WITHDRAWN}),
    }
)
"""What a conclusion lets follow by itself. Anything else needs another ground, in words: the law says *may* (3(1)), and a permit
can be refused for what has nothing to do with Bibob."""
ENDED = frozenset({Stage.CONCLUDED, Stage.STOPPED})
"""Stages at which a department may decide; before that only an application that its applicant took back ends."""


def scopes_of(roles: Iterable[str]) -> tuple[str, ...]:
    """Return what these functions may hand in."""
    mine = set(roles)
    return tuple(scope for role, scopes in SCOPES_OF.items() if role in mine for scope in scopes)


def department_of(scope: str) -> str:
    """Return the function that decides about a kind of application. Raises `KeyError` for what is none."""
    found = {one: role for role, scopes in SCOPES_OF.items() for one in scopes}
    return found[str(scope)]


def follows(conclusion: str, decision: str) -> bool:
    """Whether a decision follows from the conclusion by itself; an application that was taken back always may."""
    return decision == NO_DECISION or decision in FITS.get(conclusion, frozenset())


def may_decide(stage: str, decision: str) -> bool:
    """Whether this may be decided at a stage."""
    return stage in ENDED or (decision == NO_DECISION and stage != Stage.DECIDED)
