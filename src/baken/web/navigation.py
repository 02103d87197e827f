# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The loop as navigation: observe, decide, act, account. Always in that order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four steps: its page, what it asks, and the pages under it that a reader may open."""

    slug: str
    label: Any
    question: Any
    url: Any
    pages: tuple["Page", ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page within a step; shown to whom has the permission."""

    label: Any
    url: Any
    permission: str


LOOP: tuple[Step, ...] = (
    Step(
        "observe",
        _("Waarnemen"),
        _("Wat is er aan de hand?"),
        reverse_lazy("observe:overview"),
        (
            Page(_("Veiligheidsbeeld"), reverse_lazy("observe:overview"), "observe.picture.view"),
            Page(_("Twee wijken naast elkaar"), reverse_lazy("observe:compare"), "observe.picture.view"),
            Page(_("Andere gemeenten"), reverse_lazy("observe:municipalities"), "observe.picture.view"),
            Page(_("Bronnen"), reverse_lazy("observe:sources"), "observe.picture.view"),
            Page(_("Eigen cijfers inlezen"), reverse_lazy("observe:local"), "observe.figures.load"),
        ),
    ),
    Step(
        "decide",
        _("Besluiten"),
        _("Wat vinden we belangrijk?"),
        reverse_lazy("decide:overview"),
        (
            Page(_("Kadernota en plan"), reverse_lazy("decide:overview"), "decide.framework.view"),
            Page(_("Beweringen getoetst"), reverse_lazy("claims:overview"), "decide.framework.view"),
            Page(_("Overleg"), reverse_lazy("meetings:overview"), "decide.meeting.view"),
            Page(_("Raad"), reverse_lazy("council:overview"), "decide.council.view"),
            Page(_("Kadernota inlezen"), reverse_lazy("decide:import"), "decide.framework.import"),
        ),
    ),
    Step(
        "act",
        _("Uitvoeren"),
        _("Wie doet wat, en wanneer?"),
        reverse_lazy("act"),
        (
            Page(_("Inspanningen op datum"), reverse_lazy("act"), "decide.framework.view"),
            Page(_("Programma"), reverse_lazy("programme:programme"), "decide.effort.view"),
            Page(_("Inspanningen van uw organisatie"), reverse_lazy("programme:programme"), "decide.effort.view_own"),
            Page(_("Acties uit overleg"), reverse_lazy("meetings:actions"), "decide.meeting.view"),
        ),
    ),
    Step(
        "account",
        _("Verantwoorden"),
        _("Wat leverde het op?"),
        reverse_lazy("account:overview"),
        (
            Page(_("Raadssessie"), reverse_lazy("council:sessions"), "decide.council.view"),
            Page(_("Raadsdossiers"), reverse_lazy("account:overview"), "account.pack.view"),
            Page(_("Openbare pagina"), reverse_lazy("public:municipalities"), "account.pack.view"),
        ),
    ),
)

FOOTER: tuple[tuple[Any, Any], ...] = (
    (_("Toegankelijkheid"), reverse_lazy("web:accessibility")),
    (_("Privacy en verwerkingen"), reverse_lazy("web:privacy")),
    (_("Hoe wij rekenen"), reverse_lazy("web:method")),
    (_("Over Baken"), reverse_lazy("web:about")),
)


def sections(actor: Actor, path: str, *, seen: Callable[[Actor, str], bool] | None = None) -> list[dict[str, Any]]:
    """Return the steps that `actor` may open, with which of them the page at `path` belongs to."""
    may = seen or (lambda who, permission: who.may(permission))
    return [
        {"slug": step.slug, "label": step.label, "url": step.url, "current": path.startswith(str(step.url))}
        for step in LOOP
        if any(may(actor, page.permission) for page in step.pages)
    ]
