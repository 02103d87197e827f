# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the register of a signal, whatever becomes of it elsewhere: why it may, and what is kept with the signal of it."""

from django.utils.translation import gettext as _

from baken.access.facade import Regime
from baken.act.concerns import facade as concerns
from baken.kernel.errors import Reason

MAX_BASIS, MAX_WHY = 200, 2_000
FOUND, PLACE, THINGS = concerns.REPORT_PART, "concern_place", "concern_objects"
ONWARD = "purpose_only"


def parcel(*, found: str, place: str, things: str, basis: str, why: str) -> concerns.Parcel:
    """Return what is kept with the signal of what went to another register of the municipality."""
    return concerns.Parcel({FOUND: found, PLACE: place, THINGS: things}, basis=basis, why=why, onward=ONWARD)


def against_regime(concern: concerns.Concern) -> list[Reason]:
    """Return why nothing of what lies in this register goes to another; empty where it may.

    Data of an investigation and of sources stay where they are.
    """
    if concern.vault.regime == Regime.GENERAL:
        return []
    text = _(
        "Dit signaal ligt in een register met een eigen regime (opsporing of bronnen). Daaruit gaat niets naar een ander "
        "register: verstrekken gaat volgens de regels van dat register."
    )
    return [Reason("regime", text)]


def against_leaving(concern: concerns.Concern) -> list[Reason]:
    """Return why nothing of this concern is handed in elsewhere, whatever is written: by its register, and by its kind."""
    found = against_regime(concern)
    if concern.sensitive:
        text = _(
            "Van dit soort signaal gaat niets naar een ander register: buiten dit register mag niemand ervan weten."
        )
        found.append(Reason("sensitive", text))
    return found


def against_account(basis: str, why: str) -> list[Reason]:
    """Return what is missing of the account that goes with it: on which basis, and why it is needed."""
    found = []
    if not 0 < len(basis.strip()) <= MAX_BASIS:
        found.append(Reason("basis", _("Schrijf op op welke grondslag u dit aanbiedt.")))
    if not 0 < len(why.strip()) <= MAX_WHY:
        found.append(Reason("why", _("Schrijf op waarom dit nodig is.")))
    return found
