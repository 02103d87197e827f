# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own figures inside the house: for whom, and marked as not for outside."""

import re
from datetime import date

import pytest

from baken.access.facade import system_actor
from baken.observe.own_figures import example
from baken.observe.own_figures.example import play_own_months
from baken.observe.own_figures.queries import own_series
from tests.observe.conftest import NOW
from tests.plugins.remembered import remembered

PAGE, CSV = "/waarnemen/eigen-cijfers/", "/waarnemen/eigen-cijfers/cijfers.csv"


@pytest.fixture
def months(velsen, monkeypatch):
    """The example's closed months of two years, built once."""
    from baken.access.facade import opened

    monkeypatch.setattr(example, "FIRST", date(2025, 1, 1))

    def build():
        play_own_months(system_actor(velsen), velsen, NOW)

    remembered("observe.own_months", build, lambda: opened(system_actor(None), system=True))
    return velsen


def test_the_page_says_that_it_is_not_for_outside_and_shows_a_subject_by_month_and_wijk(months, signed_in):
    client = signed_in("safety_adviser")
    text = client.get(PAGE, {"onderwerp": "concerns_drugs", "jaar": "2026"}).content.decode()
    assert "Niet voor buiten." in text
    assert "Meldingen van drugsoverlast" in text
    assert "Niet te plaatsen" in text
    assert "Dit zijn geen metingen" in text
    assert re.search(r"vertrouwelijk", text)
    assert "okt 2026" in text


def test_the_export_says_in_its_name_and_in_each_row_that_it_is_confidential(months, signed_in):
    answer = signed_in("safety_adviser").get(CSV, {"onderwerp": "concerns_drugs", "jaar": "2025"})
    assert 'filename="vertrouwelijk-concerns-drugs-2025.csv"' in answer["Content-Disposition"]
    head, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Wijk;jan;feb;")
    assert len(rows) > 5
    assert all("vertrouwelijk: niet voor buiten" in row for row in rows)
    numbers = [[int(cell) for cell in row.split(";")[1:14]] for row in rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1], (
        "wijken add up to the municipality"
    )


def test_a_sensitive_subject_is_told_of_the_whole_municipality_alone(months, signed_in):
    client = signed_in("safety_adviser")
    every = own_series(system_actor(months), months)
    for slug in ("concerns_trafficking", "reported_care_resident", "concerns_discrimination"):
        text = client.get(PAGE, {"onderwerp": slug, "jaar": "2025"}).content.decode()
        assert "Per maand in 2025" in text, slug
        assert "Niet te plaatsen" not in text, slug
        _head, *rows = client.get(CSV, {"onderwerp": slug, "jaar": "2025"}).content.decode("utf-8-sig").splitlines()
        assert [row.split(";")[0] for row in rows] == ["Velsen"], slug
        assert {one.area for one in every if one.indicator == slug} == {"GM0453"}, slug
    assert len({one.area for one in every if one.indicator == "concerns_drugs"}) > 5


def test_others_find_nothing(velsen, signed_in):
    """Nothing is closed here, so that an open page would answer too."""
    assert signed_in("safety_adviser").get(PAGE).status_code == 200
    for role in ("council_member", "executive", "privacy_officer", "inspector", "partner"):
        client = signed_in(role)
        assert client.get(PAGE).status_code == 404, role
        assert client.get(CSV).status_code == 404, role


def test_what_is_not_there_is_not_there(months, signed_in):
    client = signed_in("safety_adviser")
    for asked in ("?onderwerp=nothing", "?jaar=1999", "?jaar=x", "?jaar=20255"):
        assert client.get(PAGE + asked).status_code == 404, asked


def test_without_a_closed_month_the_page_says_so(velsen, signed_in):
    text = signed_in("safety_adviser").get(PAGE).content.decode()
    assert "Nog geen maand afgesloten" in text


def test_the_page_asks_as_much_for_each_subject(months, signed_in, django_assert_max_num_queries):
    client = signed_in("safety_adviser")
    client.get(PAGE)
    with django_assert_max_num_queries(16):  # PostgreSQL is told who looks as well
        client.get(PAGE, {"onderwerp": "concerns_nuisance"})


def test_playing_the_example_again_changes_nothing(months):
    assert play_own_months(system_actor(months), months, NOW) == 0
