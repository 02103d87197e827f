# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The loop as navigation: observe, decide, act, account. Always in that order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Actor
from baken.privacy import facade as privacy


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
            Page(_("Attenderingen"), reverse_lazy("observe:alerts"), "observe.alert.view"),
            Page(_("Twee wijken naast elkaar"), reverse_lazy("observe:compare"), "observe.picture.view"),
            Page(_("Andere gemeenten"), reverse_lazy("observe:municipalities"), "observe.picture.view"),
            Page(_("Bronnen"), reverse_lazy("observe:sources"), "observe.picture.view"),
            Page(_("Eigen cijfers"), reverse_lazy("observe:own_figures"), "observe.own_figures.view"),
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
            Page(_("Capaciteit"), reverse_lazy("capacity:overview"), "decide.capacity.view"),
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
            Page(_("Termijnen"), reverse_lazy("terms:overview"), "terms.list.view"),
            Page(_("Signalen"), reverse_lazy("concerns:overview"), "act.concern.view"),
            Page(_("Mensenhandel"), reverse_lazy("concerns:trafficking"), "act.trafficking.handle"),
            Page(_("Signaal doorgeven"), reverse_lazy("concerns:report"), "act.concern.report"),
            Page(_("Onderwerpsignalen"), reverse_lazy("concerns:topics"), "act.topic.view"),
            Page(_("Onderwerpsignaal doorgeven"), reverse_lazy("concerns:topic_new"), "act.topic.report"),
            Page(_("Categorieën van signalen"), reverse_lazy("concerns:categories"), "act.concern.manage"),
            Page(_("Signalen inlezen"), reverse_lazy("concerns:import"), "act.concern.manage"),
            Page(_("Met u gedeeld"), reverse_lazy("concerns:packets"), "act.packet.receive"),
            Page(_("Herkomst van signalen"), reverse_lazy("concerns:releases"), "act.concern.release"),
            Page(_("Bibob"), reverse_lazy("bibob:overview"), "act.bibob.view"),
            Page(_("Bibob-aanvragen"), reverse_lazy("standings:overview"), "act.standing.view"),
            Page(_("Bibob-beleid"), reverse_lazy("bibob:triggers"), "act.bibob.manage"),
            Page(_("Mijn casussen"), reverse_lazy("cases:overview"), "act.case.view"),
            Page(_("Maatregelen"), reverse_lazy("measures:overview"), "act.measure.view"),
            Page(_("Maatregelen per adres"), reverse_lazy("measures:addresses"), "act.measure.register"),
            Page(_("Beleid, sjablonen en mandaten"), reverse_lazy("measures:policy"), "act.measure.view"),
            Page(_("Integrale controles"), reverse_lazy("inspections:overview"), "act.inspection.view"),
            Page(_("Jaarprogramma controles"), reverse_lazy("inspections:programmes"), "act.inspection.plan"),
            Page(_("Jaarprogramma controles"), reverse_lazy("inspections:programmes"), "act.inspection.adopt"),
            Page(_("Zaaksysteem"), reverse_lazy("zgw:overview"), "act.bibob.manage"),
            Page(_("Zaaksysteem"), reverse_lazy("zgw:overview"), "act.measure.manage"),
            Page(_("Programma"), reverse_lazy("programme:programme"), "decide.effort.view"),
            Page(_("Inspanningen van uw organisatie"), reverse_lazy("programme:programme"), "decide.effort.view_own"),
            Page(_("Baken Veld, voor buiten"), reverse_lazy("field:shell"), "act.concern.report"),
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
            Page(_("Publicaties"), reverse_lazy("account:figures"), "account.release.view"),
            Page(_("Openbare pagina"), reverse_lazy("public:municipalities"), "account.pack.view"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A page beside the loop: in the header, for whoever holds one of the permissions. Names come before the address."""

    label: Any
    names: tuple[str, ...]
    permissions: frozenset[str]


BESIDE: tuple[Beside, ...] = (
    Beside(
        _("Toezicht"),
        ("privacy:overview", "supervision:roles"),
        frozenset({"access.matrix.view", "privacy.register.view", "privacy.retention.view", "privacy.reads.view"}),
    ),
    Beside(_("Accounts"), ("accounts:accounts",), frozenset({"access.account.manage"})),
    Beside(_("Noodtoegang"), ("supervision:emergency",), frozenset({"access.emergency.use"})),
)
"""Supervision and emergency access are no step of the loop."""

OVERSIGHT = "/toezicht/"

FOOTER: tuple[tuple[Any, Any], ...] = (
    (_("Toegankelijkheid"), reverse_lazy("web:accessibility")),
    (_("Privacy en verwerkingen"), reverse_lazy("web:privacy")),
    (_("Iets melden"), reverse_lazy("reporting:start")),
    (_("Hoe wij rekenen"), reverse_lazy("web:method")),
    (_("Over Baken"), reverse_lazy("web:about")),
    (_("API"), reverse_lazy("api_docs")),
)


def pages_of(actor: Actor, slug: str) -> list[Page]:
    """Return the pages of a step that `actor` may open, without the step's own: once each, also by two rights."""
    step = next(one for one in LOOP if one.slug == slug)
    found = {str(page.url): page for page in step.pages if actor.may(page.permission)}
    return [page for url, page in found.items() if url != str(step.url)]


def beside(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return the pages beside the loop that `actor` may open."""
    found = []
    for page in BESIDE:
        if not page.permissions & actor.permissions:
            continue
        url = next(url for name in page.names if (url := _address(name)))
        found.append({"label": page.label, "url": url, "current": path.startswith(url)})
    return found


def oversight(actor: Actor, path: str) -> dict[str, Any] | None:
    """Return the pages of supervision beside the one at `path`: those of the same room. None elsewhere, and on the overview."""
    if not path.startswith(OVERSIGHT):
        return None
    for room in privacy.rooms(actor):
        urls = [url for url, _label, _what in room.pages]
        here = max((url for url in urls if path.startswith(url)), key=len, default="")
        if here and len(urls) > 1 and not _nearer(actor, path, here):
            pages = [{"label": label, "url": url, "current": url == here} for url, label, _what in room.pages]
            return {"title": room.title, "pages": pages, "exact": path == here}
    return None


def _nearer(actor: Actor, path: str, here: str) -> bool:
    """Whether a page of another room has more of the address."""
    pages = (url for room in privacy.rooms(actor) for url, _label, _what in room.pages)
    return any(len(url) > len(here) and path.startswith(url) for url in pages)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def sections(actor: Actor, path: str, *, seen: Callable[[Actor, str], bool] | None = None) -> list[dict[str, Any]]:
    """Return the steps that `actor` may open, with which of them the page at `path` belongs to."""
    may = seen or (lambda who, permission: who.may(permission))
    return [
        {"slug": step.slug, "label": step.label, "url": step.url, "current": path.startswith(str(step.url))}
        for step in LOOP
        if any(may(actor, page.permission) for page in step.pages)
    ]
