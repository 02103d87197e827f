# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations that the policy names."""

import pytest

from baken.access.facade import system_actor, visible_to
from baken.kernel.errors import Denied, OtherMunicipality
from baken.kernel.models import AuditEntry
from baken.registry.facade import Organisation, make_organisation
from tests.kernel.towns import NOW, make_partner, person, town

pytestmark = pytest.mark.django_db


def make(municipality, slug="politie", actor=None, **more):
    return make_organisation(
        actor=actor or system_actor(municipality), at=NOW, municipality=municipality, slug=slug, name=slug.title(),
        kind="police", **more,
    )  # fmt: skip


def test_an_organisation_is_made_once_for_each_municipality_and_keeps_what_was_changed():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    partner = make_partner(velsen)
    first = make(velsen, partner=partner)
    assert make(velsen) == first
    assert make(elsewhere) != first
    assert Organisation.objects.get(municipality=velsen).partner == partner
    assert AuditEntry.objects.filter(action="organisation.made").count() == 3


def test_a_partner_of_another_municipality_is_refused():
    with pytest.raises(OtherMunicipality):
        make(town(), partner=make_partner(town("GM9001", "Elders")))
    assert not Organisation.objects.exists()


def test_making_one_takes_a_permission():
    velsen = town()
    with pytest.raises(Denied):
        make(velsen, actor=person(velsen, "safety_adviser"))
    assert not Organisation.objects.exists()


def test_organisations_are_seen_within_their_municipality():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    mine, _theirs = make(velsen), make(elsewhere)
    seen = visible_to(Organisation.objects.all(), person(velsen, "partner"), "decide.framework.view")
    assert list(seen) == [mine]
