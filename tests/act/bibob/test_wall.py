# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The information wall: a deciding department learns stage and conclusion of its own applications, by no door anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from baken.access.facade import EMERGENCY, emergency, opened, visible_to
from baken.act.bibob.models import SampleDraw, Screening, Standing, Trigger
from baken.act.bibob.policies import HANDLE, OF_A_SCREENING, PURPOSE, STANDING, VIEW
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry, Municipality
from baken.terms import feeds
from tests.plugins.remembered import logged_in, remembered_world

from .builders import World, build
from .handing_in import put_line
from .walled import SCREENING_TABLES, SECRET, Walled, WalledWorld, build_walled, guessed, plain_addresses

pytestmark = pytest.mark.django_db
DEPARTMENTS = ("permits", "contracts")
CLOSED = (404, 405)
"""What isn't there, and what is asked in a way that no address of that kind knows: the same whatever the reference."""
STRANGERS = ("mayor", "executive", "adviser", "coordinator", "policy", "oncall", "police", "council")


@pytest.fixture
def world(db: None) -> WalledWorld:
    """Velsen with two files, in which something secret stands in every field."""
    return remembered_world("bibob.walled", build_walled)


@pytest.fixture
def walled(world: WalledWorld) -> Walled:
    assert world.walled is not None
    return world.walled


def given_away(content: bytes, marks: Iterable[str], url: str = "") -> list[str]:
    """What a page tells, but for what was asked: a page that says that nothing is there repeats its own address."""
    told = content.decode("utf-8", "replace")
    return [mark for mark in marks if mark in told and mark not in url]


@pytest.mark.parametrize("who", DEPARTMENTS)
def test_no_page_list_export_search_or_api_tells_more(world: World, walled: Walled, client_of: Any, who: str) -> None:
    client, told = client_of(who), {}
    pages = plain_addresses()
    assert {"/", "/uitvoeren/bibob-stand/", "/termijnen/", "/api/v1/openapi.json", "/toezicht/registers/"} <= set(pages)
    pages += [f"/zoeken/?q={word}" for word in (SECRET, walled.screening.reference, walled.standing.application)]
    for url in pages:
        if url.startswith(("/accounts/", "/account/")):  # logging in and out, the reader's own account
            continue
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found = given_away(body + str(answer.headers).encode(), walled.marks, url)
        if found:
            told[url] = found
    assert told == {}


@pytest.mark.parametrize("who", [*DEPARTMENTS, "oncall"])
def test_guessed_and_swapped_references_lead_nowhere(world: World, walled: Walled, client_of: Any, who: str) -> None:
    client = client_of(who)
    addresses = guessed(walled)
    assert len(addresses) > 30
    mine = {"permits": walled.standing.reference, "contracts": walled.other.standing.reference}.get(who, "nobody's")
    before = AuditEntry.objects.count()
    for url in addresses:
        own = f"/bibob-stand/{mine}/" in url
        answers = [client.get(url)]
        if not own:
            answers.append(client.post(url, {"version": 1, "reason": "x"}, headers={"HX-Request": "true"}))
        for answer in answers:
            assert answer.status_code in ((200, 405) if own else CLOSED), url
            assert not given_away(answer.content, walled.marks, url), url
    assert AuditEntry.objects.count() == before


def test_a_page_of_ones_own_says_no_more_than_stage_and_conclusion(
    world: World, walled: Walled, client_of: Any
) -> None:
    told = client_of("permits").get(walled.standing.get_absolute_url()).content.decode()
    assert "Ernstig gevaar" in told
    assert "Weigeren, als dat evenredig is" in told
    text = re.sub(r"<[^>]+>", " ", told)
    for word in ("vragenlijst", "KvK", "zienswijze", "justiti", "feit"):
        assert word not in text.lower().replace("strafbare feiten", ""), word


def test_the_list_of_terms_and_the_calendar_know_the_department_s_own_number_alone(
    world: World, walled: Walled, client_of: Any
) -> None:
    for who, mine, other in (
        ("permits", walled.standing, walled.other.standing), ("contracts", walled.other.standing, walled.standing)
    ):  # fmt: skip
        told = client_of(who).get("/termijnen/").content.decode()
        assert other.application not in told
        assert not given_away(told.encode(), walled.marks)
        assert (f"Aanvraag {mine.application} (Bibob)" in told) is (mine.decided_on is None)
        token = feeds.make_feed(actor=world.actor(who), at=world.now)
        calendar = client_of(who).get(f"/termijnen/agenda/{token}.ics").content
        assert not given_away(calendar, [*walled.marks, mine.application, other.application, mine.reference])


def test_rules_open_nothing_of_a_file_to_a_department(world: World, walled: Walled) -> None:
    for who in (*DEPARTMENTS, *STRANGERS):
        actor = world.actor(who)
        for purpose in ("", PURPOSE, EMERGENCY):
            with opened(actor, purpose):
                for model in (Screening, *OF_A_SCREENING):
                    for permission in (VIEW, HANDLE, STANDING):
                        rows: Any = model._base_manager.all()
                        assert not visible_to(rows, actor, permission, purpose).exists(), (who, model, permission)


def test_nothing_leads_from_the_standing_into_the_file() -> None:
    of_the_file = {apps.get_model("bibob", name) for name in SCREENING_TABLES}
    for model in (Standing, SampleDraw, Trigger):
        for one in model._meta.get_fields():
            if isinstance(one, ForeignKey):
                assert one.related_model not in of_the_file
        accessors = [relation.get_accessor_name() for relation in model._meta.related_objects]
        assert all(name is None or name.endswith("+") or name == "draws" for name in accessors), accessors


def test_what_is_told_is_no_text_of_anybody(world: World, walled: Walled) -> None:
    """What the department may do comes from a fixed list: nothing that a screener types gets there."""
    from baken.act.bibob.rules import MAY_LABELS

    with opened(world.system, system=True):
        row = Standing.objects.get(pk=walled.standing.pk)
    words = {str(label) for label in MAY_LABELS.values()}
    assert row.advice
    assert set(row.advice.splitlines()) <= words | {word.capitalize() for word in words} | {
        f"- {word}" for word in words
    }


def test_the_coordinator_comes_at_all_of_it(world: World, walled: Walled, client_of: Any) -> None:
    client = client_of("bibob")
    assert SECRET in client.get("/uitvoeren/bibob/").content.decode()
    assert SECRET in client.get(walled.screening.get_absolute_url()).content.decode()
    paper = walled.keys["screeningpaper"][0]
    answer = client.get(f"/uitvoeren/bibob/{walled.screening.reference}/stukken/{paper}/")
    assert answer.status_code == 200


def test_in_an_emergency_nothing_is_found(world: World, walled: Walled, client_of: Any) -> None:
    officer = world.actor("oncall")
    for wanted in (
        walled.screening.reference,
        walled.standing.reference,
        walled.standing.application,
        f"{SECRET} B.V.",
    ):
        with pytest.raises((Refused, Denied)):
            emergency.take(actor=officer, at=world.now, wanted=wanted, danger="fire", reason="Er is brand in het pand.")
    assert client_of("oncall").get(walled.screening.get_absolute_url()).status_code == 404


def test_logs_that_others_read_say_nothing_of_the_subject(world: World, walled: Walled, client_of: Any) -> None:
    for who in ("privacy", "fg"):
        for url in ("/toezicht/logboek/", "/toezicht/logboek/logboek.csv", "/toezicht/inzage/", "/toezicht/"):
            answer = client_of(who).get(url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not given_away(body, (SECRET, walled.token)), (who, url)


def test_another_municipality_s_desk_and_departments_find_nothing(world: World, walled: Walled) -> None:
    line = put_line(world)
    elsewhere = build(Municipality.objects.create(code="GM9001", slug="elders", name="Elders"), "e")
    addresses = guessed(walled)
    names = ("", "wijzigen/", "vaststellen/", "beeindigen/", "weg/")
    addresses += [f"/uitvoeren/bibob/beleid/{line.slug}/{line.version_number}/{name}" for name in names]
    for who in ("bibob",):
        client = logged_in(elsewhere.users[who])
        for url in addresses:
            for answer in (client.get(url), client.post(url, {"version": 1})):
                assert answer.status_code in CLOSED, (who, url)
                assert not given_away(answer.content, walled.marks, url), (who, url)


@pytest.mark.postgresql
@pytest.mark.parametrize("who", [*DEPARTMENTS, *STRANGERS])
def test_the_database_gives_no_row_of_a_file(world: World, walled: Walled, who: str) -> None:
    actor = world.actor(who)
    mine = {"permits": {walled.standing.pk}, "contracts": {walled.other.standing.pk}}.get(who, set())
    for purpose in ("", PURPOSE, EMERGENCY):
        with opened(actor, purpose), connection.cursor() as cursor:
            for table in SCREENING_TABLES:
                cursor.execute(f"SELECT count(*) FROM bibob_{table}")
                assert cursor.fetchone() == (0,), table
                cursor.execute(f"UPDATE bibob_{table} SET version = version")
                assert cursor.rowcount == 0, table
                cursor.execute(f"DELETE FROM bibob_{table}")
                assert cursor.rowcount == 0, table
            cursor.execute("SELECT id FROM bibob_standing")
            assert {row[0] for row in cursor.fetchall()} == mine
            cursor.execute("SELECT count(*) FROM access_deskterm")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM access_guardedrecord WHERE kind = 'bibob.screening'")
            assert cursor.fetchone() == (0,)
