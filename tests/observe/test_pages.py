# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the picture: who may open them, what hostile addresses get, how much they ask of the database."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.access.facade import ROLES
from baken.observe import panels
from baken.observe.queries import Picture, picture_of
from baken.ui.csv_export import render_csv

PAGES = {
    "overview": "/waarnemen/",
    "wijk": "/waarnemen/gebied/WK045308/",
    "wijk that isn't compared": "/waarnemen/gebied/WK045309/",
    "buurt": "/waarnemen/gebied/BU04530801/",
    "buurt without residents": "/waarnemen/gebied/BU04530507/",
    "compare": "/waarnemen/vergelijk/",
    "indicators": "/waarnemen/indicatoren/",
    "indicator": "/waarnemen/indicator/crime_total/",
    "survey": "/waarnemen/indicator/survey_safety_feeling/",
    "rare type": "/waarnemen/indicator/crime_human_trafficking/",
    "municipalities": "/waarnemen/gemeenten/",
    "figure": "/waarnemen/cijfer/crime_total/WK045308/2025/",
    "example figure": "/waarnemen/cijfer/nuisance_youth/WK045308/2025/",
    "old survey figure": "/waarnemen/cijfer/survey_safety_feeling/WK045308/2019/",
    "sources": "/waarnemen/bronnen/",
    "dataset": "/waarnemen/bronnen/47022NED-year/",
    "example dataset": "/waarnemen/bronnen/example-survey/",
}
OF_A_YEAR = ["overview", "wijk", "buurt", "compare", "indicators", "indicator", "survey", "municipalities"]
MAY = sorted(slug for slug, role in ROLES.items() if "observe.picture.view" in role.permissions and slug != "system")
DOWNLOADS: dict[str, Callable[[Picture], Any]] = {
    "wijken": panels.ranking_panel,
    "buurten": lambda p: panels.ranking_panel(p, "buurt"),
    "verandering": panels.change_panel,
    "trend": lambda p: panels.trend_panel(p, "GM0453"),
    "indicatoren": panels.indicators_panel,
    "lange-reeks": panels.long_series_panel,
    "gemeenten": panels.municipalities_panel,
    "landelijk": panels.national_types_panel,
}


def text_of(reply: Any) -> str:
    """Return what a page says, without its markup."""
    plain = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", reply.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain)))


def test_each_page_answers_with_one_heading_and_a_way_back(adviser: Client) -> None:
    for name, path in PAGES.items():
        reply = adviser.get(path)
        assert reply.status_code == 200, name
        page = reply.content.decode()
        assert page.count("<h1") == 1, name
        assert 'lang="nl"' in page, name
        assert re.search(r"<title>\s*[^\s-]", page), name
        assert reverse("observe:overview") in page, name
        assert " style=" not in page, name
        assert not {"none", "nan", "nan%"} & set(text_of(reply).lower().split()), name


def test_every_role_that_may_look_can(world: Any, signed_in: Callable[[str], Client]) -> None:
    assert len(MAY) == 22
    for role in MAY:
        client = signed_in(role)
        for path in (
            PAGES["overview"],
            PAGES["wijk"],
            PAGES["figure"],
            PAGES["sources"],
            "/waarnemen/download/wijken.csv",
        ):
            assert client.get(path).status_code == 200, f"{role} {path}"


def test_a_visitor_is_asked_to_log_in(world: Any, client: Client) -> None:
    for path in (*PAGES.values(), "/waarnemen/download/wijken.csv"):
        reply = client.get(path)
        assert reply.status_code == 302, path
        assert reply["Location"].startswith("/accounts/login/?next="), path


def test_without_a_role_there_is_nothing(world: Any) -> None:
    from baken.access.facade import User

    client = Client()
    client.force_login(User.objects.create(username="nobody"), backend="baken.access.login.backends.AccountBackend")
    for path in PAGES.values():
        assert client.get(path).status_code == 404


ABSENT = [
    "/waarnemen/gebied/WK045399/",
    "/waarnemen/gebied/wk045308/",
    "/waarnemen/gebied/GM0361/",
    "/waarnemen/gebied/NL00/",
    "/waarnemen/gebied/%00/",
    "/waarnemen/gebied/'%20or%201=1--/",
    "/waarnemen/gebied/" + "W" * 5000 + "/",
    "/waarnemen/indicator/crime_unheard_of/",
    "/waarnemen/indicator/population/",
    "/waarnemen/bronnen/47022ned-year/",
    "/waarnemen/bronnen/..%5c..%5csecret/",
    "/waarnemen/bronnen/%E2%9F%A6as_of%E2%9F%A7/",
    "/waarnemen/download/alles.csv",
    "/waarnemen/cijfer/crime_total/WK045308/1999/",
    "/waarnemen/cijfer/crime_total/WK045308/99999999999999999999/",
    "/waarnemen/cijfer/crime_total/GM9999/2025/",
    "/waarnemen/cijfer/population/WK045308/2024/",
    "/waarnemen/cijfer/crime_total/WK045308/-2025/",
    "/waarnemen/vergelijk/?een=WK045399",
    "/waarnemen/vergelijk/?een=BU04530801&ander=WK045308",
    "/waarnemen/vergelijk/?een=%22%3E%3Cscript%3E",
]


def test_what_is_not_there_is_not_found(adviser: Client) -> None:
    for path in ABSENT:
        reply = adviser.get(path)
        assert reply.status_code == 404, path[:80]
        assert b"<script>" not in reply.content


def test_a_figure_of_another_municipality_leads_to_its_source(adviser: Client) -> None:
    """The page of municipalities shows all 342, and each figure on it can be looked up."""
    reply = adviser.get("/waarnemen/cijfer/crime_total/GM0361/2025/")
    assert reply.status_code == 200
    text = reply.content.decode()
    assert "Alkmaar" in text
    assert "47022NED" in text


HOSTILE = [
    "jaar=abc",
    "jaar=-2025",
    "jaar=99999",
    "jaar=9999",
    "jaar=0000",
    "jaar=2019",
    "jaar=20251",
    "jaar=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%95",
    "jaar=%C2%B2%E2%81%B0%C2%B2%E2%81%B5",
    "jaar=2025%00",
    "jaar=2025%27%20OR%201=1--",
    "jaar=" + "9" * 6000,
    "jaar=<script>alert(1)</script>",
    "jaar=2024&jaar=abc",
    "bekend-op=2026-02-31",
    "bekend-op=0001-01-01",
    "bekend-op=2026-01-01",
    "bekend-op=gisteren",
    "bekend-op=2026-08-01%27;DROP%20TABLE%20x",
    "bekend-op=" + "1" * 6000,
    "bekend-op=%D9%A2%D9%A0%D9%A2%D9%A6-08-01",
    "jaar=2025&bekend-op=%00",
]


@pytest.mark.parametrize("name", ["overview", "figure"])
def test_a_hostile_address_is_not_found_and_never_a_fault(adviser: Client, name: str) -> None:
    for query in HOSTILE:
        reply = adviser.get(f"{PAGES[name]}?{query}")
        # a figure's page takes its year from the path, so a year without figures does no harm there
        harmless = name == "figure" and query in {"jaar=9999", "jaar=0000", "jaar=2019"}
        assert reply.status_code == (200 if harmless else 404), query[:80]
        assert reply.content.decode().count("<h1") == 1
        assert b"<script>alert" not in reply.content


def test_an_empty_choice_or_a_day_to_come_is_now(adviser: Client) -> None:
    for query in ("", "jaar=", "bekend-op=", "bekend-op=2999-01-01", "bekend-op=9999-12-31", "onzin=1"):
        reply = adviser.get(f"/waarnemen/?{query}")
        assert reply.status_code == 200, query
        assert "Veiligheidsbeeld Velsen 2025" in text_of(reply)
        assert reply.context["as_of"] is None


def test_the_chosen_year_and_day_go_along_on_the_links(adviser: Client) -> None:
    reply = adviser.get("/waarnemen/?jaar=2024&bekend-op=2026-08-05")
    assert reply.status_code == 200
    assert "Veiligheidsbeeld Velsen 2024" in text_of(reply)
    links = re.findall(r'href="(/waarnemen/gebied/[^"]+)"', reply.content.decode())
    assert len(links) >= 10
    assert all("jaar=2024" in link and "bekend-op=2026-08-05" in link for link in links)


def test_before_the_first_load_the_page_says_what_to_do(adviser: Client) -> None:
    reply = adviser.get("/waarnemen/?bekend-op=2026-07-18")
    assert reply.status_code == 404
    assert "Op die datum waren er nog geen cijfers bekend" in text_of(reply)
    assert f'href="{reverse("observe:overview")}"' in reply.content.decode()
    assert adviser.get("/waarnemen/?bekend-op=2026-07-19").status_code == 200


def test_another_year_gets_the_years_there_are(adviser: Client) -> None:
    reply = adviser.get("/waarnemen/?jaar=2019")
    assert reply.status_code == 404
    assert "Voor dit jaar zijn er geen cijfers" in text_of(reply)
    for year in range(2021, 2026):
        assert f'href="/waarnemen/?jaar={year}"' in reply.content.decode()


def test_yearly_figures_that_came_along_are_at_hand_before_the_first_pull(adviser: Client) -> None:
    """Else the page says of one table both that it wasn't fetched and when it was."""
    text = text_of(adviser.get(PAGES["sources"]))
    assert "47022NED Politie 19 jul 2026 2025 misschien nieuwer" in text
    assert "47018NED Politie nog niet – nog niet opgehaald" in text


def test_with_nothing_loaded_every_page_still_answers(
    velsen: Any, no_facts: Any, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("safety_adviser")
    for name in OF_A_YEAR:
        reply = client.get(PAGES[name])
        assert reply.status_code == 404, name
        assert "Er zijn nog geen cijfers geladen" in text_of(reply)
    assert "Nog geen bronnen" in text_of(client.get(PAGES["sources"]))
    for name in ("figure", "dataset"):
        assert client.get(PAGES[name]).status_code == 404
    assert client.get("/waarnemen/download/wijken.csv").status_code == 404


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_every_year_has_its_pages(adviser: Client, year: int) -> None:
    for name in OF_A_YEAR:
        reply = adviser.get(f"{PAGES[name]}?jaar={year}")
        assert reply.status_code == 200, name
        assert str(year) in text_of(reply)


def test_no_year_is_compared_with_itself(adviser: Client) -> None:
    for year, told in ((2021, ["2020"]), (2022, ["2021"]), (2023, ["2022", "2021"])):
        reply = adviser.get(f"/waarnemen/gebied/WK045308/?jaar={year}")
        assert re.findall(r"<dt>Met (\d{4})</dt>", reply.content.decode()) == told


LIMITS = {
    "overview": 11,
    "wijk": 11,
    "compare": 13,
    "indicators": 11,
    "indicator": 11,
    "municipalities": 11,
    "figure": 11,
    "sources": 10,
    "dataset": 9,
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_page_asks_little_of_the_database(adviser: Client, django_assert_max_num_queries: Any, name: str) -> None:
    adviser.get(PAGES[name])
    with django_assert_max_num_queries(LIMITS[name]):
        adviser.get(PAGES[name])


# Downloads


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_is_the_panel(adviser: Client, name: str) -> None:
    reply = adviser.get(f"/waarnemen/download/{name}.csv?jaar=2024")
    assert reply.status_code == 200
    assert reply["Content-Type"].startswith("text/csv")
    assert reply["Content-Disposition"] == f'attachment; filename="velsen-{name}-2024.csv"'
    panel = DOWNLOADS[name](picture_of("GM0453", year=2024))
    told = reply.content.decode("utf-8")
    assert told == render_csv(panel)
    rows = list(csv.reader(io.StringIO(told.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len(panel.rows) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell[:1] in "=+@" for row in rows for cell in row if cell)


# Example figures


def test_charts_of_example_figures_say_so_within_the_chart(adviser: Client) -> None:
    for name in ("survey", "wijk", "compare", "indicators"):
        page = adviser.get(PAGES[name]).content.decode()
        figures = re.findall(r"<figure\b.*?</figure>", page, flags=re.S)
        marked = [f for f in figures if re.search(r'class="(ex-|[^"]*all-example|[^"]*exa)', f)]
        assert marked, name
        for figure in marked:
            said = html.unescape(re.sub(r"<[^>]+>", " ", figure)).lower()
            assert "voorbeeld" in said or "verzonnen" in said, name
    real = adviser.get(PAGES["overview"]).content.decode()
    chart = next(f for f in re.findall(r"<figure\b.*?</figure>", real, flags=re.S) if 'class="map"' in f)
    assert "voorbeeld" not in chart.lower()


def test_an_example_figure_is_called_invented_on_its_own_page(adviser: Client) -> None:
    told = text_of(adviser.get(PAGES["example figure"]))
    assert "Dit cijfer is verzonnen" in told
    assert "Dit cijfer kent 2 versies" in told
    assert "Dit cijfer is verzonnen" not in text_of(adviser.get(PAGES["figure"]))


def test_a_withheld_figure_is_not_called_zero(adviser: Client) -> None:
    assert picture_of("GM0453", year=2022).figures("crime_total", "buurt")["BU04530300"].status == "withheld"
    told = text_of(adviser.get("/waarnemen/cijfer/crime_total/BU04530300/2022/"))
    assert "niet gepubliceerd" in told
    assert "Dat is iets anders dan nul" in told
    later = text_of(adviser.get("/waarnemen/gebied/BU04530300/?jaar=2022"))
    assert re.search(r"Misdrijven 2022 niet gepubliceerd", later)
