# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of what concerns the council: tables for pages, CSV and the council dossier."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, authorize
from baken.decide.programme import facade as programme
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Section, Source

from .item_views import ItemView
from .models import ApvChange, ChangeKind, Hearing, ItemKind, Proposal, ProposedChange, Session
from .policies import VIEW
from .rules import ItemState


def source(fictitious: bool) -> Source:
    """Return where what is told comes from: the municipality's own notes, or nowhere."""
    if fictitious:
        return Source(_("Geen bron"), "", _("verzonnen voor deze voorbeeldomgeving"), "", status="example")
    return Source(_("Gemeente"), "", _("raadsadministratie"), "")


def items_title(views: Sequence[ItemView], kind: str = "") -> str:
    """Return the finding: how many are late."""
    late, total = sum(view.late for view in views), len(views)
    running = sum(view.runs for view in views)
    what = {
        "": _("toezeggingen, moties en raadsvragen"),
        ItemKind.COMMITMENT: _("toezeggingen"),
        ItemKind.MOTION: _("moties"),
        ItemKind.QUESTION: _("raadsvragen"),
    }[kind]
    if not total:
        return _("Er zijn geen %(what)s") % {"what": what}
    if late:
        return ngettext(
            "%(late)d van de %(total)d %(what)s is te laat", "%(late)d van de %(total)d %(what)s zijn te laat", late
        ) % {"late": late, "total": total, "what": what}
    if running:
        return ngettext(
            "%(open)d van de %(total)d %(what)s staat open, niets is te laat",
            "%(open)d van de %(total)d %(what)s staan open, niets is te laat",
            running,
        ) % {"open": running, "total": total, "what": what}
    return _("Alle %(total)d %(what)s zijn afgedaan") % {"total": total, "what": what}


def items_panel(views: Sequence[ItemView], on: date, kind: str = "", key: str = "council_items") -> Panel:
    """Return items as one table, in the order given."""
    columns = (
        Column("kind", _("Soort")),
        Column("title", _("Onderwerp")),
        Column("asked_by", _("Van")),
        Column("made_on", _("Datum"), Kind.DATE),
        Column("made_in", _("Waar")),
        Column("owner", _("Eigenaar")),
        Column("due", _("Termijn"), Kind.DATE),
        Column("state", _("Stand")),
        Column("reason", _("Waarom")),
        Column("answered_on", _("Afgedaan op"), Kind.DATE),
        Column("answer", _("Antwoord")),
    )
    return Panel(
        key=key,
        title=items_title(views, kind),
        as_of=on.isoformat(),
        columns=columns if not kind else columns[1:],
        rows=tuple(_item_row(view, bool(kind)) for view in views),
        sources=(source(_invented([view.item for view in views])),),
        example=_invented([view.item for view in views]),
    )


def _item_row(view: ItemView, one_kind: bool) -> Row:
    it = view.item
    answered = view.stand.state is ItemState.ANSWERED
    cells = (
        Cell(view.kind),
        Cell(it.title, href=it.get_absolute_url(), example=it.fictitious),
        Cell(it.asked_by),
        Cell(it.made_on.isoformat()),
        Cell(it.made_in),
        Cell(it.owner),
        Cell(it.due.isoformat()) if it.due else Cell(note=view.due),
        Cell(view.word),
        Cell(view.stand.reason),
        _day(it.answered_on if answered else None),
        Cell(it.answer if answered else it.withdrawn_because),
    )
    return Row(str(it.pk), cells[1:] if one_kind else cells)


def apv_panel(changes: Sequence[ApvChange], actor: Actor) -> Panel:
    """Return changes of the APV: article, what, why, how far, and the session that each belongs to."""
    done = sum(change.state == "adopted" for change in changes)
    title = _("Er zijn geen wijzigingen van de APV")
    if changes:
        title = ngettext(
            "%(done)d van de %(total)d APV-wijzigingen is vastgesteld",
            "%(done)d van de %(total)d APV-wijzigingen zijn vastgesteld",
            done,
        ) % {"done": done, "total": len(changes)}
    return Panel(
        key="apv_changes",
        title=title,
        columns=(
            Column("article", _("Artikel")),
            Column("title", _("Wat")),
            Column("text", _("Wat er verandert")),
            Column("reason", _("Waarom")),
            Column("priority", _("Prioriteit")),
            Column("session", _("Raadssessie")),
            Column("state", _("Stand")),
            Column("proposed_on", _("Voorgesteld"), Kind.DATE),
            Column("procedure_on", _("In procedure"), Kind.DATE),
            Column("decided_on", _("Besloten"), Kind.DATE),
            Column("in_force_on", _("In werking"), Kind.DATE),
        ),
        rows=tuple(
            Row(
                str(it.pk),
                (
                    Cell(it.article),
                    Cell(it.title, href=it.get_absolute_url(), example=it.fictitious),
                    Cell(it.text),
                    Cell(it.reason),
                    Cell(it.priority.short_title if it.priority else None),
                    Cell(session_label(actor, it.session) or None),
                    Cell(str(it.get_state_display())),
                    _day(it.proposed_on),
                    _day(it.procedure_on),
                    _day(it.decided_on),
                    _day(it.in_force_on),
                ),
            )
            for it in changes
        ),
        sources=(source(_invented(changes)),),
        example=_invented(changes),
    )


def proposals_panel(proposals: Sequence[Proposal]) -> Panel:
    """Return proposals for capacity or budget with what each asks."""
    open_now = sum(it.status == "offered" for it in proposals)
    title = _("Er zijn geen raadsvoorstellen voor capaciteit of budget")
    if proposals:
        title = ngettext(
            "Over %(open)d van de %(total)d raadsvoorstellen moet de raad nog besluiten",
            "Over %(open)d van de %(total)d raadsvoorstellen moet de raad nog besluiten",
            open_now,
        ) % {"open": open_now, "total": len(proposals)}
    return Panel(
        key="council_proposals",
        title=title,
        columns=(
            Column("title", _("Voorstel")),
            Column("kind", _("Soort")),
            Column("priority", _("Prioriteit")),
            Column("hours", _("Uren per jaar"), Kind.HOURS),
            Column("fte", _("Formatie (fte)"), Kind.RATE),
            Column("euros", _("Euro’s per jaar"), Kind.EUROS),
            Column("years", _("Jaren")),
            Column("status", _("Stand")),
            Column("offered_on", _("Aangeboden"), Kind.DATE),
            Column("decided_on", _("Besloten"), Kind.DATE),
        ),
        rows=tuple(_proposal_row(it) for it in proposals),
        sources=(source(_invented(proposals)),),
        example=_invented(proposals),
    )


def _proposal_row(it: Proposal) -> Row:
    def asked(value: int | Decimal | None) -> Cell:
        if value is None:
            return Cell(note=_("niet gevraagd"))
        return Cell(float(value) if isinstance(value, Decimal) else value, example=it.fictitious)

    cells = (
        Cell(it.title, href=it.get_absolute_url(), example=it.fictitious),
        Cell(str(it.get_kind_display())),
        Cell(it.priority.short_title if it.priority else None),
        asked(it.hours),
        asked(it.fte),
        asked(it.euros),
        Cell(years_of(it)),
        Cell(str(it.get_status_display())),
        _day(it.offered_on),
        _day(it.decided_on),
    )
    return Row(str(it.pk), cells)


def years_of(proposal: Proposal) -> str:
    """Return the years of a proposal: 2027, 2027 tot en met 2028, or structural."""
    first, last = proposal.first_year, proposal.last_year
    if last is None:
        return _("structureel vanaf %(first)d") % {"first": first}
    return str(first) if first == last else _("%(first)d tot en met %(last)d") % {"first": first, "last": last}


def asked_of(proposal: Proposal) -> str:
    """Return what a proposal asks in one line: 800 uur, 0,5 fte en € 45.000 per jaar."""
    parts = []
    if proposal.hours:
        parts.append(fmt.hours(proposal.hours))
    if proposal.fte:
        parts.append(_fte(proposal.fte))
    if proposal.euros:
        parts.append(fmt.euros(proposal.euros))
    if not parts:
        return _("nog niet ingevuld")
    what = _(" en ").join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return _("%(what)s per jaar") % {"what": what}


def _fte(value: Decimal) -> str:
    """Return full-time equivalents without idle zeros: 0,5 fte."""
    return _("%(fte)s fte") % {"fte": fmt.decimal(value, 2).rstrip("0").rstrip(",.")}


def hearings_panel(hearings: Sequence[Hearing]) -> Panel:
    """Return how the council was heard on drafts of the regional plan."""
    return Panel(
        key="council_hearings",
        title=_("De raad is gehoord over het regionale beleidsplan"),
        columns=(
            Column("plan", _("Ontwerp")),
            Column("draft_on", _("Ontwerp van"), Kind.DATE),
            Column("heard_on", _("Raad gehoord"), Kind.DATE),
            Column("view", _("Wat de raad vond")),
            Column("sent_on", _("Doorgestuurd"), Kind.DATE),
            Column("outcome", _("Wat ermee is gedaan")),
        ),
        rows=tuple(
            Row(
                str(it.pk),
                (
                    Cell(it.plan_name, href=it.get_absolute_url(), example=it.fictitious),
                    _day(it.draft_on),
                    _day(it.heard_on),
                    Cell(it.view or None),
                    _day(it.sent_on),
                    Cell(it.outcome or None),
                ),
            )
            for it in hearings
        ),
        notes=(_("Vóór de burgemeester het plan vaststelt, hoort hij de raad (Politiewet 2012, artikel 38b, lid 2)."),),
        sources=(source(_invented(hearings)),),
        example=_invented(hearings),
    )


def changes_panel(session: Session, changes: Sequence[ProposedChange], names: Mapping[str, str]) -> Panel:
    """Return what a session was asked to change in the programme, and what it decided."""
    adopted = sum(change.state == "adopted" for change in changes)
    rejected = sum(change.state == "rejected" for change in changes)
    open_now = len(changes) - adopted - rejected
    if open_now:
        title = ngettext(
            "De raad moet over %(n)d wijziging van het programma besluiten",
            "De raad moet over %(n)d wijzigingen van het programma besluiten",
            open_now,
        ) % {"n": open_now}
    else:
        title = _("De raad nam %(adopted)d wijzigingen van het programma aan en verwierp er %(rejected)d") % {
            "adopted": adopted,
            "rejected": rejected,
        }
    return Panel(
        key="session_changes",
        title=title,
        period=str(session.year),
        columns=(
            Column("title", _("Inspanning")),
            Column("what", _("Wat er verandert")),
            Column("was", _("Was")),
            Column("becomes", _("Wordt")),
            Column("reason", _("Waarom")),
            Column("moved_by", _("Voorgesteld door")),
            Column("state", _("Besluit")),
        ),
        rows=tuple(_change_row(change, names) for change in changes),
        sources=(source(session.fictitious),),
        example=session.fictitious,
    )


def _change_row(change: ProposedChange, names: Mapping[str, str]) -> Row:
    what, was, becomes = told_change(change, names)
    cells = (
        Cell(change.title),
        Cell(what),
        Cell(was or None),
        Cell(becomes or None),
        Cell(change.reason),
        Cell(change.moved_by),
        Cell(str(change.get_state_display())),
    )
    return Row(str(change.pk), cells)


def told_change(change: ProposedChange, names: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what a change does in words: what, was, becomes. `names` has labels of fields and what slugs are called."""
    known = dict(names)
    if change.kind == ChangeKind.SET:
        label = known.get(f"field:{change.field}", change.field)
        return label, programme.said(change.field, change.was, known), programme.said(change.field, change.value, known)
    if change.kind == ChangeKind.ADD:
        told = [
            f"{known.get(f'field:{name}', name)}: {programme.said(name, value, known)}"
            for name, value in change.values.items()
            if name != "title" and value not in (None, "", [])
        ]
        return _("toevoegen"), "", "; ".join(told)
    if change.kind == ChangeKind.LEAVE_OUT:
        return _("niet prioriteren"), "", _("terug op tafel: %(again)s") % {"again": change.again}
    return _("stoppen"), "", ""


def session_label(actor: Actor, session: Session | None) -> str:
    """Return the year of a session, or nothing where there is none that the actor may see."""
    return str(session.year) if session is not None and authorize(actor, VIEW, session) else ""


def proposal_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return a proposal as the sections of a document: what is asked, why, cover, what happens otherwise."""
    facts = Panel(
        key="proposal_asked",
        title=_("Gevraagd: %(asked)s") % {"asked": asked_of(proposal)},
        columns=(Column("what", _("Wat")), Column("value", _("Gevraagd"))),
        rows=tuple(
            Row(key, (Cell(label), Cell(value, example=proposal.fictitious)))
            for key, label, value in (
                ("hours", _("Uren per jaar"), fmt.hours(proposal.hours) if proposal.hours else ""),
                ("fte", _("Formatie"), _fte(proposal.fte) if proposal.fte else ""),
                ("euros", _("Euro’s per jaar"), fmt.euros(proposal.euros) if proposal.euros else ""),
                ("years", _("Jaren"), years_of(proposal)),
                ("priority", _("Prioriteit"), proposal.priority.title if proposal.priority else ""),
            )
            if value
        ),
        sources=(source(proposal.fictitious),),
        example=proposal.fictitious,
    )
    parts = [
        ("decision", _("Gevraagd besluit"), (facts,), proposal.asked),
        ("why", _("Waarom"), (), proposal.why),
        ("cover", _("Dekking"), (), _cover(proposal)),
        ("otherwise", _("Als de raad dit niet besluit"), (), proposal.otherwise),
    ]
    return tuple(Section(f"proposal_{key}", title, panels, intro) for key, title, panels, intro in parts if intro)


def _cover(proposal: Proposal) -> str:
    if not proposal.euros:
        return proposal.cover
    law = _("De raad wijzigt hiervoor de begroting (Gemeentewet, artikel 192).")
    return f"{proposal.cover} {law}".strip()


def _day(day: date | None) -> Cell:
    return Cell(day.isoformat()) if day else Cell()


def _invented(rows: Sequence[Any]) -> bool:
    return bool(rows) and all(row.fictitious for row in rows)
