# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has which role and why, what happened to an account, and which changes wait for a second person: in words, for the
pages of accounts and for supervision."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.kernel.audit import personal_of_all
from baken.kernel.models import AuditEntry
from baken.ui.csv_export import BOM, safe
from baken.ui.format import day

from ..actors import Actor
from ..authorization.policy import visible_or_404, visible_to
from ..models import AccountChange, ChangeKind, Kind, Outcome, Partner, RoleAssignment, User
from ..permissions import PERMISSIONS
from ..roles import ROLES, role_label
from ..supervision.matrix import CONFIRM
from .changes import against_confirming, against_deciding
from .four_eyes import waiting
from .queries import assignments, seeing

NEW_FOR = timedelta(days=30)
"""How long supervision is told of somebody new in a role of supervision."""
WATCHED = ("data_protection_officer", "privacy_officer", "administrator")
HISTORY = 30


def seeing_changes(actor: Actor) -> str:
    """Return by which permission the actor sees what waits."""
    return CONFIRM if actor.may(CONFIRM) else seeing(actor)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words: what is asked, its facts by label, and where it stands."""

    change: AccountChange
    what: str
    facts: tuple[tuple[str, str], ...]
    state: str
    waits: bool


def changes_waiting(actor: Actor, at: datetime, user: User | None = None) -> list[ChangeRow]:
    """Return what waits in the actor's municipality, the oldest first; of one account where given."""
    if actor.municipality_id is None:
        return []
    rows = visible_to(waiting(actor.municipality_id, at), actor, seeing_changes(actor)).order_by("asked_at")
    rows = rows.select_related("account", "asked_by")
    return [change_row(row, at) for row in (rows.filter(account=user) if user else rows)]


def change_or_404(actor: Actor, key: UUID) -> AccountChange:
    rows = AccountChange.objects.select_related("account", "asked_by", "decided_by")
    return visible_or_404(rows, actor, seeing_changes(actor), pk=key)


def change_row(change: AccountChange, at: datetime) -> ChangeRow:
    """Return a change in words."""
    wanted = change.wanted
    if change.kind in (ChangeKind.ROLE, ChangeKind.MOVE):
        role = role_label(wanted["role"])
        text = _("Rol geven: %(role)s") if change.kind == ChangeKind.ROLE else _("Overstap naar: %(role)s")
        what, facts = text % {"role": role}, _role_facts(change, wanted)
    elif change.kind == ChangeKind.TOKEN:
        what = _("Sleutel voor een koppeling: %(name)s") % {"name": wanted["name"]}
        rights = ", ".join(str(PERMISSIONS.get(slug, slug)) for slug in wanted["scope"])
        facts = [(_("Wat mag de sleutel"), rights)]
    else:
        what = _("Ander e-mailadres")
        facts = [(_("Nu"), change.account.email or "–"), (_("Gevraagd"), wanted["email"] or "–")]
    state = str(Outcome(change.outcome).label) if change.outcome else _("wacht") if change.waits(at) else _("verlopen")
    return ChangeRow(change, what, tuple(facts), state, change.waits(at))


def _role_facts(change: AccountChange, wanted: dict[str, Any]) -> list[tuple[str, str]]:
    until = day(date.fromisoformat(wanted["until"])) if wanted["until"] else _("geen einde")
    found = [(_("Vanaf"), day(date.fromisoformat(wanted["since"]))), (_("Tot en met"), until)]
    if wanted["partner"]:
        found.append((_("Organisatie"), str(Partner.objects.filter(pk=wanted["partner"]).first() or "–")))
    if change.account.kind == Kind.PERSON:
        found.append((_("E-mailadres"), change.account.email or "–"))
    if not change.account.is_active:
        found.append((_("Let op"), _("Dit account is gesloten, en gaat weer open.")))
    return found


def may_decide(actor: Actor, change: AccountChange, at: datetime) -> dict[str, Any]:
    """Return which buttons the page offers the actor, and why it doesn't offer to confirm."""
    if against_deciding(change, at):
        return {}
    own = actor.id == change.asked_by_id
    against = against_confirming(actor, change, at) if actor.may(CONFIRM) else []
    return {
        "confirms": actor.may(CONFIRM) and not against,
        "declines": actor.may(CONFIRM) and not own,
        "withdraws": actor.may("access.account.manage"),
        "why_not": [reason.text for reason in against],
    }


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history of an account."""

    at: datetime
    what: str
    who: str
    reason: str


def history(actor: Actor, user: User) -> list[Event]:
    """Return what the audit log tells of the roles of an account in the actor's municipality, the newest first."""
    told = _words()
    if actor.municipality_id is None:
        return []
    entries = AuditEntry.objects.filter(
        municipality_id=actor.municipality_id,
        resource_type=User._meta.label_lower,
        resource_id=str(user.pk),
        action__in=sorted(told),
    )
    rows = list(entries.order_by("-sequence")[:HISTORY])
    names, told_apart = _names(row.actor_id for row in rows), personal_of_all(rows)
    found = []
    for row in rows:
        if row.action in ("account.role_given", "account.moved") and row.detail.get("asked_by"):
            continue  # the line of the confirmation says it, with who asked and who confirmed
        what, waits = told[row.action], row.detail.get("waits")
        if waits:
            found.append(Event(row.at, what, _who(names, row.actor_id), ""))  # the line of what was asked says the rest
            continue
        if role := row.detail.get("role"):
            what = f"{what}: {role_label(role)}"
        if row.detail.get("alone"):
            what = f"{what} ({_('er was niemand om te bevestigen')})"
        found.append(Event(row.at, what, _who(names, row.actor_id), str(told_apart.get(row.id, {}).get("reason", ""))))
    return found


def _words() -> dict[str, str]:
    return {
        "account.made": _("account gemaakt"),
        "account.joined": _("account gemaakt"),
        "account.role_given": _("rol gegeven"),
        "account.role_ended": _("rol beëindigd"),
        "account.moved": _("overstap"),
        "account.left": _("account gesloten"),
        "account.asked": _("gevraagd"),
        "account.confirmed": _("bevestigd"),
        "account.declined": _("geweigerd"),
        "account.withdrawn": _("ingetrokken"),
        "account.second_factor_reset": _("tweede stap eraf gehaald"),
    }


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a role now."""

    assignment: RoleAssignment
    name: str
    given_by: str
    confirmed_by: str


def people_per_role(actor: Actor, at: datetime) -> list[tuple[str, list[Holder]]]:
    """Return each role of people with who has it today, in the order of the list of roles."""
    on = timezone.localdate(at)
    rows = assignments(actor).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    held: dict[str, list[Holder]] = {slug: [] for slug in ROLES if slug != "system"}
    rows = rows.filter(user__is_active=True).select_related("user", "partner", "given_by", "confirmed_by")
    for row in rows.order_by("user__display_name"):
        by = row.given_by.display_name if row.given_by else _("Baken zelf")
        confirmed = row.confirmed_by.display_name if row.confirmed_by else ""
        held.setdefault(row.role, []).append(Holder(row, row.user.display_name, by, confirmed))
    return [(role_label(slug), holders) for slug, holders in held.items()]


def people_csv(actor: Actor, at: datetime) -> str:
    """Return the same for a spreadsheet, one line a person and role."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    heads = (
        _("Rol"), _("Naam"), _("Gebruikersnaam"), _("Organisatie"), _("Vanaf"), _("Tot en met"), _("Gegeven door"),
        _("Bevestigd door"), _("Waarom"),
    )  # fmt: skip
    write.writerow([safe(text) for text in heads])
    for label, holders in people_per_role(actor, at):
        for it in holders:
            row = it.assignment
            partner, until = row.partner.name if row.partner else "", row.valid_to.isoformat() if row.valid_to else ""
            line = (
                label, it.name, row.user.username, partner, row.valid_from.isoformat(), until, it.given_by,
                it.confirmed_by, " ".join(row.reason.split()),
            )  # fmt: skip
            write.writerow([safe(text) for text in line])
    return BOM + out.getvalue()


def waiting_account_changes(actor: Actor, at: datetime) -> int:
    """Return how many changes of accounts that the actor may see wait for a second person; for the home page."""
    if actor.municipality_id is None:
        return 0
    return visible_to(waiting(actor.municipality_id, at), actor, seeing_changes(actor)).count()


def account_attention(actor: Actor, at: datetime) -> list[tuple[str, str, str]]:
    """Return what supervision must know of accounts: (title, why, address). What waits, and who is new in supervision."""
    found = []
    url = reverse("accounts:accounts")
    assert actor.municipality_id is not None
    rows_waiting = visible_to(waiting(actor.municipality_id, at), actor, seeing_changes(actor))
    if number := rows_waiting.count():
        title = ngettext("%(n)d wijziging van een account wacht", "%(n)d wijzigingen van accounts wachten", number)
        found.append((title % {"n": number}, _("Een tweede persoon bevestigt of weigert."), url))
    on = timezone.localdate(at)
    rows = assignments(actor).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), role__in=WATCHED)
    rows = rows.filter(given_at__gt=at - NEW_FOR, user__is_active=True).select_related(
        "user", "given_by", "confirmed_by"
    )
    for row in rows.order_by("-given_at"):
        title = _("Nieuw: %(role)s") % {"role": role_label(row.role)}
        by = row.given_by.display_name if row.given_by else _("Baken zelf")
        if row.confirmed_by:
            text = _("%(name)s kreeg deze rol van %(by)s. %(second)s bevestigde dat.")
        else:
            text = _("%(name)s kreeg deze rol van %(by)s. Niemand bevestigde dat.")
        names = {"name": row.user.display_name, "by": by, "second": row.confirmed_by or ""}
        found.append((title, text % names, reverse("accounts:account", args=[row.user_id])))
    return found


def _names(keys: Iterable[UUID | None]) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in={key for key in keys if key}).values_list("pk", "display_name"))


def _who(names: dict[UUID, str], key: UUID | None) -> str:
    return names.get(key, "–") if key else _("Baken zelf")
