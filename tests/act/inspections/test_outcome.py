# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the round: reports, follow-up with an owner and a date, debrief, closing; and who sees which of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.utils.translation import override

from baken.access.facade import DeskTerm, opened, visible_to
from baken.act.inspections import queries
from baken.act.inspections.checklists.rules import VISIT
from baken.act.inspections.keeping.destruction import destroy
from baken.act.inspections.models import Answer, Finding, FollowUp, Inspection, InspectionReport, Target
from baken.act.inspections.outcome import closing, follow_up, lines, reports
from baken.act.inspections.outcome.follow_up import Asked
from baken.act.inspections.policies import PURPOSE, VIEW
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import Record
from baken.kernel.papers.sealed import open_sealed
from baken.kernel.rate_limits import Limit, TooMany
from tests.kernel.towns import do

from .builders import World
from .finding_world import checklist, sent, targets, told

pytestmark = pytest.mark.django_db


def why(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in caught.value.reasons]


def went(world: World) -> Inspection:
    """An inspection of which both addresses were visited: permits found one thing wrong, environment another."""
    for discipline in ("permits", "environment"):
        checklist(world, discipline)
    it = world.inspection()
    first, second = targets(world, it)
    sent(world, first, told=(told(), told("exits", "not_in_order", "Pallets voor de deur")))
    wrong = (told("permit", "not_in_order", "Olie op de vloer"),)
    sent(world, first, "environment", key="k2", discipline="environment", told=wrong)
    sent(world, second, key="k3", told=(told(),))
    return it


def later(world: World) -> dict[str, Any]:
    return {"at": world.now + timedelta(hours=3)}


def reported(world: World) -> Inspection:
    return world.step(went(world), closing.report, **later(world))


def rows(world: World, model: type[Any], **where: Any) -> list[Any]:
    with opened(world.system, system=True):
        return list(model.objects.filter(**where).order_by("id"))


def asked(world: World, it: Inspection, discipline: str = "environment", **more: Any) -> FollowUp:
    finding = rows(world, Finding, inspection=it, discipline=discipline, answer="not_in_order")[0]
    owner = {"partner": world.partners["environment"]} if discipline == "environment" else {"role": "inspector"}
    with world.opened():
        target = Target.objects.select_related("inspection").get(pk=finding.target_id)
        told_ = {"due_on": world.now.date() + timedelta(days=10), "finding": finding, **owner, **more}
        return follow_up.set_out(**world.given(it), asked=Asked(target, discipline, "Laten opruimen", **told_))


def settled(world: World, row: FollowUp, who: str = "environment", outcome: str = "solved", **more: Any) -> FollowUp:
    with world.opened(who):
        given = {"actor": world.actor(who), "at": world.now, "purpose": PURPOSE, "follow_up": row}
        return follow_up.settle(**given, seen=row.version, outcome=outcome, **more)


def debriefed(world: World, it: Inspection) -> Inspection:
    words = {"debrief": "Goed voorbereid.", "lessons": "Eerder beginnen.", "hours": Decimal("14.5")}
    return world.step(it, closing.debrief, **words)


def sees(world: World, who: str, row: Record) -> bool:
    with world.opened(who):
        return visible_to(type(row).objects.filter(pk=row.pk), world.actor(who), VIEW, PURPOSE).exists()


class TestReports:
    def test_not_before_every_visit_is_told(self, world: World) -> None:
        it = world.inspection()
        with pytest.raises(Refused) as caught:
            world.step(it, closing.report)
        assert why(caught) == ["no_outcome"]

    def test_one_of_each_discipline_and_one_of_all(self, world: World) -> None:
        it = reported(world)
        made = rows(world, InspectionReport, inspection=it)
        assert sorted(row.discipline for row in made) == ["", "environment", "permits"]
        for row in made:
            data = open_sealed(row)
            assert data.startswith(b"%PDF")
            assert b"StructTreeRoot" in data
            assert "Olie op de vloer" in row.told or row.discipline == "permits"
            assert "inspector" not in row.told

    def test_a_report_tells_its_discipline_only(self, world: World) -> None:
        it = reported(world)
        own = next(row for row in rows(world, InspectionReport, inspection=it) if row.discipline == "permits")
        told_ = json.loads(own.told)
        assert [one["conclusion"] for one in told_["targets"]] == [
            "1 niet in orde, 1 in orde.", "1 punt gecontroleerd, alles in orde.",
        ]  # fmt: skip
        assert [party[1] for party in told_["parties"]] == ["vergunningen en openbare orde (gemeente)"]
        assert "Olie" not in own.told

    def test_nothing_is_in_order_where_nobody_looked(self) -> None:
        closed = Finding(item=VISIT, answer=Answer.NOT_SEEN)
        right, unseen = Finding(item="a", answer=Answer.IN_ORDER), Finding(item="b", answer=Answer.NOT_SEEN)
        wrong, left = Finding(item="c", answer=Answer.NOT_IN_ORDER), Finding(item="d", answer=Answer.NOT_APPLICABLE)
        assert reports.conclusions([])["conclusion"] == ""
        assert reports.conclusions([closed])["conclusion"] == ""
        assert reports.conclusions([left])["conclusion"] == ""
        assert reports.conclusions([unseen])["conclusion"] == "1 punt niet gezien."
        assert reports.conclusions([right, unseen])["conclusion"] == (
            "1 punt gecontroleerd, alles in orde. 1 punt niet gezien."
        )
        assert reports.conclusions([wrong, right])["conclusion"] == "1 niet in orde, 1 in orde."

    @pytest.mark.parametrize(
        ("who", "seen"),
        [
            ("port", {"", "permits", "environment"}), ("inspector", {"", "permits", "environment"}),
            ("environment", {"environment"}), ("labour", set()), ("police", set()), ("mayor", set()),
        ],
    )  # fmt: skip
    def test_who_sees_which(self, world: World, who: str, seen: set[str]) -> None:
        made = rows(world, InspectionReport, inspection=reported(world))
        assert {row.discipline for row in made if sees(world, who, row)} == seen

    def test_a_partner_makes_its_own_only(self, world: World) -> None:
        it = reported(world)
        with world.opened("environment"):
            made = reports.make(**world.given(it, "environment"), discipline="environment")
            assert made.part == "findings_environment"
            with pytest.raises(Denied):
                reports.make(**world.given(it, "environment"), discipline="permits")
            with pytest.raises(Denied):
                reports.make(**world.given(it, "environment"))

    def test_nobody_makes_them_without_end(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reports, "MADE", Limit("reports of a test", 1, 3_600))
        it = reported(world)
        before = len(rows(world, InspectionReport, inspection=it))
        with world.opened("environment"):
            reports.make(**world.given(it, "environment"), discipline="environment")
            with pytest.raises(TooMany):
                reports.make(**world.given(it, "environment"), discipline="environment")
        assert len(rows(world, InspectionReport, inspection=it)) == before + 1


def moved(world: World, row: FollowUp, days: int, who: str = "port", because: str = "De eigenaar is ziek.") -> FollowUp:
    with world.opened(who):
        given = {"actor": world.actor(who), "at": world.now, "purpose": PURPOSE, "follow_up": row}
        return follow_up.move(
            **given, seen=row.version, due_on=world.now.date() + timedelta(days=days), because=because
        )  # fmt: skip


class TestMoving:
    def test_the_days_before_stay_to_be_seen(self, world: World, client_of: Callable[[str], Any]) -> None:
        it, today = reported(world), world.now.date()
        row = asked(world, it)
        first = row.due_on
        row = moved(world, moved(world, row, 20), 15, because="Toch eerder klaar.")
        assert (row.first_due_on, row.due_on) == (first, today + timedelta(days=15))
        assert [(b, because) for _a, b, because, _on in row.moved] == [
            (today + timedelta(days=20), "De eigenaar is ziek."), (today + timedelta(days=15), "Toch eerder klaar."),
        ]  # fmt: skip
        [term] = rows(world, DeskTerm, subject=row.pk)
        assert term.due == row.due_on
        for who in ("port", "inspector", "environment"):
            page = client_of(who).get(it.get_absolute_url()).content.decode()
            assert "Toch eerder klaar." in page
            assert ("Verzet de dag" in page) == (who == "port")
        assert "Toch eerder" not in client_of("labour").get(it.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("days", "because", "slug"),
        [(10, "Ziek.", "same"), (-1, "Ziek.", "due"), (800, "Ziek.", "due"), (20, " ", "because")],
    )
    def test_with_a_reason_to_a_day_that_is_another(self, world: World, days: int, because: str, slug: str) -> None:
        row = asked(world, reported(world))
        with pytest.raises(Refused) as caught:
            moved(world, row, days, because=because)
        assert why(caught) == [slug]

    def test_not_after_it_was_settled_nor_by_its_owner(self, world: World) -> None:
        row = asked(world, reported(world))
        for who in ("environment", "inspector"):
            with pytest.raises(Denied):
                moved(world, row, 20, who)
        settled(world, row)
        [row] = rows(world, FollowUp, pk=row.pk)
        with pytest.raises(Refused) as caught:
            moved(world, row, 20)
        assert why(caught) == ["settled"]

    def test_from_its_page(self, world: World, client_of: Callable[[str], Any]) -> None:
        it = reported(world)
        row = asked(world, it)
        address = f"{it.get_absolute_url()}opvolging/{row.pk}/dag/"
        assert client_of("inspector").get(address).status_code == 404
        assert "Laten opruimen" in client_of("port").get(address).content.decode()
        typed = {"due_on": str(world.now.date() + timedelta(days=25)), "because": "Ziek.", "version": row.version}
        assert client_of("port").post(address, {**typed, "because": ""}).status_code == 422
        assert client_of("port").post(address, typed).status_code == 302
        assert client_of("port").post(address, typed).status_code == 409
        [again] = rows(world, FollowUp, pk=row.pk)
        settled(world, again)
        assert client_of("port").get(address).status_code == 404


class TestFollowUp:
    def test_every_finding_needs_an_owner(self, world: World) -> None:
        it = reported(world)
        with pytest.raises(Refused) as caught:
            world.step(it, follow_up.begin_follow_up)
        assert why(caught) == ["no_owner"]
        asked(world, it)
        with pytest.raises(Refused):
            world.step(it, follow_up.begin_follow_up)
        asked(world, it, "permits")
        assert world.step(it, follow_up.begin_follow_up).status == "followed_up"

    @pytest.mark.parametrize(
        ("more", "slug"),
        [
            ({"due_on": date(2020, 1, 1)}, "due"),
            ({"partner": None, "role": ""}, "who"),
            ({"partner": None, "role": "mayor"}, "role"),
        ],
    )
    def test_what_is_none(self, world: World, more: dict[str, Any], slug: str) -> None:
        with pytest.raises(Refused) as caught:
            asked(world, reported(world), **more)
        assert why(caught) == [slug]

    def test_another_partner_cant_own_what_it_doesnt_see(self, world: World) -> None:
        with pytest.raises(Refused) as caught:
            asked(world, reported(world), partner=world.partners["police"])
        assert why(caught) == ["not_theirs"]

    def test_its_owner_settles_it_and_the_desk_may(self, world: World) -> None:
        it = reported(world)
        own, theirs = asked(world, it, "permits"), asked(world, it)
        assert not sees(world, "environment", own)
        with pytest.raises(Denied):
            settled(world, own)
        done = settled(world, theirs, outcome="report", text="Boeterapport opgemaakt.")
        assert (done.outcome, done.done_on) == ("report", world.now.date())
        with pytest.raises(Refused) as caught:
            settled(world, done)
        assert why(caught) == ["settled"]
        assert settled(world, own, "inspector").outcome == "solved"

    def test_nothing_came_of_it_before_the_round(self, world: World) -> None:
        row = asked(world, reported(world))
        with pytest.raises(Refused) as caught:
            settled(world, row, done_on=world.now.date() - timedelta(days=30))
        assert why(caught) == ["before"]

    def test_nothing_needs_a_reason(self, world: World) -> None:
        row = asked(world, reported(world))
        with pytest.raises(Refused) as caught:
            settled(world, row, outcome="nothing")
        assert why(caught) == ["no_reason"]

    def test_days_stand_on_the_list_of_terms(self, world: World) -> None:
        it = reported(world)
        row = asked(world, it)
        [term] = rows(world, DeskTerm, subject=row.pk)
        assert (term.due, term.done_on, term.owner_role) == (row.due_on, None, "port_team")
        assert (term.whose, bool(term.next_step)) == ("others", True), "a partner's term, never missed by us"
        actor = world.actor("environment")
        [line] = lines.lines(actor, world.municipality, world.now.date(), True)
        assert (line.due, line.mine, it.reference in line.title) == (row.due_on, True, True)
        assert lines.lines(world.actor("police"), world.municipality, world.now.date(), True) == []
        with override("en"):  # whoever acts, it is the same term
            settled(world, row)
        [term] = rows(world, DeskTerm, subject=row.pk)
        assert term.done_on == world.now.date()
        assert lines.lines(actor, world.municipality, world.now.date(), True) == []


class TestClosing:
    def test_not_while_something_is_open(self, world: World) -> None:
        it = reported(world)
        rows_ = [asked(world, it), asked(world, it, "permits")]
        it = debriefed(world, it)
        assert (it.status, it.hours) == ("debriefed", Decimal("14.5"))
        with pytest.raises(Refused) as caught:
            world.step(it, closing.close)
        assert why(caught) == ["open"]
        settled(world, rows_[0])
        settled(world, rows_[1], "port")
        closed = world.step(it, closing.close)
        with world.opened():
            assert closed.guarded.retention_from == closed.closed_on == world.now.date()

    def closed(self, world: World) -> Inspection:
        it = reported(world)
        for row, who in ((asked(world, it), "environment"), (asked(world, it, "permits"), "port")):
            settled(world, row, who)
        return world.step(debriefed(world, it), closing.close)

    def test_partners_see_it_for_another_month_and_again_when_reopened(self, world: World) -> None:
        it = self.closed(world)
        after = world.now + timedelta(days=31)
        assert queries.find(world.actor("environment", world.now + timedelta(days=29)), it.reference)
        with pytest.raises(Http404):
            queries.find(world.actor("environment", after), it.reference)
        again = world.step(it, closing.reopen, reason="Er kwam nog iets binnen")
        assert (again.status, again.closed_on, again.guarded.retention_from) == ("followed_up", None, None)
        assert queries.find(world.actor("environment", after), it.reference)

    def test_destroyed_whole_and_only_when_closed(self, world: World) -> None:
        it = self.closed(world)
        with opened(world.system, system=True):
            counts: dict[str, int] = {}
            do(lambda: counts.update(destroy(it.guarded)))
        assert (counts["inspections"], counts["findings"], counts["reports"], counts["targets"]) == (1, 4, 3, 2)
        assert rows(world, DeskTerm, guarded=it.guarded_id) == []
        with opened(world.system, system=True):
            do(lambda: counts.update(destroy(it.guarded)))
        assert counts["inspections"] == 0

    def test_an_open_one_isnt_destroyed(self, world: World) -> None:
        it = reported(world)
        with opened(world.system, system=True), pytest.raises(Refused):
            do(lambda: destroy(it.guarded))


class TestPages:
    """The whole path by the pages, and what a partner of each discipline reads there."""

    def test_from_report_to_closed(self, world: World, client_of: Callable[[str], Any]) -> None:
        it, browser = went(world), client_of("port")
        url = it.get_absolute_url()

        def version() -> str:
            with opened(world.system, system=True):
                return str(Inspection.objects.get(pk=it.pk).version)

        def step(name: str, **more: str) -> int:
            code: int = browser.post(f"{url}stap/{name}/", {"version": version(), **more}).status_code
            return code

        assert step("reported") == 302
        for finding in rows(world, Finding, inspection=it, answer="not_in_order"):
            asking = f"{url}opvolging/?bevinding={finding.pk}"
            form = browser.get(asking).context["form"]
            sent_ = {**form.initial, "due_on": (world.now.date() + timedelta(days=5)).isoformat()}
            assert browser.post(asking, sent_).status_code == 302
        assert step("followed_up") == 302
        assert "Dit kan nog niet" not in browser.get(f"{url}stap/debriefed/").content.decode()
        assert step("debriefed", debrief="Goed.", lessons="Eerder.", hours="3") == 302
        assert "Er loopt nog opvolging: 2" in browser.get(f"{url}stap/closed/").content.decode()
        assert step("closed") == 409
        for row in rows(world, FollowUp, inspection=it):
            who = "environment" if row.partner_id else "port"
            answer = {"version": "1", "outcome": "report", "done_on": world.now.date().isoformat(), "text": ""}
            assert client_of(who).post(f"{url}opvolging/{row.pk}/", answer).status_code == 302
        assert step("closed") == 302
        page = browser.get(url).content.decode()
        assert "Repressief vervolg" in page
        assert "Omgevingsdienst: proces-verbaal of boeterapport" in page

    @pytest.mark.parametrize(("who", "sees_"), [("environment", True), ("police", False), ("labour", False)])
    def test_a_partner_reads_its_own_discipline(
        self, world: World, client_of: Callable[[str], Any], who: str, sees_: bool
    ) -> None:
        it = reported(world)
        row, other = asked(world, it), asked(world, it, "permits")
        made = {one.discipline: one for one in rows(world, InspectionReport, inspection=it)}
        browser, url = client_of(who), it.get_absolute_url()
        got = browser.get(url)
        assert got.status_code == (200 if sees_ else 404)
        page = got.content.decode()
        assert ("Olie op de vloer" in page) is sees_
        assert "Pallets voor de deur" not in page
        for address, there in (
            (f"{url}opvolging/{row.pk}/", True), (f"{url}opvolging/{other.pk}/", False), (f"{url}briefing/", True),
            (f"{url}rapport/{made['environment'].pk}/", True), (f"{url}rapport/{made['permits'].pk}/", False),
            (f"{url}rapport/{made[''].pk}/", False), (f"{url}plan/", False), (f"{url}stap/followed_up/", False),
            (f"{url}opvolging/", False), (f"{url}partij/", False), (f"{url}adres/", False),
        ):  # fmt: skip
            assert (browser.get(address).status_code == 200) is (there and sees_), address

    def test_the_page_asks_a_fixed_number_of_queries(
        self, world: World, client_of: Callable[[str], Any], django_assert_max_num_queries: Any
    ) -> None:
        it = reported(world)
        asked(world, it)
        browser = client_of("port")
        browser.get(it.get_absolute_url())
        with django_assert_max_num_queries(75) as first:
            browser.get(it.get_absolute_url())
        for _number in range(4):
            asked(world, it, "permits")
        with django_assert_max_num_queries(len(first.captured_queries)):
            browser.get(it.get_absolute_url())


class TestWhatIsNext:
    """What the page of an inspection says first."""

    @staticmethod
    def page(browser: Any, it: Inspection) -> tuple[str, str]:
        html = browser.get(it.get_absolute_url()).content.decode()
        return html, html[html.index('<section class="now"') :].split("</section>")[0]

    def test_outside_it_counts_visits_and_findings_come_before_the_plan(
        self, world: World, client_of: Callable[[str], Any]
    ) -> None:
        it = world.inspection()
        checklist(world, "permits")
        sent(world, targets(world, it)[0], told=(told(),))
        html, next_ = self.page(client_of("port"), it)
        assert "1 van 2 adressen bezocht" in next_
        assert html.index('id="bevindingen"') < html.index("Doel en aanleiding")

    def test_afterwards_it_names_what_is_owed_and_closing_waits(
        self, world: World, client_of: Callable[[str], Any]
    ) -> None:
        it = reported(world)
        browser = client_of("port")
        assert "2 bevindingen" in self.page(browser, it)[1]
        asked(world, it)
        settled(world, asked(world, it, "permits", due_on=world.now.date()), "inspector")
        html, next_ = self.page(browser, it)
        assert "Laten opruimen" in next_
        assert next_.count("<time") == 1
        assert html.index('id="opvolging"') < html.index('id="bevindingen"')
        assert "Leg vast dat de opvolging loopt." in next_

    def test_only_who_takes_part_can_be_given_something(self, world: World, client_of: Callable[[str], Any]) -> None:
        it = reported(world)
        form = client_of("port").get(f"{it.get_absolute_url()}opvolging/").context["form"]
        offered = {value for value, _label in form.fields["who"].choices}
        assert f"p:{world.partners['environment'].slug}" in offered
        assert f"p:{world.partners['police'].slug}" not in offered
        assert "r:inspector" in offered

    def test_a_partner_isnt_told_that_all_was_in_order(self, world: World, client_of: Callable[[str], Any]) -> None:
        it = reported(world)
        page = client_of("environment").get(it.get_absolute_url()).content.decode()
        assert "Voor uw organisatie is niets uitgezet." in page
        assert "Alles was in orde" not in page
