# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading publications of own figures: inside through `visible_to`, for the public through `public_figures` alone."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from baken.access.facade import Actor, visible_to
from baken.kernel.models import Municipality
from baken.ui.panels import Panel, Section, from_json

from ..models import FigureDraft, FigureRelease, ReleaseKind
from .rules import Protection

if TYPE_CHECKING:
    from .protecting import Secret

VIEW = "account.release.view"
DRAFT, PUBLISH = "account.release.draft", "account.release.publish"
HEAVY = ("secret", "content")
"""What lists leave in the database."""


def drafts(actor: Actor) -> QuerySet[FigureDraft]:
    """Return the drafts under way that the actor may see: who prepares or publishes; newest first."""
    rows = FigureDraft.objects.filter(status="draft").select_related("made_by", "municipality")
    return visible_to(rows, actor, DRAFT if actor.may(DRAFT) else PUBLISH)


def figure_lines(actor: Actor) -> list[dict[str, str]]:
    """Return what the home page says to who publishes: drafts of somebody else that wait. At most one query."""
    if not actor.may(PUBLISH):
        return []
    waiting = drafts(actor).exclude(made_by=actor.id).count()
    if not waiting:
        return []
    text = ngettext(
        "%(count)s publicatie van eigen cijfers wacht op een tweede paar ogen.",
        "%(count)s publicaties van eigen cijfers wachten op een tweede paar ogen.",
        waiting,
    )
    return [{"text": text % {"count": waiting}, "url": reverse("account:figures"), "label": _("Bekijk en publiceer")}]


def releases(actor: Actor) -> QuerySet[FigureRelease]:
    """Return the register of own figures: every line, newest first."""
    rows = FigureRelease.objects.select_related("by", "prepared_by", "withdraws", "withdrawal", "municipality")
    return visible_to(rows, actor, VIEW)


def public_figures(municipality: Municipality) -> QuerySet[FigureRelease]:
    """Return what anybody may read of own figures: published and not taken back, newest first, without the secret part.

    The only query behind the public pages and the council pack.
    """
    rows = FigureRelease.objects.filter(municipality=municipality, kind=ReleaseKind.PUBLISHED, withdrawal=None)
    return rows.defer("secret", "share_of_total").order_by("-number")


def taken_back(municipality: Municipality) -> QuerySet[FigureRelease]:
    """Return the lines by which publications were taken back, newest first: the public reads that, and why."""
    rows = FigureRelease.objects.filter(municipality=municipality, kind=ReleaseKind.WITHDRAWN)
    return rows.select_related("withdraws").defer("secret", "content", "withdraws__secret", "withdraws__content")


def municipalities_with_figures() -> QuerySet[Municipality]:
    """Return the municipalities of which anybody may read own figures."""
    rows = FigureRelease.objects.filter(kind=ReleaseKind.PUBLISHED, withdrawal=None)
    return Municipality.objects.filter(pk__in=rows.values("municipality"))


def panels_of(figures: FigureRelease | FigureDraft) -> tuple[Panel, ...]:
    """Return the tables as the public reads them."""
    return from_json(figures.content)


def told_before(municipality: Municipality, protection: Protection) -> tuple[list["Secret"], str]:
    """Return everything that was ever published by this rule, oldest first, also what was taken back; and its basis.

    Themes under the other rule share no cell with these.
    """
    from .protecting import Secret

    rows = _published(municipality, protection.as_data())
    return [Secret.from_json(row.secret) for row in rows], _basis(rows)


def basis(municipality: Municipality, rule: Mapping[str, Any]) -> str:
    """Return the basis as it would be now."""
    return _basis(_published(municipality, rule).only("pk"))


def _published(municipality: Municipality, rule: Mapping[str, Any]) -> QuerySet[FigureRelease]:
    rows = FigureRelease.objects.filter(municipality=municipality, kind=ReleaseKind.PUBLISHED)
    # by how zeros are treated: a threshold may have been another once, and then still counts
    return rows.filter(rule__zeros=rule["zeros"]).order_by("number")


def _basis(rows: QuerySet[FigureRelease]) -> str:
    return hashlib.sha256("\n".join(str(row.pk) for row in rows).encode()).hexdigest()


@override("nl")
def council_section(municipality: Municipality, year: int) -> Section | None:
    """Return the section of a council pack: of each subject the newest published table that has `year`. None without."""
    found: dict[str, Panel] = {}
    for release in public_figures(municipality):
        if year in release.years:
            for panel in panels_of(release):
                found.setdefault(panel.key, panel)
    if not found:
        return None
    intro = _(
        "Wat de gemeente zelf registreerde, zoals het is gepubliceerd. Kleine aantallen zijn weggelaten, zodat niemand te "
        "herkennen is."
    )
    return Section("own_records", _("Eigen registraties"), tuple(found.values()), intro)
