# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Back to the case system: how far a screening is and what it concluded, and never a word of the file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import opened
from baken.act.bibob.models import Screening, Standing
from baken.act.journeys.zgw import work
from baken.act.journeys.zgw.models import Kind, State, ZgwLink, ZgwTask
from tests.act.bibob.builders import WHY, World

from .catalogue import Catalogue, settings_file, zaak
from .stub import Stub
from .test_flow_in import send, told

SECRETS = ("Horeca De Proef", WHY, "Pietersen", "hennep", "BB-", "SC-")


def taken_in(town: World, stub: Stub, catalogue: Catalogue) -> tuple[str, Standing]:
    """A zaak that was handed in, and its standing."""
    url = zaak(stub, catalogue.zaaktype)
    send(told(url))
    work.run(town.municipality, town.now)
    with opened(town.system, system=True):
        return url, Standing.objects.get(municipality=town.municipality, zaak=url)


def screened(town: World, standing: Standing, status: str, days_ago: int = 0) -> Screening:
    return town.screening(status, days_ago, standing=standing)


def statuses(stub: Stub, catalogue: Catalogue) -> list[str]:
    names = {url: name for name, url in catalogue.status.items()}
    return [names[row["statustype"]] for row in stub.of("zaken/statussen")]


def conclusion(stub: Stub) -> list[str]:
    return [row["waarde"] for row in stub.of("zaken/zaakeigenschappen")]


def test_stage_and_conclusion_go_to_the_zaak(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    screened(connected, standing, "concluded")
    work.run(connected.municipality, connected.now)
    assert statuses(stub, catalogue)[-1] == "Bibob-conclusie bekend"
    assert conclusion(stub) == ["geen gevaar"]
    before = len(stub.calls)
    work.run(connected.municipality, connected.now)
    assert len(stub.calls) == before


def test_each_stage_that_was_named_is_told_once(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    made = screened(connected, standing, "investigating")
    work.run(connected.municipality, connected.now)
    connected.act(made, "weigh")
    work.run(connected.municipality, connected.now)
    assert statuses(stub, catalogue) == ["Bibob-onderzoek loopt"]
    assert conclusion(stub) == []


def test_what_is_reconsidered_is_taken_back(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    made = screened(connected, standing, "concluded")
    work.run(connected.municipality, connected.now)
    connected.act(made, "reconsider", reason=WHY)
    work.run(connected.municipality, connected.now)
    assert conclusion(stub) == ["nog niet bekend"]


def test_nothing_of_the_file_ever_leaves(
    connected: World, stub: Stub, catalogue: Catalogue, tmp_path: Any, settings: Any
) -> None:
    """Every body and address that was sent is captured, over a whole screening with facts, relations and sources."""
    settings.ZGW = settings_file(stub, tmp_path, more='[GM0453.results]\nnone = "Geen gevaar"')
    _url, standing = taken_in(connected, stub, catalogue)
    made = screened(connected, standing, "investigating")
    source = connected.look(made, kind="open", found="hennep", nothing_found=False)
    connected.act(made, "relate", kind="leads", name="K. Pietersen", note="hennep", look=source.pk)
    connected.fact(made, text="Betrokkene is veroordeeld voor hennep.")
    connected.act(made, "weigh")
    connected.act(made, "conclude", conclusion="none", text="Pietersen heeft er niets mee te maken", may=["grant"])
    work.run(connected.municipality, connected.now)
    sent = stub.sent()
    assert conclusion(stub) == ["geen gevaar"]
    assert [row["resultaattype"] for row in stub.of("zaken/resultaten")] == [catalogue.results["Geen gevaar"]]
    for secret in (*SECRETS, made.reference, str(made.pk), str(standing.pk), standing.reference):
        assert secret not in sent
    bodies = [call.body for call in stub.calls if call.body]
    fields = {name for body in bodies for name in body}
    assert fields == {"zaak", "statustype", "datumStatusGezet", "eigenschap", "waarde", "resultaattype"}


@pytest.mark.parametrize("at", ["POST /zaken/api/v1/statussen", "zaakeigenschappen", "GET /zaken"])
@pytest.mark.parametrize("done", [True, False])
def test_a_lost_answer_tells_nothing_twice(
    connected: World, stub: Stub, catalogue: Catalogue, later: Any, at: str, done: bool
) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    screened(connected, standing, "concluded")
    stub.drop(at=at, done=done, times=3)
    work.run(connected.municipality, connected.now)
    stub.mend()
    work.run(connected.municipality, later(hours=2))
    assert statuses(stub, catalogue).count("Bibob-conclusie bekend") == 1
    assert conclusion(stub) == ["geen gevaar"]


def test_a_zaak_that_was_closed_meanwhile_is_left(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    url, standing = taken_in(connected, stub, catalogue)
    stub.rows[url]["einddatum"] = "2026-11-30"
    screened(connected, standing, "concluded")
    work.run(connected.municipality, connected.now)
    assert stub.of("zaken/statussen") == []
    with opened(connected.system, system=True):
        assert ZgwLink.objects.get(zaak=url).conclusion == "none"


def test_a_status_type_that_is_missing_is_told_to_a_person(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    del stub.rows[catalogue.status["Bibob-onderzoek loopt"]]
    screened(connected, standing, "investigating")
    work.run(connected.municipality, connected.now)
    with opened(connected.system, system=True):
        task = ZgwTask.objects.get(kind=Kind.TELL, subject=str(standing.pk))
    assert task.state == State.FAILED
    assert "Bibob-onderzoek loopt" in task.problem


def test_what_was_missed_while_it_was_off_is_told_by_the_look(
    connected: World, stub: Stub, catalogue: Catalogue, settings: Any, later: Any
) -> None:
    _url, standing = taken_in(connected, stub, catalogue)
    on, settings.ZGW = settings.ZGW, ""
    screened(connected, standing, "concluded")
    settings.ZGW = on
    with opened(connected.system, system=True):
        assert not ZgwTask.objects.filter(kind=Kind.TELL).exists()
    at = later(minutes=5)
    work.look(at)
    work.run(connected.municipality, at)
    assert conclusion(stub) == ["geen gevaar"]


def test_the_look_asks_nothing_without_a_case_system(
    world: World, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.ZGW = ""
    with django_assert_num_queries(0):
        work.look(world.now + timedelta(hours=1))


def test_the_look_wakes_a_worker_once_a_minute(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    from django_tasks_db.models import DBTaskResult

    for seconds in (0, 5, 10, 59):
        work.look(connected.now + timedelta(seconds=seconds))
    assert DBTaskResult.objects.filter(task_path__contains="work_zgw").count() == 1
    work.look(connected.now + timedelta(seconds=61))
    assert DBTaskResult.objects.filter(task_path__contains="work_zgw").count() == 2
