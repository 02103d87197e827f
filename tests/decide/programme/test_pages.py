# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages as people use them: board, table, timeline; editing; versions. And what it costs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.decide.policy.facade import Effort, NotPrioritised, Target
from baken.decide.programme.actions import update_effort
from baken.decide.programme.models import OwnerContact, ProgrammeVersion
from baken.ui import format as fmt

from .conftest import NOW

PAGE = "/besluiten/programma/"
EDIT = f"{PAGE}inspanning/2025-2026/havenbedrijven/"
VERSIONS = f"{PAGE}versies/2025-2026/"


def words(reply: Any) -> str:
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", reply.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def desk(clock: Any, policy: Any, logged_in: Any) -> Any:
    return logged_in("safety_adviser")


def filled_in(desk: Any, address: str = EDIT) -> dict[str, Any]:
    """Return the form of a page as a browser would send it."""
    found: dict[str, Any] = {}
    text = desk.get(address).content.decode().split("<main")[1]
    for tag in re.findall(r"<input[^>]+>", text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag) and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name, inner in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = [chosen[1] if chosen else ""]
    for name, inner in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', text, re.S):
        found[name] = [inner]
    return found


@pytest.mark.parametrize("view", ["bord", "tabel", "tijdlijn"])
def test_three_views_of_one_selection(desk: Any, view: str) -> None:
    text = words(desk.get(PAGE, {"weergave": view}))
    assert "Van de 31 inspanningen: 6 zijn over hun datum" in text
    used, spent = (sum(getattr(e, name) or 0 for e in Effort.objects.all()) for name in ("hours_used", "spent"))
    told = f"31 inspanningen · {fmt.count(used)} van 7.540 uur · {fmt.euros(spent)} van € 176.500"
    assert told.replace("\xa0", " ") in text
    narrowed = desk.get(PAGE, {"weergave": view, "prioriteit": "jeugd", "stand": "overdue"})
    assert "1 van 31 inspanningen" in words(narrowed)
    assert "Kamers voor jongeren" in words(narrowed)
    assert "Gezinnen betrekken" not in words(narrowed)
    for other in ("bord", "tabel", "tijdlijn"):
        assert f"?prioriteit=jeugd&amp;stand=overdue&amp;weergave={other}" in narrowed.content.decode()


def test_the_filters_of_owner_partner_and_year_and_the_empty_state(desk: Any) -> None:
    found = words(desk.get(PAGE, {"partner": "halt", "weergave": "tabel"}))
    assert "Gezinnen betrekken" in found
    assert "Integrale controles" not in found
    assert "5 van 31 inspanningen" in words(desk.get(PAGE, {"jaar": "2025"}))
    assert "Geen inspanning past bij deze keuze" in words(
        desk.get(PAGE, {"jaar": "2025", "eigenaar": "adviseur cyber"})
    )
    assert "Van de 31" in words(desk.get(PAGE, {"prioriteit": "bestaat-niet", "stand": "x", "weergave": "x"}))


def test_the_board_has_a_column_per_state_that_occurs(desk: Any) -> None:
    text = desk.get(PAGE).content.decode()
    assert re.findall(r'id="bord-(\w+)"', text) == ["on_time", "overdue", "not_assessable", "done"]
    assert "De eerste regel die past, geldt" in text


def test_the_selection_as_csv(desk: Any) -> None:
    rows = desk.get(f"{PAGE}programma.csv", {"prioriteit": "jeugd"}).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 7
    assert rows[0].startswith("Inspanning;Prioriteit;Programma;Eigenaar;Met;Stand;Begin;Termijn")


def test_an_unknown_plan_is_not_there(desk: Any) -> None:
    assert desk.get(PAGE, {"plan": "1999-2000"}).status_code == 404
    assert desk.get(f"{PAGE}versies/1999-2000/").status_code == 404
    assert desk.get(f"{VERSIONS}9/").status_code == 404
    for query in ({"van": "x"}, {"tot": "9"}, {"van": "²"}, {"tot": "9" * 40}):
        assert desk.get(f"{VERSIONS}verschillen/", query).status_code == 404


def test_without_a_plan_the_page_says_what_to_do(velsen: Any, clock: Any, logged_in: Any) -> None:
    reply = logged_in("safety_adviser").get(PAGE)
    assert "Lees eerst een Integraal Veiligheidsplan in" in words(reply)
    assert "/besluiten/inlezen/" in reply.content.decode()


def test_a_partner_sees_its_own_efforts_and_nothing_else(clock: Any, policy: Any, logged_in: Any, as_role: Any) -> None:
    from baken.access.facade import make_partner, system_actor
    from baken.registry.facade import Organisation

    partner = make_partner(actor=system_actor(policy), at=NOW, municipality=policy, slug="halt", name="HALT")

    from baken.kernel import audit
    from baken.kernel.actions import action

    @action
    def join(*, actor: Any, at: Any) -> None:
        row = Organisation.objects.get(slug="halt")
        row.partner = partner
        row.save()
        audit.record("test.joined", row)

    join(actor=system_actor(policy), at=NOW)
    mine = set(Effort.objects.filter(partners__slug="halt").values_list("title", flat=True))
    desk = logged_in("partner", partner)
    for view in ("bord", "tabel", "tijdlijn"):
        text = words(desk.get(PAGE, {"weergave": view}))
        assert f"{len(mine)} inspanningen" in text
        for title in Effort.objects.values_list("title", flat=True):
            assert (title.replace("'", "&#x27;") in text) == (title in mine), title
    rows = desk.get(f"{PAGE}programma.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(mine)
    for address in (
        VERSIONS,
        f"{VERSIONS}1/",
        f"{PAGE}voortgang/",
        EDIT,
        f"{PAGE}eigenaren/",
        f"{VERSIONS}verschillen/",
    ):
        assert desk.get(address).status_code == 404, address
    assert "Versies" not in words(desk.get(PAGE))


@pytest.mark.parametrize("role", ["mayor", "executive", "council_member", "council_clerk", "inspector"])
def test_others_read_but_cannot_change(clock: Any, policy: Any, logged_in: Any, role: str) -> None:
    desk = logged_in(role)
    text = words(desk.get(PAGE))
    assert "Van de 31 inspanningen" in text
    assert "Nieuwe inspanning" not in text
    assert desk.get(VERSIONS).status_code == 200
    assert desk.get(f"{VERSIONS}verschillen/").status_code == 200
    assert desk.get(f"{VERSIONS}verschillen/", {"van": "1", "tot": "nu"}).status_code == 404
    before = list(Effort.objects.order_by("pk").values_list("version", flat=True))
    for address in (
        EDIT, f"{EDIT}stoppen/", f"{EDIT}hervatten/", f"{EDIT}indicatoren/", f"{EDIT}indicatoren/losmaken/",
        f"{PAGE}inspanning/nieuw/", f"{VERSIONS}vastleggen/", f"{PAGE}voortgang/vragen/", f"{PAGE}voortgang/herinneren/",
        f"{PAGE}eigenaren/wijzigen/",
    ):  # fmt: skip
        assert desk.post(address, {"title": "x", "reason": "x"}).status_code == 404, address
    assert list(Effort.objects.order_by("pk").values_list("version", flat=True)) == before
    assert ProgrammeVersion.objects.count() == 1


def test_an_effort_is_changed_and_shows_where_it_differs_from_the_version(desk: Any, effort: Any) -> None:
    form = filled_in(desk)
    assert form["partners"] == ["douane", "ondernemersvereniging", "riec"]
    form |= {"term": "2026-12-31", "hours_used": "120", "partners": ["douane", "politie"], "risk": "Minder"}
    reply = desk.post(EDIT, form, follow=True)
    assert "De inspanning is bijgewerkt" in words(reply)
    it = effort("havenbedrijven")
    assert (str(it.term), it.hours_used, it.risk) == ("2026-12-31", 120, "Minder")
    assert sorted(it.partners.values_list("slug", flat=True)) == ["douane", "politie"]
    assert "2 wijzigingen nog niet in een versie" in words(desk.get(PAGE))
    text = words(desk.get(VERSIONS))
    assert "Nog niet in een versie" in text
    assert re.search(r"Afspraken met bedrijven in haven en kanaalgebied Termijn 15 dec 2026 31 dec 2026", text)
    unchanged = desk.post(EDIT, filled_in(desk), follow=True)
    assert "Er is niets veranderd" in words(unchanged)


def test_what_somebody_else_changed_is_shown_and_nothing_is_lost(desk: Any, effort: Any, adviser: Any) -> None:
    form = filled_in(desk) | {"budget": "17000", "risk": "Van mij"}
    it = effort("havenbedrijven")
    update_effort(actor=adviser, at=NOW, effort=it, version=it.version, values={"budget": 16000})
    reply = desk.post(EDIT, form)
    assert reply.status_code == 409
    text = words(reply)
    assert "Iemand was u voor" in text
    assert "Budget € 16.000 € 17.000" in text.replace("\xa0", " ")
    assert 'value="17000"' in reply.content.decode()
    assert effort("havenbedrijven").budget == 16000
    again = form | {"version": str(effort("havenbedrijven").version)}
    assert desk.post(EDIT, again).status_code == 302
    assert (effort("havenbedrijven").budget, effort("havenbedrijven").risk) == (17000, "Van mij")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Titel"),
        ({"title": "a\0b"}, "Titel"),
        ({"owner": "x" * 121}, "Eigenaar"),
        ({"hours_planned": "-5"}, "Uren gepland"),
        ({"budget": "1,5"}, "Budget"),
        ({"term": "2031-01-01"}, "binnen de periode van het plan"),
        ({"term": "2026-12-31", "ongoing": "on"}, "niet allebei"),
        ({"starts_on": "2026-12-30"}, "Het begin ligt na de termijn"),
        ({"partners": ["bestaat-niet"]}, "Met"),
        ({"priority": "x"}, "Prioriteit"),
    ],
)
def test_a_wrong_form_keeps_its_input(desk: Any, effort: Any, wrong: dict[str, Any], told: str) -> None:
    before = effort("havenbedrijven").version
    reply = desk.post(EDIT, filled_in(desk) | {"risk": "wat ik typte"} | wrong)
    assert reply.status_code == 422
    assert "Dit gaat nog niet" in words(reply)
    assert told in words(reply)
    assert "wat ik typte" in words(reply)
    assert effort("havenbedrijven").version == before


def test_an_effort_is_added_stopped_left_out_and_taken_up_again(desk: Any, effort: Any) -> None:
    add = f"{PAGE}inspanning/nieuw/"
    assert desk.post(add, {"title": "", "owner": ""}).status_code == 422
    form = {
        "title": "Cameratoezicht strand",
        "owner": "coördinator jeugd",
        "priority": "jeugd",
        "ongoing": "on",
        "budget": "5000",
    }
    assert desk.post(add, form).status_code == 302
    it = effort("cameratoezicht-strand")
    assert (it.ongoing, it.budget, it.priority.slug) == (True, 5000, "jeugd")
    stop = f"{PAGE}inspanning/2025-2026/cameratoezicht-strand/stoppen/"
    version = {"version": str(it.version)}
    assert desk.post(stop, version | {"reason": ""}).status_code == 422
    assert desk.post(stop, version | {"reason": "Te duur", "left_out": "on"}).status_code == 422
    assert desk.post(stop, {"version": "1000", "reason": "Te duur"}).status_code == 409
    done = desk.post(stop, version | {"reason": "Te duur", "left_out": "on", "again": "in 2027"}, follow=True)
    assert "Te duur" in words(done)
    assert NotPrioritised.objects.filter(title="Cameratoezicht strand", again="in 2027").exists()
    assert "Cameratoezicht strand" in words(desk.get("/besluiten/kadernota/2023-2026/"))
    resume = f"{PAGE}inspanning/2025-2026/cameratoezicht-strand/hervatten/"
    desk.post(resume, {"version": str(effort("cameratoezicht-strand").version)})
    assert effort("cameratoezicht-strand").stopped_on is None


def test_an_indicator_is_bound_and_taken_off(desk: Any, facts: Any, effort: Any) -> None:
    page = f"{EDIT}indicatoren/"
    form = {
        "indicator": "crime_total",
        "area": "WK045305",
        "direction": "lower",
        "baseline_year": "2023",
        "target": "300",
        "target_year": "2026",
    }
    assert desk.post(page, form | {"target_year": ""}).status_code == 422
    assert desk.post(page, form | {"area": "WK999999"}).status_code == 422
    assert desk.post(page, form).status_code == 302
    assert "hangt hier al aan" in words(desk.post(page, form))
    target = Target.objects.get(effort__slug="havenbedrijven")
    assert "Velsen-Noord" in words(desk.get(effort("havenbedrijven").get_absolute_url()))
    assert desk.post(f"{page}losmaken/", {"doel": "x"}).status_code == 404
    assert desk.post(f"{page}losmaken/", {"doel": str(target.pk)}).status_code == 302
    assert not Target.objects.filter(effort__slug="havenbedrijven").exists()


def test_an_owner_gets_an_address(desk: Any, policy: Any) -> None:
    page = f"{PAGE}eigenaren/wijzigen/"
    assert 'value="adviseur jeugd"' in desk.get(page, {"eigenaar": "adviseur jeugd"}).content.decode()
    assert desk.post(page, {"owner": "adviseur jeugd", "email": "geen adres"}).status_code == 422
    for email in ("een@velsen.example.org", "twee@velsen.example.org"):
        desk.post(page, {"owner": "Adviseur  jeugd", "email": email})
    assert [(c.owner, c.email) for c in OwnerContact.objects.all()] == [("Adviseur jeugd", "twee@velsen.example.org")]
    assert "twee@velsen.example.org" in words(desk.get(f"{PAGE}eigenaren/"))


def test_a_version_is_kept_and_compared(desk: Any) -> None:
    desk.post(EDIT, filled_in(desk) | {"budget": "17000"})
    bad = desk.post(f"{VERSIONS}vastleggen/", {"reason": "Zo", "decided_on": "2030-01-01"})
    assert bad.status_code == 422
    assert "moet nog komen" in words(bad)
    kept = desk.post(f"{VERSIONS}vastleggen/", {"reason": "Besluit college"}, follow=True)
    assert "Versie 2 is vastgelegd" in words(kept)
    assert "vastgelegd zonder besluit Besluit college" in words(kept), "no day of a decision: nobody decided"
    assert re.search(r"besloten op 5 nov 2024 in Baken sinds \d+ \w+ \d{4} ingelezen bestand", words(kept))
    again = desk.post(f"{VERSIONS}vastleggen/", {"reason": "Nog eens"})
    assert "Er is niets veranderd sinds versie 2" in words(again)
    text = words(desk.get(f"{VERSIONS}verschillen/"))
    assert "1 verschil tussen versie 1 en versie 2" in text
    assert "Budget € 15.000 € 17.000" in text.replace("\xa0", " ")
    assert "Geen verschil" in words(desk.get(f"{VERSIONS}verschillen/", {"van": "2", "tot": "nu"}))
    rows = desk.get(f"{VERSIONS}verschillen.csv", {"van": "1", "tot": "2"}).content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("Afspraken met bedrijven in haven en kanaalgebied;Budget;")
    assert "Besluit college" in words(desk.get(f"{VERSIONS}2/"))


def many(policy: Any, plan: Any, number: int) -> None:
    """Add efforts to the plan, each with a partner and a report."""
    from baken.access.facade import system_actor
    from baken.decide.policy.facade import EffortPartner, Priority
    from baken.decide.programme.models import ProgressReport
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.registry.facade import Organisation

    @action
    def make(*, actor: Any, at: Any) -> None:
        priorities = list(Priority.objects.filter(framework_id=plan.framework_id))
        organisation = Organisation.objects.get(slug="politie")
        rows = [
            Effort(
                municipality=policy, plan=plan, priority=priorities[n % len(priorities)], order=100 + n,
                slug=f"extra-{number}-{n}", title=f"Extra {n}", owner=f"eigenaar {n % 40}", ongoing=True, hours_planned=n,
            )
            for n in range(number)
        ]  # fmt: skip
        Effort.objects.bulk_create(rows)
        EffortPartner.objects.bulk_create(
            [EffortPartner(municipality=policy, effort=e, organisation=organisation) for e in rows]
        )
        ProgressReport.objects.bulk_create(
            [ProgressReport(municipality=policy, effort=e, owner=e.owner, at=at, outlook="on_course") for e in rows]
        )
        audit.record("test.made", plan)

    make(actor=system_actor(policy), at=NOW)


ADDRESSES = (
    PAGE, f"{PAGE}?weergave=tabel", f"{PAGE}?weergave=tijdlijn", f"{PAGE}programma.csv", f"{PAGE}voortgang/",
    f"{PAGE}eigenaren/", VERSIONS, f"{VERSIONS}1/", f"{VERSIONS}verschillen/?van=1&tot=nu",
)  # fmt: skip


def test_pages_cost_the_same_number_of_statements_with_500_efforts(desk: Any, policy: Any, plan: Any) -> None:
    def statements() -> dict[str, int]:
        found = {}
        for address in ADDRESSES:
            desk.get(address)  # sessions and content types once
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(address).status_code == 200
            found[address] = len(captured)
        return found

    many(policy, plan, 1)
    few = statements()
    many(policy, plan, 468)
    assert Effort.objects.filter(plan=plan).count() == 500
    assert statements() == few
    assert max(few.values()) <= 30
