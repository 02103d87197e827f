# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the council dossier tells of the council's own business: account since the last session, items, changes, proposals."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.policy.facade import council_reader, framework_in_force, plan_in_force
from baken.decide.programme import facade as programme
from baken.kernel.models import Municipality
from baken.ui.panels import Panel, Section

from . import panels, queries
from .item_views import item_views
from .models import ItemKind, Session
from .names import names_of


def session_sections(
    municipality: Municipality, year: int, at: datetime, as_of: datetime | None = None
) -> tuple[Section, ...]:
    """Return the council's part of the dossier about the figures of `year`, as the council may see it.

    What happened after `as_of` (now when None) doesn't count. It looks back to the session before the one that the dossier
    is for; where no session of that year is prepared yet, to the last one held, else to the first day of the plan.
    """
    reader, day = council_reader(municipality.id), timezone.localdate(as_of or at)
    session = queries.session_of_dossier(reader, year)
    since = _since(reader, session, day)
    sections = [programme.account_section(municipality, since, day, at)] if since is not None and since <= day else []
    sections += [
        _items_section(reader, day),
        _programme_section(reader, session, day),
        _apv_section(reader, day),
        _proposals_section(reader, day),
        _hearings_section(reader, day),
    ]
    return tuple(section for section in sections if section.panels)


def _since(reader: Actor, session: Session | None, day: date) -> date | None:
    if session is not None:
        return queries.since_of(reader, session)
    before = queries.previous(reader, day)
    if before is not None:
        return before.on
    framework = framework_in_force(reader, day)
    plan = plan_in_force(reader, framework, day) if framework else None
    return plan.period_from if plan else None


def _items_section(reader: Actor, day: date) -> Section:
    views = item_views(queries.items(reader).filter(made_on__lte=day), reader, day)
    found = []
    for kind, key in (
        (ItemKind.COMMITMENT, "council_commitments"),
        (ItemKind.MOTION, "council_motions"),
        (ItemKind.QUESTION, "council_questions"),
    ):
        mine = [view for view in views if view.item.kind == kind]
        if mine:
            found.append(panels.items_panel(mine, day, kind, key))
    intro = _("Of iets te laat is, volgt uit de termijn; niemand vult dat in.")
    return Section("council_items", _("Toezeggingen, moties en raadsvragen"), tuple(found), intro)


def _programme_section(reader: Actor, session: Session | None, day: date) -> Section:
    """What the last settled session changed, and what the coming one is asked."""
    before = queries.previous(reader, session.on if session is not None else day)
    found: list[Panel] = []
    for one in (before, session):
        if one is None or (one.on > day and one.settled):
            continue
        changes = queries.changes(reader, one)
        if changes:
            names = names_of(one.plan, day)
            found.append(panels.changes_panel(one, changes, names))
        differences = differences_of(one)
        if differences is not None:
            found.append(differences)
    return Section("session_changes", _("Wijzigingen van het programma door de raad"), tuple(found))


def differences_of(session: Session) -> Panel | None:
    """Return what a settled session changed in the programme; None where it changed nothing."""
    version = session.programme_version
    if version is None or session.plan is None:
        return None
    before = version.number - 1 if version.number > 1 else None
    found = programme.version_differences(session.plan, before, version.number).agreements
    title = _("Raadssessie %(year)d: versie %(number)d van het programma") % {
        "year": session.year,
        "number": version.number,
    }
    return programme.differences_panel(found, title, session.plan)


def _apv_section(reader: Actor, day: date) -> Section:
    rows = list(queries.apv_changes(reader).filter(proposed_on__lte=day))
    return Section("apv_changes", _("Wijzigingen van de APV"), (panels.apv_panel(rows, reader),) if rows else ())


def _proposals_section(reader: Actor, day: date) -> Section:
    rows = list(queries.proposals(reader).filter(offered_on__lte=day))
    intro = _("Over extra capaciteit of geld besluit de raad apart, niet met het plan.")
    title = _("Raadsvoorstellen voor capaciteit en budget")
    return Section("council_proposals", title, (panels.proposals_panel(rows),) if rows else (), intro)


def _hearings_section(reader: Actor, day: date) -> Section:
    rows = list(queries.hearings(reader).filter(draft_on__lte=day))
    return Section("council_hearings", _("Regionaal beleidsplan"), (panels.hearings_panel(rows),) if rows else ())
