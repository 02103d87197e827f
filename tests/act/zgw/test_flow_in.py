# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a notification to an application at the Bibob desk: lost, doubled, out of order, forged."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from baken.access.facade import opened
from baken.act.bibob.models import Standing
from baken.act.journeys.zgw import work
from baken.act.journeys.zgw.models import State, ZgwContact, ZgwLink, ZgwTask
from tests.act.bibob.builders import World

from .catalogue import RSIN, TOKEN, Catalogue, zaak
from .stub import Stub

URL = "/zgw/notificaties"
Town = Any


def told(url: str, **more: Any) -> dict[str, Any]:
    """A notification as Open Zaak has it sent."""
    return {
        "kanaal": "zaken", "hoofdObject": url, "resource": "zaak", "resourceUrl": url, "actie": "create",
        "aanmaakdatum": "2026-11-30T09:00:00Z", "kenmerken": {"bronorganisatie": "000000000"}, **more,
    }  # fmt: skip


def send(body: Any, token: str | None = TOKEN) -> Any:
    """Notificaties calls."""
    headers = {"Authorization": token} if token is not None else {}
    content = body if isinstance(body, str) else json.dumps(body)
    return Client().post(URL, content, content_type="application/json", headers=headers)


def standings(town: World) -> list[Standing]:
    with opened(town.system, system=True):
        return list(Standing.objects.filter(municipality=town.municipality).order_by("id"))


def tasks(town: World) -> list[ZgwTask]:
    with opened(town.system, system=True):
        return list(ZgwTask.objects.filter(municipality=town.municipality).order_by("id"))


def test_an_application_comes_in(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    url = zaak(stub, catalogue.zaaktype)
    assert send(told(url)).status_code == 204
    assert stub.calls == []  # nobody waits for it: the worker reads the zaak
    assert work.run(connected.municipality, connected.now) == 1
    [standing] = standings(connected)
    assert (standing.department, standing.scope, standing.application) == (
        "permit_officer", "permit", "ZAAK-2026-0000000001",
    )  # fmt: skip
    assert standing.zaak == url
    assert "De Kade" in standing.label
    assert standing.asked_by is None


def test_a_notification_that_comes_twice_counts_once(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    url = zaak(stub, catalogue.zaaktype)
    for _time in range(3):
        assert send(told(url)).status_code == 204
    work.run(connected.municipality, connected.now)
    assert send(told(url, actie="partial_update")).status_code == 204
    work.run(connected.municipality, connected.now)
    assert len(standings(connected)) == 1
    assert [(task.asked, task.state) for task in tasks(connected)] == [(3, State.DONE)]


def test_out_of_order_the_zaak_itself_counts(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    """The news of a change comes before that of its making; and that of the making after it was closed."""
    first, second = zaak(stub, catalogue.zaaktype, "Z-1"), zaak(stub, catalogue.zaaktype, "Z-2", einddatum="2026-11-30")
    send(told(first, actie="update", resource="status"))
    send(told(first, actie="create", aanmaakdatum="2026-11-29T09:00:00Z"))
    send(told(second, actie="create"))
    work.run(connected.municipality, connected.now)
    assert [one.application for one in standings(connected)] == ["Z-1"]


def test_what_a_notification_says_of_the_zaak_is_not_believed(
    connected: World, stub: Stub, catalogue: Catalogue
) -> None:
    url = zaak(stub, catalogue.closing)
    send(told(url, kenmerken={"zaaktype": catalogue.zaaktype, "zaaktype.identificatie": "HORECA"}))
    work.run(connected.municipality, connected.now)
    assert standings(connected) == []
    assert tasks(connected) == []  # of a zaak that doesn't concern us nothing is kept


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1], TOKEN + "x", "Bearer", "é"])
def test_forged(connected: World, stub: Stub, catalogue: Catalogue, token: str | None) -> None:
    assert send(told(zaak(stub, catalogue.zaaktype)), token).status_code == 403
    assert tasks(connected) == []
    assert stub.calls == []


def test_the_token_is_compared_in_constant_time(connected: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import hmac

    compared = []
    real = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append(b) or real(a, b))
    send({}, "wrong")
    assert b"wrong" in compared


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/zaken/api/v1/zaken/2f1d2b46-0000-4000-8000-000000000000",
        "http://169.254.169.254/latest/meta-data",
        "{stub}/zaken/api/v1/zaken/../../admin",
        "{stub}/zaken/api/v1/zaken/1?x=1",
        "{stub}/catalogi/api/v1/zaaktypen/2f1d2b46-0000-4000-8000-000000000000",
    ],
)
def test_no_notification_leads_elsewhere(connected: World, stub: Stub, url: str) -> None:
    assert send(told(url.replace("{stub}", stub.url))).status_code == 204
    assert tasks(connected) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 50_000,
        '"x"',
        json.dumps({"kanaal": "zaken"}),
        json.dumps(told("x", kanaal=3)),
        "x" * 70_000,
    ],
)
def test_what_is_no_notification(connected: World, body: str) -> None:
    assert send(body).status_code == 400
    assert tasks(connected) == []


def test_the_test_message_and_other_channels_are_taken_and_left(connected: World, stub: Stub) -> None:
    """On subscribing Open Notificaties sends one on the channel `test`."""
    assert send(told("http://some.hoofdobject.nl/", kanaal="test")).status_code == 204
    assert tasks(connected) == []
    assert Client().get(URL).status_code == 405


@pytest.mark.parametrize("taken", [False, True])
def test_of_another_municipality_in_the_same_case_system_nothing_is_taken(
    connected: World, stub: Stub, catalogue: Catalogue, taken: bool
) -> None:
    """Types may be named alike there. What a service of others made for us is ours."""
    responsible = RSIN if taken else "111111110"
    url = zaak(stub, catalogue.zaaktype, bronorganisatie="111111110", verantwoordelijkeOrganisatie=responsible)
    send(told(url))
    work.run(connected.municipality, connected.now)
    assert len(standings(connected)) == taken


def test_lost_is_found_by_comparing(connected: World, stub: Stub, catalogue: Catalogue, later: Any) -> None:
    for at in range(5):
        zaak(stub, catalogue.zaaktype, f"Z-{at}")
    zaak(stub, catalogue.zaaktype, "Z-CLOSED", einddatum="2026-11-30")
    zaak(stub, catalogue.closing, "Z-OTHER")
    assert work.run(connected.municipality, connected.now) == 5
    assert sorted(one.application for one in standings(connected)) == [f"Z-{at}" for at in range(5)]
    with opened(connected.system, system=True):
        assert ZgwContact.objects.get(municipality=connected.municipality).compared_at == connected.now
    stub.calls.clear()
    assert work.run(connected.municipality, later(hours=1)) == 0
    assert stub.calls == []  # not twice a day
    zaak(stub, catalogue.zaaktype, "Z-NEW")
    assert work.run(connected.municipality, later(hours=25)) == 1


def test_when_the_line_is_down_it_waits_and_is_made_up_for(
    connected: World, stub: Stub, catalogue: Catalogue, later: Any
) -> None:
    url = zaak(stub, catalogue.zaaktype)
    send(told(url))
    stub.fail(status=503, times=99)
    assert work.run(connected.municipality, connected.now) == 0
    [task] = tasks(connected)
    assert (task.state, task.attempts) == (State.WAITING, 1)
    assert "storing" in task.problem
    assert task.next_try > connected.now
    stub.mend()
    assert work.run(connected.municipality, later(hours=2)) == 1
    assert len(standings(connected)) == 1


def test_a_pause_grows_to_an_hour_and_ends_with_a_person(
    connected: World, stub: Stub, catalogue: Catalogue, later: Any
) -> None:
    later(hours=1)
    send(told(zaak(stub, catalogue.zaaktype)))
    stub.fail(status=500, times=9999)
    waits = []
    for at in range(1, 20):
        moment = later(hours=2 * at)
        work.run(connected.municipality, moment)
        [task] = tasks(connected)
        if task.state == State.FAILED:
            break
        waits.append((task.next_try - moment).total_seconds())
    assert waits == sorted(waits)
    assert 25 < waits[0] < 40
    assert waits[-1] <= 3601
    assert task.attempts == 14


def test_refused_rights_are_told_and_wait_for_a_person(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    send(told(zaak(stub, catalogue.zaaktype)))
    stub.fail(status=403, times=99)
    work.run(connected.municipality, connected.now)
    [task] = tasks(connected)
    assert task.state == State.FAILED
    assert "rechten" in task.problem


def test_one_strange_answer_does_not_hold_up_the_others(
    connected: World, stub: Stub, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    strange, sound = zaak(stub, catalogue.zaaktype, "Jansen"), zaak(stub, catalogue.zaaktype, "Z-2")
    stub.rows[strange]["startdatum"] = "1900-01-01"
    stub.rows[strange]["zaaktype"] = 7
    for url in (strange, sound):
        send(told(url))
    work.run(connected.municipality, connected.now)
    assert [one.application for one in standings(connected)] == ["Z-2"]
    assert "Jansen" not in caplog.text


def test_an_application_that_the_department_handed_in_itself_is_linked(
    connected: World, stub: Stub, catalogue: Catalogue
) -> None:
    mine = connected.standing(application="ZAAK-2026-0000000001")
    url = zaak(stub, catalogue.zaaktype)
    send(told(url))
    work.run(connected.municipality, connected.now)
    assert [one.pk for one in standings(connected)] == [mine.pk]
    with opened(connected.system, system=True):
        assert ZgwLink.objects.get(subject=mine.pk).zaak == url


def test_two_workers_never_do_the_same(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    from baken.kernel import leases

    send(told(zaak(stub, catalogue.zaaktype)))
    leases.take(f"zgw:{connected.municipality.pk}", "another", at=connected.now, length=timedelta(minutes=5))
    assert work.run(connected.municipality, connected.now) == 0
    assert stub.calls == []


def test_asked_again_while_it_is_done_it_is_done_again(
    connected: World, stub: Stub, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = zaak(stub, catalogue.zaaktype, einddatum="2026-11-30")
    send(told(url))
    real, seen = work.DO["take_in"], []

    def meanwhile(*given: Any) -> str:
        seen.append(given)
        if len(seen) == 1:
            outcome = real(*given)
            stub.rows[url]["einddatum"] = None
            send(told(url))
            return outcome
        return real(*given)

    monkeypatch.setitem(work.DO, "take_in", meanwhile)
    work.run(connected.municipality, connected.now)
    assert len(seen) == 2
    assert len(standings(connected)) == 1
