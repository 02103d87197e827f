# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the home page, per role; and the step "act"."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened, waiting_account_changes
from baken.account.facade import figure_lines, packs_standing
from baken.act.bibob import facade as bibob
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns
from baken.act.inspections import facade as inspections
from baken.act.journeys import facade as journeys
from baken.act.measures import facade as measures
from baken.decide.capacity import facade as capacity
from baken.decide.claims import facade as claims
from baken.decide.council import facade as council
from baken.decide.meetings import facade as meetings
from baken.decide.policy.facade import Due, due_efforts, explanation, priorities_standing
from baken.decide.programme import facade as programme
from baken.kernel.models import Municipality
from baken.observe.facade import NoFigures, UnknownArea, alert_lines, change_panel, latest_year, picture_of
from baken.privacy import facade as privacy
from baken.terms import facade as terms

from .navigation import LOOP

WEEKS_AHEAD = 12
WEEKS_BACK = 520
SHOWN = 6
NEWS_WEEKS = 8
NEWS_SHOWN = 5
LATE_SHOWN = 2
"""What is late stands first, but leaves room for what is coming."""
ASKED_SHOWN = 6
"""Things that supervision must look at; the rest stands on its own page."""
ELSEWHERE = frozenset(
    {"privacy_officer", "data_protection_officer", "administrator", "on_call_officer", "source_keeper"}
)
"""Roles whose work isn't the programme or the council: what is late there isn't what waits for them."""

OUTDOORS = frozenset({"port_team", "inspector", "youth_officer"})
"""Roles whose work is outside."""


def rooms(actor: Actor, municipality: Municipality, at: datetime) -> dict[str, Any]:
    """Return everything for the home page of `actor`."""
    day = at.date()
    year = latest_year()
    priorities = priorities_standing(municipality, at=at) if actor.may("decide.framework.view") else []
    due = due_efforts(
        actor, municipality, since=day - timedelta(weeks=WEEKS_BACK), until=day + timedelta(weeks=WEEKS_AHEAD)
    )
    late = [d for d in due if d.late]
    packs = packs_standing(actor, municipality)
    return {
        "loop": _loop(actor, year, len(priorities), len(due), packs),
        "priorities": priorities,
        "due": [*late[-LATE_SHOWN:], *(d for d in due if not d.late)][:SHOWN],
        "more_late": max(len(late) - LATE_SHOWN, 0),
        "packs": packs,
        "change": _change(municipality, year),
        "own": [
            *_oversight(actor, at),
            *_terms(actor, municipality, day),
            *_standby(actor),
            *_accounts(actor, at),
            *concerns.home_lines(actor, municipality, day),
            *measures.home_lines(actor, municipality, day),
            *bibob.home_lines(actor, municipality, day),
            *bibob.department_lines(actor, municipality, day),
            *inspections.home_lines(actor, municipality, day),
            *journeys.case_system_lines(actor, municipality, day),
            *_outdoors(actor),
            *alert_lines(actor, day),
            *figure_lines(actor),
            *_shared(actor, day),
            *_own(actor, due, packs),
            *_desk(actor, municipality, day),
        ],
        "efforts": actor.may("decide.effort.view") or actor.may("decide.effort.view_own"),
        "news": claims.news(actor, municipality, at - timedelta(weeks=NEWS_WEEKS))[:NEWS_SHOWN],
        "rule": explanation(),
    }


def work(actor: Actor, municipality: Municipality, day: date) -> dict[str, Any]:
    """Return the efforts that are over their date, due soon, and later."""
    due = due_efforts(actor, municipality, since=day - timedelta(days=3650), until=day + timedelta(days=3650))
    soon = day + timedelta(weeks=WEEKS_AHEAD)
    return {
        "late": [d for d in due if d.late],
        "soon": [d for d in due if not d.late and d.on <= soon],
        "later": [d for d in due if not d.late and d.on > soon],
        "may_see": actor.may("decide.effort.view") or actor.may("decide.effort.view_own"),
        "case_lines": cases.home_lines(actor, municipality, day),
    }


def _change(municipality: Municipality, year: int | None) -> Any:
    if year is None:
        return None
    try:
        return change_panel(
            picture_of(municipality.code, year=year, indicators=["crime_total"], compared=False), limit=4
        )
    except (NoFigures, UnknownArea):
        return None


def _loop(actor: Actor, year: int | None, priorities: int, due: int, packs: list[Any]) -> list[dict[str, Any]]:
    """Return the four steps with the pages that `actor` may open and what there is to say beside each."""
    beside = {
        str(reverse("observe:overview")): str(year or ""),
        str(reverse("decide:overview")): _("%(count)s prioriteiten") % {"count": priorities} if priorities else "",
        str(reverse("act")): _("%(count)s op de lijst") % {"count": due} if due else "",
        str(reverse("account:overview")): str(packs[0].state) if packs else "",
    }
    return [
        {
            "label": step.label,
            "question": step.question,
            "url": step.url,
            "pages": [
                {"label": page.label, "url": page.url, "beside": beside.get(url, "")}
                for url, page in {str(one.url): one for one in step.pages if actor.may(one.permission)}.items()
            ],  # once each, also for who may open one by two rights
        }
        for step in LOOP
        if any(actor.may(page.permission) for page in step.pages)
    ]


def _works_elsewhere(actor: Actor) -> bool:
    return bool(actor.roles) and actor.roles <= ELSEWHERE


def _oversight(actor: Actor, at: datetime) -> list[dict[str, str]]:
    """Return what supervision must look at today, the late first: titles only, the why stands where it is dealt with."""
    if not actor.may("privacy.register.view"):
        return []
    with opened(actor):
        asked = _together(privacy.attention(actor, at))
    lines = [
        {"text": "", "url": one.url or reverse("privacy:overview"), "label": one.title, "standing": one.standing}
        for one in asked[:ASKED_SHOWN]
    ]
    if more := len(asked) - len(lines):
        text = ngettext("Nog %(n)d ding vraagt aandacht.", "Nog %(n)d dingen vragen aandacht.", more) % {"n": more}
        lines.append({"text": text, "url": reverse("privacy:overview"), "label": _("Naar toezicht")})
    elif not lines:
        text = _("Niets in het toezicht vraagt nu uw aandacht.")
        lines.append({"text": text, "url": reverse("privacy:overview"), "label": _("Naar toezicht")})
    return lines


def _terms(actor: Actor, municipality: Municipality, day: date) -> list[dict[str, str]]:
    """Return the line of terms that were missed or are nearly due: for who works elsewhere only the own ones."""
    return terms.home_lines(actor, municipality, day, own=_works_elsewhere(actor))


def _together(asked: list[Any]) -> list[Any]:
    """Return the same with the assessments as one line, in the place of the first: there can be many of them."""
    url = reverse("privacy:dpias")
    of_dpias = [one for one in asked if one.url.startswith(url)]
    if len(of_dpias) < 2:
        return asked
    title = _("%(n)d DPIA’s vragen aandacht") % {"n": len(of_dpias)}
    first = replace(of_dpias[0], title=title, url=url)
    return [first if one is of_dpias[0] else one for one in asked if one is of_dpias[0] or one not in of_dpias]


def _standby(actor: Actor) -> list[dict[str, str]]:
    """Return the way to emergency access, for who may take it; one that runs stands in the header of every page."""
    if not actor.may("access.emergency.use"):
        return []
    text = _("Is er acuut gevaar? Dan kunt u één dossier openen, voor één uur.")
    return [{"text": text, "url": reverse("supervision:emergency"), "label": _("Naar noodtoegang")}]


def _outdoors(actor: Actor) -> list[dict[str, str]]:
    """Return the way to the pages for a phone, for who goes out to look."""
    if not actor.roles & OUTDOORS:
        return []
    text = _("Buiten aan het werk? Open Baken Veld op uw telefoon: het werkt ook zonder verbinding.")
    return [{"text": text, "url": reverse("field:shell"), "label": _("Naar Baken Veld")}]


def _accounts(actor: Actor, at: datetime) -> list[dict[str, str]]:
    """Return what waits in the accounts: changes that ask a second person, else the way there."""
    if not actor.may("access.account.manage"):
        return []
    url, label = reverse("accounts:accounts"), _("Naar de accounts")
    if number := waiting_account_changes(actor, at):
        text = ngettext(
            "%(n)d wijziging van een account wacht op een tweede persoon.",
            "%(n)d wijzigingen van accounts wachten op een tweede persoon.",
            number,
        )
        return [{"text": text % {"n": number}, "url": url, "label": label}]
    return [{"text": _("U beheert wie er een account heeft, en met welke rollen."), "url": url, "label": label}]


def _desk(actor: Actor, municipality: Municipality, day: date) -> list[dict[str, str]]:
    """Return what the programme, the meetings and the council ask of this reader."""
    asked = [
        {"text": line.text, "url": line.url, "label": _("Naar het programma")}
        for line in programme.home_lines(actor, municipality, day)
    ]
    questions = privacy.questions_for(actor)
    if questions:
        asked.append(
            {
                "text": ngettext(
                    "De privacy officer vraagt waarom u een dossier opende.",
                    "De privacy officer vraagt van %(count)s dossiers waarom u ze opende.",
                    questions,
                )
                % {"count": questions},
                "url": reverse("privacy:own_reads"),
                "label": _("Geef uitleg"),
            }
        )
    return [
        *cases.home_lines(actor, municipality, day),
        *asked,
        *meetings.home_lines(actor, municipality, day),
        *([] if _works_elsewhere(actor) else council.home_lines(actor, municipality, day)),
        *capacity.home_lines(actor, municipality, day),
    ]


def _shared(actor: Actor, day: date) -> list[dict[str, str]]:
    """Return what was shared with the reader's organisation, and who asks the keeper of sources."""
    return [*concerns.packet_lines(actor, day), *concerns.source_lines(actor)]


def _own(actor: Actor, due: list[Due], packs: list[Any]) -> list[dict[str, str]]:
    """Return what this role can do next: one or two lines, each with its link."""
    told: list[dict[str, str]] = []
    late = sum(1 for d in due if d.late)
    draft = next((p for p in packs if p.status == "draft"), None)
    if actor.may("account.pack.issue") and draft:
        told.append(
            {
                "text": _("Er ligt een concept-raadsdossier klaar om vast te stellen."),
                "url": draft.href,
                "label": _("Bekijk het concept"),
            }
        )
    elif actor.may("account.pack.view_draft") and draft:
        told.append(
            {"text": _("Er ligt een concept-raadsdossier."), "url": draft.href, "label": _("Bekijk het concept")}
        )
    elif packs and "council_member" in actor.roles | {"council_clerk"} & actor.roles:
        told.append(
            {"text": _("Het nieuwste raadsdossier staat klaar."), "url": packs[0].href, "label": _("Lees het dossier")}
        )
    if late and actor.may("decide.effort.view") and not _works_elsewhere(actor):
        told.append(
            {
                "text": _("%(count)s inspanningen zijn over hun datum.") % {"count": late},
                "url": reverse("act"),
                "label": _("Bekijk welke"),
            }
        )
    if actor.partner_id and not due:
        told.append(
            {
                "text": _("Uw organisatie heeft nu geen inspanningen met een datum."),
                "url": reverse("decide:overview"),
                "label": _("Bekijk de kadernota"),
            }
        )
    elif actor.partner_id:
        told.append(
            {
                "text": ngettext(
                    "Uw organisatie doet mee aan %(count)s inspanning met een datum.",
                    "Uw organisatie doet mee aan %(count)s inspanningen met een datum.",
                    len(due),
                )
                % {"count": len(due)},
                "url": reverse("act"),
                "label": _("Bekijk welke"),
            }
        )
    return told
