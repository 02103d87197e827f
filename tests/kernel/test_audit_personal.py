# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The personal part of an audit row can be destroyed, and the chain stays whole."""

import json

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from baken.access.facade import Actor, system_actor
from baken.kernel import audit
from baken.kernel.audit_log.checks import check_all
from baken.kernel.errors import OutsideAction
from baken.kernel.models import AuditEntry, AuditPersonal

from .towns import NOW, doing, town

pytestmark = pytest.mark.django_db

NAME = "Verzonnen Persoon"


def tell(velsen, number=1, name=NAME):
    """Write a row with a personal part about case `number`."""
    what = lambda: audit.record("t", resource_type="case", resource_id=str(number), personal={"name": name})  # noqa: E731
    return doing(actor=system_actor(velsen), at=NOW, what=what)


def destroy(velsen, number=1):
    return doing(actor=system_actor(velsen), at=NOW, what=lambda: audit.destroy_personal("case", str(number)))


def problems():
    return [(p.sequence, p.what) for checked in check_all() for p in checked.problems]


def test_the_row_tells_nothing_of_the_person_and_the_part_is_kept_beside_it():
    entry = tell(town())
    row = json.dumps(model_to_dict(AuditEntry.objects.get(id=entry.id)), default=str)
    assert NAME not in row
    assert audit.personal_of(entry) == {"name": NAME}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kernel_auditpersonal")
        assert NAME not in str(cursor.fetchall())


def test_equal_parts_have_unequal_digests_so_they_can_t_be_guessed():
    velsen = town()
    assert tell(velsen).personal_digest != tell(velsen).personal_digest


def test_destruction_takes_part_and_salt_and_leaves_a_chain_that_verifies():
    velsen = town()
    entry, kept = tell(velsen), tell(velsen, 2)
    again = tell(velsen)
    assert destroy(velsen) == 2
    assert not AuditPersonal.objects.filter(entry_id__in=(entry.id, again.id)).exists()
    assert audit.personal_of(entry) is None
    assert audit.personal_of(kept) == {"name": NAME}
    told = AuditEntry.objects.get(action="audit.personal_destroyed")
    assert (told.resource_type, told.resource_id, told.detail) == ("case", "1", {"parts": 2})
    assert problems() == []


def test_what_is_destroyed_in_the_same_action_is_never_written():
    velsen = town()

    def both():
        audit.record("t", resource_type="case", resource_id="1", personal={"name": NAME})
        return audit.destroy_personal("case", "1")

    assert doing(actor=system_actor(velsen), at=NOW, what=both) == 1
    assert not AuditPersonal.objects.exists()
    assert problems() == []


def test_a_part_written_after_a_destruction_and_removed_by_hand_shows():
    velsen = town()
    tell(velsen)
    destroy(velsen)
    later = tell(velsen)
    AuditPersonal.objects.filter(entry_id=later.id).delete()
    assert problems() == [(later.sequence, "personal part is gone, and no action destroyed it")]


def test_nothing_to_destroy_leaves_no_row_and_another_municipality_s_parts_stay():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    tell(elsewhere)
    assert destroy(velsen) == 0
    assert not AuditEntry.objects.filter(action="audit.personal_destroyed").exists()
    assert AuditPersonal.objects.count() == 1


def test_destruction_that_is_rolled_back_destroys_nothing():
    velsen = town()
    tell(velsen)
    with pytest.raises(ZeroDivisionError):
        doing(actor=system_actor(velsen), at=NOW, what=lambda: audit.destroy_personal("case", "1") / 0)
    assert AuditPersonal.objects.count() == 1


def test_without_an_action_nothing_is_destroyed():
    with pytest.raises(OutsideAction):
        audit.destroy_personal("case", "1")


def test_a_read_says_for_what_purpose_on_which_basis_and_in_which_vault():
    velsen = town()
    actor = Actor(id=None, municipality_id=velsen.id)
    vault = velsen.id

    def read():
        return audit.record_read(
            "case.opened",
            resource_type="case",
            resource_id="1",
            purpose="supervision",
            basis="Gemw 174",
            vault_id=vault,
        )

    entry = doing(actor=actor, at=NOW, what=read)
    entry.refresh_from_db()
    assert (entry.kind, entry.purpose, entry.basis, entry.vault_id) == ("read", "supervision", "Gemw 174", vault)
    assert AuditEntry.objects.exclude(id=entry.id).get().kind == "change"
