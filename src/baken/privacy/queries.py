# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others read of privacy, as far as the actor may see it."""

from django.db.models import QuerySet

from baken.access.facade import Actor, Regime, Vault, visible_to
from baken.kernel.models import Municipality

from .models import ChainCheck, Dpia, PrivacyContacts, ProcessingActivity
from .policies import VIEW_LOG, VIEW_REGISTER

OF_REGIME: dict[str, str] = {Regime.WPG: "investigation-boa"}
"""Under which activity a register's regime puts the work in it, also where no entry names the register."""


def activity_in(vault: Vault, usual: str) -> str:
    """Return the activity to which a request on an object in this closed register belongs; `usual` unless told otherwise.

    The municipality tells it: the entry of its register of activities that names the closed register. Where there is none,
    or several, the regime decides first.
    """
    rows = ProcessingActivity.objects.filter(municipality=vault.municipality_id, vault=vault.slug)
    named = sorted(rows.values_list("slug", flat=True))
    first = OF_REGIME.get(vault.regime, usual)
    if first in named or not named:
        return first
    return named[0]


def activities(actor: Actor) -> QuerySet[ProcessingActivity]:
    """Return the register of processing activities."""
    return visible_to(ProcessingActivity.objects.all(), actor, VIEW_REGISTER)


def dpias(actor: Actor) -> QuerySet[Dpia]:
    """Return the impact assessments."""
    return visible_to(Dpia.objects.all(), actor, VIEW_REGISTER)


def public_activities(municipality: Municipality) -> QuerySet[ProcessingActivity]:
    """Return the entries of the register that the municipality shows to everybody: no actor is asked for."""
    return ProcessingActivity.objects.filter(municipality=municipality, public=True)


def contacts_of(municipality: Municipality) -> PrivacyContacts | None:
    """Return whom people reach about their data; that is public. None: nobody wrote it down yet."""
    return PrivacyContacts.objects.filter(municipality=municipality).first()


def chain_check(actor: Actor) -> ChainCheck | None:
    """Return the last check of the whole audit log, with its personal parts: the worker does one each night."""
    return visible_to(ChainCheck.objects.all(), actor, VIEW_LOG).first()
