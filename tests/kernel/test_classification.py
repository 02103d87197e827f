# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/data-classification.toml says of every stored field what it may tell of a person."""

import tomllib

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from baken.access.facade import User

CLASSES = {"none", "free_text", "pseudonymous", "personal", "secret"}


@pytest.fixture(scope="module")
def told(repo_root):
    return tomllib.loads((repo_root / "docs" / "data-classification.toml").read_text(encoding="utf-8"))


def fields(wanted):
    return {model._meta.label: [field.name for field in model._meta.concrete_fields] for model in wanted}


def problems(told, wanted):
    """Fields without class, classes without field, and words that are no class."""
    there = fields(wanted)
    found = [f"{m}.{f} has no class" for m, names in there.items() for f in names if f not in told.get(m, {})]
    found += [f"{m}.{f} isn't there" for m, names in told.items() for f in names if f not in there.get(m, ())]
    found += [f"{m}.{f}: {c} is no class" for m, names in told.items() for f, c in names.items() if c not in CLASSES]
    return found


def test_every_field_has_a_class(told):
    assert problems(told, apps.get_models()) == []


@isolate_apps("baken.registry")
def test_the_check_sees_a_new_field_a_removed_one_and_a_wrong_word():
    class Person(models.Model):
        name = models.CharField(max_length=9)

        class Meta:
            app_label = "registry"

    told = {"registry.Person": {"id": "none", "age": "secret?"}}
    assert problems(told, [Person]) == [
        "registry.Person.name has no class",
        "registry.Person.age isn't there",
        "registry.Person.age: secret? is no class",
    ]


def test_what_leads_to_a_user_is_not_called_harmless(told):
    leading = [
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is User
    ]
    assert ("access.RoleAssignment", "user") in leading
    assert {told[model][field] for model, field in leading} <= {"pseudonymous", "personal"}


def test_text_that_people_write_is_not_called_harmless(told):
    texts = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model.__module__.startswith("baken.")
        and type(field) is models.TextField
        and told[model._meta.label][field.name] == "none"
    ]
    assert texts == []


def test_the_log_holds_no_personal_data_and_users_hold_all_of_it(told):
    assert set(told["kernel.AuditEntry"].values()) <= {"none", "pseudonymous"}
    assert told["access.User"]["password"] == "secret"
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("baken.")}
    personal = {m for m in ours if {"personal", "secret"} & set(told[m].values())}
    known = {"access.User", "access.RoleAssignment", "programme.OwnerContact", "programme.ProgressRequest"}
    known |= {"kernel.AuditPersonal", "access.UserSession", "access.ServiceToken", "access.SecondFactorSecret"}
    known |= {"access.AccountChange", "access.EmergencyAccess", "privacy.ReadReview", "privacy.PrivacyContacts"}
    known |= {"privacy.DataRequest", "terms.CalendarFeed"}
    known |= {
        f"cases.{name}" for name in ("Case", "CaseAction", "CaseDocument", "CaseSubject", "Entry", "Section", "Sharing")
    }
    concerns = (
        "Attachment", "Check", "Concern", "ConcernObject", "Link", "Look", "Message", "Note", "Packet", "PacketEffect",
        "PacketFile", "PacketPart", "ReleaseRequest", "Reporter", "SavedFilter", "Weighing",
    )  # fmt: skip
    known |= {f"concerns.{name}" for name in concerns}
    measures = (
        "AddressMeasure", "Forfeiture", "Measure", "MeasureDocument", "MeasureEvent", "MeasureParty", "MeasureReason", "Remedy",
    )  # fmt: skip
    known |= {f"measures.{name}" for name in measures}
    inspections = ("Finding", "FindingPhoto", "FollowUp", "HomeEntry", "Inspection", "InspectionReport", "Target")
    known |= {f"inspections.{name}" for name in inspections}
    bibob = (
        "Advice", "Disclosure", "Duty", "Indicator", "Questionnaire", "Relation", "Screening", "ScreeningEvent",
        "ScreeningPaper", "SourceLook", "Standing",
    )  # fmt: skip
    known |= {f"bibob.{name}" for name in bibob}
    assert personal == known, "is there a new place with personal data?"
