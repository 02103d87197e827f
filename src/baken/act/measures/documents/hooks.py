# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What documents have to do with the steps of a file: a decision is laid before who signs only when it can be made, and
signing the decision signs its document.
"""

from datetime import date, datetime

from django.utils import timezone

from baken.access.facade import Actor
from baken.kernel.errors import Reason

from ..blocks import register_block
from ..files.steps import register_after, register_against
from ..models import Measure
from ..policy.lookup import template_of
from ..rules import decision_kind
from . import actions
from .blocks import block
from .drafting import draft

PLACE = 55


def against(measure: Measure, on: date) -> list[Reason]:
    """Return the facts that the decision's template names and the file doesn't hold. Reasons are asked by the step itself."""
    drafted = draft(measure, decision_kind(measure.instrument), on)
    if drafted.template is None:
        return []
    return [one for one in drafted.against if not one.slug.startswith(("topic_", "short_"))]


def signed(measure: Measure, actor: Actor, at: datetime, purpose: str) -> None:
    """Sign the decision's document together with the decision; without a template the letter is written elsewhere."""
    kind = decision_kind(measure.instrument)
    if template_of(measure.municipality, measure.instrument, kind, timezone.localdate(at)) is not None:
        actions.sign(actor=actor, at=at, purpose=purpose, measure=measure, kind=kind)


def register() -> None:
    """Hang documents in the steps and in the page of a measure."""
    register_against("drafted", against)
    register_after("signed", signed)
    register_block(PLACE, block)
