# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A deputy looks after a colleague's terms for a while: no rights come with it, both know, and it ends by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from baken.access.facade import User, leave
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from baken.terms import deputies, lists
from baken.terms.models import Deputy, TermMail
from tests.act.desks import Desks, account, build
from tests.plugins.remembered import remembered_world
from tests.terms.test_desk_terms import agreed, do, kind, measure, on

pytestmark = pytest.mark.django_db
__all__ = ["kind"]


@pytest.fixture
def world(db: None) -> Desks:
    return remembered_world("desks", build)


def name(world: Desks, who: str = "adviser", deputy: str = "mayor", since: int = 0, until: int = 10) -> Deputy:
    return deputies.name_deputy(
        actor=world.actor(who), at=world.now, deputy=world.users[deputy].pk, since=on(world, since),
        until=on(world, until),
    )  # fmt: skip


def mine(world: Desks, who: str, day: int = 0) -> list[tuple[str, str]]:
    found = lists.grouped(
        world.actor(who), world.municipality, on(world, day), named=True, choice=lists.Choice(mine=True)
    )
    return [(term.line.rule, term.deputy_of) for group in found for term in group.terms]


def test_a_deputy_gets_the_terms_as_own_with_the_name_of_whom(world: Desks) -> None:
    agreed(world, measure(world), 3)
    assert mine(world, "mayor") == []
    name(world)
    ((_rule, whom),) = mine(world, "mayor")
    assert whom == "adviser"
    ((_rule, whom),) = mine(world, "adviser")
    assert whom == ""


def test_it_begins_and_ends_by_itself(world: Desks) -> None:
    agreed(world, measure(world), 3)
    name(world, since=1, until=2)
    assert [len(mine(world, "mayor", day)) for day in range(4)] == [0, 1, 1, 0]


@pytest.mark.parametrize("who", ["coordinator", "bibob", "executive", "privacy"])
def test_a_deputy_sees_nothing_more(world: Desks, who: str) -> None:
    agreed(world, measure(world), 3)
    name(world, deputy=who)
    assert mine(world, who) == []
    assert lists.grouped(world.actor(who), world.municipality, on(world), named=True) == []
    (row,) = deputies.named(world.actor("adviser"), world.now)
    assert row.unseen == ("proeftermijn",)


def test_both_see_it_and_whoever_sees_all_is_told_of_no_kind(world: Desks) -> None:
    world.users["second"] = account(world.municipality, "d2-second", "legal_adviser")
    name(world, deputy="second")
    (row,) = deputies.named(world.actor("adviser"), world.now)
    assert (row.name, row.unseen, row.now) == ("second", (), True)
    (other,) = deputies.standing_in(world.actor("second"), world.now)
    assert other.name == "adviser"
    assert (
        deputies.named(world.actor("mayor"), world.now) == deputies.standing_in(world.actor("mayor"), world.now) == []
    )


def slugs(call: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        call()
    return {reason.slug for reason in refused.value.reasons}


def test_what_does_not_fit_is_refused_with_every_reason(world: Desks) -> None:
    assert slugs(lambda: name(world, deputy="adviser", since=-1, until=-2)) == {"oneself", "past", "backwards"}
    assert slugs(lambda: name(world, until=367)) == {"long"}
    assert slugs(lambda: name(world, deputy="police")) == {"no_colleague"}
    name(world, until=366)
    assert slugs(lambda: name(world, deputy="bibob", since=366, until=370)) == {"overlap"}
    name(world, deputy="bibob", since=367, until=370)


def test_partners_stand_in_within_their_own_organisation(world: Desks) -> None:
    world.users["colleague"] = account(world.municipality, "d2-police", "partner", world.partners["police"])
    assert [label for _key, label in deputies.candidates(world.actor("police"), world.now)] == ["police"]
    for other in ("mayor", "environment"):
        assert slugs(lambda one=other: name(world, "police", one)) == {"no_colleague"}
    name(world, "police", "colleague")


def test_either_ends_it_and_nobody_else(world: Desks) -> None:
    for who in ("adviser", "mayor"):
        row = name(world)
        with pytest.raises(Denied):
            deputies.end_deputy(actor=world.actor("bibob"), at=world.now, row=row)
        with pytest.raises(Http404):
            deputies.own(world.actor("bibob"), row.pk)
        deputies.end_deputy(actor=world.actor(who), at=world.now, row=deputies.own(world.actor(who), row.pk))
    assert not Deputy.objects.exists()
    assert AuditEntry.objects.filter(action="deputy.named").count() == 2
    assert AuditEntry.objects.filter(action="deputy.ended").count() == 2


def test_closing_an_account_ends_it_on_both_sides(world: Desks) -> None:
    name(world)
    name(world, "bibob", "adviser")
    TermMail(municipality=world.municipality, user=world.users["adviser"], often="daily")
    leave(actor=world.system, at=world.now, user=world.users["adviser"], reason="Ander werk.")
    assert not Deputy.objects.exists()


def test_what_is_over_is_cleared(world: Desks) -> None:
    name(world, until=0)
    name(world, since=1, until=9)
    later = world.now + timedelta(days=1)
    assert deputies.clear_deputies(actor=world.system, at=later, municipality=world.municipality) == 1
    assert Deputy.objects.get().until == on(world, 9)


def test_the_page_names_shows_and_ends(world: Desks, client: Any) -> None:
    agreed(world, measure(world), 3)
    client.force_login(world.users["adviser"], backend="baken.access.login.backends.AccountBackend")
    page = client.get("/termijnen/vervanging/").content.decode()
    assert "U hebt nu geen vervanger." in page
    sent = {
        "deputy": str(world.users["coordinator"].pk),
        "since": on(world).isoformat(),
        "until": on(world).isoformat(),
    }
    assert client.post("/termijnen/vervanging/", {**sent, "until": "2020-01-01"}).status_code == 409
    assert client.post("/termijnen/vervanging/", sent).status_code == 302
    assert "proeftermijn" in client.get("/termijnen/vervanging/").content.decode()
    row = Deputy.objects.get()
    assert client.post(f"/termijnen/vervanging/{row.pk}/stoppen/").status_code == 302
    assert not Deputy.objects.exists()


def test_the_list_marks_what_one_does_for_another(world: Desks, client: Any) -> None:
    agreed(world, measure(world), 3)
    row = Deputy(
        municipality=world.municipality, user=world.users["adviser"], deputy=world.users["mayor"], made_at=world.now,
        since=on(world, -30), until=on(world, 9),
    )  # fmt: skip
    do(world, row.save)  # the page's day is that of the example, before today
    client.force_login(world.users["mayor"], backend="baken.access.login.backends.AccountBackend")
    page = client.get("/termijnen/?wie=mij")
    assert "als vervanger van adviser" in page.content.decode()


def test_a_deputy_is_asked_for_on_the_day_only(world: Desks) -> None:
    name(world, since=5)
    assert deputies.stands(world.actor("mayor"), on(world)) == ()
    (stand,) = deputies.stands(world.actor("mayor"), on(world, 5))
    assert (stand.name, stand.roles) == ("adviser", frozenset({"legal_adviser"}))
    assert isinstance(on(world), date)
    assert User.objects.filter(pk=stand.user).exists()


def test_nobody_is_offered_who_may_see_no_terms(world: Desks) -> None:
    world.users["admin"] = account(world.municipality, "d2-admin", "administrator")
    offered = {key for key, _name in deputies.candidates(world.actor("adviser"), world.now)}
    assert str(world.users["bibob"].pk) in offered
    assert str(world.users["admin"].pk) not in offered
