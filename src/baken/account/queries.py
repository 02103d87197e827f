# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading packs: within the house through `visible_to`, for the public through `published_for` alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, visible_to
from baken.kernel.models import AuditEntry, Municipality

from .models import CouncilPack, PackStatus, Release
from .workflow import PACK

VIEW = "account.pack.view"
LIGHT = ("content",)
"""What lists leave in the database: content is the size of the whole pack."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A pack in a list: its name, how it stands, and what can be done next."""

    pack: CouncilPack
    title: str
    status: str
    state: str
    since: datetime
    next_step: str
    href: str


def packs(actor: Actor) -> QuerySet[CouncilPack]:
    """Return the packs that the actor may see, newest first."""
    return visible_to(CouncilPack.objects.select_related("municipality"), actor, VIEW)


def pack_or_404(actor: Actor, year: int, edition: int | None = None) -> CouncilPack:
    """Return the newest visible pack of a year, or that edition of it; a withdrawn one only where it is asked for."""
    found = packs(actor).filter(year=year)
    if edition is not None:
        pack = found.filter(edition=edition).first()
    else:
        pack = found.exclude(status=PackStatus.WITHDRAWN).first() or found.first()
    if pack is None:
        raise Http404
    return pack


def latest_pack(municipality: Municipality, year: int) -> CouncilPack | None:
    """Return the newest pack of a year that stands (draft, issued or published), whoever asks: for commands."""
    rows = CouncilPack.objects.select_related("municipality").filter(municipality=municipality, year=year)
    return rows.exclude(status=PackStatus.WITHDRAWN).order_by("-edition").first()


def packs_standing(actor: Actor, municipality: Municipality | None = None) -> list[Standing]:
    """Return how each pack stands that the actor may see, newest first. One query."""
    if not actor.may(VIEW):
        return []
    rows = packs(actor).defer(*LIGHT)
    if municipality is not None:
        rows = rows.filter(municipality=municipality)
    return [standing(pack, actor) for pack in rows]


def standing(pack: CouncilPack, actor: Actor) -> Standing:
    """Return one pack as a list shows it."""
    since = pack.withdrawn_at or pack.published_at or pack.issued_at or pack.made_at
    return Standing(
        pack=pack,
        title=pack.title,
        status=pack.status,
        state=str(PACK.status(pack.status).label),
        since=since,
        next_step=_next_step(pack, actor),
        href=address(pack),
    )


def address(pack: CouncilPack) -> str:
    """Return the address of a pack's page."""
    return reverse("account:pack", args=[pack.year]) + f"?editie={pack.edition}"


def _next_step(pack: CouncilPack, actor: Actor) -> str:
    return {
        "draft": _("Bekijken en vaststellen") if actor.may("account.pack.issue") else _("Wacht op vaststelling"),
        "issued": _("Publiceren") if actor.may("account.pack.publish") else _("Wacht op publicatie door de griffier"),
        "published": _("Klaar: staat op de openbare pagina"),
        "withdrawn": _("Klaar: ingetrokken"),
    }.get(pack.status, "")


def steps_for(pack: CouncilPack, actor: Actor) -> list[Any]:
    """Return the transitions that the actor may take with this pack now."""
    return [step for step in PACK.leaving(pack.status) if authorize(actor, step.permission, pack)]


def history(pack: CouncilPack) -> list[dict[str, Any]]:
    """Return what happened to a pack, oldest first: moment and what it was."""
    told = {
        "pack.drafted": _("Concept gemaakt"),
        "pack.issued": _("Vastgesteld"),
        "pack.published": _("Gepubliceerd"),
        "pack.withdrawn": _("Ingetrokken"),
    }
    rows = AuditEntry.objects.filter(
        municipality_id=pack.municipality_id, resource_type=pack._meta.label_lower, resource_id=str(pack.pk)
    ).order_by("sequence")
    return [{"at": row.at, "what": told[row.action]} for row in rows if row.action in told]


def releases(actor: Actor) -> QuerySet[Release]:
    """Return the register of releases, newest first."""
    return visible_to(Release.objects.all(), actor, VIEW)


def published_for(municipality: Municipality) -> QuerySet[CouncilPack]:
    """Return what anybody may see: published packs, newest first. The only query behind the public pages."""
    rows = CouncilPack.objects.filter(municipality=municipality, status=PackStatus.PUBLISHED)
    return rows.select_related("municipality").order_by("-year", "-edition")


def public_municipalities() -> QuerySet[Municipality]:
    """Return the municipalities that published something."""
    published = CouncilPack.objects.filter(status=PackStatus.PUBLISHED).values("municipality")
    return Municipality.objects.filter(pk__in=published)


def search(actor: Actor, asked: str) -> list[tuple[str, str, str]]:
    """Return packs whose title holds `asked`: (title, kind, address)."""
    if not actor.may(VIEW) or not asked.strip():
        return []
    rows = packs(actor).defer(*LIGHT).filter(title__icontains=asked.strip())[:10]
    return [(f"{pack.title} ({pack.get_status_display()})", _("raadsdossier"), address(pack)) for pack in rows]
