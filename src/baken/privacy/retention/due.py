# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is due for destruction and when. A feature says of its kind of record how it is destroyed: `register_kind`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Actor, EmergencyAccess, GuardedRecord, visible_to
from baken.kernel.ids import uuid7

from ..models import OPEN, Destruction, ReadReview, RetentionRule
from ..policies import VIEW_RETENTION
from .days import due_on, latest_start
from .workflow import DESTRUCTION

Destroyer = Callable[[GuardedRecord], dict[str, int]]
SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class RetentionKind:
    """One kind of guarded record that a feature can destroy.

    `start` says in words what starts the term (the feature sets `GuardedRecord.retention_from`). `destroy` removes, within
    the transaction that it is called in, every row and every file of the record's own feature, and returns how many of
    what (slug -> number). It must bear being called again after a failure: a file that is gone already is no error.
    `count_labels` gives the words for its slugs.
    """

    slug: str
    label: Any
    start: Any
    destroy: Destroyer
    due_hint: Any = ""
    count_labels: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row that is destroyed by itself, without a guarded record: what supervision keeps of its own work.

    `rows` gives those of a municipality; the term of one starts at the moment, or on the day, in its field `since` (none while
    that is empty). `guarded` is the field with the key of the guarded record that it tells of: a hold on that keeps the row too;
    empty where rows tell of none. `forget` deletes, within the same action, what hangs on rows without a foreign key.
    """

    slug: str
    label: Any
    start: Any
    rows: Callable[[UUID], QuerySet[Any]]
    since: str
    guarded: str = ""
    count_labels: Mapping[str, Any] = field(default_factory=dict)
    forget: Callable[[QuerySet[Any]], None] | None = None

    @property
    def at_moments(self) -> bool:
        """Whether terms start at a moment: `since` is a day otherwise."""
        return isinstance(self.rows(uuid7()).model._meta.get_field(self.since), DateTimeField)

    def by_day(self, how: str) -> str:
        """Return the lookup that compares the day on which a term starts, such as `closed_at__date__lte`."""
        return f"{self.since}__date__{how}" if self.at_moments else f"{self.since}__{how}"


OWN_COUNTS: dict[str, Any] = {
    "participations": _("deelnames"),
    "sights": _("zichtrechten"),
    "search_tokens": _("zoekwoorden"),
    "audit_parts": _("persoonlijke delen van logregels"),
    "read_texts": _("teksten bij vragen over inzage"),
    "emergency_texts": _("redenen van noodtoegang"),
    "holds": _("redenen om te bewaren"),
}
_kinds: dict[str, RetentionKind | RowKind] = {}


def register_kind(kind: RetentionKind | RowKind) -> None:
    """Make a kind of record known; called once, when its app starts."""
    _kinds[kind.slug] = kind


def kind_of(slug: str) -> RetentionKind | RowKind | None:
    """Return the kind called `slug`, if a feature registered it."""
    return _kinds.get(slug)


def guarded_kind_of(slug: str) -> RetentionKind | None:
    """Return the kind of guarded record called `slug`, if a feature registered it."""
    found = _kinds.get(slug)
    return found if isinstance(found, RetentionKind) else None


def row_kinds() -> list[RowKind]:
    """Return the kinds of rows that are destroyed by themselves, by slug."""
    return sorted((kind for kind in _kinds.values() if isinstance(kind, RowKind)), key=lambda kind: kind.slug)


def is_of_records(slug: str) -> bool:
    """Whether a kind is one of guarded records, registered or still to come: those can have a term per closed register."""
    return slug != "processing_log" and not isinstance(_kinds.get(slug), RowKind)


def kind_label(slug: str) -> str:
    """Return what a kind is called, or its slug."""
    kind = _kinds.get(slug)
    return str(kind.label) if kind is not None else slug or gettext("onbekende soort")


def count_label(kind: str, slug: str) -> str:
    """Return the words for one of the numbers on a certificate."""
    found = _kinds.get(kind)
    return str((found.count_labels if found else {}).get(slug) or OWN_COUNTS.get(slug) or slug)


@dataclass(frozen=True, slots=True)
class Due:
    """One record that is or will be due: its guard, the rule and the day, and how far its destruction is."""

    guarded: GuardedRecord
    rule: RetentionRule | None
    due: date | None
    status: str
    status_label: str
    open_reads: bool = False
    open_emergency: bool = False

    @property
    def waits(self) -> bool:
        """Whether something else must be settled first."""
        return self.open_reads or self.open_emergency

    @property
    def kind(self) -> str:
        return kind_label(self.guarded.kind)


def rules_of(municipality_id: UUID) -> list[RetentionRule]:
    """Return the rules of a municipality, whoever asks: they are no secret."""
    return list(RetentionRule.objects.filter(municipality_id=municipality_id))


def rule_for(guarded: GuardedRecord, rules: Iterable[RetentionRule]) -> RetentionRule | None:
    """Return the rule for a record: that of its own register before that of any register."""
    mine = [rule for rule in rules if rule.kind == guarded.kind and rule.vault in ("", guarded.vault.slug)]
    return max(mine, key=lambda rule: bool(rule.vault), default=None)


def due_of(guarded: GuardedRecord, rule: RetentionRule | None) -> date | None:
    """Return the day on which a record is due; None while its term hasn't started or nothing is known of it."""
    if rule is None or guarded.retention_from is None:
        return None
    return due_on(guarded.retention_from, rule.years, rule.months)


def due_day(guarded: GuardedRecord) -> date | None:
    """Return the day on which a record is due by the rule of its municipality; for a feature that tells of its own record."""
    return due_of(guarded, rule_for(guarded, rules_of(guarded.municipality_id)))


def due_rows(actor: Actor, rules: list[RetentionRule], on: date) -> QuerySet[GuardedRecord]:
    """Return the records that are due on the day `on` and not held, longest due first. Ask inside `opened`."""
    return _seen(actor).filter(due_by(rules, on), hold=False).order_by("retention_from", "pk")


def soon_rows(actor: Actor, rules: list[RetentionRule], on: date) -> QuerySet[GuardedRecord]:
    """Return the records that become due in the `SOON_DAYS` after `on`."""
    later = due_by(rules, on + timedelta(days=SOON_DAYS)) & ~due_by(rules, on)
    return _seen(actor).filter(later, hold=False).order_by("retention_from", "pk")


def held_rows(actor: Actor) -> QuerySet[GuardedRecord]:
    """Return the records whose destruction is held."""
    return _seen(actor).filter(hold=True).order_by("retention_from", "pk")


def ruleless_rows(actor: Actor, rules: list[RetentionRule]) -> QuerySet[GuardedRecord]:
    """Return the closed records for which no rule says how long they are kept."""
    covered = Q(pk__in=[])
    for rule in rules:
        covered |= Q(kind=rule.kind, vault__slug=rule.vault) if rule.vault else Q(kind=rule.kind)
    return _seen(actor).filter(retention_from__isnull=False).exclude(covered).order_by("retention_from", "pk")


def unapproved_rows(municipality_id: UUID, rules: list[RetentionRule], on: date) -> QuerySet[GuardedRecord]:
    """Return the records that go by themselves: due, not held, by a verified rule that asks no approval."""
    alone = [rule for rule in rules if not rule.approval and rule.verified]
    rows = GuardedRecord.objects.filter(municipality=municipality_id, hold=False)
    return rows.filter(due_by(rules, on, only=alone)).order_by("retention_from", "pk")


def with_open_reads(municipality_id: UUID | None, keys: Iterable[UUID]) -> set[UUID]:
    """Return those of the records, by key, about which a question on a read isn't over."""
    rows = ReadReview.objects.filter(OPEN, municipality=municipality_id, guarded_key__in=list(keys))
    return set(rows.values_list("guarded_key", flat=True))


def with_open_emergency(municipality_id: UUID | None, keys: Iterable[UUID]) -> set[UUID]:
    """Return those of the records, by key, to which emergency access was taken that nobody reviewed yet."""
    rows = EmergencyAccess.objects.filter(
        municipality=municipality_id, guarded__in=list(keys), reviewed_at__isnull=True
    )
    return set(rows.values_list("guarded", flat=True))


def told(rows: Iterable[GuardedRecord], rules: list[RetentionRule]) -> list[Due]:
    """Return rows as the page shows them, with how far each destruction is and what keeps it: three queries more."""
    found = list(rows)
    if not found:
        return []
    keys, municipality = [it.pk for it in found], found[0].municipality_id
    under_way = dict(Destruction.objects.filter(guarded__in=keys).values_list("guarded", "status"))
    reads, emergencies = with_open_reads(municipality, keys), with_open_emergency(municipality, keys)
    return [
        _told(it, rule_for(it, rules), under_way.get(it.pk, ""), it.pk in reads, it.pk in emergencies) for it in found
    ]


def _told(guarded: GuardedRecord, rule: RetentionRule | None, status: str, reads: bool, emergency: bool) -> Due:
    label = str(DESTRUCTION.status(status).label) if status else ""
    if guarded.hold:
        label = gettext("tegengehouden")
    elif emergency:
        label = gettext("wacht: noodtoegang nog niet beoordeeld")
    elif reads:
        label = gettext("wacht: vraag over inzage loopt nog")
    elif status in ("", "proposed") and rule is not None:
        label = gettext("wacht op goedkeuring") if rule.approval else gettext("gaat vannacht weg")
        label = label if rule.verified else gettext("wacht: termijn niet nagekeken")
    return Due(guarded, rule, due_of(guarded, rule), status, label, reads, emergency)


def _seen(actor: Actor) -> QuerySet[GuardedRecord]:
    return visible_to(GuardedRecord.objects.select_related("vault"), actor, VIEW_RETENTION)


def due_by(rules: list[RetentionRule], on: date, only: list[RetentionRule] | None = None) -> Q:
    """Return the condition of being due on a day. All rules tell which one holds for a record; `only`: by some of them."""
    whole = Q(pk__in=[])
    for rule in rules if only is None else only:
        which = Q(kind=rule.kind, retention_from__lte=latest_start(on, rule.years, rule.months))
        if rule.vault:
            which &= Q(vault__slug=rule.vault)
        elif special := [other.vault for other in rules if other.kind == rule.kind and other.vault]:
            which &= ~Q(vault__slug__in=special)
        whole |= which
    return whole
