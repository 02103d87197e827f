# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may sign: the body that has the power, or whom it gave a mandate (Awb 10:3). Of which powers that is in doubt,
`checks.doubts_about` tells whoever adopts a mandate.
"""

from datetime import date

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.errors import Reason

from ..models import Mandate, Measure
from .lookup import holding

BODIES = {"mayor": "mayor", "executive": "executive"}
"""Which role is the body itself, by who is responsible for the register."""


def body_of(measure: Measure) -> str:
    """Return which body takes the measure: that of the register in which its file lies."""
    return str(measure.vault.controller)


def is_body(actor: Actor, measure: Measure) -> bool:
    """Return whether the actor is the body itself, so that no mandate is needed."""
    return BODIES.get(body_of(measure), "") in actor.roles


def mandate_for(actor: Actor, measure: Measure, kind: str, on: date) -> Mandate | None:
    """Return the mandate by which the actor may sign this kind of document on a day; None for the body itself or without."""
    if is_body(actor, measure):
        return None
    rows = Mandate.objects.filter(municipality_id=measure.municipality_id, role__in=sorted(actor.roles))
    for mandate in holding(rows, on):
        if measure.instrument in mandate.instruments and kind in mandate.kinds:
            return mandate
    return None


def may_sign(actor: Actor, measure: Measure, kind: str, on: date) -> list[Reason]:
    """Return why the actor may not sign this kind of document for this measure on a day; empty where it may."""
    if is_body(actor, measure) or mandate_for(actor, measure, kind, on) is not None:
        return []
    text = _(
        "U mag dit niet ondertekenen: uw functie is niet het bestuursorgaan en heeft hiervoor die dag geen mandaat."
    )
    return [Reason("no_mandate", text)]


def signs_as(actor: Actor, measure: Measure, kind: str, on: date) -> str:
    """Return how the signature names the function. Raises nothing: whoever may not sign is told so by `may_sign`."""
    town = measure.municipality.name
    mandate = mandate_for(actor, measure, kind, on)
    if mandate is not None:
        return mandate.signs_as
    if body_of(measure) == "mayor":
        return _("De burgemeester van %(town)s") % {"town": town}
    return _("Het college van burgemeester en wethouders van %(town)s") % {"town": town}
