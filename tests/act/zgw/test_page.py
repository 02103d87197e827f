# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the case system: how the line is, what waits, what failed, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from baken.access.facade import opened
from baken.act.journeys.zgw import queue, work
from baken.act.journeys.zgw.connection import WrongSettings, read
from baken.act.journeys.zgw.models import Kind, State, ZgwTask
from tests.act.bibob.builders import World
from tests.plugins.remembered import logged_in

from .catalogue import Catalogue, zaak
from .stub import Stub
from .test_flow_in import send, told

PAGE = "/uitvoeren/zaaksysteem/"


@pytest.fixture
def client_of(world: World) -> Callable[[str], Any]:
    return lambda name: logged_in(world.users[name])


def ask(town: World, kind: str, *subjects: str) -> None:
    with opened(town.system, system=True):
        queue.ask(actor=town.system, at=town.now, municipality=town.municipality, kind=kind, subjects=subjects)


def fail_all(town: World) -> None:
    with opened(town.system, system=True):
        for task in ZgwTask.objects.filter(municipality=town.municipality):
            queue.fail(actor=town.system, at=town.now, task=task, problem="Te herstellen.", again=False, line=False)


@pytest.mark.parametrize("name", ["bibob", "adviser"])
def test_not_connected_it_says_how(world: World, client_of: Any, settings: Any, name: str) -> None:
    settings.ZGW = ""
    page = client_of(name).get(PAGE)
    assert page.status_code == 200
    assert "Er is geen zaaksysteem aangesloten" in page.text
    assert "BAKEN_ZGW" in page.text


@pytest.mark.parametrize("name", ["permits", "mayor", "coordinator", "privacy", "policy", "police"])
def test_nobody_else_sees_it(world: World, client_of: Any, name: str) -> None:
    client = client_of(name)
    assert client.get(PAGE).status_code == 404
    for address in ("zgw:again", "zgw:compare"):
        assert client.post(reverse(address)).status_code == 404


def test_wrong_settings_are_told_and_stop_nothing(world: World, client_of: Any, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "zgw.toml"
    file.write_text('[GM0453]\nurl = "http://openzaak.example"\nsecret = "not-shown"\n')
    file.chmod(0o600)
    settings.ZGW = str(file)
    page = client_of("bibob").get(PAGE)
    assert "kloppen niet" in page.text
    assert "client_id ontbreekt" in page.text
    assert "not-shown" not in page.text
    work.look(world.now)


def test_each_sees_the_side_that_it_looks_after(connected: World, client_of: Any) -> None:
    ask(connected, Kind.TAKE_IN, "https://openzaak.example/zaken/api/v1/zaken/SECRET")
    ask(connected, Kind.REGISTER, "0190aaaa-0000-7000-8000-000000000000")
    fail_all(connected)
    bibob, adviser = client_of("bibob").get(PAGE).text, client_of("adviser").get(PAGE).text
    assert "Zaak lezen, en aanmelden voor Bibob" in bibob
    assert "HORECA" in bibob
    assert "maatregel registreren" not in bibob
    assert "maatregel registreren" in adviser
    assert "Zaak lezen" not in adviser
    assert "SLUITING" in adviser
    for text in (bibob, adviser):
        assert "SECRET" not in text
        assert "0190aaaa" not in text


def test_trying_again_does_what_failed(
    connected: World, stub: Stub, catalogue: Catalogue, client_of: Any, later: Any
) -> None:
    send(told(zaak(stub, catalogue.zaaktype)))
    stub.fail(status=403, times=99)
    work.run(connected.municipality, connected.now)
    client = client_of("bibob")
    page = client.get(PAGE).text
    assert "Eén taak met het zaaksysteem mislukte" in page
    assert "client-id, geheim en rechten" in page
    stub.mend()
    assert client.post(reverse("zgw:again")).status_code == 302
    assert work.run(connected.municipality, later(minutes=1)) == 1
    page = client.get(PAGE).text
    assert "De verbinding met het zaaksysteem werkt" in page
    assert "aangemeld" in page


def test_trying_again_leaves_the_other_side(connected: World, client_of: Any) -> None:
    ask(connected, Kind.REGISTER, "0190aaaa-0000-7000-8000-000000000000")
    fail_all(connected)
    client_of("bibob").post(reverse("zgw:again"))
    with opened(connected.system, system=True):
        assert ZgwTask.objects.get(kind=Kind.REGISTER).state == State.FAILED
    client_of("adviser").post(reverse("zgw:again"))
    with opened(connected.system, system=True):
        assert ZgwTask.objects.get(kind=Kind.REGISTER).state == State.WAITING


def test_comparing_on_request(connected: World, stub: Stub, catalogue: Catalogue, client_of: Any, later: Any) -> None:
    work.run(connected.municipality, connected.now)
    zaak(stub, catalogue.zaaktype, "Z-LOST")
    assert work.run(connected.municipality, later(minutes=1)) == 0
    assert client_of("bibob").post(reverse("zgw:compare")).status_code == 302
    assert work.run(connected.municipality, later(minutes=2)) == 1
    assert work.compare_all(later(minutes=3)) == 1


def test_the_page_asks_the_same_for_one_task_and_for_many(
    connected: World, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of("bibob")
    ask(connected, Kind.TAKE_IN, "https://a.example/1")
    client.get(PAGE)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    ask(connected, Kind.TAKE_IN, *(f"https://a.example/{at}" for at in range(2, 70)))
    with CaptureQueriesContext(connection) as many:
        page = client.get(PAGE)
    assert len(many) == len(few)
    assert "En nog 1, die hier niet staat" in page.text


GOOD = """
[GM0453]
url = "https://openzaak.example"
client_id = "baken"
secret = "s"
rsin = "123456782"
"""


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("[GM0453", "geen geldig TOML"),
        ("GM0453 = 1", "tabel"),
        (GOOD.replace("https", "http"), "https://"),
        (GOOD.replace("//openzaak", "//me:secret@openzaak"), "https://"),
        (GOOD.replace("123456782", "12345"), "9 cijfers"),
        (GOOD.replace("123456782", "123456789"), "tikfout"),
        (GOOD + 'token = "short"', "te kort"),
        (GOOD + "token = 7", "verkeerde vorm"),
        (GOOD + "colour = 7", "onbekend: colour"),
        (GOOD + '[GM0453.statuses]\nbegun = "x"', "gebruik alleen"),
        (GOOD + '[GM0453.results]\nmaybe = "x"', "gebruik alleen"),
        (GOOD + '[GM0453.measures.penalty]\nzaaktype = "x"', "per instrument"),
        (
            GOOD + 'token = "0123456789abcdef"' + GOOD.replace("0453", "0363") + 'token = "0123456789abcdef"',
            "eigen token",
        ),
    ],
)
def test_what_the_file_may_not_say(text: str, told_: str) -> None:
    assert read(GOOD)[0].client_id == "baken"
    with pytest.raises(WrongSettings, match=told_):
        read(text)


def test_a_file_that_others_may_read_is_refused(connected: World, settings: Any) -> None:
    from baken.act.journeys.zgw.connection import connections

    assert connections()
    path = Path(settings.ZGW)
    path.chmod(0o644)
    path.write_text(path.read_text() + "\n")
    with pytest.raises(WrongSettings, match="600"):
        connections()


def test_secrets_are_in_no_representation(connected: World) -> None:
    from baken.act.journeys.zgw.connection import connections

    [one] = connections()
    assert one.secret not in repr(one)
    assert one.token not in repr(one)
