# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of claims: for whom, with what on them, in how many queries; and who may see which outcome."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.access.facade import ANYBODY, ROLES, Actor, authorize, system_actor, visible_to
from baken.decide.claims import facade
from baken.decide.claims.actions import try_claims
from baken.decide.claims.models import ClaimOutcome
from baken.decide.policy.facade import VIEW_FRAMEWORK, Framework, import_framework
from baken.kernel.models import AuditEntry, Municipality
from tests.decide.policy.builders import FRAMEWORK, changed
from tests.decide.policy.conftest import NOW

from .test_outcomes import REAL_SURVEY

pytestmark = pytest.mark.usefixtures("facts", "on_the_day")

LIST = "/besluiten/beweringen/"
TREND = f"{LIST}dalende-criminaliteit/"
PAGES = (LIST, TREND, f"{LIST}verschil-kleiner/", f"{LIST}velserbroek/", f"{LIST}beweringen.csv")


def text_of(response: Any) -> str:
    """Return the words of a page, spaces made single."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


@pytest.fixture
def draft(policy: Municipality) -> Framework:
    """A draft of the next framework, with a claim of its own."""
    text = changed(FRAMEWORK, "status: adopted", "status: draft").replace("2023-2026", "2027-2030")
    text = (
        text.replace("2023-01-01", "2027-01-01")
        .replace("2026-12-31", "2030-12-31")
        .replace("Een uitspraak.", "Geheim.")
    )
    return import_framework(actor=system_actor(policy), at=NOW, municipality=policy, text=text)


def test_addresses_have_names() -> None:
    assert reverse("claims:overview") == LIST
    assert reverse("claims:claim", args=["dalende-criminaliteit"]) == TREND


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system"}))
def test_everybody_with_an_account_reads_them_and_only_the_adviser_tests_again(
    policy: Municipality, logged_in: Callable[..., Client], role: str
) -> None:
    client = logged_in(role)
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
    again = client.post(f"{LIST}opnieuw-toetsen/", {"kadernota": "2023-2026"})
    assert again.status_code == (302 if role == "safety_adviser" else 404)
    assert ("Toets opnieuw" in text_of(client.get(LIST))) == (role == "safety_adviser")


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_log_in(policy: Municipality, client: Client, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_list_says_the_finding_the_outcomes_and_what_is_needed(
    policy: Municipality, logged_in: Callable[..., Client]
) -> None:
    words = text_of(logged_in("council_member").get(LIST))
    for expected in (
        "1 van de 16 beweringen is onderbouwd",
        "De misdaadcijfers dalen.",
        "2.704 in 2021 en 2.741 in 2025",
        "Nodig: tabel 47024NED.",
        "Nodig: tabel 47018NED.",
        "Nodig: de Veiligheidsmonitor met cijfers per wijk.",
        "Getoetst: 1 van 2 onderdelen.",
        "Zo bepaalt Baken de uitkomst",
    ):
        assert expected in words, expected


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        ("supported", 1),
        ("no_significant_change", 2),
        ("not_testable", 13),
        ("contradicted", 0),
        ("<script>", 16),
    ],
)
def test_the_list_can_be_narrowed_and_so_can_the_csv(
    policy: Municipality, logged_in: Callable[..., Client], outcome: str, shown: int
) -> None:
    client = logged_in("mayor")
    page = client.get(LIST, {"uitkomst": outcome})
    assert page.content.decode().count('<th scope="row"><a href="/besluiten/beweringen/') == shown
    if not shown:
        assert "Geen bewering heeft deze uitkomst." in text_of(page)
    response = client.get(f"{LIST}beweringen.csv", {"uitkomst": outcome})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == shown
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_a_claim_shows_its_tests_with_figures_margin_rule_and_source(
    policy: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("council_member")
    trend = client.get(TREND)
    for expected in (
        "De misdaadcijfers dalen.",
        "Geregistreerde misdrijven: lager dan in 2021?",
        "+1%",
        "−12% tot +16%",
        "6,0 keer zo sterk als bij zuiver toeval",
        "tabel 47022NED",
        "Voorlopige cijfers.",
        "Uitkomsten tot nu toe",
        "Dit komt uit de kadernota: S3.",
    ):
        assert expected in text_of(trend), expected
    assert "/waarnemen/cijfer/crime_total/GM0453/2025/" in trend.content.decode()
    gap = text_of(client.get(f"{LIST}verschil-kleiner/"))
    assert "Spaarndammerpolder" in gap
    assert "er wonen te weinig mensen om te vergelijken" in gap
    missing = text_of(client.get(f"{LIST}velserbroek/"))
    assert "Nodig: de Veiligheidsmonitor met cijfers per wijk, met cijfers van deze gebieden en jaren." in missing
    assert "voorbeeldcijfers" in missing


def test_every_kind_of_test_is_drawn(
    policy: Municipality, logged_in: Callable[..., Client], load: Callable[..., None]
) -> None:
    load("local-survey", REAL_SURVEY)
    wijken = [f"WK04530{i}" for i in range(10)]
    codes = [*wijken, "GM0453"]
    slugs = ("survey_social_nuisance", "survey_decay", "survey_safety_feeling", "survey_liveability")
    rows = [
        (slug, code, year, 30.0 + i + (6 if year == 2021 else 0), 27.0 + i, 40.0 + i)
        for slug in slugs
        for year in (2021, 2025)
        for i, code in enumerate(codes)
    ]
    load("local-survey", rows)
    framework = Framework.objects.get(slug="2023-2026")
    try_claims(actor=system_actor(policy), at=NOW + timedelta(days=1), framework=framework)
    client = logged_in("mayor")
    told = {
        "velserbroek": "Beleving hoger, in punten",
        "minder-fijn": "Met de rest van Velsen",
        "verschil-kleiner": "Hoe ver wijken doorgaans boven of onder het gemiddelde liggen, in punten",
        "leefbaarheid-hoger": "Verschil in punten",
    }
    for slug, expected in told.items():
        assert expected in text_of(client.get(f"{LIST}{slug}/")), slug
    history = text_of(client.get(f"{LIST}velserbroek/"))
    assert "onderbouwd" in history
    assert "niet te toetsen, want er zijn alleen voorbeeldcijfers" in history


def test_the_framework_s_page_says_the_outcome_beside_each_claim(
    policy: Municipality, logged_in: Callable[..., Client]
) -> None:
    page = logged_in("council_member").get("/besluiten/kadernota/2023-2026/")
    words = text_of(page)
    assert re.search(
        r"De misdaadcijfers dalen\. S3 geen aantoonbaar verschil Geregistreerde misdrijven in Velsen", words
    )
    assert "Niet met de beschikbare cijfers te toetsen: de inspanning is verzonnen" in words
    assert "/besluiten/beweringen/velserbroek/?kadernota=2023-2026" in page.content.decode()


@pytest.mark.parametrize("page", [p for p in PAGES if not p.endswith(".csv")])
def test_every_page_has_one_heading_and_no_inline_style(
    policy: Municipality, logged_in: Callable[..., Client], page: str
) -> None:
    html = logged_in("safety_adviser").get(page).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize(("page", "most"), [(LIST, 16), (TREND, 14), (f"{LIST}beweringen.csv", 14)])
def test_pages_ask_the_database_a_bounded_number_of_times(
    policy: Municipality, logged_in: Callable[..., Client], django_assert_max_num_queries: Any, page: str, most: int
) -> None:
    client = logged_in("safety_adviser")
    with django_assert_max_num_queries(most):
        assert client.get(page).status_code == 200


def test_the_list_asks_as_often_for_one_claim_as_for_many(
    policy: Municipality, logged_in: Callable[..., Client], draft: Framework
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = logged_in("safety_adviser")
    client.get(LIST)
    counts = []
    for slug in ("2023-2026", "2027-2030"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(LIST, {"kadernota": slug}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "path",
    [
        f"{LIST}bestaat-niet/",
        f"{LIST}%00/",
        f"{LIST}?kadernota=1999",
        f"{LIST}?kadernota=%00",
        f"{LIST}?kadernota=" + "a" * 500,
        f"{TREND}?kadernota=2019-2022",
        f"{TREND}?kadernota=../x",
        f"{LIST}beweringen.csv?kadernota=1999",
    ],
)
def test_what_is_not_there_is_not_found(policy: Municipality, logged_in: Callable[..., Client], path: str) -> None:
    assert logged_in("mayor").get(path).status_code == 404


def test_testing_again_says_what_came_of_it(
    policy: Municipality, logged_in: Callable[..., Client], load: Callable[..., None]
) -> None:
    client = logged_in("safety_adviser")
    page = client.post(f"{LIST}opnieuw-toetsen/", {"kadernota": "2023-2026"}, follow=True)
    assert "Getoetst: er is niets veranderd." in text_of(page)
    load("local-survey", REAL_SURVEY)
    page = client.post(f"{LIST}opnieuw-toetsen/", {"kadernota": "2023-2026"}, follow=True)
    assert re.search(r"Getoetst: \d+ uitkomsten zijn nieuw\.", text_of(page))
    assert client.get(f"{LIST}opnieuw-toetsen/").status_code == 405
    before = AuditEntry.objects.count()
    assert client.post(f"{LIST}opnieuw-toetsen/", {"kadernota": "\0"}).status_code == 404
    assert AuditEntry.objects.count() == before


def test_a_draft_s_claims_are_for_who_makes_policy(
    draft: Framework, logged_in: Callable[..., Client], as_role: Callable[..., Any]
) -> None:
    for role in ("council_member", "mayor", "partner"):
        client = logged_in(role)
        assert client.get(LIST, {"kadernota": "2027-2030"}).status_code == 404
        assert client.get(f"{LIST}velserbroek/", {"kadernota": "2027-2030"}).status_code == 404
        assert "2027" not in text_of(client.get(LIST))
    assert "Geheim." in text_of(logged_in("safety_adviser").get(LIST, {"kadernota": "2027-2030"}))
    assert facade.outcomes(draft) == {}


def test_lists_and_single_outcomes_agree_for_every_role(policy: Municipality, draft: Framework) -> None:
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    actors = [ANYBODY, *(Actor(None, town.id, frozenset({role})) for role in ROLES for town in (policy, other))]
    rows = list(ClaimOutcome.objects.all())
    assert {row.framework_id for row in rows} >= {draft.id}
    seen = set()
    for actor in actors:
        listed = set(visible_to(ClaimOutcome.objects.all(), actor, VIEW_FRAMEWORK))
        assert listed == {row for row in rows if authorize(actor, VIEW_FRAMEWORK, row)}, actor
        seen.add(len(listed))
    assert seen == {0, len(rows) - 1, len(rows)}


def test_an_empty_municipality_gets_a_next_step(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    assert "Er is nog geen vastgestelde kadernota." in text_of(client.get(LIST))
    assert client.get(f"{LIST}beweringen.csv").status_code == 404
    text = FRAMEWORK[: FRAMEWORK.index("claims:")] + FRAMEWORK[FRAMEWORK.index("priorities:") :]
    import_framework(actor=system_actor(velsen), at=NOW, municipality=velsen, text=text)
    assert "Deze kadernota heeft geen beweringen." in text_of(client.get(LIST))
