# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a session goes from planned to settled, and what becomes of motions, changes, APV changes and proposals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

MANAGE = "decide.council.manage"
SETTLE = "decide.session.settle"


def has_cut_off(session: Any, given: Mapping[str, Any]) -> Reason | None:
    """Without a cut-off date nobody knows which figures the council saw."""
    if session.cut_off is not None:
        return None
    return Reason("no_cut_off", gettext("Kies eerst de peildatum: de cijfers zoals ze toen bekend waren."))


def has_plan(session: Any, given: Mapping[str, Any]) -> Reason | None:
    """The session is about a plan that holds."""
    if session.plan is None:
        return Reason("no_plan", gettext("Kies eerst het plan waarover de sessie gaat."))
    if not session.plan.adopted:
        return Reason("plan_not_adopted", gettext("Het plan is nog niet vastgesteld."))
    return None


def cut_off_has_come(session: Any, given: Mapping[str, Any]) -> Reason | None:
    """Figures of a day to come can't be known."""
    on: date | None = given.get("on")
    if session.cut_off is None or (on is not None and session.cut_off <= on):
        return None
    return Reason("cut_off_to_come", gettext("De peildatum moet nog komen. Kies een dag tot en met vandaag."))


def day_has_come(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """What is still to come can't have been held or decided."""
    on: date | None = given.get("on")
    if on is not None and record.on <= on:
        return None
    return Reason("not_yet", gettext("De dag van deze sessie is nog niet gekomen."))


def all_decided(session: Any, given: Mapping[str, Any]) -> Reason | None:
    """Each proposed change was adopted or rejected; the open ones are named."""
    titles = list(session.changes.filter(state="open").values_list("title", flat=True))
    if not titles:
        return None
    told = gettext("Nog niet besloten over deze wijzigingen: %(titles)s.")
    return Reason("open_changes", told % {"titles": "; ".join(titles)})


def motions_decided(session: Any, given: Mapping[str, Any]) -> Reason | None:
    """Each motion of the session was adopted, rejected or withdrawn; the open ones are named."""
    titles = list(session.items.filter(outcome="moved").values_list("title", flat=True))
    if not titles:
        return None
    return Reason(
        "open_motions", gettext("Nog niet besloten over deze moties: %(titles)s.") % {"titles": "; ".join(titles)}
    )


def in_held_session(change: Any, given: Mapping[str, Any]) -> Reason | None:
    """The council decides in the session: not before it, and not after it was settled."""
    if change.session.status == "held":
        return None
    return Reason(
        "session_not_held", gettext("Besluiten vastleggen kan als de sessie gehouden is en nog niet afgesloten.")
    )


def not_to_come(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """The day on which it was done isn't still to come."""
    on, today = given.get("on"), given.get("today")
    if on is not None and today is not None and on <= today:
        return None
    return Reason("day_to_come", gettext("Deze datum moet nog komen."))


def not_before_made(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """A step isn't taken before what it follows; `given["after"]` is that day."""
    on, after = given.get("on"), given.get("after")
    if on is None or after is None or on >= after:
        return None
    return Reason("before_made", gettext("Deze datum ligt vóór de vorige stap."))


def has_cover(proposal: Any, given: Mapping[str, Any]) -> Reason | None:
    """Who asks money says where it comes from."""
    if not proposal.euros or proposal.cover.strip():
        return None
    return Reason("no_cover", gettext("Schrijf op uit welke dekking het geld komt (Gemeentewet, artikel 192)."))


def asks_something(proposal: Any, given: Mapping[str, Any]) -> Reason | None:
    """A proposal asks hours, staff or money."""
    if proposal.hours or proposal.fte or proposal.euros:
        return None
    return Reason("asks_nothing", gettext("Vul in hoeveel uren, formatie of geld u vraagt."))


DATED = (not_to_come, not_before_made)

SESSION = Workflow(
    slug="council_session",
    initial="planned",
    statuses=(
        Status("planned", _("gepland"), "safety_adviser"),
        Status("prepared", _("voorbereid"), "council_clerk"),
        Status("held", _("gehouden"), "council_clerk"),
        Status("settled", _("afgesloten"), "council_clerk"),
    ),
    transitions=(
        Transition(
            name="prepare",
            label=_("Voorbereid verklaren"),
            sources=frozenset({"planned"}),
            target="prepared",
            permission=MANAGE,
            audit="session.prepared",
            guards=(has_cut_off, has_plan, cut_off_has_come),
        ),
        Transition(
            name="revise",
            label=_("Terug naar voorbereiding"),
            sources=frozenset({"prepared"}),
            target="planned",
            permission=MANAGE,
            audit="session.revised",
        ),
        Transition(
            name="hold",
            label=_("Gehouden"),
            sources=frozenset({"prepared"}),
            target="held",
            permission=MANAGE,
            audit="session.held",
            guards=(day_has_come,),
        ),
        Transition(
            name="settle",
            label=_("Afsluiten en besluiten verwerken"),
            sources=frozenset({"held"}),
            target="settled",
            permission=SETTLE,
            audit="session.settled",
            guards=(has_cut_off, has_plan, all_decided, motions_decided),
        ),
    ),
)

CHANGE = Workflow(
    slug="session_change",
    initial="open",
    field="state",
    statuses=(
        Status("open", _("nog niet besloten"), "council_clerk"),
        Status("adopted", _("aangenomen"), "council_clerk"),
        Status("rejected", _("verworpen"), "council_clerk"),
    ),
    transitions=(
        Transition(
            "adopt", _("Aannemen"), frozenset({"open"}), "adopted", MANAGE, "session_change.adopted", (in_held_session,)
        ),
        Transition(
            "reject",
            _("Verwerpen"),
            frozenset({"open"}),
            "rejected",
            MANAGE,
            "session_change.rejected",
            (in_held_session,),
        ),
        Transition(
            name="reopen",
            label=_("Besluit terugnemen"),
            sources=frozenset({"adopted", "rejected"}),
            target="open",
            permission=MANAGE,
            audit="session_change.reopened",
            guards=(in_held_session,),
        ),
    ),
)

MOTION = Workflow(
    slug="council_motion",
    initial="moved",
    field="outcome",
    statuses=(
        Status("moved", _("ingediend"), "council_clerk"),
        Status("adopted", _("aangenomen"), "safety_adviser"),
        Status("rejected", _("verworpen"), "council_clerk"),
        Status("withdrawn", _("ingetrokken"), "council_clerk"),
    ),
    transitions=tuple(
        Transition(name, label, frozenset({"moved"}), target, MANAGE, f"motion.{target}", DATED)
        for name, label, target in (
            ("adopt", _("Aangenomen"), "adopted"),
            ("reject", _("Verworpen"), "rejected"),
            ("withdraw", _("Ingetrokken"), "withdrawn"),
        )
    ),
)

APV = Workflow(
    slug="apv_change",
    initial="proposed",
    field="state",
    statuses=(
        Status("proposed", _("voorgesteld"), "safety_adviser"),
        Status("in_procedure", _("in procedure"), "council_clerk"),
        Status("adopted", _("vastgesteld"), "council_clerk"),
        Status("rejected", _("verworpen"), "council_clerk"),
        Status("withdrawn", _("ingetrokken"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            "start", _("In procedure"), frozenset({"proposed"}), "in_procedure", MANAGE, "apv_change.started", DATED
        ),
        Transition(
            "adopt", _("Vastgesteld"), frozenset({"in_procedure"}), "adopted", MANAGE, "apv_change.adopted", DATED
        ),
        Transition(
            "reject", _("Verworpen"), frozenset({"in_procedure"}), "rejected", MANAGE, "apv_change.rejected", DATED
        ),
        Transition(
            name="withdraw",
            label=_("Ingetrokken"),
            sources=frozenset({"proposed", "in_procedure"}),
            target="withdrawn",
            permission=MANAGE,
            audit="apv_change.withdrawn",
            guards=DATED,
        ),
    ),
)

PROPOSAL = Workflow(
    slug="council_proposal",
    initial="draft",
    statuses=(
        Status("draft", _("concept"), "safety_adviser"),
        Status("offered", _("aangeboden"), "council_clerk"),
        Status("adopted", _("aangenomen"), "council_clerk"),
        Status("rejected", _("verworpen"), "council_clerk"),
        Status("withdrawn", _("ingetrokken"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="offer",
            label=_("Aangeboden aan de raad"),
            sources=frozenset({"draft"}),
            target="offered",
            permission=MANAGE,
            audit="proposal.offered",
            guards=(asks_something, has_cover, *DATED),
        ),
        Transition("adopt", _("Aangenomen"), frozenset({"offered"}), "adopted", MANAGE, "proposal.adopted", DATED),
        Transition("reject", _("Verworpen"), frozenset({"offered"}), "rejected", MANAGE, "proposal.rejected", DATED),
        Transition(
            name="withdraw",
            label=_("Ingetrokken"),
            sources=frozenset({"draft", "offered"}),
            target="withdrawn",
            permission=MANAGE,
            audit="proposal.withdrawn",
            guards=DATED,
        ),
    ),
)
