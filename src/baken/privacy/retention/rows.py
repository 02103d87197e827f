# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision keeps of its own work goes too: uses of emergency access, questions about reads that were settled,
requests of data subjects that were closed.

These rows have no guarded record of their own. All of a kind that are due go together, with one certificate: at night where
the rule asks no approval, else after somebody approved: the next night, or earlier by the hand of somebody else. Nothing goes
by a rule that nobody verified. A hold on the record that a row tells of keeps it, and so does a follow-up that isn't done.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from baken.access.facade import Actor, EmergencyAccess, GuardedRecord, municipality_of, opened, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from ..models import Certificate, DataRequest, ReadReview, RetentionRule, RowApproval
from ..policies import MANAGE_RETENTION, VIEW_RETENTION
from ..requests.actions import forget_clocks
from ..stepping import refuse
from .days import due_on, latest_start
from .destruction import clear_audit, next_number
from .due import RowKind, register_kind, row_kinds

BATCH = 500
EMERGENCIES = RowKind(
    slug="emergency.access",
    label=gettext_lazy("noodtoegang"),
    start=gettext_lazy("de noodtoegang is beoordeeld"),
    rows=lambda municipality: EmergencyAccess.objects.filter(municipality=municipality),
    since="reviewed_at",
    guarded="guarded_id",
    count_labels={"emergency.access": gettext_lazy("keer noodtoegang, met reden en oordeel")},
)
FOLLOWED = Q(settled_at__isnull=False, follow_up_done_at__isnull=True) & ~Q(follow_up="")
"""A question that was settled, of which the follow-up isn't done: it stays."""
READS = RowKind(
    slug="read.review",
    label=gettext_lazy("inzagevragen"),
    start=gettext_lazy("de vraag is afgehandeld"),
    rows=lambda municipality: ReadReview.objects.filter(municipality=municipality).exclude(FOLLOWED),
    since="settled_at",
    guarded="guarded_key",
    count_labels={"read.review": gettext_lazy("vragen over inzage, met uitleg en oordeel")},
)

REQUESTS = RowKind(
    slug="data_request",
    label=gettext_lazy("verzoeken van betrokkenen"),
    start=gettext_lazy("het verzoek is gesloten"),
    rows=lambda municipality: DataRequest.objects.filter(municipality=municipality),
    since="closed_at",
    count_labels={"data_request": gettext_lazy("verzoeken, met naam en bereikbaarheid")},
    forget=forget_clocks,
)


def register_row_kinds() -> None:
    """Make them known."""
    register_kind(EMERGENCIES)
    register_kind(READS)
    register_kind(REQUESTS)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one kind stands on a day: its rule, how many rows are due, how many are held though due, and when the next is due."""

    kind: RowKind
    rule: RetentionRule | None
    due: int
    held: int
    waiting: int
    next_due: date | None
    approval: RowApproval | None = None

    @property
    def by_hand(self) -> bool:
        """Whether what is due waits for an approval."""
        return self.rule is not None and self.rule.approval and self.due > 0 and self.approval is None

    @property
    def verified(self) -> bool:
        """Whether anything can go by the rule."""
        return self.rule is not None and self.rule.verified


def standings(actor: Actor, at: datetime) -> list[Standing]:
    """Return how each kind stands. One query a kind, two where rows can be held back, and three."""
    require(actor, VIEW_RETENTION)
    municipality = municipality_of(actor)
    rules = {rule.kind: rule for rule in RetentionRule.objects.filter(municipality=municipality, vault="")}
    waiting = RowApproval.objects.filter(municipality=municipality, used_at__isnull=True).select_related("approved_by")
    approvals = {approval.kind: approval for approval in waiting}
    on = timezone.localdate(at)
    with opened(actor, "", system=True):  # once for all kinds: each tells the database anew who looks
        return [
            _standing(actor, municipality, kind, on, rules.get(kind.slug), approvals.get(kind.slug))
            for kind in row_kinds()
        ]


@action
def approve_rows(*, actor: Actor, at: datetime, municipality: Municipality, kind: RowKind) -> RowApproval:
    """Approve that the rows of a kind which are due today are destroyed. Nothing is gone yet.

    Raises `Refused` without a verified rule, where nothing is due, and where it was approved already.
    """
    require_in(actor, MANAGE_RETENTION, municipality.id)
    rule = _verified(municipality, kind)
    if _waiting(municipality, kind) is not None:
        raise refuse("approved", _("Dit is al goedgekeurd."))
    with opened(actor, "", system=True):
        if not _free(_due(municipality, kind, rule, timezone.localdate(at)), municipality, kind).exists():
            raise refuse("not_due", _("De bewaartermijn is nog niet voorbij."))
    if actor.id is None:
        raise refuse("nobody", _("Goedkeuren doet een mens."))
    row = RowApproval(municipality=municipality, kind=kind.slug, approved_at=at, approved_by_id=actor.id)
    row.save()
    audit.record("rows.approved", row, kind=kind.slug)
    return row


@action
def withdraw_rows(*, actor: Actor, at: datetime, municipality: Municipality, kind: RowKind) -> None:
    """Take back an approval that nothing was destroyed by yet."""
    require_in(actor, MANAGE_RETENTION, municipality.id)
    row = _waiting(municipality, kind)
    if row is None:
        raise refuse("not_approved", _("Deze vernietiging moet eerst worden goedgekeurd."))
    audit.record("rows.approval_withdrawn", row, kind=kind.slug)
    row.delete()


@action
def destroy_rows(*, actor: Actor, at: datetime, municipality: Municipality, kind: RowKind) -> Certificate:
    """Destroy the rows of a kind that are due and not held, with what the audit log tells of persons in them.

    Where the rule asks an approval: those that were due on the day of it. Raises `Refused` where no verified rule says how
    long they are kept, where nothing is due, without the approval that the rule asks, and for whoever gave it.
    """
    require_in(actor, MANAGE_RETENTION, municipality.id)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # what two would destroy gets one certificate
    rule, today = _verified(municipality, kind), timezone.localdate(at)
    approval = _waiting(municipality, kind) if rule.approval else None
    if rule.approval:
        if approval is None:
            raise refuse("not_approved", _("Deze vernietiging moet eerst worden goedgekeurd."))
        if actor.id is not None and actor.id == approval.approved_by_id:
            told = _("U keurde dit goed. Een collega voert het uit, of Baken doet het de komende nacht.")
            raise refuse("same_person", told)
        today = min(today, timezone.localdate(approval.approved_at))
    with opened(actor, "", system=True):
        keys = list(_free(_due(municipality, kind, rule, today), municipality, kind).values_list("pk", kind.since))
        if not keys:
            raise refuse("not_due", _("De bewaartermijn is nog niet voorbij."))
        counts = {kind.slug: len(keys)}
        parts = 0
        for start in range(0, len(keys), BATCH):
            some = [pk for pk, _since in keys[start : start + BATCH]]
            rows = kind.rows(municipality.pk).filter(pk__in=some)
            parts += clear_audit(municipality.pk, [(rows.model._meta.label_lower, [str(pk) for pk in some])])
            if kind.forget is not None:
                kind.forget(rows)
            rows.delete()
        if parts:
            counts["audit_parts"] = parts
    last = max(_day(since) for _pk, since in keys)
    certificate = _certificate(actor, at, municipality, kind, rule, approval, last, counts)
    if approval is not None:
        approval.used_at = at
        approval.save()
    audit.record("rows.destroyed", certificate, certificate=certificate.number, kind=kind.slug, counts=counts)
    return certificate


def destroy_what_may(*, actor: Actor, at: datetime, municipality: Municipality) -> list[Certificate]:
    """Destroy, of each kind, what is due by its verified rule and approved where that asks it; for the night."""
    found = []
    for kind in row_kinds():
        rule = _rule(municipality, kind)
        approval = _waiting(municipality, kind)
        if rule is None or not rule.verified or (rule.approval and approval is None):
            continue
        until = approval.approved_at if rule.approval and approval is not None else at
        with opened(actor, "", system=True):
            due = _free(_due(municipality, kind, rule, timezone.localdate(until)), municipality, kind).exists()
        if due:
            found.append(destroy_rows(actor=actor, at=at, municipality=municipality, kind=kind))
    return found


def _verified(municipality: Municipality, kind: RowKind) -> RetentionRule:
    rule = _rule(municipality, kind)
    if rule is None:
        raise refuse("no_rule", _("Er is geen bewaartermijn voor deze soort."))
    if not rule.verified:
        raise refuse("rule_unverified", _("De bewaartermijn is nog niet nagekeken in de bron. Doe dat eerst."))
    return rule


def _waiting(municipality: Municipality, kind: RowKind) -> RowApproval | None:
    """Return the approval that nothing was destroyed by yet."""
    rows = RowApproval.objects.filter(municipality=municipality, kind=kind.slug, used_at__isnull=True)
    return rows.select_related("approved_by").first()


def _rule(municipality: Municipality, kind: RowKind) -> RetentionRule | None:
    return RetentionRule.objects.filter(municipality=municipality, kind=kind.slug, vault="").first()


def _due(municipality: Municipality, kind: RowKind, rule: RetentionRule, on: date) -> QuerySet[Any]:
    start = latest_start(on, rule.years, rule.months)
    return kind.rows(municipality.pk).filter(**{kind.by_day("lte"): start}).order_by(kind.since, "pk")


def _day(since: datetime | date) -> date:
    return timezone.localdate(since) if isinstance(since, datetime) else since


def _held(municipality: Municipality, kind: RowKind) -> Q:
    held = GuardedRecord.objects.filter(municipality=municipality, hold=True)
    return Q(**{f"{kind.guarded}__in": held.values("pk")})


def _free(rows: QuerySet[Any], municipality: Municipality, kind: RowKind) -> QuerySet[Any]:
    return rows.exclude(_held(municipality, kind)) if kind.guarded else rows


def _standing(
    actor: Actor, municipality: Municipality, kind: RowKind, on: date, rule: RetentionRule | None, approval: RowApproval | None
) -> Standing:  # fmt: skip
    rows = kind.rows(municipality.pk)
    with opened(actor, "", system=True):  # how many there are: who oversees retention sees none of them
        no_day = Q(**{f"{kind.since}__isnull": True})
        if rule is None:
            return Standing(kind, None, 0, 0, rows.filter(no_day).count(), None)
        start = latest_start(on, rule.years, rule.months)
        told = rows.aggregate(
            waiting=Count("pk", filter=no_day),
            due=Count("pk", filter=Q(**{kind.by_day("lte"): start})),
            first=Min(kind.since, filter=Q(**{kind.by_day("gt"): start})),
        )
        waiting, number, first = told["waiting"], told["due"], told["first"]
        free = number
        if number and kind.guarded:
            free = _free(_due(municipality, kind, rule, on), municipality, kind).count()
    next_due = due_on(_day(first), rule.years, rule.months) if first else None
    return Standing(kind, rule, free, number - free, waiting, next_due, approval)


def _certificate(
    actor: Actor, at: datetime, municipality: Municipality, kind: RowKind, rule: RetentionRule,
    approval: RowApproval | None, day: date, counts: dict[str, int],
) -> Certificate:  # fmt: skip
    with override("nl"):  # a certificate is a document of the municipality
        label = str(kind.label)
        reference = _("%(what)s tot en met %(day)s") % {"what": label.capitalize(), "day": f"{day:%d-%m-%Y}"}
        vault = _("geen: toezicht zelf")
    certificate = Certificate(
        municipality=municipality,
        number=next_number(municipality.pk, at),
        kind=kind.slug,
        kind_label=label,
        reference=reference[:40],
        vault_name=vault,
        rule_name=rule.name,
        basis=rule.basis,
        retention_from=day,
        due_on=due_on(day, rule.years, rule.months),
        approved_at=approval.approved_at if approval else None,
        approved_by_id=approval.approved_by_id if approval else None,
        destroyed_at=at,
        destroyed_by_id=actor.id,
        counts=counts,
    )
    certificate.save()
    return certificate
