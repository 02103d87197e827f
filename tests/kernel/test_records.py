# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records: no write outside an action, no silent winner of two writers, no tie between two municipalities."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from baken.access.facade import Partner, User, system_actor
from baken.kernel.errors import OtherMunicipality, OutsideAction, StaleVersion
from baken.registry.facade import Organisation

from .towns import NOW, do, doing, make_partner, town

pytestmark = pytest.mark.django_db


def stored(slug="politie"):
    return Partner.objects.get(slug=slug)


def organisation(municipality, partner=None, slug="org"):
    return Organisation(municipality=municipality, slug=slug, name="Org", kind="police", partner=partner)


WRITES = {
    "save": lambda one: one.save(),
    "delete": lambda one: one.delete(),
    "update": lambda one: Partner.objects.update(name="X"),
    "delete of rows": lambda one: Partner.objects.all().delete(),
    "create": lambda one: Partner.objects.create(municipality=one.municipality, slug="x", name="X"),
    "get or create": lambda one: Partner.objects.get_or_create(municipality=one.municipality, slug="x"),
    "update or create": lambda one: Partner.objects.update_or_create(slug=one.slug, defaults={"name": "X"}),
    "bulk create": lambda one: Partner.objects.bulk_create([Partner(municipality=one.municipality, slug="x")]),
    "bulk update": lambda one: Partner.objects.bulk_update([one], ["name"]),
    "through a relation": lambda one: one.organisations.update(name="X"),
    "into a relation": lambda one: one.organisations.add(Organisation.objects.get(slug="loose")),
    "base manager": lambda one: Partner._base_manager.update(name="X"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_no_write_without_an_action(write):
    velsen = town()
    partner = make_partner(velsen)
    do(organisation(velsen, partner).save)
    do(organisation(velsen, slug="loose").save)
    before = list(Partner.objects.values()), list(Organisation.objects.values())
    with pytest.raises(OutsideAction), transaction.atomic():
        write(partner)
    assert (list(Partner.objects.values()), list(Organisation.objects.values())) == before


def test_within_an_action_the_same_writes_work():
    velsen = town()
    partner = make_partner(velsen)
    do(lambda: Partner.objects.update(name="Politie Noord"))
    do(lambda: Partner.objects.bulk_create([Partner(municipality=velsen, slug="zorg", name="Zorg")]))
    assert sorted(Partner.objects.values_list("name", flat=True)) == ["Politie Noord", "Zorg"]
    do(lambda: stored("zorg").delete())
    assert list(Partner.objects.all()) == [partner]


def test_each_save_raises_the_version_by_one():
    partner = make_partner(town())
    assert (partner.version, stored().version) == (1, 1)
    for version in (2, 3):
        do(partner.save)
        assert (partner.version, stored().version) == (version, version)


def test_of_two_who_change_the_same_record_the_later_is_told_and_stores_nothing():
    make_partner(town())
    mine, yours = stored(), stored()
    mine.name = "Mine"
    do(mine.save)
    yours.name = "Yours"
    with pytest.raises(StaleVersion):
        do(yours.save)
    assert (stored().name, stored().version) == ("Mine", 2)


def raise_by_update(partner):
    Partner.objects.filter(pk=partner.pk).update(name="Mine")


def raise_by_bulk_update(partner):
    partner.name = "Mine"
    Partner.objects.bulk_update([partner], ["name"])


@pytest.mark.parametrize("write", [raise_by_update, raise_by_bulk_update])
def test_a_change_of_many_rows_makes_older_copies_stale_too(write):
    make_partner(town())
    late = stored()
    do(lambda: write(stored()))
    assert stored().version == 2
    late.name = "Late"
    with pytest.raises(StaleVersion):
        do(late.save)
    assert stored().name == "Mine"


def test_a_record_that_is_gone_is_not_brought_back_by_a_copy():
    make_partner(town())
    copy = stored()
    do(stored().delete)
    with pytest.raises(StaleVersion):
        do(copy.save)
    assert not Partner.objects.exists()


def test_a_new_record_with_a_key_in_use_does_not_overwrite():
    partner = make_partner(town())
    with pytest.raises(IntegrityError):
        do(Partner(id=partner.id, municipality=partner.municipality, slug="other", name="Other").save)
    assert stored().name == "Politie"


def test_locked_rows_are_the_same_rows():
    partner = make_partner(town())
    with transaction.atomic():
        assert list(Partner.objects.locked()) == [partner]


def test_an_actor_writes_in_one_municipality_only():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    there = Partner(municipality=elsewhere, slug="politie", name="Politie")
    for write in (there.save, lambda: Partner.objects.bulk_create([there])):
        with pytest.raises(OtherMunicipality):
            do(write, velsen)
    assert not Partner.objects.exists()
    do(there.save, elsewhere)
    do(there.save, None)  # the installation itself serves all
    assert there.version == 2


def test_a_record_refers_to_records_of_its_own_municipality_only():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    theirs = make_partner(elsewhere)
    wrong = organisation(velsen, theirs)
    for write in (wrong.save, lambda: Organisation.objects.bulk_create([wrong])):
        with pytest.raises(OtherMunicipality, match="partner"):
            do(write)
    assert not Organisation.objects.exists()
    right = organisation(velsen, make_partner(velsen))
    do(right.save)
    right.partner = theirs
    for write in (right.save, lambda: Organisation.objects.bulk_update([right], ["partner"])):
        with pytest.raises(OtherMunicipality):
            do(write)
    assert Organisation.objects.get().partner.municipality == velsen


def test_the_check_of_municipalities_asks_the_database_nothing(django_assert_num_queries):
    velsen = town()
    do(organisation(velsen, make_partner(velsen)).save)
    found = Organisation.objects.get()

    def save():
        with django_assert_num_queries(2):  # version, row
            found.save()

    do(save)


def test_a_record_never_moves_to_another_municipality():
    elsewhere = town("GM9001", "Elders")
    partner = make_partner(town())
    partner.municipality = elsewhere
    with pytest.raises(OtherMunicipality, match="move"):
        do(partner.save)
    for value in ({"municipality": elsewhere}, {"municipality_id": elsewhere.id}):
        with pytest.raises(OtherMunicipality, match="move"):
            do(lambda value=value: Partner.objects.update(**value))
    assert stored().municipality.name == "Velsen"


def test_users_belong_to_no_municipality_and_may_be_referred_to_from_any():
    from baken.access.facade import RoleAssignment

    user = User.objects.create_user("a", "b", display_name="A")
    for municipality in (town(), town("GM9001", "Elders")):
        do(RoleAssignment(municipality=municipality, user=user, role="inspector", valid_from=NOW.date()).save)
    assert user.assignments.count() == 2


def test_an_explicit_version_in_an_update_counts():
    make_partner(town())
    doing(actor=system_actor(None), at=NOW, what=lambda: Partner.objects.update(version=F("version") + 5))
    assert stored().version == 6
