# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the Bibob desk: the list, a file in every status, each step as a page; nobody else comes in; few queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baken.act.bibob import home
from baken.act.bibob.file.stepping import FIRST, NEXT, STEPS
from baken.act.bibob.models import Duty, Indicator, ScreeningEvent, ScreeningPaper
from baken.act.bibob.workflow import SCREENING
from baken.kernel.models import AuditEntry
from baken.ui.format import day as format_day
from tests.kernel.towns import do

from .builders import WHY, World
from .test_questionnaire import filled, post, send

pytestmark = pytest.mark.django_db
STATUSES = [status.slug for status in SCREENING.statuses]
NOBODY = ("permits", "contracts", "mayor", "oncall", "privacy", "police")
Clients = Callable[[str], Any]


def text_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("status", STATUSES)
def test_a_file_shows_what_is_next(world: World, client_of: Clients, status: str) -> None:
    screening = world.screening(status)
    answer = client_of("bibob").get(screening.get_absolute_url())
    page = text_of(answer)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert str(NEXT[status]) in page
    for word, step in STEPS.items():
        address = reverse("bibob:step", args=[screening.reference, word])
        hidden = word == "aangevuld"
        assert (f'"{address}"' in page) is (status in step.statuses and not hidden), word


def test_the_one_extension_of_the_lbb_is_offered_once(world: World, client_of: Clients) -> None:
    screening, client = world.screening("at_lbb", 60), client_of("bibob")
    address = reverse("bibob:step", args=[screening.reference, "verlenging"])
    assert f'"{address}"' in text_of(client.get(screening.get_absolute_url()))
    world.act(screening, "extend", 30, weeks=2)
    assert f'"{address}"' not in text_of(client.get(screening.get_absolute_url()))


def test_every_status_has_a_next_and_every_transition_a_page() -> None:
    assert set(NEXT) == set(FIRST) == set(STATUSES)
    reachable = {(source, step) for step in STEPS.values() for source in step.statuses}
    by_questionnaire = {"questions_sent"}
    for transition in SCREENING.transitions:
        if transition.name not in by_questionnaire:
            assert any((source, step) in reachable for step in STEPS.values() for source in transition.sources)


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_opens_a_file(world: World, client_of: Clients, who: str) -> None:
    screening = world.screening("investigating")
    client = client_of(who)
    names = ("screening", "look", "relate", "indicate", "reuse", "disclose", "add_papers")
    addresses = [reverse(f"bibob:{name}", args=[screening.reference]) for name in names]
    addresses += [reverse("bibob:step", args=[screening.reference, word]) for word in ("wegen", "advies", "stoppen")]
    addresses += [reverse("bibob:open", args=[world.standing().reference]), reverse("bibob:overview")]
    assert {client.get(address).status_code for address in addresses} <= {403, 404}


@pytest.mark.parametrize("word", STEPS)
def test_each_step_is_a_page_where_it_can_be_taken_and_nowhere_else(
    world: World, client_of: Clients, word: str
) -> None:
    step, client = STEPS[word], client_of("bibob")
    status = next(status for status in STATUSES if status in step.statuses)
    other = next(status for status in ("settled", "asked") if status not in step.statuses)
    screening = world.screening(status)
    answer = client.get(reverse("bibob:step", args=[screening.reference, word]))
    assert answer.status_code == 200
    assert str(step.heading) in text_of(answer)
    assert client.post(reverse("bibob:step", args=[screening.reference, word]), {}).status_code == 422
    assert client.get(reverse("bibob:step", args=[world.screening(other).reference, word])).status_code == 404


def test_a_file_from_application_to_conclusion_in_the_browser(world: World, client_of: Clients) -> None:
    client, today = client_of("bibob"), world.day()
    standing = world.standing(days_ago=20, label="Café Aan de Proef")
    overview = reverse("bibob:overview")
    assert "Café Aan de Proef" in text_of(client.get(overview))
    opening = reverse("bibob:open", args=[standing.reference])
    assert client.get(opening).status_code == 200
    sent = {"subject": "Proef Horeca B.V.", "subject_kind": "company", "on": str(world.day(10))}
    answer = client.post(opening, sent)
    assert answer.status_code == 302
    home = answer["Location"]
    reference = home.rstrip("/").rpartition("/")[2]
    assert "Café Aan de Proef" not in text_of(client.get(overview)).partition('id="dossiers"')[0]

    def post(name: str, args: list[Any], /, **told: Any) -> Any:
        page = client.get(reverse(f"bibob:{name}", args=[reference, *args]))
        version = page.context["screening"].version
        answer = client.post(reverse(f"bibob:{name}", args=[reference, *args]), {"version": version, **told})
        assert answer.status_code == 302, text_of(answer)
        return client.get(home)

    post("step", ["onderzoek"], reason=WHY, on=world.day(9))
    page = text_of(client.get(home))
    assert "Het Bibob-register is nog niet nagevraagd" in page
    assert "Het eigen onderzoek houdt de beslistermijn niet tegen" in page
    page = text_of(post("look", [], kind="bibob_register", why=WHY, nothing_found="on", on=world.day(8)))
    assert "Het Bibob-register is nog niet nagevraagd" not in page
    with world.inside():
        look = str(world.again_of(reference).looks.get().pk)
    post("relate", [], kind="leads", name="J. Voorbeeld", look=look)
    post("indicate", [], about="money", text=WHY, outcome="acquitted", fact_on=world.day(100), look=look)
    page = text_of(post("indicate", [], about="finances", text=WHY, outcome="fact", look=look))
    assert "telt niet mee" in page
    assert "nog niet gewogen" in page
    with world.inside():
        fact = Indicator.objects.get(about="finances")
    post("weigh_fact", [fact.pk], weighed="little", because=WHY)
    post("step", ["wegen"], on=world.day(2))
    page = text_of(post("step", ["conclusie"], conclusion="none", text=WHY, may=["grant"], on=today))
    assert "Geen gevaar" in page
    assert client.get(reverse("bibob:step", args=[reference, "conclusie"])).status_code == 404


def test_what_is_refused_is_told_with_what_was_typed(world: World, client_of: Clients) -> None:
    screening = world.screening("weighing")
    address = reverse("bibob:step", args=[screening.reference, "conclusie"])
    told = {
        "version": screening.version, "conclusion": "serious", "text": "Het geld komt van een onbekende.",
        "may": ["grant"], "on": str(world.day()),
    }  # fmt: skip
    answer = client_of("bibob").post(address, told)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Het geld komt van een onbekende." in page
    for part in (
        "Vraag betrokkene eerst om een zienswijze",
        "Dit past niet bij deze conclusie",
        "moet rusten op een feit",
    ):
        assert part in page


def test_somebody_else_was_ahead(world: World, client_of: Clients) -> None:
    screening = world.screening("weighing")
    version = screening.version
    world.act(screening, "investigate_again", 0, reason=WHY)
    told = {"version": version, "reason": WHY, "on": str(world.day())}
    answer = client_of("bibob").post(reverse("bibob:step", args=[screening.reference, "terug"]), told)
    assert answer.status_code == 409


def test_a_refused_form_puts_serious_ready(world: World, client_of: Clients) -> None:
    screening = world.screening("questions", 40)
    world.act(screening, "refuse_form", 30, holder=True, reason=WHY)
    page = text_of(client_of("bibob").get(reverse("bibob:step", args=[screening.reference, "conclusie"])))
    assert (
        'value="serious" required id="id_conclusion_2" checked' in page
        or 'value="serious"' in page.partition("checked")[0]
    )
    assert "Wet Bibob 4(1)" in page


def test_duties_disclosures_and_papers_by_their_pages(world: World, client_of: Clients) -> None:
    client = client_of("bibob")
    screening = world.screening("at_lbb", 40)
    with world.inside():
        duty = Duty.objects.get(screening=screening)
    home = screening.get_absolute_url()
    assert "zo snel mogelijk" in text_of(client.get(home))
    fulfil = reverse("bibob:fulfil", args=[screening.reference, duty.pk])
    assert client.get(fulfil).status_code == 200
    assert client.post(fulfil, {"version": 1, "how": "per brief", "on": str(world.day(30))}).status_code == 302
    assert "zo snel mogelijk" not in text_of(client.get(home))
    give = reverse("bibob:disclose", args=[screening.reference])
    told = {"version": 1, "recipient": "court", "what": WHY, "why": WHY, "on": str(world.day())}
    assert client.post(give, told).status_code == 409
    assert client.post(give, {**told, "recipient": "department", "secrecy_told": "on"}).status_code == 422
    assert client.post(give, {**told, "secrecy_told": "on"}).status_code == 302
    upload = SimpleUploadedFile("bevindingen.txt", b"findings", content_type="text/plain")
    add = reverse("bibob:add_papers", args=[screening.reference])
    assert client.post(add, {"version": 1, "papers": upload}).status_code == 302
    with world.inside():
        paper = ScreeningPaper.objects.get(screening=screening)
    answer = client.get(reverse("bibob:paper", args=[screening.reference, paper.pk]))
    assert b"".join(answer.streaming_content) == b"findings"
    elsewhere = reverse("bibob:paper", args=[world.screening().reference, paper.pk])
    assert client.get(elsewhere).status_code == 404
    assert client.get(reverse("bibob:fulfil", args=[screening.reference, uuid4()])).status_code == 404


def test_what_the_law_wants_told_comes_first(world: World, client_of: Clients) -> None:
    screening, client = world.screening("investigating"), client_of("bibob")
    world.act(screening, "stop", 0, reason=WHY, withdrew=True)
    page = text_of(client.get(screening.get_absolute_url()))
    settle = reverse("bibob:step", args=[screening.reference, "afronden"])
    assert page.index('id="plichten"') < page.index('id="bronnen"')
    assert settle not in page
    with world.inside():
        duty = Duty.objects.get(screening=screening)
    world.act(screening, "fulfil", 0, duty=duty.pk, how="by mail")
    page = text_of(client.get(screening.get_absolute_url()))
    assert page.index('id="plichten"') > page.index('id="bronnen"')
    assert settle in page


def test_the_page_adds_nothing_up(world: World, client_of: Clients) -> None:
    """Three facts that weigh heavy, some and little stand as they were written, without a number beside them."""
    screening = world.screening("investigating")
    for weighed in ("little", "heavy", "some"):
        world.fact(screening, 5, weighed=weighed)
    page = text_of(client_of("bibob").get(screening.get_absolute_url()))
    block = page.partition('id="feiten"')[2].partition("</section>")[0]
    order = [block.index(word) for word in ("Weegt weinig", "Weegt zwaar", "Weegt mee")]
    assert order == sorted(order)
    for word in ("score", "totaal", "gemiddeld", "punten", "hoog risico", "3 feiten"):
        assert word not in block.lower()


def test_constant_statements_with_300_events(world: World, client_of: Clients) -> None:
    screening, client = world.screening("investigating"), client_of("bibob")
    world.fact(screening)
    client.get(screening.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(screening.get_absolute_url())

    def many() -> None:
        for at in range(300):
            ScreeningEvent(
                municipality=world.municipality, screening=screening, kind="looked", on=world.day(at % 30), at=world.now
            ).save()

    with world.inside():
        do(many, world.municipality)
    for at in range(4):
        world.fact(screening, at)
        world.act(screening, "relate", kind="leads", name=f"Persoon {at}", look=world.look(screening, 1, "kvk").pk)
    with CaptureQueriesContext(connection) as more:
        answer = client.get(screening.get_absolute_url())
    assert len(more) == len(few), [q["sql"] for q in more][len(few) :]
    assert text_of(answer).partition('id="verloop"')[2].count("<time") == 50
    assert "verloop=alles" in text_of(answer)
    whole = text_of(client.get(screening.get_absolute_url() + "?verloop=alles"))
    assert whole.partition('id="verloop"')[2].count("<time") > 300


def test_the_list_narrows_and_asks_as_much_whatever_is_in_it(world: World, client_of: Clients) -> None:
    client, overview = client_of("bibob"), reverse("bibob:overview")
    running, done = (
        world.screening("weighing", subject="Loopt B.V."),
        world.screening("settled", subject="Klaar B.V."),
    )
    client.get(overview)
    with CaptureQueriesContext(connection) as few:
        page = text_of(client.get(overview))
    assert "Loopt B.V." in page
    assert "Klaar B.V." not in page
    assert "Klaar B.V." in text_of(client.get(overview + "?keuze=settled"))
    assert "Klaar B.V." in text_of(client.get(f"{overview}?woorden={done.reference.lower()}"))
    assert "Klaar B.V." in text_of(client.get(f"{overview}?woorden={done.standing.application}"))
    page = text_of(client.get(overview + "?soort=subsidy"))
    assert "Loopt B.V." not in page
    assert "Niets gevonden" in page
    assert running.reference in text_of(client.get(overview + "?status=weighing"))
    for _n in range(3):
        world.screening("investigating")
        world.standing()
    with CaptureQueriesContext(connection) as more:
        client.get(overview)
    assert len(more) <= len(few) + 1  # the applications that wait are one query more


def test_reading_leaves_a_trace(world: World, client_of: Clients) -> None:
    screening, client = world.screening("weighing"), client_of("bibob")
    client.get(screening.get_absolute_url())
    client.get(reverse("bibob:overview"))
    rows = AuditEntry.objects.filter(action__in=("guarded.read", "guarded.listed")).order_by("sequence")
    assert [row.detail["door"] for row in rows] == ["page", "list"]
    assert rows[1].detail["records"] == [str(screening.pk)]


def now_part(page: str) -> str:
    """The part of a page that says what is next."""
    return page[page.index('<section class="now"') :].split("</section>")[0]


def main_buttons(page: str) -> list[str]:
    """The words of the buttons that stand out in what is next."""
    return [one.split(">", 1)[1].split("<")[0] for one in now_part(page).split('class="btn btn-s"')[1:]]


def test_what_comes_first_stands_out(world: World, client_of: Clients) -> None:
    client = client_of("bibob")
    assert main_buttons(text_of(client.get(world.screening("asked").get_absolute_url()))) == ["Verstuur de vragenlijst"]
    screening = world.screening("asked")
    world.act(screening, "start_without", 5, reason=WHY)
    page = text_of(client.get(screening.get_absolute_url()))
    assert main_buttons(page) == ["Vraag het Bibob-register na"]
    assert "De afdeling beslist uiterlijk" in now_part(page)
    world.look(screening)
    assert main_buttons(text_of(client.get(screening.get_absolute_url()))) == ["Naar wegen"]


def test_who_was_advised_on_hears_somebody_first(world: World, client_of: Clients) -> None:
    client = client_of("bibob")
    screening = world.screening("at_lbb", 40)
    world.act(screening, "receive", 30, conclusion="none", text=WHY)
    assert main_buttons(text_of(client.get(screening.get_absolute_url()))) == ["Geef de conclusie"]
    screening = world.screening("at_lbb", 40)
    world.act(screening, "receive", 30, conclusion="serious", text=WHY)
    page = text_of(client.get(screening.get_absolute_url()))
    assert main_buttons(page) == ["Vraag een zienswijze"]
    assert "Het advies noemt gevaar." in now_part(page)
    world.act(screening, "ask_view", 28, until=world.day(-5))
    page = text_of(client.get(screening.get_absolute_url()))
    assert main_buttons(page) == ["Zienswijze vastleggen"]
    assert "Zienswijze gevraagd" in page
    world.act(screening, "note_view", 2, text=WHY)
    assert main_buttons(text_of(client.get(screening.get_absolute_url()))) == ["Geef de conclusie"]


def test_a_questionnaire_that_came_back_is_what_to_do_now(world: World, client_of: Clients) -> None:
    client, screening = client_of("bibob"), world.screening()
    sent = send(world, screening)
    assert main_buttons(text_of(client.get(screening.get_absolute_url()))) == []
    assert post(world, screening, sent, **filled("permit"), send="1").status_code == 302
    told = [line["text"] for line in home.home_lines(world.actor("bibob"), world.municipality, world.day())]
    assert told == ["Bibob: 1 vragenlijst is terug en wacht op uw oordeel."]
    page = text_of(client.get(screening.get_absolute_url()))
    assert main_buttons(page) == ["Beoordeel de vragenlijst"]
    assert "De vragenlijst is terug." in now_part(page)


def test_a_fact_that_was_not_weighed_is_told_of(world: World, client_of: Clients) -> None:
    screening = world.screening("investigating")
    client = client_of("bibob")
    assert "nog niet gewogen" not in now_part(text_of(client.get(screening.get_absolute_url())))
    world.fact(screening, weighed="")
    assert "1 feit is nog niet gewogen" in now_part(text_of(client.get(screening.get_absolute_url())))


def test_beside_each_form_stands_how_far_the_file_is_and_the_last_day(world: World, client_of: Clients) -> None:
    screening = world.screening("investigating")
    due = world.standing_of(screening).decision_due
    client = client_of("bibob")
    for name, more in (("look", ()), ("relate", ()), ("disclose", ()), ("step", ("wegen",)), ("hours", ())):
        page = text_of(client.get(reverse(f"bibob:{name}", args=[screening.reference, *more])))
        assert "Waar het dossier staat" in page, name
        assert screening.subject in page, name
        assert format_day(due) in page, name


def test_the_page_of_a_new_file_shows_what_was_handed_in(world: World, client_of: Clients) -> None:
    standing = world.standing()
    page = text_of(client_of("bibob").get(reverse("bibob:open", args=[standing.reference])))
    assert "Wat is aangemeld" in page
    assert standing.application in page
