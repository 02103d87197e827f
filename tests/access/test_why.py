# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why somebody sees something or doesn't, and who can see what: always what the rule itself says."""

from datetime import timedelta

import pytest

from baken.access.facade import (
    EMERGENCY,
    Level,
    Participation,
    Sight,
    add_to_team,
    covenants,
    make_team,
    opened,
    sights_of,
    why,
)
from baken.kernel.moment import now
from tests.access.desk import (
    DAY,
    HOUR,
    PURPOSE,
    REASON,
    account,
    acting,
    browser,
    covenant,
    guarded,
    partner,
    system,
    take_part,
    vault,
)
from tests.kernel.towns import do, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return guarded(vault(admitted=["inspector", "undermining_coordinator"], emergency=True))


def facts(told):
    return {fact.label: fact.text for fact in told.facts}


def ask(user, record, part="", purpose=PURPOSE, how=why.seen):
    actor = acting(user)
    with opened(actor, purpose):
        return how(actor, purpose, record, part)


def takers(record, at=None):
    with opened(system(), system=True):
        return {taker.who: taker for taker in why.who(record, at)}


def test_what_one_sees_is_told_by_role_participation_purpose_and_basis(record):
    take_part(record, {"premises": 2, "police": 1}, role="inspector")
    user = account("inspector")
    told = facts(ask(user, record))
    assert told["Uw rol"] == "toezichthouder"
    assert told["Deelname"].startswith("eigen organisatie, sinds ")
    assert told["Grondslag"] == "Gemeentewet 172"
    assert "panden" in told["Doel"]
    assert "Convenant" not in told
    assert ask(user, record, "premises").told == "U ziet de inhoud."
    assert ask(user, record, "police").told == "U ziet de conclusie, niet de inhoud."


def test_a_partner_is_told_of_its_covenant(record):
    police = partner()
    agreed = covenant(police, until=now() + DAY, kinds=["premises"])
    take_part(record, {"premises": 2, "police": 2}, partner=police, covenant=agreed)
    liaison = account("partner", partner=police)
    assert facts(ask(liaison, record, "premises"))["Convenant"].startswith("C, tot en met ")
    closed = ask(liaison, record, "police")
    assert "laat dit onderdeel niet door" in closed.told
    covenants.end_covenant(actor=system(), at=now(), covenant=agreed, reason=REASON)
    gone = ask(liaison, record, "premises")
    assert "Grondslag" not in facts(gone)
    assert "convenant" in ask(liaison, record, how=why.unseen).told


def test_an_explanation_of_what_is_not_seen_tells_nothing_of_the_object(record):
    police = partner()
    take_part(record, role="undermining_coordinator")
    for user in (account("inspector"), account("port_team"), account("partner", partner=police)):
        for part in ("", "premises"):
            told = ask(user, record, part)
            whole = told.told + str(told.facts)
            for secret in (record.reference, record.vault.name, record.vault.basis):
                assert secret not in whole
            assert told.told


def test_a_part_that_is_not_seen_says_who_can_change_that(record):
    take_part(record, {"premises": 2}, role="inspector")
    assert "Wie de casus leidt" in ask(account("inspector"), record, "police").told


def test_who_tells_everybody_with_what_each_sees_now(record):
    police, housing = partner(), partner("housing")
    agreed = covenant(police, kinds=["premises"], until=now() + 9 * DAY)
    ended = covenant(housing, slug="ended", since=now() - 9 * DAY, until=now() - DAY)
    inspector = account("inspector")
    team = make_team(actor=system(), at=now(), municipality=town(), slug="t", name="Team T")
    add_to_team(actor=system(), at=now(), team=team, user=inspector)
    take_part(record, {"premises": 2, "police": 3}, role="undermining_coordinator")
    take_part(record, {"premises": 2, "police": 2}, partner=police, covenant=agreed, until=now() + 30 * DAY)
    take_part(record, partner=housing, covenant=ended)
    take_part(record, role="port_team")
    take_part(record, user=inspector, until=now() - HOUR)
    take_part(record, {"premises": 1}, team=team)
    found = takers(record)
    lead = found["coördinator ondermijning"]
    assert (lead.parts, lead.until, lead.now) == ({"premises": 2, "police": 3}, None, True)
    theirs = found["Politie"]
    assert (theirs.parts, theirs.until, theirs.now) == ({"premises": 2}, agreed.until, True)
    assert "convenant “C”" in theirs.why
    assert (found["Housing"].parts, found["Housing"].now) == ({}, False)
    assert "afgelopen" in found["Housing"].why
    assert (found["haventeam"].now, "werkt niet in het register" in found["haventeam"].why) == (False, True)
    assert (found["toezichthouder, één persoon"].now, found["toezichthouder, één persoon"].why) == (
        False,
        "deelname voorbij",
    )
    assert found["Team T"].parts == {"premises": 1}
    with opened(system(), system=True):
        order = [taker.now for taker in why.who(record)]
    assert order == sorted(order, reverse=True)


def test_who_says_what_the_rule_says(record):
    """For each participation of one role or partner: the parts that `who` tells are those that the rule gives its people."""
    police = partner()
    agreed = covenant(police, kinds=["premises"])
    liaison, inspector, port = account("partner", partner=police), account("inspector"), account("port_team")
    take_part(record, {"premises": 1, "police": 2}, partner=police, covenant=agreed)
    take_part(record, {"police": 2}, role="inspector")
    take_part(record, {"premises": 3}, role="port_team")
    found = takers(record)
    for user, name in ((liaison, "Politie"), (inspector, "toezichthouder"), (port, "haventeam")):
        actor = acting(user)
        with opened(actor, PURPOSE):
            rule = sights_of(actor, PURPOSE, record.pk) or {}
        assert dict(found[name].parts) == dict(rule), name


def test_emergency_access_shows_as_such_with_its_end(record):
    officer = account("on_call_officer")
    row = Participation(
        municipality=town(),
        guarded=record,
        vault_id=record.vault_id,
        user=officer,
        emergency=True,
        since=now() - HOUR / 2,
        until=now() + HOUR / 2,
    )

    def store():
        row.save()
        Sight(municipality=town(), participation=row, part="premises", level=Level.CONFIDENTIAL).save()

    with opened(system(), system=True):
        do(store)
    told = facts(ask(officer, record, purpose=EMERGENCY))
    assert told["Noodtoegang"].startswith("tot ")
    taker = takers(record)["piketfunctionaris, noodtoegang"]
    assert taker.now
    assert taker.until == row.until


def test_who_takes_as_many_queries_for_many_as_for_few(record, django_assert_max_num_queries):
    police = partner()
    agreed = covenant(police)
    take_part(record, partner=police, covenant=agreed)
    take_part(record, user=account("inspector"))
    with opened(system(), system=True), django_assert_max_num_queries(12) as few:
        why.who(record)
    for number in range(8):
        take_part(record, partner=police, covenant=agreed, since=now() - timedelta(minutes=number + 1))
        take_part(record, user=account("inspector", f"i{number}"))
    with opened(system(), system=True), django_assert_max_num_queries(12) as many:
        why.who(record)
    assert len(many) == len(few)


def test_the_page_for_oneself_tells_of_me_and_of_no_object(record):
    police = partner()
    covenant(police, until=now() + DAY)
    covenant(partner("housing"), slug="theirs-alone")
    take_part(record, role="inspector")
    page = browser(account("inspector")).get("/waarom/").content.decode()
    assert "Toezichthouder" in page
    assert record.vault.name in page
    assert record.reference not in page
    theirs = browser(account("partner", partner=police)).get("/waarom/").content.decode()
    assert "loopt af" in theirs
    assert "Theirs-Alone" not in theirs
    assert record.vault.name not in theirs


def test_the_page_that_is_not_there_points_to_it_for_whoever_is_logged_in(client):
    assert "/waarom/" not in client.get("/bestaat-niet/").content.decode()
    reader = browser(account("council_member"))
    missing, denied = reader.get("/bestaat-niet/"), reader.get("/toezicht/rollen/")
    assert missing.status_code == denied.status_code == 404
    assert "/waarom/" in missing.content.decode()
    assert "/waarom/" in denied.content.decode()
