# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every model of the house, also for those that come later."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from baken.kernel.models import Municipality, Record
from tests.house.architecture import House
from tests.kernel.one_municipality import strays

OURS = [model for model in apps.get_models() if model.__module__.startswith("baken.")]
RECORDS = [model for model in OURS if issubclass(model, Record)]
# What belongs to no municipality, and why.
OF_NOBODY = {
    "kernel.Municipality": "is one",
    "kernel.AuditChain": "has the key of one, without foreign key: it outlives what it speaks of",
    "kernel.AuditEntry": "the same",
    "kernel.AuditPersonal": "the same",
    "kernel.KeyCheck": "by what the installation's keys are known again",
    "kernel.Lease": "who does a job of the installation",
    "kernel.RateWindow": "how often somebody tried something, whom nobody can read from it",
    "kernel.Idempotency": "which request made something, by a key that nobody can read from it",
    "observe.PullMeter": "is a pull's, which has one",
    "privacy.ProcessingRecord": "a log: has one but where nobody was logged in and there are several",
    "access.User": "one person may work for several",
    "access.UserSession": "an account's",
    "access.SecondFactorSecret": "the same",
    "registry.Area": "CBS's, not a municipality's",
    "registry.AreaEdition": "the same",
}


def unique_sets(model):
    """The field names of each unique constraint but the key's."""
    found = [(c.name, tuple(c.fields)) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    found += [(f"unique_together {names}", tuple(names)) for names in model._meta.unique_together]
    # one to one with a record: that belongs to one municipality already
    unique = [f for f in model._meta.local_fields if f.unique and not f.primary_key]
    found += [(f.name, (f.name,)) for f in unique if f.related_model is None or not issubclass(f.related_model, Record)]
    return found


def over_all_municipalities(model):
    """Unique constraints that one municipality's rows could break for another's."""
    return [f"{model._meta.label}: {name}" for name, names in unique_sets(model) if "municipality" not in names]


def test_each_model_is_a_record_or_is_known_to_belong_to_nobody():
    assert {model._meta.label for model in OURS if model not in RECORDS} == set(OF_NOBODY)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)
def test_a_record_has_one_municipality_a_sortable_key_and_a_version(model):
    owner = model._meta.get_field("municipality")
    assert (owner.related_model, owner.null) == (Municipality, False)
    assert owner.remote_field.on_delete is models.PROTECT
    assert model._meta.pk.get_default().version == 7
    assert model._meta.get_field("version").default == 1


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)
def test_writes_to_a_record_are_guarded_by_whichever_manager(model):
    for manager in (model._default_manager, model._base_manager):
        assert hasattr(manager.none(), "_ours"), "a query set that isn't RecordQuerySet writes outside actions"
    assert model.save is Record.save, "business rules don't live in save()"
    assert model.delete is Record.delete


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)
def test_what_is_unique_is_so_within_a_municipality(model):
    assert over_all_municipalities(model) == []


@isolate_apps("baken.registry")
def test_the_check_sees_a_constraint_over_all_municipalities():
    class Sign(Record):
        slug = models.SlugField(unique=True)
        name = models.CharField(max_length=9)

        class Meta:
            app_label = "registry"
            constraints = (models.UniqueConstraint(fields=("name",), name="sign_name"),)

    assert over_all_municipalities(Sign) == ["registry.Sign: sign_name", "registry.Sign: slug"]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_model_stands_in_a_layer(model, repo_root: Path):
    house = House.from_importlinter(repo_root / ".importlinter")
    assert house.room(model.__module__), f"{model.__module__} is in no layer of .importlinter"


def test_a_relation_between_records_is_one_that_the_check_of_municipalities_sees():
    """A generic or many-to-many relation without a through model would escape `Record.hold_together`."""
    escaping = [
        f"{model._meta.label}.{field.name}"
        for model in RECORDS
        for field in [*model._meta.local_many_to_many, *model._meta.private_fields]
        if not (field.many_to_many and issubclass(field.remote_field.through, Record))
    ]
    assert escaping == []


@pytest.mark.django_db
def test_the_check_of_rows_sees_a_record_that_refers_to_another_municipality():
    from baken.registry.facade import Organisation

    from .towns import do, make_partner, town

    velsen, elsewhere = town(), town("GM9001", "Elders")
    mine, theirs = make_partner(velsen), make_partner(elsewhere)
    organisation = Organisation(municipality=velsen, slug="x", name="X", kind="police", partner_id=mine.pk)
    do(organisation.save)
    assert list(strays(RECORDS)) == []
    organisation.partner_id = theirs.pk  # by key only, so that the guard on save can't see it
    do(organisation.save)
    assert list(strays(RECORDS)) == ["registry.Organisation.partner: 1"]
