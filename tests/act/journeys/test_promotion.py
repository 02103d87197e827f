# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a concern to a case: what goes along is chosen, both registers know of it, and links lead only to who may open them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import Vault, opened
from baken.act.cases.models import Case, Entry
from baken.act.concerns.models import Concern
from baken.act.concerns.reporting.reports import Contact, Place, Thing
from baken.act.concerns.weighing.actions import Decided
from baken.act.journeys.signal_to_case.promotion import PARTS, Promotion, entry_text, promote, texts_of
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.act.concerns.builders import World
from tests.act.concerns.test_weighing import REASONS, act, again, closed, slugs, weighed

CASES = "premises_approach"
TOLD = "Elke nacht rijden busjes af en aan bij de loods."


def loods(world: World, **more: Any) -> Concern:
    given = {
        "text": TOLD, "place": Place("address", address="Voorbeeldkade 12"), "things": (Thing("vehicle", "busje", "XX-000-X"),),
        "contact": Contact("Jan de Boer", "jan@voorbeeld.nl"), **more,
    }  # fmt: skip
    return world.admitted("undermining", **given)


def chosen(vault: Vault, *parts: str, decided: Decided | None = None, **values: str) -> Promotion:
    told = {"title": "Loods aan de kade", "address": "Voorbeeldkade 12", "summary": "Verkeer in de nacht.", **values}
    return Promotion(vault, CASES, "undermining_coordinator", told, parts, decided)


DECIDED = Decided("municipality", to="team panden", **REASONS)


def url(concern: Concern) -> str:
    return reverse("journeys:promote", args=[concern.reference])


def words(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def case_of(world: World) -> Case:
    with opened(world.system, system=True):
        return Case.objects.select_related("guarded").get()


def test_from_page_to_case_and_back(world: World, premises: Vault, client_of: Callable[[str], Any]) -> None:
    concern, client = loods(world), client_of("coordinator")
    assert "Maak er een casus van" in words(client.get(concern.get_absolute_url()))
    page = client.get(url(concern))
    for shown in (TOLD, "XX-000-X", "Aanpak panden", "Wie meldde gaat nooit mee", concern.reference):
        assert shown in words(page)
    assert 'value="Voorbeeldkade 12"' in page.content.decode()
    assert "Boer" not in page.content.decode()
    sent = {
        "version": again(world, concern).version, "place": f"premises|{CASES}|undermining_coordinator",
        "title": "Loods aan de kade", "address": "Voorbeeldkade 12", "summary": "Verkeer in de nacht.",
        "parts": ["things"], "to": "team panden", **REASONS,
    }  # fmt: skip
    reply = client.post(url(concern), sent)
    case = case_of(world)
    assert (reply.status_code, reply.url) == (302, case.get_absolute_url())
    it = again(world, concern)
    assert (it.status, it.route, it.case_reference) == ("routed", "municipality", case.reference)
    with opened(world.system, system=True):
        entry = Entry.objects.get()
    assert (entry.part, entry.level) == ("signals", 2)
    assert concern.reference in entry.text
    assert "XX-000-X" in entry.text
    assert TOLD not in entry.text, "what wasn't chosen stays"
    assert f"Signaal {concern.reference}" in words(client.get(case.get_absolute_url()))
    assert f"Casus {case.reference}" in words(client.get(concern.get_absolute_url()))
    seen = words(client_of("port").get(concern.get_absolute_url()))
    assert case.reference not in seen, "who takes no part in the case learns no number"
    assert "U doet daar niet aan mee." in seen


def test_both_registers_have_it_in_their_log(world: World, premises: Vault) -> None:
    concern = loods(world)
    act(world, promote, concern, chosen=chosen(premises, "told", decided=DECIDED))
    out = AuditEntry.objects.get(action="concern.promoted")
    into = AuditEntry.objects.get(action="case.from_concern")
    assert (out.resource_id, str(out.vault_id)) == (str(concern.pk), str(concern.vault_id))
    assert (into.resource_id, str(into.vault_id)) == (str(case_of(world).guarded_id), str(premises.pk))
    assert (out.purpose, into.purpose) == ("signal_undermining", CASES)
    assert out.detail["parts"] == into.detail["parts"] == ["told"]
    told = f"{out.detail} {into.detail}"
    assert TOLD not in told
    assert concern.reference not in str(into.detail)


def test_no_key_of_the_database_leads_from_one_to_the_other(world: World, premises: Vault) -> None:
    concern = loods(world)
    case = act(world, promote, concern, chosen=chosen(premises, decided=DECIDED))
    from django.db import connection

    with opened(world.system, system=True), connection.cursor() as cursor:
        for table, column, secret in (
            ("concerns_concern", "case_reference", case.reference),
            ("cases_case", "origin", concern.reference),
        ):
            cursor.execute(f"SELECT {column} FROM {table}")
            stored = " ".join(str(row[0]) for row in cursor.fetchall())
            assert stored
            assert secret not in stored


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.sets(st.sampled_from(sorted(PARTS))))
def test_exactly_what_was_chosen_goes_along(world: World, parts: set[str]) -> None:
    concern = loods(world)
    weighed(world, concern, "municipality")
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(actor, purpose):
        it = Concern.objects.select_related("vault", "category").get(pk=concern.pk)
        every = texts_of(actor, it, purpose)
        text = entry_text(actor, it, purpose, tuple(parts))
    assert set(every) == set(PARTS)
    assert {slug for slug, part in every.items() if part in text} == parts
    assert concern.reference in text
    assert "Boer" not in text


def test_data_of_an_investigation_stay_where_they_are(world: World, premises: Vault) -> None:
    concern = world.receive(
        "youth-group", actor=world.actor("boa"), channel="field", source_kind="own_control", investigation=True
    )
    actor, purpose = world.actor("boa"), "criminal_investigation"
    with opened(actor, purpose), pytest.raises(Refused) as refused:
        promote(
            actor=actor, at=world.now, purpose=purpose, concern=concern, seen=concern.version,
            chosen=chosen(premises, decided=DECIDED),
        )  # fmt: skip
    assert isinstance(refused.value, Denied) or "regime" in slugs(refused)
    with opened(world.system, system=True):
        assert not Case.objects.exists()


def test_what_cant_become_a_case_says_why_and_leaves_nothing(world: World, premises: Vault) -> None:
    concern = loods(world)
    with pytest.raises(Refused) as refused:
        act(world, promote, concern, chosen=chosen(premises))
    assert slugs(refused) == ["decided"]
    copied = Decided("municipality", to="team", **{**REASONS, "reasons": TOLD})
    with pytest.raises(Refused) as refused:
        act(world, promote, concern, chosen=chosen(premises, decided=copied))
    assert slugs(refused) == ["copied:reasons"]
    other = Promotion(premises, CASES, "inspector", {"title": "x", "address": "y"}, (), DECIDED)
    with pytest.raises(Refused) as refused:
        act(world, promote, concern, chosen=other)
    assert slugs(refused) == ["role"]
    assert again(world, concern).status == "admitted", "whole or not at all"
    weighed(world, concern, "riec")
    with pytest.raises(Refused) as refused:
        act(world, promote, concern, chosen=chosen(premises))
    assert slugs(refused) == ["route"]
    with pytest.raises(Denied):
        act(world, promote, concern, "port", chosen=chosen(premises))
    with opened(world.system, system=True):
        assert not Case.objects.exists()
        assert not Entry.objects.exists()


def test_one_case_of_one_concern(world: World, premises: Vault) -> None:
    concern = loods(world)
    weighed(world, concern, "municipality")
    act(world, promote, concern, chosen=chosen(premises))
    with pytest.raises(Refused) as refused:
        act(world, promote, concern, chosen=chosen(premises))
    assert slugs(refused) == ["has_case"]
    closed(world, concern)
    assert again(world, concern).case_reference == case_of(world).reference


def test_nobody_else_finds_the_page(world: World, premises: Vault, client_of: Callable[[str], Any]) -> None:
    concern = loods(world)
    for who in ("port", "care", "officer", "keeper", "privacy", "council", "police"):
        client = client_of(who)
        assert client.get(url(concern)).status_code in (403, 404), who
        assert client.post(url(concern), {}).status_code in (403, 404), who
    officer = world.admitted("trafficking-labour")
    assert "Maak er een casus van" not in words(client_of("officer").get(officer.get_absolute_url()))
