# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision must look at today: made of facts that others keep, each with the page where it is dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, Covenant, EmergencyAccess, account_attention, visible_to
from baken.ui.format import day, last_day

from .models import ChainCheck, Dpia, ProcessingActivity, ReadReview
from .policies import VIEW_LOG, VIEW_READS, VIEW_REGISTER, VIEW_REQUESTS, VIEW_RETENTION
from .reads.forms import FOLLOW_UPS
from .requests import actions as requests
from .retention import due as retention
from .retention import rows as row_retention

COVENANT_DAYS = 90
REQUEST_AHEAD = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that asks attention: what, why, and where; `standing` is a slug of the interface (behind, attention)."""

    title: str
    why: str
    url: str
    standing: str = "attention"


def attention(actor: Actor, at: datetime) -> list[Attention]:
    """Return what asks attention of whoever may see it, the late first. Ask inside `opened`."""
    today = timezone.localdate(at)
    found: list[Attention] = []
    for permission, look in (
        ("access.account.view", _accounts),
        ("access.matrix.view", _covenants),
        ("access.emergency.view", _emergencies),
        (VIEW_REQUESTS, _requests),
        (VIEW_READS, _reads),
        (VIEW_RETENTION, _destruction),
        (VIEW_REGISTER, _papers),
        (VIEW_LOG, _chain),
    ):
        if actor.may(permission):
            found += look(actor, at, today)
    return sorted(found, key=lambda it: it.standing != "behind")


def _accounts(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    for title, why, url in account_attention(actor, at):
        yield Attention(title, why, url)


def _covenants(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    soon = at + timedelta(days=COVENANT_DAYS)
    rows = visible_to(Covenant.objects.all(), actor, "access.matrix.view")
    for covenant in rows.filter(until__gt=at, until__lte=soon, since__lte=at).order_by("until")[:10]:
        why = _("Loopt af op %(day)s. Daarna zien de partners niets meer.") % {"day": last_day(covenant.until)}
        yield Attention(covenant.name, why, address("supervision:covenants"))


def _emergencies(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    rows = visible_to(EmergencyAccess.objects.all(), actor, "access.emergency.view")
    if number := rows.filter(reviewed_at__isnull=True).count():
        title = ngettext("%(n)d keer noodtoegang te beoordelen", "%(n)d keer noodtoegang te beoordelen", number)
        yield Attention(
            title % {"n": number}, _("Was het acuut gevaar, en was het nodig?"), address("supervision:emergencies")
        )


def _requests(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    rows = [row for row in requests.requests(actor).exclude(status="closed") if requests.runs(row)]
    found = requests.sums(rows)
    for row in rows:
        last = found[row.pk].due if row.pk in found else None
        if last is None or last > today + REQUEST_AHEAD:
            continue
        told = (
            _("Had beantwoord moeten zijn op %(day)s.") if last < today else _("Beantwoord dit uiterlijk op %(day)s.")
        )
        title = _("Verzoek %(ref)s") % {"ref": row.reference}
        standing = "behind" if last < today else "attention"
        yield Attention(title, told % {"day": day(last)}, row.get_absolute_url(), standing)


def _reads(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    rows = visible_to(ReadReview.objects.all(), actor, VIEW_READS)
    if number := rows.filter(status__in=["open", "answered"]).count():
        title = ngettext("%(n)d inzage te bekijken", "%(n)d keer inzage te bekijken", number) % {"n": number}
        yield Attention(title, _("Inzage buiten het gewone werk, nog niet verklaard."), address("privacy:reads"))
    for review in rows.filter(follow_up_done_at__isnull=True).exclude(follow_up="").order_by("follow_up_by")[:10]:
        late = review.follow_up_by is not None and review.follow_up_by < today
        why = _("%(what)s, door %(who)s, uiterlijk %(day)s.") % {
            "what": str(dict(FOLLOW_UPS)[review.follow_up]).capitalize(),
            "who": review.follow_up_who,
            "day": day(review.follow_up_by),
        }
        title = _("Onverklaarde inzage in %(ref)s: vervolg staat open") % {"ref": review.reference}
        yield Attention(title, why, review.get_absolute_url(), "behind" if late else "attention")


def _destruction(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    rules = retention.rules_of(actor.municipality_id) if actor.municipality_id else []
    if number := retention.due_rows(actor, rules, today)[:1001].count():
        title = ngettext("%(n)s dossier moet worden vernietigd", "%(n)s dossiers moeten worden vernietigd", number)
        told = "1.000+" if number > 1000 else str(number)
        yield Attention(title % {"n": told}, _("De bewaartermijn is voorbij."), address("privacy:retention"), "behind")
    if number := sum(not rule.verified for rule in rules):
        title = ngettext(
            "%(n)d bewaartermijn is niet nagekeken", "%(n)d bewaartermijnen zijn niet nagekeken", number
        )  # fmt: skip
        why = _("Zolang niemand een termijn nakijkt in de bron, wordt er niets op vernietigd.")
        yield Attention(title % {"n": number}, why, address("privacy:retention_rules"))
    if due := sum(row.due for row in row_retention.standings(actor, at) if row.by_hand):
        title = ngettext("%(n)d spoor van toezicht moet weg", "%(n)d sporen van toezicht moeten weg", due)
        why = _("Het wacht op uw goedkeuring, of op die van een ander.")
        yield Attention(title % {"n": due}, why, address("privacy:own_rows"), "behind")


def _papers(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    for dpia in visible_to(Dpia.objects.all(), actor, VIEW_REGISTER).filter(
        Q(review_on__lt=today) | Q(done_on__isnull=True)
    ):
        if dpia.done_on is None:
            why, standing = _("De gemeente heeft deze DPIA nog niet vastgesteld."), "attention"
        else:
            why, standing = _("Had opnieuw bekeken moeten zijn op %(day)s.") % {"day": day(dpia.review_on)}, "behind"
        yield Attention(_("DPIA %(name)s") % {"name": dpia.name}, why, dpia.get_absolute_url(), standing)
    rows = visible_to(ProcessingActivity.objects.all(), actor, VIEW_REGISTER)
    if number := rows.filter(review_on__lt=today).count():
        title = ngettext("%(n)d verwerking opnieuw te bekijken", "%(n)d verwerkingen opnieuw te bekijken", number)
        why = _("De datum van herziening is voorbij.")
        yield Attention(title % {"n": number}, why, address("privacy:register"), "behind")


def _chain(actor: Actor, at: datetime, today: date) -> Iterator[Attention]:
    row = visible_to(ChainCheck.objects.all(), actor, VIEW_LOG).first()
    if row is not None and row.problems:
        title = _("Het logboek is niet meer heel vanaf regel %(n)d") % {"n": row.first_problem}
        why = _("Iemand veranderde of verwijderde iets buiten Baken om.")
        yield Attention(title, why, address("web:log"), "behind")
    elif row is None or row.checked_at < at - timedelta(days=2):
        why = _("Elke nacht controleert Baken of het logboek heel is. Dat is nu langer dan twee dagen niet gebeurd.")
        yield Attention(_("Het logboek is niet gecontroleerd"), why, address("privacy:overview"))


def address(name: str) -> str:
    """Return the address of a page, empty where the feature that has it isn't installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Room:
    """A group of pages of supervision."""

    title: Any
    pages: tuple[tuple[str, str, str], ...]


def rooms(actor: Actor) -> list[Room]:
    """Return the pages of supervision that the actor may open, each with what is found there."""
    told = (
        (
            _("Verwerkingen"),
            (
                (
                    "privacy:register",
                    _("Register van verwerkingen"),
                    _("welke, waarvoor en op welke grond"),
                    VIEW_REGISTER,
                ),
                ("privacy:dpias", _("DPIA’s"), _("risico’s en maatregelen per onderdeel"), VIEW_REGISTER),
                (
                    "privacy:requests",
                    _("Verzoeken van betrokkenen"),
                    _("inzage, rectificatie, wissing; met termijn"),
                    VIEW_REQUESTS,
                ),
                ("privacy:logbook", _("Logboek Dataverwerkingen"), _("elk verzoek op persoonsgegevens"), VIEW_LOG),
            ),
        ),
        (
            _("Wie mag wat weten"),
            (
                ("supervision:roles", _("Rollen en rechten"), _("wie welke handeling mag"), "access.matrix.view"),
                (
                    "supervision:registers",
                    _("Afgeschermde registers"),
                    _("grondslag en wie erin werkt"),
                    "access.matrix.view",
                ),
                (
                    "supervision:covenants",
                    _("Convenanten"),
                    _("met wie wordt gedeeld, tot wanneer"),
                    "access.matrix.view",
                ),
                ("supervision:teams", _("Teams"), _("wie waarbij hoort"), "access.matrix.view"),
                ("accounts:accounts", _("Accounts"), _("in dienst, andere taak, uit dienst"), "access.account.view"),
            ),
        ),
        (
            _("Achteraf kijken"),
            (
                ("privacy:reads", _("Inzage"), _("wat buiten het gewone werk viel"), VIEW_READS),
                ("supervision:emergencies", _("Noodtoegang"), _("gebruik en beoordeling"), "access.emergency.view"),
                ("packets:packets", _("Gedeeld uit signalen"), _("wat voor soort, met wie"), VIEW_RETENTION),
                ("sharings:sharings", _("Wat is gedeeld"), _("uit welk register, naar wie"), VIEW_RETENTION),
                ("web:log", _("Logboek van handelingen"), _("wie wat deed, en of het heel is"), VIEW_LOG),
            ),
        ),
        (
            _("Bewaren"),
            (
                ("privacy:retention", _("Bewaren en vernietigen"), _("wat wanneer weg moet"), VIEW_RETENTION),
                ("privacy:year_ahead", _("Komend jaar"), _("hoeveel per maand weg moet"), VIEW_RETENTION),
                (
                    "privacy:own_rows",
                    _("Sporen van toezicht"),
                    _("noodtoegang en vragen over inzage, hoe lang"),
                    VIEW_RETENTION,
                ),
                ("privacy:retention_rules", _("Bewaartermijnen"), _("hoe lang, en waarom"), VIEW_RETENTION),
                ("privacy:certificates", _("Verklaringen"), _("wat is vernietigd"), VIEW_RETENTION),
            ),
        ),
    )
    found = []
    for title, pages in told:
        open_to = tuple(
            (url, str(label), str(what))
            for name, label, what, permission in pages
            if actor.may(permission) and (url := address(name))
        )
        if open_to:
            found.append(Room(title, open_to))
    return found
