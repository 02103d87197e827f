# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme of a year: grounds, adopting, planned beside done, quick scans without small numbers, reception."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from baken.act.inspections.home import home_lines
from baken.act.inspections.models import InspectionProgramme, ProgrammeLine
from baken.act.inspections.programme import actions, pages
from baken.act.inspections.programme.actions import Heard, Line, Scanned
from baken.act.inspections.programme.rules import share, shown
from baken.kernel.errors import Denied, Refused

from .builders import GROUNDS, World

ROOT = "/uitvoeren/controles/programma/"


def why(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in caught.value.reasons]


@for_all(some.integers(0, 400), some.integers(0, 400))
def test_a_share_lies_within_its_margin(part: int, rest: int) -> None:
    found = share(part, part + rest)
    if part + rest == 0:
        assert found is None
        return
    assert found is not None
    assert 0 <= found.lower <= found.percent <= found.upper <= 100


def test_a_share_by_hand() -> None:
    found = share(9, 12)
    assert found is not None
    assert (found.percent, found.lower, found.upper) == (75, 46, 92)  # Wilson: 0.468 to 0.911


@for_all(some.integers(0, 30), some.integers(0, 30), some.integers(0, 30))
def test_no_small_number_is_shown_nor_can_be_worked_out(yes: int, no: int, unknown: int) -> None:
    found = shown({"yes": yes, "no": no, "unknown": unknown}, yes + no + unknown)
    small = any(0 < number < 5 for number in (yes, no, unknown)) or yes + no + unknown < 10
    assert (found is None) is small


def made(world: World, who: str = "port", lines: tuple[Line, ...] = (Line("port", 2, GROUNDS),)) -> InspectionProgramme:
    given = {"actor": world.actor(who), "at": world.now}
    it = actions.make(**given, municipality=world.municipality, year=world.now.year, goal="Zicht op de haven.")
    for line in lines:
        actions.add_line(**given, programme=it, line=line)
    return it


def proposed(world: World, it: InspectionProgramme) -> InspectionProgramme:
    return actions.propose(actor=world.actor("port"), at=world.now, programme=it, seen=it.version)


def adopted(world: World, it: InspectionProgramme) -> InspectionProgramme:
    it = proposed(world, it)
    return actions.adopt(
        actor=world.actor("mayor"), at=world.now, programme=it, seen=it.version, on=world.now.date()
    )  # fmt: skip


@pytest.mark.django_db
class TestProgramme:
    @pytest.mark.parametrize("who", ["inspector", "police", "mayor", "policy"])
    def test_only_who_plans_makes_one(self, world: World, who: str) -> None:
        with pytest.raises(Denied):
            made(world, who)

    @pytest.mark.parametrize(
        ("line", "slug"),
        [
            (Line("port", 2, ""), "no_grounds"),
            (Line("port", 2, "Er zijn daar veel Roemeense bedrijven."), "discriminating"),
            (Line("", 2, GROUNDS), "branch"),
            (Line("port", 0, GROUNDS), "number"),
            (Line("port", 2, GROUNDS, "WK999999"), "area"),
        ],
    )
    def test_what_is_no_line(self, world: World, line: Line, slug: str) -> None:
        with pytest.raises(Refused) as caught:
            made(world, lines=(line,))
        assert why(caught) == [slug]

    def test_adopted_it_stays(self, world: World) -> None:
        with pytest.raises(Refused) as caught:
            proposed(world, made(world, lines=()))
        assert why(caught) == ["no_lines"]
        it = InspectionProgramme.objects.get()
        given = {"actor": world.actor("port"), "at": world.now, "programme": it}
        line = actions.add_line(**given, line=Line("horeca", 1, GROUNDS))
        adopted(world, it)
        for act in (
            lambda: actions.add_line(**given, line=Line("garage", 1, GROUNDS)),
            lambda: actions.remove_line(**given, line=line),
        ):
            with pytest.raises(Refused) as caught:
                act()
            assert why(caught) == ["adopted"]

    @pytest.mark.parametrize("who", ["port", "coordinator", "inspector", "police", "policy", "executive"])
    def test_nobody_but_the_mayor_adopts(self, world: World, who: str) -> None:
        it = proposed(world, made(world))
        told = {"actor": world.actor(who), "at": world.now, "programme": it, "seen": it.version}
        with pytest.raises(Denied):
            actions.adopt(**told, on=world.now.date())
        with pytest.raises(Denied):
            actions.give_back(**told, because="Minder horeca.")

    def test_the_mayor_makes_no_programme_and_adopts_none_that_was_not_proposed(self, world: World) -> None:
        it = made(world)
        mayor = {"actor": world.actor("mayor"), "at": world.now, "programme": it}
        for act in (
            lambda: actions.add_line(**mayor, line=Line("horeca", 1, GROUNDS)),
            lambda: actions.propose(**mayor, seen=it.version),
        ):
            with pytest.raises(Denied):
                act()
        for act in (
            lambda: actions.adopt(**mayor, seen=it.version, on=world.now.date()),
            lambda: actions.give_back(**mayor, seen=it.version, because="Minder horeca."),
        ):
            with pytest.raises(Refused) as caught:
                act()
            assert why(caught) == ["not_proposed"]

    def test_what_lies_with_the_mayor_stays_until_it_comes_back(self, world: World) -> None:
        it = proposed(world, made(world))
        given = {"actor": world.actor("port"), "at": world.now, "programme": it}
        line = ProgrammeLine.objects.get()
        for act in (
            lambda: actions.add_line(**given, line=Line("horeca", 1, GROUNDS)),
            lambda: actions.remove_line(**given, line=line),
            lambda: actions.change_goal(**given, seen=it.version, goal="Anders."),
            lambda: actions.propose(**given, seen=it.version),
        ):
            with pytest.raises(Refused) as caught:
                act()
            assert why(caught) == ["proposed"]
        mayor = {"actor": world.actor("mayor"), "at": world.now, "programme": it, "seen": it.version}
        with pytest.raises(Refused) as caught:
            actions.give_back(**mayor, because="Mevrouw Jansen vroeg dit.")
        assert why(caught) == ["personal"]
        it = actions.give_back(**mayor, because="Waarom geen horeca?")
        actions.add_line(**given, line=Line("horeca", 1, GROUNDS))
        it = actions.propose(**given, seen=it.version)
        assert (it.state, it.returned_because, it.proposed_by_id) == ("proposed", "", world.users["port"].pk)
        it = actions.take_back(**given, seen=it.version)
        assert it.state == "draft"
        it = adopted(world, it)
        assert (it.state, it.adopted_by_id) == ("adopted", world.users["mayor"].pk)

    def test_home_tells_the_mayor_and_who_plans(self, world: World) -> None:
        def lines(who: str) -> str:
            return " ".join(one["text"] for one in home_lines(world.actor(who), world.municipality, world.now.date()))

        it = made(world)
        assert all(not lines(who) for who in ("mayor", "port", "inspector", "police"))
        it = proposed(world, it)
        assert "wacht op uw vaststelling" in lines("mayor")
        assert all(not lines(who) for who in ("port", "inspector", "police", "executive"))
        actions.give_back(
            actor=world.actor("mayor"), at=world.now, programme=it, seen=it.version, because="Waarom geen horeca?"
        )  # fmt: skip
        assert "gaf het jaarprogramma van controles" in lines("port")
        assert all(not lines(who) for who in ("mayor", "inspector", "police"))

    def test_planned_beside_done(self, world: World) -> None:
        it = adopted(world, made(world))
        line = ProgrammeLine.objects.get()
        world.inspection("under_way", line=line.pk)
        world.inspection("planned", line=line.pk)
        world.inspection("under_way")
        context = pages.page(world.actor("inspector"), world.municipality, it, world.now.date())
        [shown_line] = context["lines"]
        assert (shown_line.done, shown_line.planned, context["outside"]) == (1, 1, 1)

    def test_who_is_not_admitted_learns_no_number(self, world: World) -> None:
        it = adopted(world, made(world))
        world.inspection("under_way", line=ProgrammeLine.objects.get().pk)
        done, planned = pages.counted(world.actor("mayor"), it.year)
        assert (sum(done.values()), sum(planned.values())) == (0, 0)

    def test_a_scan_must_add_up_and_names_nobody(self, world: World) -> None:
        it = made(world)
        given = {"actor": world.actor("port"), "at": world.now, "programme": it}
        good: dict[str, Any] = {"branch": "port", "on": world.now.date(), "businesses": 12}
        answers = {"keys": {"yes": 6, "no": 5, "unknown": 2}}
        with pytest.raises(Refused) as caught:
            actions.add_scan(**given, scan=Scanned(**good, answers=answers))
        assert why(caught) == ["sum:keys"]
        with pytest.raises(Refused) as caught:
            actions.add_scan(**given, scan=Scanned(**good, answers={}, findings="Mevrouw Jansen wist het niet."))
        assert why(caught) == ["personal"]
        answers["keys"]["unknown"] = 1
        actions.add_scan(**given, scan=Scanned(**good, answers=answers))
        [scan] = pages.page(world.actor("port"), world.municipality, it, world.now.date())["scans"]
        assert scan.numbers[0][1] is None

    def test_reception_tells_share_and_margin(self, world: World) -> None:
        it = made(world)
        given = {"actor": world.actor("port"), "at": world.now, "programme": it}
        with pytest.raises(Refused) as caught:
            actions.add_reception(**given, heard=Heard("port", world.now.date(), 10, 9, 1, 1))
        assert why(caught) == ["numbers"]
        actions.add_reception(**given, heard=Heard("port", world.now.date(), 20, 9, 2, 1))
        context = pages.page(world.actor("port"), world.municipality, it, world.now.date())
        assert "75% positief (95%-marge: 46 tot 92%)" in context["council"]

    def test_not_later_than_today(self, world: World) -> None:
        it = proposed(world, made(world))
        with pytest.raises(Refused) as caught:
            actions.adopt(
                actor=world.actor("mayor"), at=world.now, programme=it, seen=it.version,
                on=world.now.date() + timedelta(days=1),
            )  # fmt: skip
        assert why(caught) == ["later"]


@pytest.mark.django_db
class TestPages:
    def test_the_path_of_a_programme(self, world: World, client_of: Any, django_assert_max_num_queries: Any) -> None:
        browser = client_of("port")
        assert "Er is nog geen programma" in browser.get(ROOT).content.decode()
        year = world.now.year
        browser.post(f"{ROOT}nieuw/", {"year": year, "goal": "Zicht op de haven."})
        line = {"branch": "port", "number": 3, "grounds": GROUNDS, "area": ""}
        assert browser.post(f"{ROOT}{year}/regel/", line).status_code == 302
        wrong = browser.post(f"{ROOT}{year}/regel/", {**line, "branch": "horeca", "grounds": "Vanwege hun geloof dus."})
        assert wrong.status_code == 409
        it = InspectionProgramme.objects.get()
        assert browser.get(f"{ROOT}{year}/vaststellen/").status_code == 404
        assert browser.post(f"{ROOT}{year}/voorleggen/", {"version": it.version}).status_code == 302
        assert browser.get(f"{ROOT}{year}/regel/").status_code == 404
        mayor = client_of("mayor")
        page = mayor.get(f"{ROOT}{year}/").content.decode()
        assert "bij de burgemeester" in page
        assert f"{ROOT}{year}/vaststellen/" in page
        assert "Uitgevoerd" not in page.partition("</table>")[0]  # of inspections the mayor reads nothing here
        on = world.now.date().isoformat()
        typed = {"on": on, "version": it.version + 1}
        assert mayor.post(f"{ROOT}{year}/vaststellen/", typed).status_code == 302
        assert mayor.get(f"{ROOT}{year}/evaluatie/").status_code == 404
        asked = {"branch": "port", "on": world.now.date().isoformat(), "asked": 20, "told": ""}
        browser.post(f"{ROOT}{year}/ontvangst/", {**asked, "positive": 9, "neutral": 2, "negative": 1})
        scan = {"branch": "port", "on": world.now.date().isoformat(), "businesses": 20, "keys_yes": 12, "keys_no": 8}
        assert browser.post(f"{ROOT}{year}/quickscan/", scan).status_code == 302
        it.refresh_from_db()
        done = {"evaluation": "Drie controles gedaan.", "version": it.version}
        assert browser.post(f"{ROOT}{year}/evaluatie/", done).status_code == 302
        with django_assert_max_num_queries(45):
            page = browser.get(f"{ROOT}{year}/").content.decode()
        for text in ("Vastgesteld op", "75% positief", "Drie controles gedaan.", "Houdt bij wie sleutels"):
            assert text in page

    @pytest.mark.parametrize(("who", "status"), [("inspector", 200), ("police", 404), ("mayor", 200), ("policy", 404)])
    def test_who_reads_it(self, world: World, client_of: Any, who: str, status: int) -> None:
        it = made(world)
        assert client_of(who).get(f"{ROOT}{it.year}/").status_code == status


@pytest.mark.django_db
def test_who_pays_is_written_with_what_was_spent(world: World, client_of: Any) -> None:
    it = made(world)
    form = f"{ROOT}{it.year}/geld/"
    asked = {
        "funder": "ministerie van Justitie en Veiligheid",
        "budget": "60000",
        "spent": "41500",
        "version": it.version,
    }
    assert client_of("port").post(form, {**asked, "budget": "0"}).status_code in (409, 422)
    assert client_of("inspector").get(form).status_code == 404
    assert client_of("port").post(form, asked).status_code == 302
    page = client_of("inspector").get(f"{ROOT}{it.year}/").content.decode()
    assert all(told in page for told in ("ministerie van Justitie", "60.000", "41.500"))
    with pytest.raises(Refused) as caught:
        actions.fund(
            actor=world.actor("port"), at=world.now, programme=it, seen=it.version + 1, funder=" ", budget=-1, spent=0
        )  # fmt: skip
    assert len(why(caught)) == 2
