# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of alerts: what they say, what is done on them, for whom, and how much they ask of the database."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import system_actor
from baken.kernel.moment import now, today
from baken.observe.alerts import actions
from baken.observe.models import Alert, AlertStep

from .conftest import AT

LIST = "/waarnemen/attenderingen/"


def words(reply: Any) -> str:
    plain = re.sub(r"<(script|style|noscript)\b.*?</\1>", " ", reply.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain)))


@pytest.fixture
def client(looked: Any, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("safety_adviser")


def youth() -> Alert:
    return Alert.objects.get(indicator="nuisance_youth", level="wijk")


def page_of(alert: Alert, more: str = "") -> str:
    return f"{LIST}{alert.pk}/{more}"


def test_the_list_says_what_rose_how_rare_and_what_does_not_count_yet(client: Client) -> None:
    text = words(client.get(LIST))
    assert "4 stijgingen in september 2026 zijn het lezen waard" in text
    assert "Overlast door jeugd (E35) in Velserbroek: 34 geteld, 8,7 verwacht" in text
    assert "Zo’n stijging komt bij toeval in hooguit ongeveer 1 van de 2.600 gebieden en maanden voor." in text
    assert "in minder dan 1 van de 5.000 gebieden en maanden voor (p < 0,0002)" in text
    assert "Nog niet meegeteld: oktober 2026. Die cijfers lopen nog vol." in text
    assert "hooguit 5% toeval" in text
    assert "reeksen: gemiddeld minder dan één voorval per twee maanden" in text
    assert "Dit zijn geen metingen." in text
    assert "Kijk nu" in text


def test_a_chart_has_its_numbers_as_a_table(client: Client) -> None:
    page = client.get(page_of(youth())).content.decode()
    assert "mark-ring" in page
    assert re.search(r'<th scope="row">sep 26</th>.{0,200}34 <span.{0,300}8,7 <span.{0,200}2[0-9] <span', page, re.S)
    assert page.count("<tbody>") == 1


def test_one_says_what_it_does_not_mean_and_where_to_look_further(client: Client) -> None:
    text = words(client.get(page_of(youth())))
    assert "Het zegt niet waardoor het komt." in text
    assert "Het is geen reden voor maatregelen tegen iemand." in text
    assert "Eén voorval kan meer meldingen geven. Het zijn geen personen." in text
    assert "Alle cijfers van Velserbroek" in text
    burglary = Alert.objects.get(indicator="crime_burglary_home", level="wijk")
    assert "Diefstal/inbraak woning in Velsen: 25 geteld, 8,1 verwacht zelfde onderwerp" in words(
        client.get(page_of(burglary))
    )


def test_seen_at_once_from_the_list(client: Client) -> None:
    alert = youth()
    reply = client.post(
        page_of(alert, "beoordelen/"), {"step": "see", "version": alert.version, "back": "1"}, follow=True
    )
    assert reply.redirect_chain == [(LIST, 302)]
    assert youth().status == "seen"
    assert words(reply).count("nieuw") >= 3


def test_explained_needs_why_and_keeps_it_in_view(client: Client) -> None:
    alert = youth()
    empty = client.post(page_of(alert, "beoordelen/"), {"step": "explain", "version": alert.version, "note": ""})
    assert empty.status_code == 422
    assert "<details" in empty.content.decode()
    assert youth().status == "new"
    given = {"step": "explain", "version": alert.version, "note": "Kermis van vier dagen."}
    text = words(client.post(page_of(alert, "beoordelen/"), given, follow=True))
    assert "verklaard" in text
    assert "Verklaard. Adviseur veiligheid Kermis van vier dagen." in text
    assert "Kermis van vier dagen." in words(client.get(LIST))


def test_to_be_found_out_by_a_role_and_told_on_its_home_page(client: Client, signed_in: Any) -> None:
    alert = youth()
    given = {"step": "investigate", "version": alert.version, "note": ""}
    assert client.post(page_of(alert, "beoordelen/"), given).status_code == 422
    late = given | {"owner": "youth_coordinator", "due": (today() - timedelta(days=1)).isoformat()}
    refused = client.post(page_of(alert, "beoordelen/"), late)
    assert refused.status_code == 409
    assert "Kies een dag, vandaag of later" in words(refused)
    right = given | {"owner": "youth_coordinator", "due": (today() + timedelta(days=5)).isoformat()}
    assert client.post(page_of(alert, "beoordelen/"), right).status_code == 302
    assert "Wordt uitgezocht" in words(client.get(LIST))
    home = words(signed_in("youth_coordinator").get("/"))
    assert "stijging van Overlast door jeugd (E35)" in home
    assert "3 nieuwe attenderingen." in home


def test_a_role_that_may_not_triage_cannot_be_given_one(client: Client) -> None:
    page = client.get(page_of(youth())).content.decode()
    assert 'value="youth_coordinator"' in page
    assert 'value="council_member"' not in page
    assert 'value="partner"' not in page


def test_what_looks_like_a_name_is_asked_about_first(client: Client) -> None:
    alert = youth()
    given = {"step": "explain", "version": alert.version, "note": "Bel Jan de Vries op 06-12345678."}
    reply = client.post(page_of(alert, "beoordelen/"), given)
    assert reply.status_code == 422
    assert "Dit lijkt op persoonsgegevens" in words(reply)


def test_whether_it_was_of_use_feeds_the_track_record(client: Client) -> None:
    alert = youth()
    early = client.post(page_of(alert, "nut/"), {"useful": "yes", "version": alert.version, "note": ""})
    assert early.status_code == 409
    alert = actions.triage(actor=system_actor(alert.municipality), at=now(), alert=alert, name="see")
    client.post(page_of(alert, "nut/"), {"useful": "yes", "version": alert.version, "note": "Op tijd."})
    assert youth().useful is True
    text = words(client.get(f"{LIST}opbrengst/"))
    assert "Tot nu toe 4 keer geattendeerd; nuttig: 1 van de 1" in text
    assert re.search(r"september 2026 4 1 0 3", text)
    assert AlertStep.objects.filter(kind="useful", note="Op tijd.").exists()


def test_a_page_that_was_overtaken_says_so_and_keeps_the_text(client: Client) -> None:
    alert = youth()
    actions.triage(actor=system_actor(alert.municipality), at=now(), alert=alert, name="see")
    given = {"step": "explain", "version": alert.version, "note": "Markt met veel bezoekers."}
    reply = client.post(page_of(alert, "beoordelen/"), given)
    assert reply.status_code == 409
    assert "Iemand was u voor" in words(reply)
    assert "Markt met veel bezoekers." in reply.content.decode()
    assert youth().status == "seen"


def test_looking_now_says_that_nothing_changed(client: Client) -> None:
    assert "er is niets veranderd" in words(client.post(f"{LIST}kijk/", follow=True))


def test_another_month_and_hostile_addresses(client: Client) -> None:
    for odd in ("2020-01", "x", "2026-13", "9" * 500):
        assert "september 2026" in words(client.get(LIST, {"maand": odd}))
    assert client.get(f"{LIST}00000000-0000-7000-8000-000000000000/").status_code == 404
    assert client.post(page_of(youth(), "beoordelen/"), {"step": "delete", "version": 1}).status_code == 404


def test_before_anybody_looked_the_page_says_what_to_do(world: Any, signed_in: Any) -> None:
    text = words(signed_in("safety_adviser").get(LIST))
    assert "Nog niet gekeken naar ongewone stijgingen" in text
    assert "tabel 47022NED" in text


def test_what_a_revision_took_away_is_listed_as_gone(client: Client) -> None:
    from tests.plugins.databases import as_owner

    as_owner("UPDATE observe_alert SET gone_at = %s WHERE indicator = 'nuisance_youth'", [AT])
    text = words(client.get(LIST))
    assert "3 stijgingen" in text
    assert "Vervallen na herziening van de cijfers" in text
    assert "Sinds 1 dec 2026 is dit met de nieuwe cijfers geen attendering meer." in words(client.get(page_of(youth())))


@pytest.mark.parametrize("role", ["council_member", "partner", "administrator"])
def test_who_may_not_see_them_is_refused(looked: Any, signed_in: Any, role: str) -> None:
    guest = signed_in(role)
    assert {guest.get(path).status_code for path in (LIST, f"{LIST}opbrengst/", f"{LIST}uitleg/")} == {404}
    assert guest.get(page_of(youth())).status_code == 404
    assert "attendering" not in words(guest.get("/"))


def test_who_reads_along_has_no_forms(looked: Any, signed_in: Any) -> None:
    mayor = signed_in("mayor")
    page = mayor.get(page_of(youth())).content.decode()
    assert "beoordelen/" not in page
    assert mayor.post(page_of(youth(), "beoordelen/"), {"step": "see", "version": 1}).status_code == 404
    assert "nieuwe attenderingen" not in words(mayor.get("/"))


def test_the_way_it_works_is_told_with_every_theme(client: Client) -> None:
    text = words(client.get(f"{LIST}uitleg/"))
    assert "docs/models/earlywarning.md" in text
    assert "Mensenhandel gemeente" in text
    assert "Overlast door onbegrepen gedrag (E33) wijk" in text


def test_more_alerts_ask_no_more_queries(client: Client) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    client.get(LIST)
    with_four, record = asked(LIST), asked(f"{LIST}opbrengst/")
    one = asked(page_of(youth()))
    from tests.plugins.databases import as_owner

    as_owner("DELETE FROM observe_alertstep WHERE alert_id IN (SELECT id FROM observe_alert WHERE place > 1)", [])
    as_owner("DELETE FROM observe_alert WHERE place > 1", [])
    assert asked(LIST) == with_four
    assert asked(f"{LIST}opbrengst/") == record
    assert with_four <= 14
    assert one <= 15


def test_english_pages_are_there(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert client.get(LIST, headers={"accept-language": "en"}).status_code == 200
