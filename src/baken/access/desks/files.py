# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files in registers with a desk (`models.desk_file`): opening one, finding one, its rows, and the terms that run on it.

Everything that reads is asked inside `opened(actor, purpose)`, but for `find` and `first_purpose`, which look for the
purpose. A feature brings its model, its permissions and its rules; how a file is found is the same for each.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.cores.terms import Computation, Rule, State
from baken.kernel import audit
from baken.kernel.actions import require_run
from baken.kernel.errors import Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality, Record
from baken.kernel.terms import Whose, term_sources

from ..actors import Actor, system_actor
from ..authorization.need_to_know import purposes_open_to
from ..authorization.policy import require, visible_or_404, visible_to
from ..authorization.sight import opened
from ..models import DeskFile, DeskTerm, GuardedRecord, Level, Vault, VaultAdmission

F = TypeVar("F", bound=DeskFile)
R = TypeVar("R", bound=Record)
TRIES = 40
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a drawn reference: Crockford's alphabet, without letters that read as digits."""


@dataclass(frozen=True, slots=True)
class About:
    """What tells a term from others of its name in one file: a text in Dutch with `%(day)s`, the day, and which of that day it
    is where there are more."""

    text: str
    on: date
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SeenFile(Generic[F]):
    """One file as one actor may see it for one purpose. `file` with its guarded record and register."""

    actor: Actor
    file: F
    purpose: str


def find(
    model: type[F], actor: Actor, reference: str, permission: str, asked: str = "", with_: Iterable[str] = ()
) -> SeenFile[F]:
    """Return the file with this reference as `actor` sees it, for the first purpose that opens it (or the one asked).

    `with_`: relations to load along. Raises `Http404`, in the same way for what isn't there as for what isn't open.
    """
    for purpose in purposes_open_to(actor):
        if asked and asked != purpose:
            continue
        with opened(actor, purpose):
            rows: QuerySet[F] = QuerySet(model).select_related("guarded", "vault", *with_)
            found = visible_to(rows.filter(reference=reference), actor, permission, purpose).first()
            if found is not None:
                return SeenFile(actor, found, purpose)
    raise Http404


def purposes(actor: Actor, permission: str, among: Iterable[str]) -> tuple[str, ...]:
    """Return those of the purposes `among` for which the actor comes at a register, in a fixed order."""
    if actor.municipality_id is None or not actor.may(permission):
        return ()
    wanted = set(among)
    return tuple(one for one in purposes_open_to(actor) if one in wanted)


def first_purpose(model: type[F], actor: Actor, permission: str, among: Iterable[str], asked: str = "") -> str:
    """Return the purpose for a list: the one asked, else the first with a file, else the first; "" where none is open."""
    mine = purposes(actor, permission, among)
    if asked in mine:
        return asked
    for purpose in mine:
        with opened(actor, purpose):
            if files(model, actor, permission, purpose).exists():
                return purpose
    return mine[0] if mine else ""


def files(model: type[F], actor: Actor, permission: str, purpose: str) -> QuerySet[F]:
    """Return the files that `actor` may see for `purpose`, newest first."""
    rows: QuerySet[F] = QuerySet(model)
    return visible_to(rows, actor, permission, purpose).order_by("-id")


def rows(seen: SeenFile[Any], model: type[R], permission: str, field: str) -> QuerySet[R]:
    """Return the rows of one kind that belong to the file; `field` leads from the row to it."""
    found: QuerySet[R] = QuerySet(model).filter(**{field: seen.file.pk})
    return visible_to(found, seen.actor, permission, seen.purpose)


def row(seen: SeenFile[Any], model: type[R], key: UUID, permission: str, field: str) -> R:
    """Return one row of *this* file, or raise `Http404`."""
    found: QuerySet[R] = QuerySet(model).filter(**{field: seen.file.pk})
    return visible_or_404(found, seen.actor, permission, seen.purpose, pk=key)


def vaults_for(municipality: Municipality, purpose: str) -> list[Vault]:
    """Return the registers with a desk that serve a purpose, by slug."""
    found = Vault.objects.filter(municipality=municipality, desk=True).order_by("slug")
    return [vault for vault in found if purpose in vault.purposes]


def begin(
    model: type[F],
    *,
    actor: Actor,
    at: datetime,
    permission: str,
    purpose: str,
    vault: Vault,
    kind: str,
    prefix: str,
    reference: str = "",
    fictitious: bool = False,
    **values: Any,
) -> F:
    """Open a file in a register with a desk and return it, saved. Part of an action, inside `opened(actor, purpose)`.

    `kind` is that of the guarded record; `prefix` begins the reference that is drawn where none is given (`M-7K2P9QX`).
    Raises `Denied` without the permission; `Refused` where the register isn't of this municipality, has no desk, doesn't
    serve the purpose or doesn't admit a role of the actor for it, and where the reference is taken.
    """
    require_run("opening a file")
    require(actor, permission)
    reasons = list(_against(actor, vault, purpose))
    if reasons:
        raise Refused(tuple(reasons))
    number = _drawn(model, vault, prefix, reference)
    key = uuid7(at)
    guarded = GuardedRecord(
        id=key,
        municipality_id=vault.municipality_id,
        vault=vault,
        kind=kind,
        reference=number,
        level=Level.CONFIDENTIAL,
    )
    guarded.save(force_insert=True)
    values.setdefault("opened_on", timezone.localdate(at))
    file = model(
        id=key, municipality_id=vault.municipality_id, guarded=guarded, vault=vault, reference=number,
        fictitious=fictitious, **values,
    )  # fmt: skip
    file.save(force_insert=True)
    audit.record(f"{kind}.opened", guarded, purpose=purpose, basis=vault.basis, vault_id=vault.pk)
    return file


def close(file: DeskFile, on: date) -> None:
    """Say that a file is closed: its term of retention starts. Part of an action; the caller saves the file itself."""
    file.closed_on = on
    _retain(file, on)


def open_again(file: DeskFile) -> None:
    """Say that a file is open again: its term of retention stops. Part of an action; the caller saves the file itself."""
    file.closed_on = None
    _retain(file, None)


def keep_term(
    file: Any,
    kind: str,
    subject: Record,
    found: Computation | None = None,
    rule: Rule | None = None,
    *,
    label: Any = "",
    due: date | None = None,
    started: date | None = None,
    done_on: date | None = None,
    owner_role: str = "",
    undated: bool = False,
    whose: Whose = Whose.OURS,
    next_step: str = "",
    about: About | None = None,
) -> None:
    """Keep what the list of terms shows of one term of a file. Part of an action; each call says the whole anew.

    `file` is a `DeskFile`, or another record at a desk with its guarded record, register, reference and `fictitious`.

    Either `rule` with the computation `found` of its ledger (`kernel.clocks.standing`), or an agreed day: `label` and `due`. With
    both, `found` was reckoned without a ledger of the subject, and the list shows no sum.
    A label may be lazy: it is kept in Dutch whoever acts, since by it the row is found again.
    `undated`: it must be done, and no day was set. `done_on`: the day on which what the term asks was done. A term whose ledger
    is empty is taken off the list.

    `whose`: who must act by that day; a kind says which it keeps beside our own (`register_desk_kind`). `next_step`: what we
    do once somebody else's day is over. `about`: what tells it from others of its name in the file.
    """
    require_run("term of a file")
    if whose is not Whose.OURS and whose not in _kept_by(kind):
        raise ValueError(f"{kind} keeps no terms that are {whose}: the list would never show it")
    slug = rule.slug if rule is not None else ""
    with override("nl"):
        label = str(label)
    same = DeskTerm.objects.filter(municipality_id=file.municipality_id, subject=subject.pk, rule=slug, label=label)
    gone = found is not None and (not found.steps or found.state in (State.LAPSED,))
    if gone or (found is None and due is None and not undated):
        same.delete()
        return
    row = same.locked().first() or DeskTerm(
        municipality_id=file.municipality_id, subject=subject.pk, rule=slug, label=label
    )
    row.guarded, row.vault, row.kind, row.reference = file.guarded, file.vault, kind, file.reference
    row.subject_type, row.owner_role = subject._meta.label_lower, owner_role or file.owner_role
    ended = found.steps[-1].at if found is not None and found.steps and found.state is State.ENDED else None
    row.fictitious, row.done_on = file.fictitious, done_on or ended
    row.whose, row.next_step = whose, next_step
    row.about, row.about_on, row.number = (
        (about.text, about.on, about.number) if about is not None else ("", None, None)
    )
    if found is None:
        row.due, row.started, row.paused = due, started, False
    else:
        row.due, row.paused = found.last_day, found.state is State.SUSPENDED
        row.started = found.steps[0].at
    row.save()


def _kept_by(kind: str) -> frozenset[Whose]:
    """Return whose terms a kind keeps beside our own; all of them where nobody made it known (a list doesn't show those)."""
    found = next((one.many for one in term_sources() if one.slug == kind), None)
    return getattr(found, "also", frozenset(Whose))


def drop_terms(file: Any, subject: Record | None = None) -> None:
    """Take the terms of a file, or of one of its rows, off the list. Part of an action."""
    require_run("terms of a file")
    gone = DeskTerm.objects.filter(guarded=file.guarded)
    (gone.filter(subject=subject.pk) if subject is not None else gone).delete()


def _against(actor: Actor, vault: Vault, purpose: str) -> Iterable[Reason]:
    if vault.municipality_id != actor.municipality_id:
        yield Reason("other_municipality", _("Dit hoort bij een andere gemeente."))
        return
    if not vault.desk:
        yield Reason("no_desk", _("Dit register heeft geen vaste bezetting. Kies een ander register."))
    admitted = VaultAdmission.objects.filter(vault=vault, role__in=sorted(actor.roles))
    if "system" not in actor.roles and not any(purpose in one.purposes for one in admitted):
        yield Reason("not_admitted", _("Uw functie is voor dit doel niet toegelaten tot dit register."))
    if purpose not in vault.purposes:
        yield Reason("purpose", _("Dit register is er niet voor dit doel."))


def _drawn(model: type[Model], vault: Vault, prefix: str, reference: str) -> str:
    """Return a reference that no file has, or the one given. Taken ones are asked of the whole register, seen or not."""
    for _try in range(TRIES):
        number = reference or f"{prefix}-{''.join(secrets.choice(LETTERS) for _n in range(7))}"
        with opened(system_actor(Municipality(pk=vault.municipality_id)), system=True):
            taken = model._base_manager.filter(municipality_id=vault.municipality_id, reference=number).exists()
        if not taken:
            return number
        if reference:
            break
    raise Refused((Reason("reference", _("Dit nummer is al in gebruik.")),))


def _retain(file: DeskFile, on: date | None) -> None:
    guarded = file.guarded
    guarded.retention_from = on
    guarded.save()
    audit.record(f"{guarded.kind}.retention", guarded, retention_from=on)
