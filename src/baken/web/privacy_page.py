# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public page on privacy: told by the municipality's own register of processing activities, as far as that is public."""

from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of
from baken.kernel.models import Municipality
from baken.privacy.facade import contacts_of, public_activities


def page(actor: Actor, asked: str) -> dict[str, Any]:
    """Return what the page shows of one municipality: the one `asked` for by slug, the reader's own, or the only one.

    Where there are several and none is told, nothing but the choice.
    """
    there = list(Municipality.objects.all())
    chosen = next((one for one in there if one.slug == asked), None)
    if chosen is None and actor.municipality_id:
        chosen = municipality_of(actor)
    if chosen is None and len(there) == 1:
        chosen = there[0]
    return {
        "municipalities": there,
        "chosen": chosen,
        "activities": [(it.name, _told(it)) for it in public_activities(chosen)] if chosen else [],
        "contacts": contacts_of(chosen) if chosen else None,
    }


def _told(it: Any) -> list[tuple[str, str, str]]:
    """Return an entry line by line: what it is called, the municipality's own words, and ours where it has none."""
    return [
        (_("Verantwoordelijk"), "\n".join(filter(None, (it.controller, it.joint_controllers))), ""),
        (_("Waarvoor"), it.purpose, ""),
        (_("Op welke grond"), it.basis, ""),
        (_("Van wie"), it.persons, ""),
        (_("Welke gegevens"), it.categories, ""),
        (_("Bijzondere gegevens"), it.special, _("er zijn er geen")),
        (_("Strafrechtelijke gegevens"), it.criminal, _("er zijn er geen")),
        (_("Wie ze ontvangt"), it.recipients, _("niemand anders")),
        (
            _("Buiten de Europese Economische Ruimte"),
            "\n".join(filter(None, (it.transfers, it.guarantee))),
            _("blijft erbinnen"),
        ),
        (_("Hoe lang"), it.retention, ""),
    ]
