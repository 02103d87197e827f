# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Categories as data: what a municipality asks about which kind of concern, who handles it, where it lies, in what terms."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, Vault, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..models import Category, Channel, Route
from ..policies import MANAGE
from ..reporting.questions import problems

FIELDS = (
    "group",
    "theme",
    "priority",
    "purpose",
    "handler_role",
    "route",
    "texts",
    "questions",
    "test_days",
    "answer_days",
    "hours",
    "sensitive",
    "no_names",
    "victims",
    "active",
    "public",
    "desk_ready",
    "dpia_ready",
    "closed_to",
    "order",
)


@action
def load_categories(
    *, actor: Actor, at: datetime, municipality: Municipality, entries: Iterable[Mapping[str, Any]]
) -> int:
    """Make the categories that aren't there yet, each with its `slug` and `vault` (slug of a register); return how many.

    Those that are there stay as somebody changed them. Raises `Refused` with what is wrong in which entry.
    """
    require_in(actor, MANAGE, municipality.pk)
    vaults = {vault.slug: vault for vault in Vault.objects.filter(municipality=municipality)}
    there = set(Category.objects.filter(municipality=municipality).values_list("slug", flat=True))
    made, wrong = [], []
    for entry in entries:
        if entry["slug"] in there:
            continue
        vault = vaults.get(entry["vault"])
        values = {name: entry[name] for name in FIELDS if name in entry}
        category = Category(municipality=municipality, slug=entry["slug"], **values)
        if vault is None:
            wrong.append(Reason("vault", f"{entry['slug']}: no register {entry['vault']!r}"))
            continue
        category.vault = vault
        wrong += against(category)
        made.append(category)
    if wrong:
        raise Refused(tuple(wrong))
    Category.objects.bulk_create(made)
    audit.record(
        "concern.categories_loaded", resource_type="concerns.category", resource_id="", municipality_id=municipality.pk,
        categories=sorted(category.slug for category in made),
    )  # fmt: skip
    return len(made)


@action
def add_category(
    *, actor: Actor, at: datetime, municipality: Municipality, vault: Vault, values: Mapping[str, Any], reason: str
) -> Category:
    """Make a category in a register with a desk, not public, with a reason. `values`: `slug` and fields. Raises `Refused`."""
    require_in(actor, MANAGE, municipality.pk)
    purpose = str(vault.purposes[0]) if vault.purposes else ""
    there = Category.objects.filter(municipality=municipality)
    category = Category(municipality=municipality, vault=vault, **{"purpose": purpose, **values})
    category.order = min((there.aggregate(last=Max("order"))["last"] or 0) + 10, 32_000)
    wrong = against(category)
    if there.filter(slug=category.slug).exists():
        wrong.append(Reason("taken", _("Er is al een categorie met deze korte naam.")))
    if vault.municipality_id != municipality.pk:
        wrong.append(Reason("vault", _("Dit register is van een andere gemeente.")))
    wrong += _without_reason(reason)
    if wrong:
        raise Refused(tuple(wrong))
    category.save(force_insert=True)
    audit.record("concern.category_added", category, personal={"reason": reason.strip()})
    return category


@action
def change_category(
    *, actor: Actor, at: datetime, category: Category, seen: int, values: Mapping[str, Any], reason: str
) -> Category:
    """Change a category, with a reason. What was received before stays as it was asked. Raises `StaleVersion`, `Refused`."""
    require(actor, MANAGE, category)
    category = fresh(category, seen)
    changed = sorted(name for name in FIELDS if name in values and getattr(category, name) != values[name])
    for name in changed:
        setattr(category, name, values[name])
    wrong = against(category)
    wrong += _without_reason(reason)
    if wrong:
        raise Refused(tuple(wrong))
    category.save()
    audit.record("concern.category_changed", category, fields=changed, personal={"reason": reason.strip()})
    return category


def _without_reason(reason: str) -> list[Reason]:
    return [] if reason.strip() else [Reason("no_reason", _("Schrijf op waarom."))]


def against(category: Category) -> list[Reason]:
    """Return every reason why a category can't be as it is."""
    found = [Reason("questions", f"{category.slug}: {what}") for what in problems(category.questions)]
    if not category.text("name", "nl"):
        found.append(Reason("name", _("Geef de categorie een naam.")))
    if category.purpose not in category.vault.purposes:
        found.append(Reason("purpose", _("Dit register dient dit doel niet.")))
    if not category.vault.desk:
        text = _("Signalen liggen in een register met een vaste bezetting. Kies een ander register.")
        found.append(Reason("desk", text))
    if category.handler_role not in ROLES or ROLES[category.handler_role].external:
        found.append(Reason("handler", _("Kies een functie van de gemeente die de signalen behandelt.")))
    if category.route and category.route not in Route.values:
        found.append(Reason("route", _("Deze route bestaat niet.")))
    if not 1 <= category.test_days <= 60 or not 1 <= category.answer_days <= 250:
        text = _("Termijnen liggen tussen 1 en 60 werkdagen (toets) en 1 en 250 werkdagen (afweging).")
        found.append(Reason("terms", text))
    if not isinstance(category.closed_to, list) or not set(map(str, category.closed_to)) <= set(Channel.values):
        found.append(Reason("closed_to", _("Dit kanaal bestaat niet.")))
    if category.public and Channel.PUBLIC in category.closed_to:
        text = _("Deze categorie is gesloten voor het openbare formulier: zet openbaar melden uit.")
        found.append(Reason("closed_public", text))
    if category.public and not (category.desk_ready and category.dpia_ready):
        text = _("Openbaar melden kan pas als het meldpunt klaar is en de DPIA is vastgesteld.")
        found.append(Reason("public", text))
    return found
