# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search, language, the log, the step "act", health, and what happens with hostile addresses."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baken.kernel.audit import broken_links
from tests.web.test_home import words


def test_search_finds_areas_by_both_names_and_policy(as_: Any, django_assert_max_num_queries: Any) -> None:
    adviser = as_("adviseur")
    with django_assert_max_num_queries(36):
        found = words(adviser.get("/zoeken/", {"q": "driehuis"}))
    assert "Velsen-Zuid en Driehuis wijk" in found
    assert "haventeam" in words(adviser.get("/zoeken/", {"q": "haventeam"})).lower()
    assert "Niets gevonden" in words(adviser.get("/zoeken/", {"q": "zzzz"}))


def test_search_shows_a_partner_only_its_part(as_: Any) -> None:
    assert "Sluiten" not in words(as_("partner-ggz").get("/zoeken/", {"q": "drugspanden"})).split("resultat")[-1]
    assert "0 resultaten" in words(as_("partner-ggz").get("/zoeken/", {"q": "Drugspanden sluiten"}))
    assert "1 resultaat" in words(as_("adviseur").get("/zoeken/", {"q": "Drugspanden sluiten"}))


@pytest.mark.parametrize(
    "asked", ["%00", "<script>alert(1)</script>", "'; DROP TABLE x; --", "a" * 5000, "%", "\\", "é" * 300]
)
def test_hostile_search_is_just_a_search(as_: Any, asked: str) -> None:
    reply = as_("adviseur").get("/zoeken/", {"q": asked})
    assert reply.status_code in {200, 404}
    assert b"<script>alert" not in reply.content


@pytest.mark.parametrize("path", ["/%00", "/zoeken/?q=%00", "/waarnemen/?jaar=%00"])
def test_an_address_with_a_nul_is_not_there(as_: Any, path: str) -> None:
    assert as_("adviseur").get(path).status_code == 404


def test_the_language_is_switched_and_kept_and_leads_back(as_: Any) -> None:
    someone = as_("adviseur")
    back = someone.post("/taal/", {"language": "en", "next": "/waarnemen/"})
    assert (back.status_code, back.headers["Location"]) == (302, "/waarnemen/")
    reply = someone.get("/waarnemen/")
    assert 'lang="en"' in reply.content.decode()
    assert "Safety picture Velsen 2025" in words(reply)
    assert "2,741" in words(reply)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_never_leads_elsewhere(example: Any, db: None, elsewhere: str) -> None:
    assert Client().post("/taal/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"
    assert Client().get("/taal/").status_code == 405


def test_act_orders_efforts_by_date(as_: Any, django_assert_max_num_queries: Any) -> None:
    adviser = as_("adviseur")
    with django_assert_max_num_queries(36):
        text = words(adviser.get("/uitvoeren/"))
    assert "inspanningen zijn over hun datum" in text
    assert text.index("Te laat") < text.index("Komende zes weken") < text.index("Later")


def test_act_leads_everybody_to_the_work_of_their_own(as_: Any) -> None:
    for name, theirs, others in (
        ("adviseur", "/uitvoeren/signalen/nieuw/", "/uitvoeren/bibob/"),
        ("vergunningen", "/uitvoeren/bibob-stand/", "/uitvoeren/controles/"),
    ):
        main = as_(name).get("/uitvoeren/").content.decode().split("<main", 1)[1]
        assert f'href="{theirs}"' in main
        assert f'href="{others}"' not in main


def test_the_log_is_whole_and_told_in_words(as_: Any, example: Any, django_assert_max_num_queries: Any) -> None:
    officer = as_("privacy")
    with django_assert_max_num_queries(18):
        text = words(officer.get("/toezicht/logboek/"))
    assert "Het logboek is heel" in text
    assert "Kadernota ingelezen" in text
    assert list(broken_links(example.id)) == []


def test_health_tells_whether_database_and_facts_answer(example: Any, db: None) -> None:
    reply = Client().get("/gezond/")
    assert (reply.status_code, reply.json()) == (200, {"database": True, "facts": True})


def test_every_page_is_safe(as_: Any) -> None:
    reply = as_("adviseur").get("/")
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/voortgang/nieuwe-link/", "/accounts/login/", "/besluiten/inlezen/", "/"])
def test_a_visitor_cannot_fill_the_disk(example: Any, db: None, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.http import HttpRequest

    monkeypatch.setattr(HttpRequest, "parse_file_upload", lambda *_: pytest.fail("it was read"))
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/accounts/login/")
    reply = visitor.post(path, {"file": SimpleUploadedFile("groot.bin", b"0" * (6 * 1024 * 1024))})
    assert reply.status_code == 413
    assert "Log eerst in" in words(reply)


def test_who_is_logged_in_sends_files(as_: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    reply = as_("adviseur").post("/besluiten/inlezen/", {"file": SimpleUploadedFile("groot.yaml", b"0" * 6_000_000)})
    assert reply.status_code != 413
