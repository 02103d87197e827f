# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of the council: lists and single objects agree, drafts stay in, partners see nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from baken.access.facade import ANYBODY, ROLES, Actor, Partner, authorize, system_actor, visible_to
from baken.decide.council import facade as council
from baken.decide.council import models
from baken.decide.council.policies import MANAGE, SETTLE, VIEW
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from .builders import session
from .conftest import NOW, TODAY

MODELS = (
    models.CouncilItem,
    models.ItemPaper,
    models.Session,
    models.ProposedChange,
    models.ApvChange,
    models.Proposal,
    models.Hearing,
    models.AnswerTerm,
)
MAKERS = {"safety_adviser", "council_clerk", "system"}
READERS = set(ROLES) - {"partner", "administrator"}


def made(municipality: Municipality) -> None:
    """Add to the example what isn't ready: a session in preparation with a change, a proposal withdrawn as a draft."""
    actor = system_actor(municipality)
    coming = council.plan_session(
        actor=actor,
        at=NOW,
        municipality=municipality,
        year=2027,
        values={"on": date(2027, 11, 4), "figures_year": 2026, "plan": session_plan(municipality), "intro": ""},
    )
    council.propose_change(
        actor=actor, at=NOW, session=coming, kind="stop", effort="havenbedrijven", reason="Klaar", moved_by="college"
    )
    draft = models.Proposal.objects.get(status="draft")
    council.step_proposal(actor=actor, at=NOW, proposal=draft, name="withdraw", on=TODAY)


def session_plan(municipality: Municipality) -> object:
    return models.Session.objects.filter(municipality=municipality).first().plan  # type: ignore[union-attr]


def everybody(municipality: Municipality, other: Municipality) -> list[Actor]:
    @action
    def partner(*, actor: Actor, at: object) -> Partner:
        row = Partner(municipality=municipality, slug="politie", name="Politie")
        row.save()
        audit.record("test.partner", row)
        return row

    police = partner(actor=system_actor(municipality), at=NOW)
    actors = [ANYBODY, Actor(None, municipality.id, frozenset({"partner"}), police.id)]
    return actors + [Actor(None, m.id, frozenset({role})) for m in (municipality, other) for role in ROLES]


def test_lists_and_single_objects_agree_for_every_role(business: Municipality, other: Municipality) -> None:
    made(business)
    for model in MODELS:
        rows = list(model.objects.all())
        assert rows, model
        for actor in everybody(business, other) if model is MODELS[0] else _again(business, other):
            for permission in (VIEW, MANAGE, SETTLE):
                listed = set(visible_to(model.objects.all(), actor, permission).values_list("pk", flat=True))
                assert listed == {r.pk for r in rows if authorize(actor, permission, r)}, (model, actor, permission)


def _again(municipality: Municipality, other: Municipality) -> list[Actor]:
    police = Partner.objects.get(slug="politie", municipality=municipality)
    actors = [ANYBODY, Actor(None, municipality.id, frozenset({"partner"}), police.id)]
    return actors + [Actor(None, m.id, frozenset({role})) for m in (municipality, other) for role in ROLES]


def test_what_is_not_ready_is_for_those_who_prepare_it(business: Municipality, as_role: Callable[..., Actor]) -> None:
    made(business)
    for role in READERS:
        actor, makes = as_role(role), role in MAKERS
        years = set(visible_to(models.Session.objects.all(), actor, VIEW).values_list("year", flat=True))
        assert years == ({2025, 2026, 2027} if makes else {2025, 2026}), role
        changes = visible_to(models.ProposedChange.objects.all(), actor, VIEW)
        assert changes.filter(session__year=2027).exists() is makes, role
        assert changes.filter(session__year=2026).exists(), role
        seen = set(visible_to(models.Proposal.objects.all(), actor, VIEW).values_list("status", flat=True))
        assert seen == ({"offered", "withdrawn"} if makes else {"offered"}), role


def test_partners_and_strangers_see_nothing(business: Municipality, other: Municipality) -> None:
    for actor in everybody(business, other):
        if actor.municipality_id == business.id and not actor.partner_id and actor.roles != {"partner"}:
            continue
        for model in MODELS:
            assert not visible_to(model.objects.all(), actor, VIEW).exists(), (model, actor)


def test_taking_a_session_back_hides_it_again(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    it, actor = session(policy), system_actor(policy)
    council_member = as_role("council_member")
    for name, visible in (("prepare", True), ("revise", False), ("prepare", True)):
        it = council.step_session(actor=actor, at=NOW, session=it, name=name)
        assert bool(authorize(council_member, VIEW, it)) is visible
