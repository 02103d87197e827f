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

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import BooleanField, Exists, Func, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality
from baken.kernel.workflow import Authorizer

from ..actors import Actor
from .need_to_know import Reach, participations_of, reach, sights_for, sights_of
from .remembering import remembered

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

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        """Return why not, or None."""

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        """Return the same as a filter."""


NEVER = Q(pk__in=[])
ALWAYS = ~Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class SameMunicipality:
    """The object belongs to the municipality in which the actor works."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.municipality_id is not None and resource.municipality_id == actor.municipality_id:
            return None
        return Reason("other_municipality", _("Dit hoort bij een andere gemeente."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(municipality_id=actor.municipality_id) if actor.municipality_id else NEVER


@dataclass(frozen=True, slots=True)
class RoleGrants:
    """A role of the actor grants the permission asked for (or `permission`, where the rule names one)."""

    permission: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        return _role_reason(actor, self.permission or permission)

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if actor.may(self.permission or permission) else NEVER


@dataclass(frozen=True, slots=True)
class Asked:
    """The permission asked for is one of these."""

    permissions: frozenset[str]

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if permission in self.permissions:
            return None
        return Reason("role", _("Uw rol geeft dit recht niet."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if permission in self.permissions else NEVER


@dataclass(frozen=True, slots=True)
class FieldIn:
    """A field of the object has one of these values, e.g. status in {issued, published}."""

    field: str
    values: frozenset[str]

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
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

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if actor.partner_id is not None and self.has(resource, actor.partner_id):
            return None
        return Reason("not_taking_part", _("Uw organisatie doet hier niet aan mee."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{self.path: actor.partner_id}) if actor.partner_id else NEVER


def _key_along(resource: Any, field: str) -> UUID | None:
    """Return the key to which `field` leads (`concern__vault`); the object's own where it is empty.

    None where the database hides an object on the way (row-level security): for this actor it isn't there.
    """
    *path, last = field.split("__")
    try:
        for name in path:
            resource = getattr(resource, name)
    except ObjectDoesNotExist:
        return None
    found: UUID | None = getattr(resource, f"{last}_id") if last else resource.pk
    return found


@dataclass(frozen=True, slots=True)
class Guarded:
    """Somebody may know of the object: its guarded record has a participation of the actor, now, for the purpose, or
    lies in a register with a desk (`access.authorization.need_to_know`) to which the actor is admitted for it.

    `field` leads from the object to its guarded record, over other objects too (`packet__guarded`); empty where the object
    is one.
    """

    field: str = "guarded"

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        guarded_id = _key_along(resource, self.field)
        if guarded_id is not None and sights_of(actor, purpose, guarded_id, at_hand) is not None:
            return None
        return _why_closed(actor, purpose, at_hand)

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if actor.municipality_id is None:
            return NEVER
        at_hand = reach(actor, purpose)
        taking = participations_of(actor, at_hand)
        by_part = Q(Exists(taking.filter(guarded=OuterRef(f"{self.field}_id" if self.field else "pk"))))
        return _or_in_desk(at_hand, f"{self.field}__vault" if self.field else "vault", by_part)


@dataclass(frozen=True, slots=True)
class PartSeen:
    """The actor's participation sees the part to which the row belongs, up to the row's level (`access.models.GuardedPart`).

    In a register with a desk of the actor's every part is seen. `vault` leads from the row to its register.
    """

    vault: str = "guarded__vault"

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        sights = sights_of(actor, purpose, resource.guarded_id, at_hand)
        if sights is None:
            return _why_closed(actor, purpose, at_hand)
        if sights.get(resource.part, 0) >= resource.level:
            return None
        return Reason("part", _("Uw deelname geeft geen zicht op dit onderdeel."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        if actor.municipality_id is None:
            return NEVER
        at_hand = reach(actor, purpose)
        seen = sights_for(actor, at_hand).filter(
            participation__guarded=OuterRef("guarded_id"), part=OuterRef("part"), level__gte=OuterRef("level")
        )
        return _or_in_desk(at_hand, self.vault, Q(Exists(seen)))


@dataclass(frozen=True, slots=True)
class InDesk:
    """The object lies in a register with a desk to which the actor is admitted for the purpose.

    For what carries its register itself (`field`, or a path such as `concern__vault`): a list is then one index range,
    however many records there are. Whoever only takes part in a record comes in by `Guarded`, never by this.
    """

    field: str = "vault"

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if at_hand is None or at_hand.purpose != purpose:
            at_hand = reach(actor, purpose)
        if _key_along(resource, self.field) in at_hand.desks:
            return None
        if actor.partner_id is not None:
            return Reason("partner", _("Dit is alleen voor de eigen organisatie."))
        if not at_hand.vaults:
            return _why_closed(actor, purpose, at_hand)
        return Reason("not_admitted", _("Uw functie is niet toegelaten tot het register waarin dit ligt."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        desks = reach(actor, purpose).desks
        return Q(**{f"{self.field}__in": sorted(desks)}) if desks else NEVER


@dataclass(frozen=True)
class AnyOf:
    """At least one of several combinations of rules holds; the rules of a combination are asked in order."""

    options: tuple[tuple[Rule, ...], ...]

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        first: Reason | None = None if self.options else Reason("never", _("Dit mag niemand."))
        for option in self.options:
            # In order and no further: a later rule may read what the database hides from who fails an earlier one.
            refusals = (rule.against(actor, permission, resource, purpose, at_hand) for rule in option)
            refusal = next(filter(None, refusals), None)
            if refusal is None:
                return None
            first = first or refusal
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


def authorize(
    actor: Actor, permission: str, resource: Model | None = None, purpose: str = "", at_hand: Reach | None = None
) -> Decision:
    """Decide whether `actor` may do `permission`, with `resource` where there is one, for `purpose` where guarded.

    A role must grant the permission asked for, whatever the rules of the model say besides. `at_hand` is what was loaded
    of the actor (`access.reach`), for deciding on many objects without a query each. Raises `LookupError` for a resource
    whose model has no policy.
    """
    rules: tuple[Rule, ...] = (RoleGrants(),) if resource is None else _rules_of(type(resource))
    refused = [r for rule in rules if (r := rule.against(actor, permission, resource, purpose, at_hand))]
    if refused:
        return Decision(False, tuple(dict.fromkeys(refused)))
    return Decision(True, (Reason("allowed", _("Uw rol en deelname geven dit recht.")),))


def unauthorized(actor: Actor, purpose: str = "") -> Authorizer:
    """Return what `kernel.workflow.perform` asks permission with."""

    def reasons(permission: str, record: Model) -> tuple[Reason, ...]:
        decision = authorize(actor, permission, record, purpose)
        return () if decision else decision.reasons

    return reasons


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
    here = actor.municipality_id
    return remembered(("municipality", here), lambda: Municipality.objects.get(pk=here))


class InOrder(Func):
    """A condition that the database checks row by row, instead of looking up its rows to sort them."""

    template = "COALESCE((%(expressions)s), false)"
    output_field = BooleanField()
    conditional = True


def visible_to(
    rows: QuerySet[M], actor: Actor, permission: str, purpose: str = "", *, in_order: bool = False
) -> QuerySet[M]:
    """Return the rows for which `authorize` would say yes. Lists, counts, search and exports all start here.

    `in_order` is for the first rows by an index of (municipality, …), of an actor who sees many (`sees_many`): the database
    then follows the index until it has enough. The same rows come of it.
    """
    whole = ALWAYS
    for rule in _rules_of(rows.model):
        whole &= rule.condition(actor, permission, purpose)
    if in_order and not _repeats(whole, rows.model):
        return rows.filter(InOrder(whole), municipality_id=actor.municipality_id)
    if not _repeats(whole, rows.model):
        return rows.filter(whole)
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


def _repeats(condition: Q, model: type[Model]) -> bool:
    """Whether a condition leads over a relation to many, so that a filter with it would give a row several times."""
    for child in condition.children:
        if isinstance(child, Q):
            if _repeats(child, model):
                return True
        elif isinstance(child, tuple):
            options: Any = model._meta
            for name in child[0].split("__"):
                try:
                    field = options.pk if name == "pk" else options.get_field(name)
                except FieldDoesNotExist:  # a lookup, such as `in`
                    break
                if field.one_to_many or field.many_to_many:
                    return True
                if field.related_model is None:
                    break
                options = field.related_model._meta
    return False


def _or_in_desk(at_hand: Reach, vault: str, by_part: Q) -> Q:
    """Return the condition that a row is open by participation, or lies in a desk; without desks what it always was."""
    if not at_hand.desks:
        return by_part
    in_desk = Q(**{f"{vault}__in": sorted(at_hand.desks)})
    return in_desk | by_part if at_hand.shared else in_desk


def _role_reason(actor: Actor, permission: str) -> Reason | None:
    if actor.may(permission):
        return None
    return Reason("role", _("Uw rol geeft dit recht niet."))


def _why_closed(actor: Actor, purpose: str, at_hand: Reach | None) -> Reason:
    """Say which of the facts is missing, without telling anything of the object."""
    if at_hand is None or at_hand.purpose != purpose:
        at_hand = reach(actor, purpose)
    if not at_hand.vaults:
        return Reason("purpose", _("Uw functie of organisatie mag geen register voor dit doel gebruiken."))
    if actor.partner_id is not None and not at_hand.covenants:
        return Reason("covenant", _("Er is nu geen convenant met uw organisatie voor dit doel."))
    return Reason("not_taking_part", _("U of uw organisatie doet hier nu niet aan mee."))
