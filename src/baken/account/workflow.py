# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a council pack, and a publication of own figures, goes from draft to the public."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

from . import content

MAX_REASON = 400


def has_figures(pack: Any, given: Mapping[str, Any]) -> Reason | None:
    """A pack without one row of figures can't be issued."""
    sections = content.load(pack.content)
    if any(panel.rows for section in sections for panel in section.panels):
        return None
    return Reason("no_figures", gettext("Het dossier bevat nog geen cijfers. Maak het opnieuw als de cijfers er zijn."))


def files_fit(pack: Any, given: Mapping[str, Any]) -> Reason | None:
    """The files were made from the content that is being issued, not from an older draft."""
    if given.get("content_digest") == pack.content_digest:
        return None
    return Reason("changed_since", gettext("Het concept is intussen opnieuw gemaakt. Bekijk het en stel het dan vast."))


def has_reason(pack: Any, given: Mapping[str, Any]) -> Reason | None:
    """Taking back needs a reason that others can read."""
    reason = str(given.get("reason", "")).strip()
    if not reason:
        return Reason("no_reason", gettext("Schrijf op waarom het dossier wordt ingetrokken."))
    if len(reason) > MAX_REASON:
        return Reason(
            "long_reason", gettext("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}
        )
    return None


PACK = Workflow(
    slug="council_pack",
    initial="draft",
    statuses=(
        Status("draft", _("concept"), "safety_adviser"),
        Status("issued", _("vastgesteld"), "council_clerk"),
        Status("published", _("gepubliceerd"), "council_clerk"),
        Status("withdrawn", _("ingetrokken"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="issue",
            label=_("Vaststellen"),
            sources=frozenset({"draft"}),
            target="issued",
            permission="account.pack.issue",
            audit="pack.issued",
            guards=(has_figures, files_fit),
        ),
        Transition(
            name="publish",
            label=_("Publiceren"),
            sources=frozenset({"issued"}),
            target="published",
            permission="account.pack.publish",
            audit="pack.published",
        ),
        Transition(
            name="withdraw",
            label=_("Intrekken"),
            sources=frozenset({"issued", "published"}),
            target="withdrawn",
            permission="account.pack.issue",
            audit="pack.withdrawn",
            guards=(has_reason,),
        ),
    ),
)


def second_pair_of_eyes(draft: Any, given: Mapping[str, Any]) -> Reason | None:
    """Who prepared a publication of own figures doesn't publish it."""
    if given.get("actor") is not None and given["actor"] != draft.made_by_id:
        return None
    return Reason("own_draft", gettext("U hebt dit zelf voorbereid. Laat een collega het bekijken en publiceren."))


def still_seen(draft: Any, given: Mapping[str, Any]) -> Reason | None:
    """What is published is what was looked at."""
    if given.get("content_digest") == draft.content_digest:
        return None
    return Reason("changed_since", gettext("Het concept is intussen opnieuw gemaakt. Bekijk het en publiceer het dan."))


def still_protected(draft: Any, given: Mapping[str, Any]) -> Reason | None:
    """It was protected beside everything that is public now."""
    if given.get("basis") == draft.basis:
        return None
    told = gettext(
        "Na dit concept is iets anders gepubliceerd. Maak het concept opnieuw, zodat beide samen veilig zijn."
    )
    return Reason("stale", told)


def decided_on_exposed(draft: Any, given: Mapping[str, Any]) -> Reason | None:
    """Somebody decides in writing where earlier publications already tell too much."""
    reason = str(given.get("reason", "")).strip()
    if draft.exposed and not reason:
        return Reason(
            "exposed", gettext("Sommige aantallen zijn niet meer te beschermen. Schrijf op wat u daarover besluit.")
        )
    if len(reason) > MAX_REASON:
        return Reason(
            "long_reason", gettext("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}
        )
    return None


FIGURES = Workflow(
    slug="own_figures",
    initial="draft",
    statuses=(
        Status("draft", _("concept"), "safety_adviser"),
        Status("published", _("gepubliceerd"), "safety_adviser"),
        Status("discarded", _("weggelegd"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="publish",
            label=_("Publiceren"),
            sources=frozenset({"draft"}),
            target="published",
            permission="account.release.publish",
            audit="figures.published",
            guards=(second_pair_of_eyes, still_seen, still_protected, decided_on_exposed),
        ),
        Transition(
            name="discard",
            label=_("Wegleggen"),
            sources=frozenset({"draft"}),
            target="discarded",
            permission="account.release.draft",
            audit="figures.discarded",
        ),
    ),
)
