# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Bibob policy on a day. It is public policy, no secret: whoever works in the municipality may ask it."""

from datetime import date

from django.http import Http404

from baken.access.facade import Actor
from baken.kernel.models import Municipality

from ..models import Scope, Trigger
from . import rules


def lines(municipality: Municipality) -> list[Trigger]:
    """Return every line there was, is or will be, drafts too: in order, the newest version of each name first."""
    return list(Trigger.objects.filter(municipality=municipality).select_related("adopted_by"))


def in_force(municipality: Municipality, on: date) -> list[Trigger]:
    """Return the lines that hold on a day, in their order. One query."""
    adopted = Trigger.objects.filter(municipality=municipality, adopted_on__isnull=False, valid_from__lte=on)
    return rules.in_force(list(adopted), on)


def for_application(municipality: Municipality, scope: str, on: date) -> list[Trigger]:
    """Return the lines that hold on a day for one kind of application (`Scope`)."""
    return [line for line in in_force(municipality, on) if line.scope == scope]


def for_zaaktype(municipality: Municipality, identification: str, on: date) -> list[Trigger]:
    """Return the lines that a case of this type (its identification in the catalogue) sets off on a day."""
    return [line for line in in_force(municipality, on) if identification and identification in line.zaaktypes]


def zaaktypes(municipality: Municipality, on: date) -> list[str]:
    """Return the identifications of case types that set something off on a day."""
    return sorted({one for line in in_force(municipality, on) for one in line.zaaktypes})


def line_or_404(actor: Actor, slug: str, number: int) -> Trigger:
    """Return one version of a line of the actor's municipality, or raise `Http404`."""
    found = (
        Trigger.objects.filter(municipality=actor.municipality_id, slug=slug, version_number=number)
        .select_related("adopted_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def scopes() -> list[tuple[str, str]]:
    """Return what is screened, with its words."""
    return [(str(value), str(label)) for value, label in Scope.choices]
