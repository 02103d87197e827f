# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the retention rules: the list, one with its history, changing and verifying it, and what goes in the year ahead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, Vault, municipality_of, visible_or_404, visible_to
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either, posted

from ..answering import answer, overseeing, reader
from ..models import RetentionRule
from ..policies import MANAGE_RETENTION, VIEW_RETENTION
from ..register.history import rule_history
from . import due as retention
from . import forecast, rule_actions
from .forms import NewRuleForm, RuleForm, VerifyForm


def _crumbs(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ((_("Bewaartermijnen"), reverse("privacy:retention_rules")), *more)


@require_safe
def rules(request: Request) -> HttpResponse:
    """How long each kind of record is kept, and why."""
    actor = reader(request, VIEW_RETENTION)
    found = visible_to(RetentionRule.objects.all(), actor, VIEW_RETENTION)
    vaults = dict(Vault.objects.filter(municipality=actor.municipality_id).values_list("slug", "name"))
    rows = [(rule, retention.kind_of(rule.kind), vaults.get(rule.vault, rule.vault)) for rule in found]
    unverified = sum(not rule.verified for rule, _kind, _vault in rows)
    context = {"rows": rows, "unverified": unverified, "manage": actor.may(MANAGE_RETENTION)}
    return render(request, "privacy/rules.html", context)


@require_safe
def rule(request: Request, pk: UUID) -> HttpResponse:
    """One rule with its history."""
    actor = reader(request, VIEW_RETENTION)
    it = _rule(actor, pk)
    return render(request, "privacy/rule.html", _shown(actor, it, VerifyForm(initial={"version": it.version})))


@either
def rule_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change how long a kind of record is kept, with a reason."""
    actor = reader(request, MANAGE_RETENTION)
    it = _rule(actor, pk)
    start = {name: getattr(it, name) for name in (*rule_actions.RULE_FIELDS, "version")}
    form = RuleForm(posted(request), initial=start)

    def act() -> str:
        values: dict[str, Any] = dict(form.cleaned_data)
        seen, reason = values.pop("version"), values.pop("reason")
        rule_actions.change_rule(actor=actor, at=moment.now(), rule=it, seen=seen, values=values, reason=reason)
        messages.success(request, _("De termijn is bewaard. Een collega moet haar nog nakijken."))
        return it.get_absolute_url()

    crumbs = _crumbs((it.name, it.get_absolute_url()))
    context = {"heading": _("Termijn wijzigen"), "button": _("Bewaar"), "crumbs": crumbs, "lede": it.name}
    return answer(request, form, act, context, record=it)


@either
def rule_new(request: Request) -> HttpResponse:
    """Give a kind of record a term of its own in one closed register."""
    actor = reader(request, MANAGE_RETENTION)
    municipality = municipality_of(actor)
    form = NewRuleForm(posted(request), actor=actor)

    def act() -> str:
        values: dict[str, Any] = dict(form.cleaned_data)
        kind, slug, reason = values.pop("kind"), values.pop("vault"), values.pop("reason")
        made = rule_actions.add_rule(
            actor=actor, at=moment.now(), municipality=municipality, kind=kind, values=values, reason=reason,
            vault=Vault.objects.get(municipality=municipality, slug=slug),
        )  # fmt: skip
        messages.success(request, _("De termijn is bewaard. Een collega moet haar nog nakijken."))
        return made.get_absolute_url()

    context = {
        "heading": _("Termijn voor één register"),
        "button": _("Bewaar"),
        "crumbs": _crumbs(),
        "lede": _("In dat register geldt dan deze termijn, in plaats van de algemene."),
    }
    return answer(request, form, act, context)


@either
def rule_verify(request: Request, pk: UUID) -> HttpResponse:
    """Say that one read the term in its source."""
    actor = reader(request, MANAGE_RETENTION)
    it = _rule(actor, pk)
    form = VerifyForm(posted(request), initial={"version": it.version})

    def act() -> str:
        values = form.cleaned_data
        rule_actions.verify_rule(actor=actor, at=moment.now(), rule=it, seen=values["version"], where=values["where"])
        messages.success(request, _("De termijn is nagekeken. Vanaf nu kan er op worden vernietigd."))
        return it.get_absolute_url()

    return answer(request, form, act, _shown(actor, it, form), record=it, template="rule")


@require_safe
@processes("supervision")
@overseeing
def year_ahead(request: Request) -> HttpResponse:
    """What goes in the twelve months ahead, by month and kind: counts only."""
    actor = reader(request, VIEW_RETENTION)
    found = forecast.year_ahead(actor, moment.today())
    return render(request, "privacy/year_ahead.html", {"found": found, "today": moment.today()})


def _rule(actor: Actor, pk: UUID) -> RetentionRule:
    rows = RetentionRule.objects.select_related("changed_by", "verified_by")
    return visible_or_404(rows, actor, VIEW_RETENTION, pk=pk)


def _shown(actor: Actor, it: RetentionRule, form: VerifyForm) -> dict[str, Any]:
    vault = Vault.objects.filter(municipality=it.municipality_id, slug=it.vault).first() if it.vault else None
    manage = actor.may(MANAGE_RETENTION)
    return {
        "it": it,
        "kind": retention.kind_of(it.kind),
        "vault": vault,
        "history": rule_history(it),
        "form": form,
        "manage": manage,
        "own": it.changed_by_id is not None and it.changed_by_id == actor.id,
        "may_verify": manage and not it.verified and (it.changed_by_id is None or it.changed_by_id != actor.id),
    }
