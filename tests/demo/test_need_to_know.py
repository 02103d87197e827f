# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registers, covenants and teams of the example: each kind of wall is there, all marked, and a second run adds nothing."""

import pytest

from baken.access.emergency.reads import opened_in
from baken.access.facade import (
    Covenant,
    EmergencyAccess,
    GuardedRecord,
    MatrixChange,
    Regime,
    Team,
    Vault,
    covenants,
    emergency,
    make_account,
    make_partner,
    register_parts,
    system_actor,
)
from baken.demo.supervision.access import play_access, play_emergency
from baken.demo.supervision.people import STAFF
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now, today
from tests.kernel.towns import do, town

pytestmark = pytest.mark.django_db
PARTNERS = ("politie", "woningcorporatie", "omgevingsdienst-ijmond", "jongerenwerk", "openbaar-ministerie")


@pytest.fixture
def velsen():
    municipality = town()
    actor = system_actor(municipality)
    for slug in PARTNERS:
        make_partner(actor=actor, at=now(), municipality=municipality, slug=slug, name=slug.title())
    for person in STAFF:
        make_account(
            actor=actor, at=now(), municipality=municipality, username=person.username, password="made up for a test",
            display_name=person.name, role=person.role, since=today().replace(year=2020), fictitious=True,
        )  # fmt: skip
    return municipality


def test_every_kind_of_wall_is_there_and_marked_as_invented(velsen):
    play_access(system_actor(velsen), velsen)
    assert set(Vault.objects.values_list("regime", flat=True)) == set(Regime.values)
    assert list(Vault.objects.filter(emergency=True).values_list("slug", flat=True)) == ["premises"]
    states = {c.slug: covenants.state_of(c, now()) for c in Covenant.objects.all()}
    assert set(states.values()) == {"in_force", "expiring", "ended"}
    for row in (*Vault.objects.all(), *Covenant.objects.all(), *Team.objects.all()):
        assert row.name.endswith("(voorbeeld)"), row
    before = AuditEntry.objects.count()
    play_access(system_actor(velsen), velsen)
    assert AuditEntry.objects.count() == before
    assert MatrixChange.objects.count() == 1


def test_one_emergency_of_last_night_waits_for_review(velsen, monkeypatch):
    play_access(system_actor(velsen), velsen)
    play_emergency(velsen, "2026-0087")
    assert not EmergencyAccess.objects.exists()  # without the case there is nothing to look into
    register_parts("test.case", {"premises": "Pand"})
    vault = Vault.objects.get(slug="premises")
    row = GuardedRecord(municipality=velsen, vault=vault, kind="test.case", reference="2026-0087")
    do(row.save)
    monkeypatch.setattr(
        emergency, "_finders", [lambda where, text: GuardedRecord.objects.filter(reference=text).first()]
    )
    play_emergency(velsen, "2026-0087")
    play_emergency(velsen, "2026-0087")
    access = EmergencyAccess.objects.get()
    assert access.ends_at < now()
    assert access.reviewed_at is None
    assert "(voorbeeld)" in access.reason
    assert [one.parts for one in opened_in(access)] == [("Pand",), ("Pand",)], "there is something to review"
