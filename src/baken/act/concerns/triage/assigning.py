# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who handles a concern, in which category, and what its handlers write down; and selections that one comes back to."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    Actor,
    RoleAssignment,
    User,
    VaultAdmission,
    matrix_of,
    require,
    role_label,
    visible_or_404,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh

from ..models import Category, Concern, Note, SavedFilter, Status
from ..policies import HANDLE, VIEW
from ..reporting.intake import WPG_ROLE, working_days_after
from ..workflow import OPEN

MAX_NOTE = 5_000
MAX_FILTERS = 20
MAX_FILTER_NAME = 60
MAX_QUERY = 500
MANY = 50
"""Concerns that can be assigned at once: those of one page."""
AT_WORK = frozenset({*OPEN, Status.ROUTED, Status.SET_ASIDE})


@action
def assign(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, user: UUID | None = None, role: str = ""
) -> Concern:
    """Give a concern to a colleague (`user`) or to a function (`role`), which takes it from whoever had it.

    Only who has a function that its register admits, and that handles concerns. Raises `Refused`.
    """
    require(actor, HANDLE, concern, purpose)
    concern = fresh(concern, seen)
    _assigned(concern, purpose, timezone.localdate(at), user, role)
    return concern


@action
def assign_many(
    *, actor: Actor, at: datetime, purpose: str, chosen: Sequence[tuple[UUID, int]], user: UUID | None = None,
    role: str = "",
) -> int:  # fmt: skip
    """Give several concerns at once: all or none. `chosen`: key and version as they were seen. Return how many.

    Nothing else can be done for several at once: testing, weighing and closing are done one by one.
    """
    if not chosen or len(chosen) > MANY:
        raise Refused((Reason("none", _("Kies een of meer signalen, hoogstens %(max)d.") % {"max": MANY}),))
    for key, seen in sorted(chosen):
        concern = visible_or_404(Concern.objects.select_related("vault"), actor, HANDLE, purpose, pk=key)
        _assigned(fresh(concern, seen), purpose, timezone.localdate(at), user, role)
    return len(chosen)


@action
def change_category(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, category: Category, reason: str
) -> Concern:
    """Put a concern in another category of the same register; its terms are counted anew from the day of receipt."""
    require(actor, HANDLE, concern, purpose)
    concern = fresh(concern, seen)
    reasons = []
    if concern.status not in OPEN:
        reasons.append(Reason("wrong_status", _("Alleen bij een open signaal kunt u de soort veranderen.")))
    if category.pk == concern.category_id:
        reasons.append(Reason("same", _("Dit is de soort die het signaal al heeft.")))
    elif category.vault_id != concern.vault_id and concern.assigned_role != WPG_ROLE:
        reasons.append(Reason("register", _("Deze soort hoort in een ander register. Dat kan alleen door te delen.")))
    if category.sensitive and concern.status == Status.AGENDA:
        text = _("Deze soort gaat niet naar het signalenoverleg. Haal het signaal eerst van de agenda.")
        reasons.append(Reason("on_agenda", text))
    if not reason.strip():
        reasons.append(Reason("no_reason", _("Schrijf op waarom.")))
    if reasons:
        raise Refused(tuple(reasons))
    before, day = concern.category_id, timezone.localdate(concern.received_at)
    concern.category, concern.theme = category, category.theme
    concern.sensitive = concern.sensitive or category.sensitive
    concern.answer_due = working_days_after(day, category.answer_days)
    if concern.status == Status.RECEIVED:
        concern.test_due = working_days_after(day, category.test_days)
    if concern.assigned_role != WPG_ROLE and concern.assignee_id is None:
        concern.assigned_role = category.handler_role
    concern.save()
    audit.record(
        "concern.category", concern, purpose=purpose, vault_id=concern.vault_id, before=str(before),
        after=str(category.pk), personal={"reason": reason.strip()},
    )  # fmt: skip
    return concern


@action
def add_note(*, actor: Actor, at: datetime, purpose: str, concern: Concern, text: str) -> Note:
    """Write something down for colleagues at the same desk."""
    require(actor, HANDLE, concern, purpose)
    if not text.strip() or len(text) > MAX_NOTE:
        told = _("Schrijf een notitie van hoogstens %(max)d tekens.") % {"max": MAX_NOTE}
        raise Refused((Reason("note", told),))
    row = Note(
        municipality_id=concern.municipality_id, concern=concern, at=at, text=text.strip(), author_id=actor.id,
        author_role=",".join(sorted(actor.roles))[:40],
    )  # fmt: skip
    row.save()
    audit.record("concern.noted", concern, purpose=purpose, vault_id=concern.vault_id, note=str(row.pk))
    return row


@action
def save_filter(*, actor: Actor, at: datetime, name: str, query: str) -> SavedFilter:
    """Keep a selection under a name, for oneself; the same name again replaces it. `query` is that of the list's address."""
    require(actor, VIEW)
    assert actor.municipality_id is not None  # who has no municipality has no permission either
    assert actor.id is not None
    name = " ".join(name.split())
    if not name or len(name) > MAX_FILTER_NAME or len(query) > MAX_QUERY:
        text = _("Geef de selectie een naam van hoogstens %(max)d tekens.") % {"max": MAX_FILTER_NAME}
        raise Refused((Reason("name", text),))
    mine = SavedFilter.objects.filter(municipality=actor.municipality_id, user=actor.id)
    row = mine.filter(name=name).first()
    if row is None:
        if mine.count() >= MAX_FILTERS:
            text = _("U hebt al %(max)d selecties bewaard. Haal er eerst een weg.") % {"max": MAX_FILTERS}
            raise Refused((Reason("many", text),))
        row = SavedFilter(municipality_id=actor.municipality_id, user_id=actor.id, name=name)
    row.query = query
    row.save()
    audit.record("concern.filter_saved", row)
    return row


@action
def drop_filter(*, actor: Actor, at: datetime, key: UUID) -> None:
    """Take one's own saved selection away. Raises `Refused` for one that isn't there (any more)."""
    require(actor, VIEW)
    row = SavedFilter.objects.filter(municipality=actor.municipality_id, user=actor.id, pk=key).first()
    if row is None:
        raise Refused((Reason("gone", _("Deze selectie is er niet meer.")),))
    audit.record("concern.filter_dropped", row)
    row.delete()


def filters_of(actor: Actor) -> list[SavedFilter]:
    """Return the selections that somebody saved, in their order."""
    return list(SavedFilter.objects.filter(municipality=actor.municipality_id, user=actor.id))


def roles_for(vault_id: UUID, municipality_id: UUID, purpose: str) -> list[str]:
    """Return the functions that handle concerns in a register for a purpose: admitted there, and allowed to."""
    grants = matrix_of(municipality_id)
    rows = VaultAdmission.objects.filter(vault=vault_id)
    return sorted(row.role for row in rows if purpose in row.purposes and HANDLE in grants.get(row.role, frozenset()))


def colleagues(municipality_id: UUID, roles: Sequence[str], on: date) -> list[User]:
    """Return who holds one of these functions on a day, by name."""
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), municipality=municipality_id, role__in=list(roles),
        valid_from__lte=on, partner__isnull=True, user__is_active=True,
    )  # fmt: skip
    people = {row.user_id: row.user for row in held.select_related("user")}
    return sorted(people.values(), key=lambda user: (user.display_name, user.pk))


def choices(vault_id: UUID, municipality_id: UUID, purpose: str, on: date) -> list[tuple[str, str]]:
    """Return to whom a concern can be given: `u:<key>` or `r:<function>`, and in words."""
    roles = roles_for(vault_id, municipality_id, purpose)
    functions = [(f"r:{role}", _("functie: %(role)s") % {"role": role_label(role)}) for role in roles]
    return [*functions, *((f"u:{one.pk}", one.display_name) for one in colleagues(municipality_id, roles, on))]


def _assigned(concern: Concern, purpose: str, on: date, user: UUID | None, role: str) -> None:
    if concern.status not in AT_WORK:
        raise Refused((Reason("wrong_status", _("Dit signaal is afgerond: er is niets meer te doen.")),))
    roles = roles_for(concern.vault_id, concern.municipality_id, purpose)
    fit = {one.pk for one in colleagues(concern.municipality_id, roles, on)}
    if (user is None) == (not role) or (role and role not in roles) or (user is not None and user not in fit):
        text = _("Kies iemand met een functie die tot dit register is toegelaten en signalen behandelt.")
        raise Refused((Reason("not_admitted", text),))
    before = str(concern.assignee_id or concern.assigned_role)
    concern.assignee_id = user
    if role:
        concern.assigned_role = role
    concern.save()
    audit.record(
        "concern.assigned", concern, purpose=purpose, vault_id=concern.vault_id, before=before, after=str(user or role)
    )
