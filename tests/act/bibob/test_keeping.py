# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes after five years, who had a task, no emergency access, no other municipality."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from baken.access.facade import DeskTerm, Regime, Vault, opened
from baken.access.models import EmergencyAccess
from baken.act.bibob import home
from baken.act.bibob.keeping.destruction import ROWS, destroy
from baken.act.bibob.keeping.involved import involved
from baken.act.bibob.models import Screening, Standing
from baken.act.bibob.policies import OF_A_SCREENING
from baken.kernel.errors import Refused
from baken.kernel.models import ClockEvent, Municipality
from tests.kernel.towns import do
from tests.plugins.remembered import logged_in

from .builders import WHY, World, build

pytestmark = pytest.mark.django_db
Clients = Callable[[str], Any]


def settled(world: World) -> Screening:
    """A file with something in every kind of row that this feature makes itself."""
    screening = world.screening("investigating", 60)
    world.fact(screening, 55)
    world.act(screening, "relate", 55, kind="leads", name="J. Voorbeeld", look=world.look(screening, 55).pk)
    world.ask(screening, 54)
    world.act(screening, "receive", 50, conclusion="none", text=WHY)
    world.act(screening, "disclose", 50, recipient="court", what=WHY, why=WHY, secrecy_told=True)
    world.act(screening, "conclude", 40, conclusion="none", text=WHY, may=["grant"])
    with world.inside():
        duty = screening.duties.get().pk
    world.act(screening, "fulfil", 39, duty=duty, how="by letter")
    world.act(screening, "settle", 30)
    return world.again(screening)


def test_a_duty_done_in_another_language_is_done(world: World) -> None:
    """By its words a term is found again: they stay Dutch, or a second one would come and the first stand open for ever."""
    screening = world.screening("investigating", 60)
    world.ask(screening, 54)
    with world.inside():
        duty = screening.duties.get().pk
    with override("en"):
        world.act(screening, "fulfil", 39, duty=duty, how="by letter")
    with world.inside():
        [term] = DeskTerm.objects.filter(subject=duty)
        assert term.done_on is not None


def test_destroying_takes_all_of_it_and_the_departments_row_along(world: World) -> None:
    screening = settled(world)
    counts = do(lambda: _inside(world, lambda: destroy(screening.guarded)), world.municipality)
    assert counts["screenings"] == 1
    assert {slug for slug, number in counts.items() if not number} == {"papers", "files", "questionnaires", "draws"}
    with opened(world.system, system=True):
        assert not any(model.objects.filter(screening=screening).exists() for model in ROWS.values())
        assert not DeskTerm.objects.filter(guarded=screening.guarded).exists()
    assert not ClockEvent.objects.filter(resource_type="bibob.advice").exists()
    with opened(world.system, system=True):
        assert not Standing.objects.filter(pk=screening.standing_id).exists()
    assert not ClockEvent.objects.filter(resource_type="bibob.standing").exists()


def test_every_row_of_a_file_is_destroyed() -> None:
    assert set(ROWS.values()) == set(OF_A_SCREENING)


def test_what_is_open_isnt_destroyed(world: World) -> None:
    screening = settled(world)
    world.act(screening, "reopen", 0, reason=WHY)
    with pytest.raises(Refused):
        do(lambda: _inside(world, lambda: destroy(screening.guarded)), world.municipality)


def test_who_worked_on_it_had_a_task(world: World) -> None:
    screening, other = settled(world), world.screening()
    with opened(world.system, system=True):
        assert involved([screening.pk, other.pk]) == {
            (screening.pk, world.users["bibob"].pk),
            (other.pk, world.users["bibob"].pk),
        }
        assert involved([]) == set()


def test_no_emergency_opens_it(world: World, client_of: Clients) -> None:
    """The register is under the Wet Bibob: it can't be opened to emergencies, and an emergency shows nothing of it."""
    vault = world.vaults["bibob"]
    assert vault.regime == Regime.BIBOB
    vault.emergency = True
    with pytest.raises(Exception, match=r"emergency|vault_desk"):
        do(vault.save, world.municipality)
    assert not Vault.objects.get(pk=vault.pk).emergency
    screening = world.screening("weighing")
    assert EmergencyAccess is apps.get_model("access", "EmergencyAccess")
    assert client_of("oncall").get(screening.get_absolute_url()).status_code == 404


def test_home_tells_what_waits(world: World, client_of: Clients) -> None:
    def lines(who: str) -> str:
        return " ".join(line["text"] for line in home.home_lines(world.actor(who), world.municipality, world.day()))

    assert lines("bibob") == ""
    world.standing(days_ago=3)
    world.screening("at_lbb")
    assert lines("bibob") == "Bibob: 1 aanvraag wacht op een dossier. Bibob: 1 mededeling is nog te doen."
    assert all(not lines(who) for who in ("permits", "mayor", "coordinator", "police", "oncall"))
    assert "1 aanvraag wacht op een dossier" in client_of("bibob").get("/").content.decode()


def test_nothing_of_ours_is_there_at_the_same_desk_elsewhere(world: World) -> None:
    elsewhere = build(Municipality.objects.create(code="GM9000", slug="elders", name="Elders"), "o")
    screening, waiting = world.screening("at_lbb"), world.standing()
    world.fact(screening)
    with world.inside():
        keys = {"weigh_fact": screening.indicators.get().pk, "fulfil": screening.duties.get().pk, "paper": uuid4()}
    addresses = [reverse("bibob:open", args=[waiting.reference])]
    names = ("screening", "look", "relate", "indicate", "reuse", "disclose", "add_papers", *keys)
    for name in names:
        given = {"reference": screening.reference, **({"key": keys[name]} if name in keys else {})}
        addresses.append(reverse(f"bibob:{name}", kwargs=given))
    addresses.append(reverse("bibob:step", kwargs={"reference": screening.reference, "step": "ontvangen"}))
    ours, theirs = logged_in(world.users["bibob"]), logged_in(elsewhere.users["bibob"])
    for address in addresses:
        assert {theirs.get(address).status_code, theirs.post(address, {}).status_code} <= {404, 405}, address
        if str(keys["paper"]) not in address:
            assert ours.get(address).status_code == 200, address


def _inside(world: World, what: Callable[[], Any]) -> Any:
    with opened(world.system, system=True):
        return what()
