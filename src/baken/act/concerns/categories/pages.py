# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the categories: what is asked, who sees it, in what terms, how long it stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import ROLES, User, Vault, VaultAdmission, role_label
from baken.decide.policy.facade import Priority
from baken.kernel import audit
from baken.kernel.models import AuditEntry, Municipality
from baken.observe.facade import THEMES
from baken.privacy.facade import RetentionRule

from ..models import Category, Channel, Route
from ..parts import KIND
from ..queries import categories
from ..reporting.groups import grouped
from ..reporting.question_fields import QuestionsForm

MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One category on the page of all."""

    category: Category
    sees: str
    handler: str
    retention: str
    route: str
    asked: int
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a category: when, by whom, which fields, and why."""

    at: datetime
    who: str
    fields: str
    reason: str


def lines(municipality: Municipality) -> list[tuple[str, list[Line]]]:
    """Return all categories by heading. Four queries, however many there are."""
    found = categories(municipality, active=False)
    admitted, rules = _admitted(municipality), _rules(municipality)
    return [
        (heading, [_line(one, admitted, rules) for one in kinds]) for heading, kinds in grouped(found)
    ]  # fmt: skip


def one(category: Category, municipality: Municipality) -> dict[str, Any]:
    """Return everything for the page of one category, but its forms."""
    admitted = _admitted(municipality)
    line = _line(category, admitted, _rules(municipality))
    handled = category.handler_role in _roles_of(category.vault_id, admitted)
    return {
        "line": line,
        "category": category,
        "theme": str(THEMES.get(category.theme, category.theme)),
        "handled": handled,
        "changes": changes(category),
        "preview": preview(category, Channel.PUBLIC if category.public else Channel.STAFF),
        "closed": [str(Channel(one).label) for one in category.closed_to if one in Channel.values],
    }


def preview(category: Category, channel: str) -> forms.Form:
    """Return the category's questions as a form, to be looked at."""
    form = QuestionsForm()
    form.add_questions(category.questions, channel)
    return form


def changes(category: Category) -> list[Change]:
    """Return who changed it, when, what and why: newest first, from the audit log."""
    names = field_names()
    rows = list(
        AuditEntry.objects.filter(
            municipality_id=category.municipality_id, resource_type="concerns.category", resource_id=str(category.pk),
            action__in=("concern.category_changed", "concern.category_added"),
        ).order_by("-sequence")[:MOST_CHANGES]
    )  # fmt: skip
    people = dict(User.objects.filter(pk__in={row.actor_id for row in rows}).values_list("pk", "display_name"))
    why = audit.personal_of_all(rows)
    return [
        Change(
            row.at,
            people.get(row.actor_id, "Baken") if row.actor_id else "Baken",
            ", ".join(names.get(name, name) for name in row.detail.get("fields", ())),
            str(why.get(row.pk, {}).get("reason", "")),
        )
        for row in rows
    ]


def field_names() -> dict[str, str]:
    """Return what the fields of a category are called."""
    return {
        "group": _("kop op het formulier"), "theme": _("thema"), "priority": _("prioriteit"),
        "handler_role": _("wie behandelt"), "route": _("gewone route"), "texts": _("teksten"),
        "questions": _("vragen"), "test_days": _("termijn van de toets"), "answer_days": _("termijn van de weging"),
        "hours": _("uren"), "sensitive": _("gevoelig"), "no_names": _("geen namen"),
        "victims": _("voor een slachtoffer bij een controle"), "active": _("in gebruik"), "public": _("openbaar melden"),
        "desk_ready": _("meldpunt klaar"), "dpia_ready": _("DPIA vastgesteld"),
        "closed_to": _("gesloten kanalen"), "order": _("volgorde"), "purpose": _("doel"),
    }  # fmt: skip


def choices(municipality: Municipality) -> dict[str, list[tuple[str, str]]]:
    """Return what the forms let choose: themes, priorities of the kadernota, own functions."""
    rows = Priority.objects.filter(municipality=municipality, framework__status="adopted").order_by("order")
    priorities = {row.slug: row.short_title or row.title for row in rows}
    return {
        "themes": [(slug, str(label).capitalize()) for slug, label in THEMES.items()],
        "priorities": list(priorities.items()),
        "roles": [(slug, str(role.label).capitalize()) for slug, role in ROLES.items() if not role.external],
    }


def desks(municipality: Municipality) -> list[Vault]:
    """Return the registers in which concerns can lie, by name."""
    rows = Vault.objects.filter(municipality=municipality, desk=True).exclude(regime="source")
    return list(rows.order_by("name"))


def _line(category: Category, admitted: Mapping[Any, list[str]], rules: list[RetentionRule]) -> Line:
    roles = _roles_of(category.vault_id, admitted)
    state, word = _state(category)
    return Line(
        category=category,
        sees=", ".join(role_label(role) for role in roles) or _("nog niemand"),
        handler=role_label(category.handler_role),
        retention=_kept(category, rules),
        route=str(Route(category.route).label) if category.route in Route.values else "",
        asked=len(category.questions),
        state=state,
        word=word,
    )


def _state(category: Category) -> tuple[str, str]:
    if not category.active:
        return "late", _("niet in gebruik")
    return ("done", _("openbaar")) if category.public else ("attention", _("alleen professionals"))


def _kept(category: Category, rules: list[RetentionRule]) -> str:
    mine = [rule for rule in rules if rule.vault in ("", category.vault.slug)]
    rule = max(mine, key=lambda one: bool(one.vault), default=None)
    if rule is None:
        return _("nog geen termijn")
    parts = []
    if rule.years:
        parts.append(ngettext("%(n)d jaar", "%(n)d jaar", rule.years) % {"n": rule.years})
    if rule.months:
        parts.append(ngettext("%(n)d maand", "%(n)d maanden", rule.months) % {"n": rule.months})
    return _(" en ").join(parts) or _("meteen")


def _admitted(municipality: Municipality) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {}
    for vault, role in VaultAdmission.objects.filter(municipality=municipality).values_list("vault_id", "role"):
        found.setdefault(vault, []).append(role)
    return found


def _roles_of(vault: Any, admitted: Mapping[Any, list[str]]) -> list[str]:
    return sorted(admitted.get(vault, ()))


def _rules(municipality: Municipality) -> list[RetentionRule]:
    return list(RetentionRule.objects.filter(municipality=municipality, kind=KIND))
