# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages on which a plan is made, from a new inspection to one that is under way; and what others find there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from baken.access.facade import opened
from baken.act.inspections.models import HomeEntry, Inspection, InspectionParty, Target
from baken.act.inspections.planning import lifecycle

from .builders import GROUNDS, WORDS, World

pytestmark = pytest.mark.django_db
ROOT = "/uitvoeren/controles/"
Browsers = Callable[[str], Any]


def one(world: World, model: type[Any], **where: Any) -> Any:
    with opened(world.system, system=True):
        return model.objects.filter(**where).order_by("-id").first()


def plan(world: World, **more: str) -> dict[str, str]:
    begins = timezone.localtime(world.now + timedelta(hours=1))
    day = {"day": begins.date().isoformat(), "time": begins.strftime("%H:%M"), "meeting_point": "Kade", "area": ""}
    return {**WORDS, **day, "briefing": "Blijf bij elkaar.", "line": "", **more}


class TestThePath:
    def test_from_new_to_under_way(self, world: World, client_of: Browsers) -> None:
        browser = client_of("port")
        assert "Nieuwe controle" in browser.get(ROOT).content.decode()
        made = browser.post(f"{ROOT}nieuw/", plan(world))
        it = one(world, Inspection)
        url = it.get_absolute_url()
        assert made.url == url
        lacking = browser.get(f"{url}stap/planned/").content.decode()
        assert "Dit kan nog niet" in lacking
        assert "Voeg toe wie er meegaat" in lacking
        party = {"power": "Awb 5:15", "power_note": "", "people": "2"}
        for who, discipline in (("r:inspector", "permits"), ("p:environment", "environment")):
            told = {**party, "who": who, "discipline": discipline, "enters_homes": "on"}
            assert browser.post(f"{url}partij/", told).status_code == 302
        wrong = browser.post(f"{url}partij/", {**party, "who": "p:police", "discipline": "customs"})
        assert "laat dit niet door" in wrong.content.decode()
        address = {"address": "Voorbeeldkade 1", "business": "", "area": "", "grounds": GROUNDS, "is_home": "on"}
        assert browser.post(f"{url}adres/", address).status_code == 302
        refused = browser.post(f"{url}adres/", {**address, "address": "Kade 2", "grounds": "Vanwege hun afkomst, zo."})
        assert "geen grond" in refused.content.decode()
        target = one(world, Target)
        today = timezone.localdate(world.now).isoformat()
        given = {"discipline": "permits", "issued_by": "mayor", "issued_on": today, "number": "2026-1 (voorbeeld)"}
        assert browser.post(f"{url}woning/{target.pk}/machtiging/", given).status_code == 302
        for name in ("planned", "briefed", "started"):
            assert browser.get(f"{url}stap/{name}/").status_code == 200
            version = str(one(world, Inspection).version)
            assert browser.post(f"{url}stap/{name}/", {"version": version}).status_code == 302, name
        assert one(world, Inspection).status == "under_way"
        page = browser.get(url).content.decode()
        for text in ("Doel en aanleiding", "Omgevingsdienst", "machtiging van: burgemeester", "Voorbeeldkade 1"):
            assert text in page

    def test_a_home_is_entered_and_reported_by_the_party(self, world: World, client_of: Browsers) -> None:
        it = world.draft(starts_at=world.now + timedelta(hours=1), meeting_point="Kade", briefing="-")
        world.party(it, "permits")
        world.party(it, "environment")
        target = world.target(it, is_home=True)
        url, browser = it.get_absolute_url(), client_of("inspector")
        assert browser.get(f"{url}woning/{target.pk}/betreden/").status_code == 200
        for act in (lifecycle.adopt, lifecycle.brief, lifecycle.start):
            it = world.step(it, act)
        now = timezone.localtime(world.now)
        told = {"discipline": "permits", "day": now.date().isoformat(), "time": "00:00"}
        refused = browser.post(f"{url}woning/{target.pk}/betreden/", {**told, "consent": "no"})
        assert "machtiging" in refused.content.decode()
        assert browser.post(f"{url}woning/{target.pk}/betreden/", {**told, "consent": "yes"}).status_code == 302
        entry = one(world, HomeEntry)
        answer = {"version": str(entry.version), "text": "Bewoner deed open en gaf toestemming."}
        assert client_of("environment").post(f"{url}binnentreden/{entry.pk}/verslag/", answer).status_code == 404
        assert browser.post(f"{url}binnentreden/{entry.pk}/verslag/", answer).status_code == 302

    def test_two_who_write_the_plan(self, world: World, client_of: Browsers) -> None:
        it, browser = world.draft(), client_of("port")
        url = f"{it.get_absolute_url()}plan/"
        assert browser.post(url, plan(world, version=str(it.version), title="Eerste")).status_code == 302
        late = client_of("coordinator").post(url, plan(world, version=str(it.version), title="Tweede"))
        assert late.status_code == 409
        assert "Iemand was u voor" in late.content.decode()


class TestOthers:
    WRITES = ("plan/", "partij/", "adres/", "stap/planned/")

    @pytest.mark.parametrize("who", ["inspector", "environment", "police", "mayor", "privacy"])
    def test_only_who_plans_writes(self, world: World, client_of: Browsers, who: str) -> None:
        it = world.draft()
        party = world.party(it, "environment")
        target = world.target(it)
        browser, url = client_of(who), it.get_absolute_url()
        for name in self.WRITES:
            assert browser.get(f"{url}{name}").status_code == 404, name
            assert browser.post(f"{url}{name}", {}).status_code == 404, name
        for name in (f"partij/{party.pk}/weg/", f"adres/{target.pk}/weg/"):
            assert browser.post(f"{url}{name}").status_code == 404, name
        with opened(world.system, system=True):
            assert InspectionParty.objects.filter(pk=party.pk).exists()
            assert Target.objects.filter(pk=target.pk).exists()

    def test_a_partner_reads_the_plan_and_the_briefing(self, world: World, client_of: Browsers) -> None:
        it = world.inspection("planned")
        browser = client_of("environment")
        assert it.title in browser.get(ROOT).content.decode()
        page = browser.get(it.get_absolute_url()).content.decode()
        assert "Voorbeeldkade 1" in page
        assert "Plan vaststellen" not in page
        sheet = browser.get(f"{it.get_absolute_url()}briefing/").content.decode()
        assert "Wie mag wat" in sheet

    def test_rows_of_one_inspection_arent_those_of_another(self, world: World, client_of: Browsers) -> None:
        one_, other = world.draft(), world.draft()
        target = world.target(one_)
        browser = client_of("port")
        assert browser.get(f"{other.get_absolute_url()}adres/{target.pk}/").status_code == 404
        assert browser.get(f"{one_.get_absolute_url()}adres/{target.pk}/").status_code == 200

    def test_of_sex_businesses_a_victim_goes_straight_to_the_officer(
        self, world: World, client_of: Browsers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        it = world.draft(branch="sex_work")
        page = client_of("inspector").get(it.get_absolute_url()).content.decode()
        assert '"/uitvoeren/signalen/nieuw/"' in page  # no kind of signal was set up for it: somebody chooses
        monkeypatch.setattr("baken.act.inspections.victims._category", [lambda _municipality: "our-own-kind"])
        page = client_of("inspector").get(it.get_absolute_url()).content.decode()
        assert "/uitvoeren/signalen/nieuw/?soort=our-own-kind" in page
        assert "Alleen exploitant en pand" in page
