# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Covenants: without a valid one nothing is shared, and one that ended a second ago is none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import Covenant, covenants, leaning_on, may_share, opened, sights_of
from baken.access.supervision.teams import add_to_team, leave_team, make_team
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import (
    DAY,
    PURPOSE,
    REASON,
    account,
    acting,
    covenant,
    guarded,
    partner,
    system,
    take_part,
    vault,
)
from tests.kernel.towns import person, town

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def why(*given):
    return [reason.slug for reason in may_share(*given)]


def slugs(refused):
    return {reason.slug for reason in refused.value.reasons}


def test_nothing_is_shared_without_a_valid_covenant():
    police, at = partner(), now()
    assert why(None, PURPOSE, ["premises"], at) == ["no_recipient"]
    assert why(police, PURPOSE, [], at) == ["no_kinds"]
    assert why(police, PURPOSE, ["premises"], at) == ["no_covenant"]
    covenant(police, kinds=["premises"])
    at = now()
    assert why(police, PURPOSE, ["premises"], at) == []
    assert why(police, PURPOSE, ["premises", "police"], at) == ["kinds"]
    assert why(police, "joint_casework", ["premises"], at) == ["purpose"]
    assert why(police, "acute_danger", ["premises"], at) == ["purpose"]
    assert why(partner("ggz"), PURPOSE, ["premises"], at) == ["no_covenant"]


def test_the_reason_names_what_ended_when_and_what_is_not_let_through():
    police = partner()
    covenant(police, since=now() - 400 * DAY, until=datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam")))
    told = may_share(police, PURPOSE, ["premises"], now())[0].text
    assert told.endswith("gold tot en met 31 dec 2025."), "the last day on which it held, not the one after"
    covenant(police, slug="d", kinds=["premises"])
    assert may_share(police, PURPOSE, ["premises", "police"], now())[0].text.endswith(": Politie.")


def test_two_covenants_do_not_add_up():
    """Who takes part leans on one covenant: what only two together let through, neither does."""
    police = partner()
    covenant(police, slug="a", kinds=["premises"])
    covenant(police, slug="b", kinds=["police"])
    assert why(police, PURPOSE, ["premises", "police"], now()) == ["kinds"]
    assert leaning_on(police, PURPOSE, ["police"], now()).slug == "b"


def test_of_several_covenants_the_one_that_holds_longest():
    police = partner()
    covenant(police, slug="short", until=now() + DAY)
    covenant(police, slug="long", until=now() + 9 * DAY)
    assert leaning_on(police, PURPOSE, ["police"], now()).slug == "long"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    since=st.integers(-3, 3),
    length=st.none() | st.integers(1, 4),
    purposes=st.frozensets(st.sampled_from([PURPOSE, "joint_casework"]), min_size=1),
    kinds=st.frozensets(st.sampled_from(["premises", "police"]), min_size=1),
    wanted=st.frozensets(st.sampled_from(["premises", "police"]), min_size=1),
)
def test_sharing_is_allowed_exactly_when_a_covenant_says_so(db, since, length, purposes, kinds, wanted):
    at = now()
    police = partner(f"p{Covenant.objects.count()}")
    start = at + since * SECOND
    end = None if length is None else start + length * SECOND
    covenant(police, slug=police.slug, since=start, until=end, purposes=sorted(purposes), kinds=sorted(kinds))
    holds = start <= at and (end is None or at < end)
    assert (why(police, PURPOSE, wanted, at) == []) == (holds and PURPOSE in purposes and wanted <= kinds)


def test_a_partner_whose_covenant_ended_a_second_ago_sees_nothing_more():
    police = partner()
    agreed = covenant(police)
    record = guarded(vault())
    take_part(record, partner=police, covenant=agreed)
    liaison = account("partner", partner=police)

    def sees():
        actor = acting(liaison)
        with opened(actor, PURPOSE):
            return sights_of(actor, PURPOSE, record.pk)

    assert sees() == {"premises": 2, "police": 2}
    covenants.end_covenant(actor=system(), at=now() - SECOND, covenant=agreed, reason=REASON)
    assert sees() is None
    assert AuditEntry.objects.filter(action="covenant.ended").count() == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"purposes": ["acute_danger", PURPOSE]}, {"emergency_purpose"}),
        ({"purposes": ["acute_danger"]}, {"emergency_purpose"}),
        ({"purposes": []}, {"purpose"}),
        ({"purposes": ["fishing"]}, {"purpose"}),
        ({"kinds": []}, {"no_kinds"}),
        ({"until": now() - 2 * DAY}, {"period"}),
        ({"purposes": [], "kinds": []}, {"purpose", "no_kinds"}),
    ],
)
def test_a_covenant_that_would_open_too_much_is_refused(more, expected):
    police = partner()
    with pytest.raises(Refused) as refused:
        covenant(police, **more)
    assert slugs(refused) == expected
    assert not Covenant.objects.exists()


def test_no_partner_is_nobody_and_another_municipality_has_none_of_it():
    with pytest.raises(Refused) as refused:
        covenant()
    assert slugs(refused) == {"no_recipient"}
    elsewhere = partner("elsewhere", town("GM9001", "Elders"))
    with pytest.raises(Refused) as refused:
        covenants.make_covenant(
            actor=system(), at=now(), municipality=town(), slug="c", partners=[elsewhere],
            values={"name": "C", "basis": "-", "purposes": [PURPOSE], "kinds": ["police"], "since": now(), "until": None},
        )  # fmt: skip
    assert slugs(refused) == {"other_municipality"}


def test_extending_goes_forward_and_never_revives():
    police = partner()
    agreed = covenant(police, until=now() + DAY)
    seen = agreed.version
    for until in (now() - DAY, now() + DAY / 2):
        with pytest.raises(Refused) as refused:
            covenants.extend_covenant(actor=system(), at=now(), covenant=agreed, until=until, reason=REASON)
        assert slugs(refused) == {"until"}
    covenants.extend_covenant(
        actor=system(), at=now(), covenant=agreed, seen=seen, until=now() + 9 * DAY, reason=REASON
    )
    with pytest.raises(StaleVersion):
        covenants.extend_covenant(
            actor=system(), at=now(), covenant=agreed, seen=seen, until=now() + 19 * DAY, reason=REASON
        )
    covenants.end_covenant(actor=system(), at=now(), covenant=agreed, reason=REASON)
    with pytest.raises(Refused) as refused:
        covenants.extend_covenant(actor=system(), at=now(), covenant=agreed, until=now() + 99 * DAY, reason=REASON)
    assert slugs(refused) == {"ended"}


def test_the_state_of_a_covenant_by_the_moment():
    at = now()
    police = partner()
    for slug, since, until, state in (
        ("past", -9, -1, "ended"),
        ("coming", 1, 9, "future"),
        ("soon", -1, 89, "expiring"),
        ("long", -1, 91, "in_force"),
        ("open", -1, None, "in_force"),
    ):
        made = covenant(police, slug=slug, since=at + since * DAY, until=None if until is None else at + until * DAY)
        assert covenants.state_of(made, at) == state
    edge = Covenant(since=at - DAY, until=at)
    assert covenants.state_of(edge, at) == "ended"
    assert covenants.state_of(edge, at - SECOND) == "expiring"


@pytest.mark.parametrize("role", ["inspector", "data_protection_officer", "undermining_coordinator", "partner"])
def test_only_who_keeps_covenants_changes_them(role):
    agreed = covenant(partner(), until=now() + DAY)
    actor = person(town(), role)
    with pytest.raises(Denied):
        covenants.end_covenant(actor=actor, at=now(), covenant=agreed, reason=REASON)
    with pytest.raises(Denied):
        covenants.extend_covenant(actor=actor, at=now(), covenant=agreed, until=now() + 9 * DAY, reason=REASON)


def test_a_team_takes_people_of_its_own_organisation_and_a_leaver_sees_no_more():
    police = partner()
    inspector, liaison = account("inspector"), account("partner", partner=police)
    ours = make_team(actor=system(), at=now(), municipality=town(), slug="ours", name="Ours")
    theirs = make_team(actor=system(), at=now(), municipality=town(), slug="theirs", name="Theirs", partner=police)
    for team, user in ((ours, liaison), (theirs, inspector)):
        with pytest.raises(Refused) as refused:
            add_to_team(actor=system(), at=now(), team=team, user=user)
        assert slugs(refused) == {"other_organisation"}
    record = guarded(vault(admitted=["inspector"]))
    take_part(record, team=ours)

    def sees():
        actor = acting(inspector)
        with opened(actor, PURPOSE):
            return sights_of(actor, PURPOSE, record.pk)

    assert sees() is None
    member = add_to_team(actor=system(), at=now() - SECOND, team=ours, user=inspector)
    assert sees()
    with pytest.raises(Refused) as refused:
        add_to_team(actor=system(), at=now(), team=ours, user=inspector)
    assert slugs(refused) == {"same"}
    leave_team(actor=system(), at=now(), membership=member)
    assert sees() is None
