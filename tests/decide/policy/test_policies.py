# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees which policy: lists and single objects agree, drafts stay in, partners see their own part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baken.access.facade import ANYBODY, ROLES, Actor, Partner, authorize, system_actor, visible_to
from baken.decide.policy import models
from baken.decide.policy.facade import import_document
from baken.decide.policy.policies import VIEW_EFFORT, VIEW_FRAMEWORK, VIEW_OWN_EFFORT, VIEW_PLAN
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.registry.facade import Organisation

from .builders import FRAMEWORK, changed
from .conftest import NOW

PERMISSIONS = {
    models.Framework: VIEW_FRAMEWORK,
    models.Priority: VIEW_FRAMEWORK,
    models.Ambition: VIEW_FRAMEWORK,
    models.Theme: VIEW_FRAMEWORK,
    models.CouncilGoal: VIEW_FRAMEWORK,
    models.Claim: VIEW_FRAMEWORK,
    models.Precondition: VIEW_FRAMEWORK,
    models.StatutoryTask: VIEW_FRAMEWORK,
    models.NotPrioritised: VIEW_FRAMEWORK,
    models.Plan: VIEW_PLAN,
    models.Programme: VIEW_PLAN,
    models.Target: VIEW_EFFORT,
}


@pytest.fixture
def partners(policy: Municipality) -> dict[str, Partner]:
    """Give police and youth work accounts of their own."""

    @action
    def link(*, actor: Any, at: Any) -> dict[str, Partner]:
        made = {}
        for slug in ("politie", "jongerenwerk"):
            partner = Partner(municipality=policy, slug=slug, name=slug)
            partner.save()
            organisation = Organisation.objects.get(municipality=policy, slug=slug)
            organisation.partner = partner
            organisation.save()
            made[slug] = partner
            audit.record("test.linked", partner)
        return made

    return link(actor=system_actor(policy), at=NOW)


@pytest.fixture
def drafts(policy: Municipality) -> Municipality:
    """A draft of the next framework, beside what is adopted."""
    text = changed(FRAMEWORK, "status: adopted", "status: draft").replace("2023-2026", "2027-2030")
    text = text.replace("2023-01-01", "2027-01-01").replace("2026-12-31", "2030-12-31")
    import_document(actor=system_actor(policy), at=NOW, municipality=policy, text=text)
    return policy


def actors(municipality: Municipality, partners: dict[str, Partner], other: Municipality) -> list[Actor]:
    made = [ANYBODY]
    for role in ROLES:
        made.append(Actor(None, municipality.id, frozenset({role})))
        made.append(Actor(None, other.id, frozenset({role})))
    made += [Actor(None, municipality.id, frozenset({"partner"}), partner.id) for partner in partners.values()]
    return made


def test_lists_and_single_objects_agree_for_every_role(drafts: Municipality, partners: dict[str, Partner]) -> None:
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    everyone = actors(drafts, partners, other)
    for model, permission in PERMISSIONS.items():
        rows = list(model.objects.all())
        assert rows, model
        for actor in everyone:
            listed = set(visible_to(model.objects.all(), actor, permission).values_list("pk", flat=True))
            assert listed == {row.pk for row in rows if authorize(actor, permission, row)}, (model, actor)
    sample = list(models.Effort.objects.all()[:12])
    for actor in everyone:
        for permission in (VIEW_EFFORT, VIEW_OWN_EFFORT):
            listed = set(visible_to(models.Effort.objects.all(), actor, permission).values_list("pk", flat=True))
            assert {e.pk for e in sample if authorize(actor, permission, e)} == listed & {e.pk for e in sample}


def test_drafts_are_seen_by_those_who_make_policy_only(drafts: Municipality, as_role: Callable[..., Actor]) -> None:
    for role in ROLES:
        seen = set(
            visible_to(models.Framework.objects.all(), as_role(role), VIEW_FRAMEWORK).values_list("slug", flat=True)
        )
        assert ("2027-2030" in seen) == (role in ("safety_adviser", "system")), role
        assert seen >= {"2019-2022", "2023-2026"}


def test_a_partner_sees_the_efforts_in_which_it_takes_part(
    policy: Municipality, partners: dict[str, Partner], as_role: Callable[..., Actor]
) -> None:
    for slug, partner in partners.items():
        seen = visible_to(models.Effort.objects.all(), as_role("partner", partner), VIEW_OWN_EFFORT)
        expected = set(models.Effort.objects.filter(partners__slug=slug).values_list("slug", flat=True))
        assert set(seen.values_list("slug", flat=True)) == expected
        assert 0 < len(expected) < 31
    assert not visible_to(models.Effort.objects.all(), as_role("partner"), VIEW_OWN_EFFORT).exists()
    assert not visible_to(models.Plan.objects.all(), as_role("partner", partners["politie"]), VIEW_PLAN).exists()


def test_another_municipality_and_visitors_see_nothing(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    for actor in (ANYBODY, as_role("safety_adviser", municipality=other)):
        for model, permission in PERMISSIONS.items():
            assert not visible_to(model.objects.all(), actor, permission).exists()
