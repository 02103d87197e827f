# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leads a case decides who takes part; nobody else does, whatever the matrix grants, and no part is left to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import MatrixChange, Participation, Sight, opened, system_actor
from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry

from .builders import ALL, PURPOSE, World, add, fill, open_case
from .test_pages import home, text

WHY = "Ander team neemt het over."


def slugs(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def grant(world: World, role: str) -> None:
    """Let the matrix grant a role the right to lead cases, also where the page would refuse that."""

    @action
    def make(*, actor: Any, at: Any) -> None:
        MatrixChange(municipality=world.municipality, role=role, permission="act.case.manage", granted=True).save()
        audit.record("test.granted", world.municipality)

    make(actor=system_actor(world.municipality), at=world.now)


def taking(world: World, case: Any, **who: Any) -> Any:
    with world.looking("lead"):
        return Participation.objects.select_related("partner", "covenant").get(guarded=case.guarded_id, **who)


def sights(world: World, row: Any) -> dict[str, int]:
    with opened(system_actor(world.municipality), system=True):
        return dict(Sight.objects.filter(participation=row).values_list("part", "level"))


@pytest.mark.parametrize("name", ["inspector", "police"])
def test_taking_part_and_the_right_to_lead_cases_is_not_leading_this_one(
    world: World, client_of: Callable[..., Any], name: str
) -> None:
    grant(world, "inspector" if name == "inspector" else "partner")
    add(world, world.case, role="inspector", **ALL)
    lead = taking(world, world.case, role="undermining_coordinator")
    housing = taking(world, world.case, partner=world.partners["housing"])
    own = taking(world, world.case, role="inspector")
    given = {"case": world.case}
    for do, more in (
        (cases.set_sight, {"participation": lead, "sights": {"premises": 1}}),
        (cases.set_sight, {"participation": own, "sights": {"premises": 1}}),
        (cases.end_participant, {"participation": lead}),
        (cases.end_participant, {"participation": housing}),
        (cases.add_participant, {"role": "mayor", "sights": {"premises": 1}}),
        (cases.share, {"part": "premises", "what": "x", "basis": "y", "partner": world.partners["housing"]}),
        (cases.step, {"name": "investigated"}),
        (cases.change_case, {"seen": 1, "values": {"title": "x"}}),
        (cases.hand_over, {"role": "inspector", "reason": WHY}),
    ):
        with pytest.raises(Denied):
            world.act(name, do, **given, **more)
    client = client_of(name)
    base = home(world.case)
    assert client.get(base).status_code == 200
    assert "Casus leiden" not in text(client.get(base))
    for path in ("deelnemers/", "delen/", "wijzigen/", "deelnemers/overdragen/", f"deelnemers/{lead.pk}/zicht/"):
        assert client.get(f"{base}{path}").status_code == 404, path
    for path in (f"deelnemers/{lead.pk}/einde/", "stap/"):
        assert client.post(f"{base}{path}", {"step": "investigated"}).status_code == 404, path
    assert sights(world, lead) == ALL


def test_nobody_takes_from_the_lead(world: World) -> None:
    lead = taking(world, world.other, role="undermining_coordinator")
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.end_participant, case=world.other, participation=lead)
    assert slugs(refused) == {"lead"}


def test_the_lead_is_handed_over_with_a_reason(world: World, client_of: Callable[..., Any]) -> None:
    lead, inspector = client_of("lead"), client_of("inspector")
    path = f"{home(world.other)}deelnemers/overdragen/"
    assert "Geen andere functie" in text(lead.get(path))
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.hand_over, case=world.other, role="inspector", reason="")
    assert slugs(refused) == {"cannot_lead", "no_reason"}
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.hand_over, case=world.other, role="youth_officer", reason=WHY)
    assert slugs(refused) == {"not_admitted"}
    grant(world, "inspector")
    add(world, world.other, role="inspector", until=world.now + timedelta(days=3), premises=1)
    assert lead.post(path, {"role": "inspector", "reason": ""}).status_code == 422
    assert lead.post(path, {"role": "inspector", "reason": WHY}).status_code == 302
    row = AuditEntry.objects.get(action="case.handed_over")
    assert (row.detail["before"], row.detail["after"]) == ("undermining_coordinator", "inspector")
    assert WHY not in str(row.detail)
    assert row.personal_digest
    own = taking(world, world.other, role="inspector")
    assert (own.until, sights(world, own)) == (None, ALL)
    assert lead.get(home(world.other)).status_code == 200
    assert lead.get(f"{home(world.other)}deelnemers/").status_code == 404, "it doesn't lead any more"
    assert "leidt de casus" in text(inspector.get(f"{home(world.other)}deelnemers/"))
    before = taking(world, world.other, role="undermining_coordinator")
    assert inspector.post(f"{home(world.other)}deelnemers/{before.pk}/einde/").status_code == 302
    assert lead.get(home(world.other)).status_code == 404
    assert "toezichthouder" in text(inspector.get("/uitvoeren/casussen/")).lower(), "who leads stands in the list"


def test_a_part_with_content_is_always_left_to_somebody(world: World) -> None:
    lead = taking(world, world.case, role="undermining_coordinator")
    police = taking(world, world.case, partner=world.partners["police"])

    def narrow(row: Any, **given: int) -> None:
        world.act("lead", cases.set_sight, case=world.case, participation=row, sights=given)

    with pytest.raises(Refused) as refused:
        narrow(lead, **{**ALL, "signals": 1})
    assert slugs(refused) == {"unseen"}
    assert "Signalen" in refused.value.reasons[0].text
    narrow(lead, **{**ALL, "police": 1})  # the police see it all
    for do in (
        lambda: narrow(police, premises=2, police=2),
        lambda: world.act("lead", cases.end_participant, case=world.case, participation=police),
    ):
        with pytest.raises(Refused) as refused:
            do()
        assert slugs(refused) == {"unseen"}
        assert "Politie-informatie" in refused.value.reasons[0].text
    narrow(police, police=3)


def test_who_takes_part_for_a_time_does_not_count(world: World) -> None:
    fill(world, world.other, "signals", 2)
    lead = taking(world, world.other, role="undermining_coordinator")
    add(world, world.other, partner="police", until=world.now + timedelta(days=2), signals=2)
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.set_sight, case=world.other, participation=lead, sights={**ALL, "signals": 1})
    assert slugs(refused) == {"unseen"}


def test_what_lies_deeper_than_one_sees_is_not_told(world: World) -> None:
    """Whether or not something lies in a part that the lead doesn't see, the answer is the same."""
    told = []
    for filled in (True, False):
        case = open_case(world, "lead", title="Pand")
        add(world, case, partner="police", police=3)
        if filled:
            fill(world, case, "police", 3)
        lead = taking(world, case, role="undermining_coordinator")
        world.act("lead", cases.set_sight, case=case, participation=lead, sights={**ALL, "police": 1})
        police = taking(world, case, partner=world.partners["police"])
        with pytest.raises(Refused) as refused:
            world.act("lead", cases.end_participant, case=case, participation=police)
        told.append([reason.text for reason in refused.value.reasons])
    assert told[0] == told[1]


def test_closing_counts_the_open_actions_that_the_lead_sees(world: World) -> None:
    case = open_case(world, "lead", title="Pand")
    add(world, case, partner="police", police=3)
    for part in ("police", "premises"):
        fill(world, case, part, 2)
    lead = taking(world, case, role="undermining_coordinator")
    world.act("lead", cases.set_sight, case=case, participation=lead, sights={**ALL, "police": 1})
    for step in ("investigated", "acted", "aftercared"):
        world.act("lead", cases.step, case=case, name=step)
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.step, case=case, name="closed", reason="Klaar.")
    assert "open: 1." in refused.value.reasons[0].text
    with world.looking("lead"):
        mine = models.CaseAction.objects.get(guarded=case.guarded_id, part="premises")
    world.act("lead", cases.finish_action, case=case, made=mine)
    world.act("lead", cases.step, case=case, name="closed", reason="Klaar.")


def test_a_partner_takes_part_anew_under_a_new_covenant_and_sees_what_it_saw(world: World) -> None:
    from baken.access.supervision.covenants import end_covenant, make_covenant

    lead = taking(world, world.case, role="undermining_coordinator")
    world.act("lead", cases.set_sight, case=world.case, participation=lead, sights={**ALL, "police": 1})
    privacy = world.actor("privacy")
    before = world.now - timedelta(minutes=5)
    end_covenant(actor=privacy, at=before, covenant=world.covenant, reason="Opgezegd door een partij.")
    values = {
        "name": "Nieuw", "basis": "AVG 6", "purposes": [PURPOSE], "kinds": list(ALL), "since": before, "until": None
    }  # fmt: skip
    make_covenant(
        actor=privacy, at=before, municipality=world.municipality, slug="nieuw", values=values,
        partners=[world.partners["police"]],
    )  # fmt: skip
    more = {"case": world.case, "partner": world.partners["police"]}
    old = world.case
    with pytest.raises(Refused) as refused:
        world.act(
            "lead", cases.add_participant, case=open_case(world, "lead", title="Ander"), sights={"police": 1},
            partner=world.partners["housing"],
        )  # fmt: skip
    assert slugs(refused) == {"no_covenant"}
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.add_participant, case=old, partner=world.partners["housing"], sights={"police": 3})
    assert "beyond_own" in slugs(refused), "it never saw that"
    world.act("lead", cases.add_participant, **more, sights={"police": 3})
    with world.looking("police") as police:
        assert cases.find(police, world.case.reference).sights == {"police": 3}
