# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One rule set, two entrances: `authorize` for one object, `visible_to` for a list.

A rule knows both forms of itself, and a policy per model is a list of rules that must all hold. Feature apps register
theirs in `policies.py`. Existence itself is confidential: whoever may not see an object is told that it isn't there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality

from .actors import Actor
from .models import Participation, Vault

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and every reason for or against."""

    allowed: bool
    reasons: tuple[Reason, ...]

    def __bool__(self) -> bool:
        return self.allowed


class Rule(Protocol):
    """One condition in two forms that must agree; a property test compares them in random worlds."""

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        """Return why not, or None."""

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        """Return the same as a filter."""


NEVER = Q(pk__in=[])
ALWAYS = ~Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class SameMunicipality:
    """The object belongs to the municipality in which the actor works."""

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        if actor.municipality_id is not None and resource.municipality_id == actor.municipality_id:
            return None
        return Reason("other_municipality", _("Dit hoort bij een andere gemeente."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(municipality_id=actor.municipality_id) if actor.municipality_id else NEVER


@dataclass(frozen=True, slots=True)
class RoleGrants:
    """A role of the actor grants the permission asked for (or `permission`, where the rule names one)."""

    permission: str = ""

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        return _role_reason(actor, self.permission or permission)

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if actor.may(self.permission or permission) else NEVER


@dataclass(frozen=True, slots=True)
class FieldIn:
    """A field of the object has one of these values, e.g. status in {issued, published}."""

    field: str
    values: frozenset[str]

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        if getattr(resource, self.field) in self.values:
            return None
        return Reason("not_released", _("Dit is nog niet vastgesteld."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.field}__in": sorted(self.values)})


@dataclass(frozen=True, slots=True)
class PartnerIn:
    """The actor's partner organisation is among those named on the object through `path` (a relation to Partner)."""

    path: str
    has: Callable[[Any, Any], bool]

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        if actor.partner_id is not None and self.has(resource, actor.partner_id):
            return None
        return Reason("not_taking_part", _("Uw organisatie doet hier niet aan mee."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{self.path: actor.partner_id}) if actor.partner_id else NEVER


@dataclass(frozen=True, slots=True)
class Guarded:
    """The object's guarded record: partners must take part now, and the purpose must be one of its register's."""

    field: str = "guarded"

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        guarded = getattr(resource, self.field) if self.field else resource
        vault = guarded.vault
        if vault.municipality_id != actor.municipality_id or purpose not in vault.purposes:
            return Reason("purpose", _("Dit register mag niet voor dit doel worden gebruikt."))
        if actor.partner_id is None:
            return None
        if _participations(actor).filter(guarded=guarded).exists():
            return None
        return Reason("not_taking_part", _("Uw organisatie doet hier niet aan mee."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if actor.municipality_id is None:
            return NEVER
        prefix = f"{self.field}__" if self.field else ""
        vaults = [
            vault.pk
            for vault in Vault.objects.filter(municipality_id=actor.municipality_id)
            if purpose in vault.purposes
        ]
        fits = Q(**{f"{prefix}vault__in": vaults})
        if actor.partner_id is None:
            return fits
        return fits & Q(
            Exists(_participations(actor).filter(guarded=OuterRef(f"{self.field}_id" if self.field else "pk")))
        )


@dataclass(frozen=True)
class AnyOf:
    """At least one of several combinations of rules holds."""

    options: tuple[tuple[Rule, ...], ...]

    def against(self, actor: Actor, permission: str, resource: Any, purpose: str) -> Reason | None:
        first: Reason | None = None if self.options else Reason("never", _("Dit mag niemand."))
        for option in self.options:
            reasons = [r for rule in option if (r := rule.against(actor, permission, resource, purpose))]
            if not reasons:
                return None
            first = first or reasons[0]
        return first

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        whole = NEVER
        for option in self.options:
            part = ALWAYS
            for rule in option:
                part &= rule.condition(actor, permission, purpose)
            whole |= part
        return whole


_policies: dict[type[Model], tuple[Rule, ...]] = {}


def register(model: type[Model], *rules: Rule) -> None:
    """Set the rules that must all hold for objects of `model`. Called once, when the app starts."""
    _policies[model] = rules


def policies() -> dict[type[Model], tuple[Rule, ...]]:
    """Return every registered policy, for the documentation and the tests."""
    return dict(_policies)


def authorize(actor: Actor, permission: str, resource: Model | None = None, purpose: str = "") -> Decision:
    """Decide whether `actor` may do `permission`, with `resource` where there is one, for `purpose` where guarded.

    A role must grant the permission asked for, whatever the rules of the model say besides. Raises `LookupError` for a
    resource whose model has no policy.
    """
    rules: tuple[Rule, ...] = (RoleGrants(),) if resource is None else _rules_of(type(resource))
    refused = [r for rule in rules if (r := rule.against(actor, permission, resource, purpose))]
    if refused:
        return Decision(False, tuple(dict.fromkeys(refused)))
    return Decision(True, (Reason("allowed", _("Uw rol en deelname geven dit recht.")),))


def require(actor: Actor, permission: str, resource: Model | None = None, purpose: str = "") -> None:
    """Raise `Denied` with every reason unless allowed."""
    decision = authorize(actor, permission, resource, purpose)
    if not decision:
        raise Denied(decision.reasons)


def require_in(actor: Actor, permission: str, municipality_id: UUID) -> None:
    """Raise `Denied` unless `actor` holds the permission in this municipality: for what makes something new there."""
    require(actor, permission)
    if actor.municipality_id != municipality_id:
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))


def municipality_of(actor: Actor) -> Municipality:
    """Return the municipality in which `actor` works; raises `Denied` for whoever has no role in one."""
    if actor.municipality_id is None:
        raise Denied((Reason("role", _("Uw rol geeft dit recht niet.")),))
    return Municipality.objects.get(pk=actor.municipality_id)


def visible_to(rows: QuerySet[M], actor: Actor, permission: str, purpose: str = "") -> QuerySet[M]:
    """Return the rows for which `authorize` would say yes. Lists, counts, search and exports all start here."""
    whole = ALWAYS
    for rule in _rules_of(rows.model):
        whole &= rule.condition(actor, permission, purpose)
    # A subquery, since a condition over a relation would repeat rows and DISTINCT can't be locked.
    return rows.filter(pk__in=rows.model._base_manager.filter(whole).values("pk"))


def visible_or_404(rows: QuerySet[M], actor: Actor, permission: str, purpose: str = "", **lookup: Any) -> M:
    """Return the one visible row that matches, or raise `Http404`: a denied object does not exist."""
    found = visible_to(rows, actor, permission, purpose).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def _rules_of(model: type[Model]) -> tuple[Rule, ...]:
    rules = _policies.get(model)
    if rules is None:
        raise LookupError(f"no policy registered for {model.__name__}")
    return (RoleGrants(), *rules)


def _role_reason(actor: Actor, permission: str) -> Reason | None:
    if actor.may(permission):
        return None
    return Reason("role", _("Uw rol geeft dit recht niet."))


def _participations(actor: Actor) -> QuerySet[Participation]:
    if actor.on is None or actor.partner_id is None:  # whoever acts on no day takes part on no day
        return Participation.objects.none()
    now = Q(valid_to__isnull=True) | Q(valid_to__gte=actor.on)
    return Participation.objects.filter(now, partner_id=actor.partner_id, valid_from__lte=actor.on)
