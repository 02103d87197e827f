# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two phones at one address without reception: what both saw comes in, once, whichever has reception first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse, JsonResponse
from playwright.sync_api import Page, expect

from tests.act.inspections.builders import World, build
from tests.act.inspections.finding_world import checklist, kept, photos, targets
from tests.browser.conftest import PHONE, _opened
from tests.browser.field_harness import draft_kept
from tests.browser.test_field import ALL_THAT_IS_KEPT, photo

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def world(transactional_db: None, settings: Any) -> World:
    """Velsen with a register of inspections and people."""
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality
    from tests.kernel.emptied import install

    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = build(found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen"))
    checklist(made)
    checklist(made, "environment")
    return made


@pytest.fixture
def other_phone(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A second telephone."""
    yield from _opened(browser, live_server, request, **PHONE)


def ready(page: Page) -> None:
    """Open the start with reception, so that everything is on the phone."""
    page.goto("/veld/")
    page.get_by_text("U hebt verbinding").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def fill(page: Page, address: str, *, permit: str, note: str = "", exits: str = "") -> None:
    """Fill in a visit; stays on the form."""
    page.get_by_role("link", name="Bevindingen van een controle").click()
    page.get_by_label("Welk adres?").select_option(label=address)
    page.get_by_label("Binnen geweest").check()
    item = page.get_by_role("group", name="Hangt de vergunning er?")
    item.get_by_label(permit, exact=True).check()
    if note:
        item.get_by_label("Toelichting").fill(note)
    if exits:
        page.get_by_role("group", name="Zijn de uitgangen vrij?").get_by_label(exits, exact=True).check()


def save(page: Page, expected: str) -> None:
    page.get_by_role("button", name="Bewaren en versturen").click()
    page.get_by_text(expected).wait_for()


def reach(page: Page) -> None:
    """Come back into reach, and send."""
    page.context.set_offline(False)
    page.reload()
    page.get_by_text("Alles is verstuurd").wait_for()
    page.wait_for_load_state("networkidle")  # it fetches its lists anew, which leaves a trace: SQLite has one writer


def test_two_phones_at_one_address_give_both_their_findings_once(
    phone: Page, other_phone: Page, page: Page, sign_in: Any, axe: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = world.inspection()
    address = targets(world, inspection)[0].address
    mate = world.second_inspector()
    for telephone, who in ((phone, "inspector"), (other_phone, mate)):
        sign_in(telephone, world.users[who])
        ready(telephone)
        telephone.context.set_offline(True)
    fill(phone, address, permit="Niet in orde", note="verlopen in mei", exits="In orde")
    phone.locator("#veld-photo").set_input_files({"name": "kade.jpg", "mimeType": "image/jpeg", "buffer": photo(400)})
    phone.get_by_text("kade.jpg", exact=True).wait_for()
    phone.get_by_label("Bij welk punt horen de foto’s?").select_option(label="Hangt de vergunning er?")
    assert axe(phone) == []
    for width in (390, 320):
        phone.set_viewport_size({"width": width, "height": 844})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width
    save(phone, "Geen verbinding: 1 bevinding op deze telefoon")
    fill(other_phone, address, permit="In orde", exits="In orde")
    other_phone.get_by_label("Nog iets gezien?").fill("Het hek staat open")
    other_phone.get_by_role("group", name="Is dat in orde?").get_by_label("Niet in orde").check()
    save(other_phone, "Geen verbinding: 1 bevinding op deze telefoon")
    hidden = phone.evaluate(ALL_THAT_IS_KEPT)
    assert not hidden["copied"]
    assert not {word for word in ("verlopen", address, inspection.title) if word in hidden["text"]}
    assert kept(world) == []

    answers: list[Any] = []

    def answered(told: Any, **more: Any) -> HttpResponse:
        """The findings are kept, and the first answer is lost on its way: the phone sends the same again."""
        answers.append(told)
        return HttpResponse(status=502) if len(answers) == 1 else JsonResponse(told, **more)

    monkeypatch.setattr("baken.ui.field.sending.JsonResponse", answered)
    other_phone.context.set_offline(False)
    other_phone.reload()
    other_phone.get_by_text("Alles is verstuurd").wait_for()
    assert answers == [{"reference": inspection.reference}] * 2
    assert len(kept(world)) == 3
    reach(phone)
    rows = {(row.item, row.answer, row.note, row.by_id) for row in kept(world)}
    one, two = world.users["inspector"].pk, world.users[mate].pk
    assert rows == {
        ("permit", "not_in_order", "verlopen in mei", one), ("exits", "in_order", "", one),
        ("permit", "in_order", "", two), ("exits", "in_order", "", two), ("", "not_in_order", "Het hek staat open", two),
    }  # fmt: skip
    assert [photo_.finding.note for photo_ in photos(world)] == ["verlopen in mei"]
    phone.get_by_text(inspection.reference).wait_for()
    phone.reload()
    phone.get_by_text(inspection.reference).wait_for()
    assert len(kept(world)) == 5

    sign_in(page, world.users["port"])
    page.goto(f"{inspection.get_absolute_url()}#bevindingen")
    expect(page.locator("#bevindingen")).to_contain_text("1 punt verschilt")
    expect(page.locator("#bevindingen")).to_contain_text("verlopen in mei")
    assert axe(page) == []


def lists_asked(page: Page) -> int:
    """Open the form; return how the server answers the asking for its lists."""
    with page.expect_response(lambda reply: reply.url.endswith("adressen.json")) as reply:
        page.goto("/veld/controle/")
    page.get_by_label("Welk adres?").wait_for()
    return int(reply.value.status)


def test_lists_are_fetched_when_they_changed_and_not_each_time_the_page_opens(
    phone: Page, sign_in: Any, world: World
) -> None:
    inspection = world.inspection()
    sign_in(phone, world.users["inspector"])
    ready(phone)
    asked: list[int] = []
    phone.on("response", lambda reply: asked.append(reply.status) if reply.url.endswith("adressen.json") else None)
    for _again in range(2):
        phone.goto("/veld/")
        phone.get_by_text("U hebt verbinding").wait_for()
        phone.wait_for_load_state("networkidle")
    assert asked == []
    assert lists_asked(phone) == 304
    world.target_renamed(inspection, "Voorbeeldkade 9, Velsen-Noord")
    assert lists_asked(phone) == 200
    phone.wait_for_load_state("networkidle")
    lists_asked(phone)  # a slow answer counts the next time
    expect(phone.get_by_role("option", name="Voorbeeldkade 9")).to_have_count(1)


def test_a_draft_comes_back_with_its_answers_and_a_refusal_can_be_mended(
    phone: Page, sign_in: Any, world: World
) -> None:
    inspection = world.inspection("briefed")
    address = targets(world, inspection)[1].address
    sign_in(phone, world.users["environment"])
    ready(phone)
    fill(phone, address, permit="Niet gezien", note="dicht")
    phone.get_by_text("Deze controle is nog niet gestart").wait_for()
    draft_kept(phone)
    phone.goto("/veld/")
    phone.get_by_text("Nog niet af").wait_for()
    phone.goto("/veld/controle/")
    phone.get_by_text("U was hier gebleven").wait_for()
    item = phone.get_by_role("group", name="Hangt de vergunning er?")
    expect(item.get_by_label("Niet gezien")).to_be_checked()
    expect(item.get_by_label("Toelichting")).to_have_value("dicht")
    save(phone, "Niet aangenomen: 1 bevinding")
    phone.get_by_text("De controle is nog niet begonnen.").wait_for()
    assert kept(world) == []
    world.force(inspection, status="under_way")
    phone.get_by_role("link", name="Aanpassen").click()
    expect(phone.get_by_role("group", name="Hangt de vergunning er?").get_by_label("Toelichting")).to_have_value(
        "dicht"
    )
    save(phone, "Alles is verstuurd")
    assert [(row.discipline, row.note) for row in kept(world)] == [("environment", "dicht")]


def test_a_sex_business_leads_a_victim_elsewhere_and_who_was_not_inside_answers_nothing(
    phone: Page, sign_in: Any, axe: Any, world: World
) -> None:
    inspection = world.inspection()
    world.force(inspection, branch="sex_work")
    address = targets(world, inspection)[0].address
    sign_in(phone, world.users["inspector"])
    ready(phone)
    fill(phone, address, permit="Niet in orde", note="weg")
    victim = phone.get_by_text("Slachtoffer? Niet hier.")
    victim.wait_for()
    assert (
        phone.get_by_role("link", name="Geef het door als signaal").get_attribute("href").startswith("/veld/signaal/")
    )  # type: ignore[union-attr]
    assert axe(phone) == []
    phone.get_by_label("Niemand aanwezig").check()
    expect(phone.get_by_role("group", name="Hangt de vergunning er?")).to_be_hidden()
    save(phone, "Alles is verstuurd")
    assert [(row.item, row.answer, row.note) for row in kept(world)] == [("visit", "not_seen", "")]
