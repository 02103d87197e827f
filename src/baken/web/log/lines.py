# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log as supervision reads it: narrowed, in plain words, with what its check found; and as CSV.

The log holds keys. On the page an account is called by its name, which only who may see the log does; the export keeps keys.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import PURPOSES, Actor, User, Vault, purpose_label, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.audit_log.checks import Checked, check_chain, check_ends
from baken.kernel.errors import BakenError, Reason, Refused
from baken.kernel.models import AuditChain, AuditEntry, AuditKind, Municipality
from baken.privacy.facade import chain_check
from baken.ui.counting import Count, capped
from baken.ui.csv_export import BOM, safe
from baken.ui.forms import DayInput, FilterForm

from .words import ACTIONS, OBJECTS, action_words, fault_words, object_words

VIEW = "access.log.view"
PAGE = 50
LIMIT = 1_000
"""Pages go back so far; whoever looks further narrows the period."""
WALKED = 5_000
"""A chain up to this length is checked as a whole for each page; of a longer one the ends and what is shown, and at night all."""
MOST_EXPORTED = 100_000
SHOWN = 20
"""Faults in the chain that are shown one by one."""
BAKEN = "baken"
"""Who stands for what no account did."""


class LogFilter(FilterForm):
    """What the log is narrowed to; what can't be read narrows nothing."""

    wie = forms.ChoiceField(label=gettext_lazy("Wie"), required=False)
    wat = forms.ChoiceField(label=gettext_lazy("Handeling"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Waarop"), required=False)
    doel = forms.ChoiceField(label=gettext_lazy("Doel"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("Vanaf"), required=False, widget=DayInput())
    tot = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        widget=DayInput(),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log in words. `key` are the last characters of the object's key, by which one knows it again."""

    sequence: int
    at: datetime
    what: str
    read: bool
    kind: str
    key: str
    who: str
    purpose: str
    basis: str
    register: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the chain fails: the row, what happened there, what that means."""

    sequence: int
    called: str
    means: str


@dataclass(frozen=True, slots=True)
class Checking:
    """What is known of the log being whole. `first`: the first failing row, 0 where it is whole."""

    first: int = 0
    faults: tuple[Fault, ...] = ()
    more: int = 0
    rows: int = 0
    whole_chain: bool = True
    anchored: bool = True
    unreadable: bool = False


def accounts(municipality: Municipality) -> dict[UUID, str]:
    """Return the accounts that have or had a role here, by key."""
    rows = User.objects.filter(assignments__municipality=municipality).distinct()
    return dict(rows.values_list("pk", "display_name"))


def narrowed(municipality: Municipality, asked: Any, names: dict[UUID, str]) -> tuple[LogFilter, QuerySet[AuditEntry]]:
    """Return the filter, and the rows that it lets through, newest first."""
    people = sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1].casefold())
    choices: dict[str, list[tuple[Any, Any]]] = {
        "wie": [(BAKEN, _("Baken zelf")), *people],
        "wat": [(group, list(its.items())) for group, its in ACTIONS],
        "soort": sorted(((slug, str(words)) for slug, words in OBJECTS.items()), key=lambda one: one[1].casefold()),
        "doel": [(slug, str(words)) for slug, words in PURPOSES.items()],
    }
    form = LogFilter(asked, choices=choices)
    chosen: dict[str, Any] = form.chosen()
    rows = AuditEntry.objects.filter(municipality_id=municipality.pk)
    if who := chosen.get("wie"):
        rows = rows.filter(actor_id__isnull=True) if who == BAKEN else rows.filter(actor_id=who)
    if what := chosen.get("wat"):
        rows = rows.filter(action=what)
    if kind := chosen.get("soort"):
        rows = rows.filter(resource_type=kind)
    if purpose := chosen.get("doel"):
        rows = rows.filter(purpose=purpose).exclude(purpose="")
    if since := chosen.get("vanaf"):
        rows = rows.filter(at__gte=_midnight(since))
    if until := chosen.get("tot"):
        rows = rows.filter(at__lt=_midnight(until) + timedelta(days=1))
    return form, rows.order_by("-sequence")


def page_of(rows: QuerySet[AuditEntry], wanted: Any) -> tuple[Page[Any], list[AuditEntry], Count]:
    """Return one page of at most the newest `LIMIT` rows, its rows, and how many there are. Two queries."""
    number = capped(rows, LIMIT)
    page = Paginator(range(number.value), PAGE).get_page(wanted)
    start = (page.number - 1) * PAGE
    return page, list(rows[start : min(start + PAGE, number.value)]), number


def lines(municipality: Municipality, found: Iterable[AuditEntry], names: dict[UUID, str]) -> list[Line]:
    """Return rows in words."""
    registers = dict(Vault.objects.filter(municipality=municipality).values_list("pk", "name"))
    return [
        Line(
            sequence=row.sequence,
            at=row.at,
            what=action_words(row.action),
            read=row.kind == AuditKind.READ,
            kind=object_words(row.resource_type) if row.resource_type else "",
            key=row.resource_id[-6:],
            who=names.get(row.actor_id, f"…{str(row.actor_id)[-6:]}") if row.actor_id else "Baken",
            purpose=purpose_label(row.purpose) if row.purpose else "",
            basis=row.basis,
            register=registers.get(row.vault_id, "") if row.vault_id else "",
        )
        for row in found
    ]


def checking(municipality: Municipality, shown: Iterable[AuditEntry], *, wholly: bool = False) -> Checking:
    """Check the log against its seals, its order and its anchor, as `baken audit verify` does.

    Personal parts are looked at by the nightly check alone. A long chain is walked as a whole only when asked.
    """
    length = AuditChain.objects.filter(municipality_id=municipality.pk).values_list("length", flat=True).first() or 0
    whole = wholly or length <= WALKED
    try:
        found = check_chain(municipality.pk, personal=False) if whole else check_ends(municipality.pk, shown)
    except (OSError, BakenError):
        return Checking(rows=length, whole_chain=whole, unreadable=True)
    return _told(found, whole=whole)


def _told(found: Checked, *, whole: bool) -> Checking:
    faults = tuple(Fault(problem.sequence, *fault_words(problem.what)) for problem in found.problems[:SHOWN])
    return Checking(
        first=min((problem.sequence for problem in found.problems), default=0),
        faults=faults,
        more=max(len(found.problems) - SHOWN, 0),
        rows=found.rows,
        whole_chain=whole,
        anchored=not any("isn't anchored" in note for note in found.told),
    )


def page(actor: Actor, municipality: Municipality, asked: Any, *, wholly: bool) -> dict[str, Any]:
    """Return everything for the page of the log."""
    names = accounts(municipality)
    form, rows = narrowed(municipality, asked, names)
    at, shown, number = page_of(rows, asked.get("bladzijde"))
    check, nightly = checking(municipality, shown, wholly=wholly), chain_check(actor)
    return {
        "page": at,
        "lines": lines(municipality, shown, names),
        "number": number,
        "form": form,
        "filtered": bool(form.chosen()),
        "check": check,
        "nightly": nightly,
        "broken": check.first or (nightly.first_problem if nightly else 0),
        "query": _query(asked),
    }


def _query(asked: Any) -> str:
    """Return what the address of the export takes along: what is chosen, without the page."""
    kept = asked.copy()
    for name in ("bladzijde", "controle"):
        kept.pop(name, None)
    return str(kept.urlencode())


@action
def export(*, actor: Actor, at: datetime, municipality: Municipality, asked: Any) -> str:
    """Return the rows that the filter lets through as CSV, oldest first, with keys and no names; it is written in the log.

    Refused above `MOST_EXPORTED` rows: half a log would pass for a whole one.
    """
    require_in(actor, VIEW, municipality.pk)
    form, rows = narrowed(municipality, asked, accounts(municipality))
    if rows.order_by()[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
        text = _("Dit zijn meer dan 100.000 regels. Kies een kortere periode.")
        raise Refused((Reason("too_many_rows", text),))
    registers = dict(Vault.objects.filter(municipality=municipality).values_list("pk", "name"))
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(COLUMNS)
    count = 0
    for row in rows.order_by("sequence").iterator(chunk_size=2_000):
        count += 1
        told = (
            row.sequence, timezone.localtime(row.at).isoformat(), row.actor_id or "", row.action, action_words(row.action),
            _("gelezen") if row.kind == AuditKind.READ else _("gewijzigd"), row.resource_type,
            object_words(row.resource_type), row.resource_id,
            purpose_label(row.purpose) if row.purpose else "", row.basis,
            registers.get(row.vault_id, "") if row.vault_id else "", row.hash,
        )  # fmt: skip
        write.writerow([safe(str(one)) for one in told])
    chosen = {name: str(value) for name, value in form.chosen().items()}
    audit.record("log.exported", municipality, rows=count, chosen=chosen)
    return BOM + out.getvalue()


COLUMNS = (
    "regel", "moment", "account", "handeling", "handeling in woorden", "gelezen of gewijzigd", "soort object",
    "soort object in woorden", "sleutel object", "doel", "grondslag", "register", "zegel",
)  # fmt: skip


def _midnight(day: date) -> datetime:
    safe_day = min(max(day, date(2000, 1, 1)), date(2100, 1, 1))
    return timezone.make_aware(datetime.combine(safe_day, time()))
