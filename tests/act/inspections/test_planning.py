# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan: grounds, parties each with a power of its own, homes, and what must be there before it is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from hypothesis import given as for_all
from hypothesis import strategies as some

from baken.access.facade import DeskTerm, opened, visible_to
from baken.act.inspections import queries
from baken.act.inspections.models import HomeEntry, Inspection, InspectionParty, Target
from baken.act.inspections.planning import homes, lifecycle, parties, targets
from baken.act.inspections.planning.actions import change
from baken.act.inspections.planning.parties import Party
from baken.act.inspections.planning.rules import about_a_person, against_grounds, discriminating
from baken.act.inspections.planning.targets import Chosen
from baken.act.inspections.policies import PURPOSE, VIEW
from baken.kernel.errors import Denied, Refused, StaleVersion
from tests.kernel.towns import do

from .builders import GROUNDS, World


def why(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in caught.value.reasons]


@pytest.mark.parametrize(
    "text",
    [
        "De eigenaar is van Poolse afkomst en de loods is vol.",
        "Er werken veel Roemenen in dit pand aan de kade.",
        "Winkel met Turkse klanten en lange openingstijden.",
        "Vanwege het geloof van de huurder van de loods.",
        "Hier komt een moskee in, volgens het dossier.",
        "Mensen met een migratieachtergrond huren dit pand.",
    ],
)
def test_origin_and_religion_are_no_grounds(text: str) -> None:
    assert [reason.slug for reason in against_grounds(text)] == ["discriminating"]


@pytest.mark.parametrize(
    "text",
    [
        "Loods met brandgevaarlijke opslag volgens de milieucontrole van 2025.",
        "Romantisch restaurant zonder vergunning voor het terras.",
        "Polenta en rijst lagen ongekoeld bij de vorige controle.",
        "Geen vergunning voor logies; zes keer melding van afval.",
    ],
)
def test_facts_about_premises_are(text: str) -> None:
    assert against_grounds(text) == []


@for_all(some.text(max_size=300))
def test_grounds_are_judged_whatever_is_written(text: str) -> None:
    reasons = {reason.slug for reason in against_grounds(text)}
    if any(discriminating(text)) and len(text.strip()) >= 15:
        assert "discriminating" in reasons
    if any(about_a_person(text.strip())) and len(text.strip()) >= 15:
        assert "person" in reasons


@pytest.mark.django_db
class TestParties:
    def test_a_partner_sees_the_inspection_once_it_takes_part(self, world: World) -> None:
        it = world.draft()
        with pytest.raises(Http404):
            queries.find(world.actor("environment"), it.reference)
        world.party(it, "environment")
        assert queries.find(world.actor("environment"), it.reference).file == it
        with pytest.raises(Http404):
            queries.find(world.actor("police"), it.reference)

    def test_and_sees_nothing_of_it_when_taken_out(self, world: World) -> None:
        it = world.draft()
        made = world.party(it, "environment")
        with world.opened():
            parties.remove_party(**world.given(it), party=made)
        with pytest.raises(Http404):
            queries.find(world.actor("environment"), it.reference)

    def test_of_two_disciplines_one_can_go(self, world: World) -> None:
        it = world.draft()
        covenant = world.covenants["environment"]
        covenant.kinds = [*covenant.kinds, "findings_building"]
        _save(world, covenant)
        world.party(it, "environment")
        made = world.party(it, "building", partner=world.partners["environment"], role="")
        with world.opened():
            parties.remove_party(**world.given(it), party=made)
        actor = world.actor("environment")
        seen = queries.find(actor, it.reference)
        with opened(actor, PURPOSE):
            left = queries.rows(seen, InspectionParty)
            assert [row.discipline for row in left] == ["environment"]

    @pytest.mark.parametrize(
        ("more", "slug"),
        [
            ({"power": "zoals gewoonlijk"}, "no_power"),
            ({"partner": None, "role": ""}, "who"),
            ({"partner": None, "role": "mayor"}, "role"),
            ({"discipline": "astrology"}, "discipline"),
            ({"discipline": "tax"}, "kinds"),
            ({"people": 0}, "people"),
        ],
    )
    def test_what_is_no_party(self, world: World, more: dict[str, Any], slug: str) -> None:
        it = world.draft()
        told = {"discipline": "environment", "power": "Awb 5:15", "partner": world.partners["environment"], **more}
        with world.opened(), pytest.raises(Refused) as caught:
            parties.add_party(**world.given(it), party=Party(**told))
        assert why(caught) == [slug]

    def test_nobody_acts_on_the_power_of_another(self, world: World) -> None:
        it = world.draft()
        world.party(it, "environment")
        with world.opened(), pytest.raises(Refused) as caught:
            parties.add_party(**world.given(it), party=Party("environment", "Awb 5:15", role="inspector"))
        assert why(caught) == ["taken"]

    @pytest.mark.parametrize("who", ["inspector", "environment"])
    def test_only_who_plans_chooses_who_goes(self, world: World, who: str) -> None:
        it = world.draft()
        world.party(it, "environment")
        with world.opened(who), pytest.raises(Denied):
            parties.add_party(**world.given(it, who), party=Party("labour", "Awb 5:15", role="inspector"))


@pytest.mark.django_db
class TestTargets:
    def test_grounds_are_required_and_judged(self, world: World) -> None:
        it = world.draft()
        for grounds, slug in (("", "no_grounds"), ("De huurder is van Poolse afkomst.", "discriminating")):
            with world.opened(), pytest.raises(Refused) as caught:
                targets.add_target(**world.given(it), chosen=Chosen("Kade 1", grounds))
            assert why(caught) == [slug]

    def test_an_address_stands_there_once(self, world: World) -> None:
        it = world.draft()
        world.target(it)
        with pytest.raises(Refused) as caught:
            world.target(it, "voorbeeldkade 1 velsen-noord")
        assert why(caught) == ["twice"]

    def test_of_sex_businesses_nobody_is_named(self, world: World) -> None:
        it = world.draft(branch="sex_work")
        with pytest.raises(Refused) as caught:
            world.target(it, business="Massage, mevrouw Jansen")
        assert why(caught) == ["person"]

    def test_changed_and_taken_out(self, world: World) -> None:
        it = world.draft()
        made = world.target(it)
        with world.opened():
            chosen = Chosen("Voorbeeldkade 9, Velsen-Noord", GROUNDS, is_home=True)
            changed = targets.change_target(**world.given(it), target=made, chosen=chosen)
            assert (changed.is_home, changed.order) == (True, 1)
            targets.remove_target(**world.given(it), target=changed)
            assert not Target.objects.filter(inspection=it).exists()


@pytest.mark.django_db
class TestAdopting:
    def test_every_reason_is_told_at_once(self, world: World) -> None:
        it = world.draft(goal="", occasion="", starts_at=None)
        with pytest.raises(Refused) as caught:
            world.step(it, lifecycle.adopt)
        assert why(caught) == ["no_goal", "no_occasion", "no_day", "no_parties", "no_targets"]

    def test_a_covenant_that_ends_before_the_day_stops_it(self, world: World) -> None:
        it = world.draft()
        world.party(it, "environment")
        world.party(it, "permits")
        world.target(it)
        covenant = world.covenants["environment"]
        covenant.until = world.now + timedelta(hours=2)
        _save(world, covenant)
        with pytest.raises(Refused) as caught:
            world.step(it, lifecycle.adopt)
        assert why(caught) == ["no_covenant"]

    def test_an_adopted_plan_stays_until_it_is_opened_with_a_reason(self, world: World) -> None:
        it = world.inspection("planned")
        with pytest.raises(Refused):
            world.target(it, "Voorbeeldkade 3, Velsen-Noord")
        with pytest.raises(Refused):
            world.step(it, lifecycle.open_plan, reason=" ")
        assert world.step(it, lifecycle.open_plan, reason="Andere dag").status == "draft"
        world.target(it, "Voorbeeldkade 3, Velsen-Noord")

    def test_not_begun_before_the_day(self, world: World) -> None:
        it = world.inspection("briefed", starts_at=world.now + timedelta(days=2))
        with pytest.raises(Refused) as caught:
            world.step(it, lifecycle.start)
        assert why(caught) == ["early"]

    def test_called_off_it_is_gone_for_partners_and_its_term_runs(self, world: World) -> None:
        it = world.inspection("planned")
        gone = world.step(it, lifecycle.cancel, reason="Storm")
        assert gone.guarded.retention_from == gone.closed_on
        later = world.now + timedelta(minutes=1)
        with pytest.raises(Http404):
            queries.find(world.actor("environment", later), it.reference)
        assert queries.find(world.actor("inspector", later), it.reference).file.status == "cancelled"

    def test_two_at_once(self, world: World) -> None:
        it = world.draft()
        with world.opened():
            change(**world.given(it), seen=it.version, plan=world.plan(title="Anders"))
            with pytest.raises(StaleVersion):
                change(**world.given(it), seen=it.version, plan=world.plan(title="Nog anders"))


@pytest.mark.django_db
class TestHomes:
    def home(self, world: World, **party: Any) -> tuple[Inspection, Target]:
        it = world.draft(starts_at=world.now + timedelta(hours=1), meeting_point="Kade", briefing="-")
        world.party(it, "permits", **party)
        world.party(it, "environment")
        target = world.target(it, is_home=True)
        return it, target

    def authorised(self, world: World, it: Inspection, target: Target, days: int = 0, **more: Any) -> HomeEntry:
        on = world.now.date() - timedelta(days=days)
        told = homes.Authorisation("permits", "mayor", on, "M-1 (voorbeeld)")
        with world.opened():
            return homes.authorise(**world.given(it), target=target, given=replace(told, **more))

    def entered(self, world: World, it: Inspection, target: Target, who: str = "inspector", **more: Any) -> HomeEntry:
        given = {"discipline": "permits", "consent": False, "entered_at": world.now, **more}
        with world.opened(who):
            return homes.note_entry(**world.given(it, who), target=target, **given)

    def run(self, world: World, it: Inspection) -> Inspection:
        for act in (lifecycle.adopt, lifecycle.brief, lifecycle.start):
            it = world.step(it, act)
        return it

    def test_who_holds_no_power_gets_no_authorisation(self, world: World) -> None:
        it, target = self.home(world)
        with pytest.raises(Refused) as caught:
            self.authorised(world, it, target)
        assert why(caught) == ["no_home_power"]

    @pytest.mark.parametrize(("days", "good"), [(0, True), (3, True), (4, False)])
    def test_an_authorisation_is_good_until_the_third_day(self, world: World, days: int, good: bool) -> None:
        it, target = self.home(world, enters_homes=True)
        if good:
            assert self.authorised(world, it, target, days).pk
            return
        with pytest.raises(Refused) as caught:
            self.authorised(world, it, target, days)
        assert why(caught) == ["authorisation_over"]

    def test_without_consent_or_authorisation_nobody_enters(self, world: World) -> None:
        it, target = self.home(world, enters_homes=True)
        it = self.run(world, it)
        with pytest.raises(Refused) as caught:
            self.entered(world, it, target)
        assert why(caught) == ["no_authorisation"]
        assert self.entered(world, it, target, consent=True).consent

    def test_the_report_has_a_term_and_who_entered_writes_it(self, world: World) -> None:
        it, target = self.home(world, enters_homes=True)
        self.authorised(world, it, target)
        it = self.run(world, it)
        entry = self.entered(world, it, target)
        assert homes.report_due(entry) == world.now.date() + timedelta(days=4)
        assert (_sees(world, "inspector", entry), _sees(world, "environment", entry)) == (True, False)
        with world.opened("inspector"):
            done = homes.report_entry(
                **world.given(it, "inspector"), entry=entry, seen=entry.version, text="Deur geopend door bewoner."
            )  # fmt: skip
        assert done.report_on == world.now.date()

    def test_a_partner_enters_for_its_own_discipline_only(self, world: World) -> None:
        it, target = self.home(world, enters_homes=True)
        it = self.run(world, it)
        with pytest.raises(Denied):
            self.entered(world, it, target, "environment", consent=True)
        assert self.entered(world, it, target, "environment", consent=True, discipline="environment").pk

    def test_a_partner_that_entered_without_consent_reports_and_the_desk_sees_the_term(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The partner sees no row of the list of terms: on PostgreSQL it would find none, and make a second."""
        it = world.draft(starts_at=world.now + timedelta(hours=1), meeting_point="Kade", briefing="-")
        world.party(it, "permits")
        world.party(it, "environment", enters_homes=True)
        target = world.target(it, is_home=True)
        self.authorised(world, it, target, discipline="environment")
        it = self.run(world, it)
        kept = []
        monkeypatch.setattr(
            homes, "opened", lambda actor, **how: kept.append((actor.roles, how)) or opened(actor, **how)
        )
        entry = self.entered(world, it, target, "environment", discipline="environment")
        with world.opened("environment"):
            homes.report_entry(
                **world.given(it, "environment"), entry=entry, seen=entry.version, text="Deur geopend door bewoner."
            )  # fmt: skip
        with opened(world.system, system=True):
            [term] = DeskTerm.objects.filter(subject=entry.pk)
        assert (term.due, term.done_on) == (world.now.date() + timedelta(days=4), world.now.date())
        assert kept == [(frozenset({"system"}), {"system": True})] * 2


def _sees(world: World, who: str, entry: HomeEntry) -> bool:
    with world.opened(who):
        return visible_to(HomeEntry.objects.filter(pk=entry.pk), world.actor(who), VIEW, PURPOSE).exists()


def _save(world: World, row: Any) -> None:
    with opened(world.system, system=True):
        do(row.save)
