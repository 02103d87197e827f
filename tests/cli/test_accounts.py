# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""An installation gets its municipality and its first administrator from the command line, and the rest from the pages."""

import re
import sys
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from baken.access.accounts import identity
from baken.access.facade import MatrixChange, User, actor_for, system_actor
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.moment import now
from baken.privacy.defaults import shipped
from baken.privacy.models import Dpia, ProcessingActivity, RetentionRule
from tests.access.signing_in import PASSWORD, account, log_in, who
from tests.kernel.towns import do, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
GIVEN = {"municipality": "velsen", "username": "beheer", "name": "Bea Heer", "email": "b.heer@example.org"}


@pytest.fixture
def quick_hasher(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def first(baken):
    def run(**more):
        given = {name: value for name, value in {**GIVEN, **more}.items() if value is not None}
        return baken("accounts", "first-administrator", *(part for n, v in given.items() for part in (f"--{n}", v)))

    return run


def reasons(municipality):
    """Why the action itself refuses."""
    with pytest.raises(Refused) as refused:
        identity.first_administrator(
            actor=system_actor(municipality), at=now(), municipality=municipality, username="x", display_name="X",
            email="x@example.org",
        )  # fmt: skip
    return [reason.slug for reason in refused.value.reasons]


def link_in(told):
    assert told.status == 0, told.err
    return re.search(r"http://localhost:8000(/account/wachtwoord/\S+)", told.out).group(1)


def test_a_link_is_told_by_which_the_first_administrator_chooses_a_password_and_gets_in(first):
    velsen = town()
    told = first()
    user = User.objects.get()
    assert (user.username, user.display_name, user.email) == ("beheer", "Bea Heer", "b.heer@example.org")
    assert [(row.role, row.municipality, row.valid_to) for row in user.assignments.all()] == [
        ("administrator", velsen, None)
    ]
    assert not user.has_usable_password()
    assert not mail.outbox, "the link is told, not mailed"
    visitor = Client()
    choose = visitor.get(link_in(told))["Location"]
    visitor.post(choose, {"password": PASSWORD, "again": PASSWORD})
    log_in(visitor, "beheer")
    assert who(visitor) == "beheer"
    assert visitor.get("/toezicht/accounts/").status_code == 200


def test_it_is_in_the_audit_log_as_any_joiner_made_by_baken_itself(first):
    velsen = town()
    first()
    (entry,) = AuditEntry.objects.filter(action="account.joined")
    assert (entry.municipality_id, entry.actor_id, entry.resource_id) == (velsen.pk, None, str(User.objects.get().pk))
    assert "beheer" not in str(entry.detail)
    assert entry.detail["role"] == "administrator"


def test_a_municipality_with_an_administrator_is_refused(first):
    town()
    account("ander", "administrator")
    assert first().refusal
    assert User.objects.count() == 1
    assert reasons(town()) == ["there"]


@pytest.mark.parametrize("left", ["closed", "over", "service", "example", "taken"])
def test_one_who_cannot_do_the_work_any_more_does_not_count(first, left, settings):
    town()
    settings.DEMO = False
    user = account("ander", "administrator", fictitious=left == "example")
    if left == "closed":
        user.is_active = False
    elif left == "service":
        user.kind = "service"
    elif left == "over":
        do(lambda: user.assignments.update(valid_to=date(2021, 1, 1)))
    elif left == "taken":
        for role, granted in (("administrator", False), ("mayor", True)):
            row = MatrixChange(municipality=town(), role=role, permission="access.account.manage", granted=granted)
            do(row.save)
    user.save()
    assert first().status == 0


def test_whoever_manages_accounts_by_another_role_counts(first):
    account("burgemeester", "mayor")
    change = MatrixChange(municipality=town(), role="mayor", permission="access.account.manage", granted=True)
    do(change.save)
    assert first().refusal
    assert reasons(town()) == ["there"]


def test_who_lost_the_link_gets_a_new_one_and_the_old_one_dies(first):
    town()
    old = link_in(first())
    new = link_in(first())
    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 302
    assert "beheer" in first(username="tweede").refusal
    assert User.objects.count() == 1
    assert AuditEntry.objects.filter(action="account.password_link").count() == 1


def test_each_municipality_has_its_own_first(first):
    town()
    town("GM9001", "Elders")
    first()
    there = Municipality.objects.get(code="GM9001").slug
    assert first(municipality=there, username="daar").status == 0
    assert User.objects.get(username="daar").assignments.get().municipality.code == "GM9001"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"municipality": "nergens"}, "no municipality called 'nergens'; there are: velsen"),
        ({"username": "Met Spatie"}, "--username"),
        ({"username": "x" * 61}, "--username"),
        ({"username": ""}, "--username"),
        ({"name": " "}, "--name"),
        ({"email": "nowhere"}, "--email"),
        ({"email": ""}, "--email"),
        ({"name": None}, "--name is missing"),
    ],
)
def test_what_is_wrong_is_told_by_option_and_nothing_is_made(first, wrong, told):
    town()
    assert told in first(**wrong).refusal
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused(first):
    account("beheer", "mayor")
    assert first().status == 2
    assert User.objects.count() == 1


def test_what_is_left_out_is_asked_of_whoever_sits_there(baken, monkeypatch):
    town()
    answers = iter(["velsen", "beheer", "Bea Heer", "b.heer@example.org"])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    told = baken("accounts", "first-administrator")
    assert told.status == 0
    assert User.objects.get().display_name == "Bea Heer"


@pytest.mark.parametrize("role", ["administrator", "privacy_officer", "mayor"])
def test_nobody_but_baken_itself_may(role):
    who_asks = actor_for(account("ander", role), on=now().date(), at=now())
    with pytest.raises(Denied):
        identity.first_administrator(
            actor=who_asks, at=now(), municipality=town(), username="x", display_name="X", email="x@example.org"
        )


def test_links_begin_with_the_address_of_the_installation(first, settings):
    town()
    settings.PUBLIC_URL = "https://baken.velsen.example"
    assert urlsplit(first().out.split()[-1]).netloc == "baken.velsen.example"


def test_a_municipality_is_founded_with_its_register_and_then_gets_an_administrator(baken, first):
    told = baken("municipality", "found", "--code", "GM0453", "--slug", "velsen", "--name", "Velsen")
    assert told.status == 0
    found = Municipality.objects.get()
    counts = [m.objects.filter(municipality=found).count() for m in (ProcessingActivity, RetentionRule, Dpia)]
    come = shipped()
    assert counts == [len(come.activities), len(come.rules), len(come.dpias)]
    assert first().status == 0
    again = baken("municipality", "found", "--code", "GM0453", "--slug", "velsen", "--name", "Velsen")
    assert "is there already: velsen" in again.refusal
    assert ProcessingActivity.objects.count() == counts[0]


@pytest.mark.parametrize(
    ("code", "slug", "name", "told"),
    [
        ("453", "velsen", "Velsen", "--code"),
        ("GM0453", "Velsen!", "Velsen", "--slug"),
        ("GM0453", "velsen", " ", "--name"),
        ("GM0453", "noord", "Velsen", "another municipality has it"),
    ],
)
def test_what_is_wrong_with_a_new_municipality_is_told(baken, code, slug, name, told):
    town("GM9001", "Noord")
    assert told in baken("municipality", "found", "--code", code, "--slug", slug, "--name", name).refusal
    assert Municipality.objects.count() == 1
