# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a case to a measure: chosen words and the address alone, by who leads the case, who doesn't see what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import admit, make_vault, opened
from baken.act.cases import facade as cases
from baken.act.cases.models import Entry
from baken.act.journeys.case_to_measure.measuring import Offered, offer
from baken.act.measures.models import Measure, MeasureParty
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from tests.act.concerns.builders import World

pytestmark = pytest.mark.django_db
PURPOSE = "premises_approach"
TOLD = Offered("opium_closing", "Loods aan de kade", "Bij een controle zijn drugs gevonden.", "other")


@pytest.fixture
def desk(world: World, premises: Any) -> Any:
    """The register of the mayor's measures, where the adviser on safety isn't admitted."""
    vault = make_vault(
        actor=world.system, at=world.now, municipality=world.municipality, slug="measures-mayor", controller="mayor",
        regime="general",
        values={"name": "Maatregelen", "basis": "Opiumwet 13b", "purposes": ["measures_mayor"], "emergency": False, "desk": True},
    )  # fmt: skip
    admit(
        actor=world.system, at=world.now, vault=vault, role="legal_adviser", purposes=["measures_mayor"],
        reason="for the test",
    )  # fmt: skip
    return vault


@pytest.fixture
def case(world: World, desk: Any, premises: Any) -> cases.Case:
    actor = world.actor("coordinator")
    with opened(actor, PURPOSE):
        return cases.open_case(
            actor=actor, at=world.now, purpose=PURPOSE, municipality=world.municipality, vault=premises,
            role="undermining_coordinator",
            values={
                "title": "Loods", "address": "Voorbeeldkade 1", "summary": "Er gebeurt van alles.", "area": "",
                "priority": "",
            },
        )  # fmt: skip


def given(world: World, case: cases.Case, who: str = "coordinator", **more: Any) -> None:
    actor = world.actor(who)
    case = cases.find(world.actor("coordinator"), case.reference).case
    with opened(actor, PURPOSE):
        offer(
            actor=actor, at=world.now, purpose=PURPOSE, case=case, seen=more.pop("seen", case.version),
            offered=more.pop("offered", TOLD),
        )  # fmt: skip


def test_words_and_address_go_along_and_nothing_else(world: World, case: cases.Case, desk: Any) -> None:
    given(world, case)
    with opened(world.system, system=True):
        made = Measure.objects.get()
        assert (made.title, made.facts, made.address) == (TOLD.title, TOLD.facts, "Voorbeeldkade 1")
        assert (made.origin, made.vault, made.status, made.owner_role) == (
            case.reference,
            desk,
            "received",
            "legal_adviser",
        )
        assert "Er gebeurt van alles" not in made.facts
        assert not MeasureParty.objects.exists()
        entry = Entry.objects.get(guarded=case.guarded_id)
        assert TOLD.facts in entry.text
        assert made.reference not in entry.text
    written = AuditEntry.objects.filter(action__in=("case.offered", "measure.from_case")).values_list(
        "action", flat=True
    )
    assert set(written) == {"case.offered", "measure.from_case"}


def test_who_offered_doesnt_see_the_measure(world: World, case: cases.Case, client_of: Any) -> None:
    given(world, case)
    with opened(world.system, system=True):
        made = Measure.objects.get()
    assert client_of("coordinator").get(made.get_absolute_url()).status_code in (403, 404)


def test_only_who_leads_the_case_offers_it(world: World, case: cases.Case) -> None:
    with pytest.raises(Denied):
        given(world, case, who="youth")
    with pytest.raises(StaleVersion):
        given(world, case, seen=99)
    with opened(world.system, system=True):
        assert not Measure.objects.exists()


def test_every_reason_is_told_at_once(world: World, case: cases.Case) -> None:
    with pytest.raises(Refused) as refused:
        given(world, case, offered=Offered("penalty", " ", "Bel Jan de Vries op 06-12345678."))
    assert [reason.slug for reason in refused.value.reasons] == ["instrument", "title", "person"]


def test_the_page_leads_there_and_back(world: World, case: cases.Case, client_of: Any) -> None:
    client, at = client_of("coordinator"), f"{case.get_absolute_url()}maatregel/"
    assert at in client.get(case.get_absolute_url()).content.decode()
    assert client.get(at).status_code == 200
    version = cases.find(world.actor("coordinator"), case.reference).case.version
    values = {"instrument": "opium_closing", "title": "Loods", "facts": "Er lagen drugs.", "version": version}
    assert client.post(at, values).status_code == 302
    assert client_of("adviser").get(at).status_code in (403, 404)
