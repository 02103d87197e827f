# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A phone outdoors: filled in without reception, kept, sent once and only once. A form of the tests stands in for a feature."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import field_harness
from tests.browser.conftest import PHONE, Watch
from tests.browser.field_harness import Desk

pytestmark = [pytest.mark.urls("tests.browser.field_harness"), pytest.mark.django_db(transaction=True)]

ALL_THAT_IS_KEPT = """async () => {
    const done = (request) => new Promise((tell) => { request.onsuccess = () => tell(request.result); });
    const base = await done(indexedDB.open("baken-veld"));
    const all = (name) => done(base.transaction(name).objectStore(name).getAll());
    const plain = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder("latin1").decode(value) : value;
    const key = (await all("keys"))[0].key;
    const copied = await crypto.subtle.exportKey("raw", key).then(() => true, () => false);
    const text = JSON.stringify([await all("entries"), await all("notes")], (name, value) => plain(value));
    const kept = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
    return { text, copied, kept };
}"""
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(settings: Any) -> Iterator[Desk]:
    """The form of the tests, and where it sends to."""
    from django.contrib.staticfiles import finders

    from baken.ui.field import forms as field_forms

    settings.STATICFILES_DIRS = [Path(__file__).parent / "static"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    finders.get_finder.cache_clear()
    earlier = field_forms.forms()
    for form in earlier:
        field_forms.unregister(form.slug)
    field_forms.register(field_harness.FORM)
    field_harness.desk.__init__()  # type: ignore[misc]
    yield field_harness.desk
    field_forms.unregister(field_harness.FORM.slug)
    for form in earlier:
        field_forms.register(form)
    finders.get_finder.cache_clear()


@pytest.fixture
def people(transactional_db: None, desk: Desk) -> dict[str, Any]:
    """Two people of one municipality."""
    from baken.access.facade import make_account, system_actor
    from baken.registry.facade import found_municipality
    from tests.kernel.emptied import install

    install()
    town = found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen")
    return {
        name: make_account(
            actor=system_actor(town), at=NOW, municipality=town, username=name, password="een-lange-zin-voor-tests",
            display_name=f"{name.capitalize()} (voorbeeld)", role="safety_adviser", since=date(2022, 1, 1), fictitious=True,
        )
        for name in ("anne", "bram")
    }  # fmt: skip


def photo(width: int = 3000) -> bytes:
    """A photo with a place and a maker in it."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Geheime camera"
    Image.new("RGB", (width, width // 2), (120, 90, 60)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def fill(page: Page, text: str, *, with_photo: bool = False) -> None:
    """Fill in the form and keep it; leaves the page at the start."""
    page.goto("/veld/proef/")
    page.get_by_label("Wat").fill(text)
    page.get_by_label("Soort").select_option("loods")
    if with_photo:
        page.get_by_label("Foto’s").set_input_files({"name": "kade.jpg", "mimeType": "image/jpeg", "buffer": photo()})
        page.get_by_text("kade.jpg", exact=True).wait_for()
    page.get_by_role("button", name="Bewaren en versturen").click()
    page.wait_for_url("**/veld/")


OWN_ATTEMPTS_LATER = """
    const soon = window.setTimeout;
    window.setTimeout = (work, ms, ...more) => {
        if (ms <= 2500) return soon(work, ms, ...more);
        const due = Date.now() + ms;
        const mine = setInterval(() => {
            if (!window.ownAttempts || Date.now() < due) return;
            clearInterval(mine);
            work(...more);
        }, 100);
        return mine;
    };
"""
"""The page's own next attempt waits until `ownAttempts` is set: on a slow machine it would overtake the test's click."""


def ready(page: Page, sign_in: Any, user: Any) -> None:
    """Log in and open the start until the phone holds everything it needs without reception."""
    sign_in(page, user)
    page.goto("/veld/")
    page.get_by_text("U hebt verbinding").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def said(page: Page) -> Any:
    """What the start says at the top."""
    return page.locator("#veld-standing")


def test_filled_in_without_reception_it_waits_and_goes_once(
    phone: Page, sign_in: Any, axe: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    phone.context.set_offline(True)
    fill(phone, "Een loods met een geblindeerde deur", with_photo=True)
    expect(said(phone)).to_contain_text("Geen verbinding: 1 proef op deze telefoon")
    phone.reload()
    phone.get_by_text("wacht op verbinding").wait_for()
    phone.get_by_text("1 foto").wait_for()
    assert axe(phone) == []
    assert desk.posts == 0
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online')); window.dispatchEvent(new Event('online'))")
    phone.get_by_text("2026-PROEF-1").wait_for()
    expect(said(phone)).to_contain_text("Alles is verstuurd")
    assert desk.posts == 1
    [(user, data, [(name, content)])] = desk.stored.values()
    assert user == people["anne"].pk
    assert data == {"wat": "Een loods met een geblindeerde deur", "soort": "loods"}
    sent = Image.open(io.BytesIO(content))
    assert (name, sent.size, dict(sent.getexif())) == ("kade.jpg", (2000, 1000), {})
    assert b"Geheime" not in content
    assert axe(phone) == []


def test_an_answer_that_is_lost_is_asked_again_and_stored_once(
    phone: Page, sign_in: Any, desk: Desk, people: dict[str, Any]
) -> None:
    phone.add_init_script(OWN_ATTEMPTS_LATER)
    ready(phone, sign_in, people["anne"])
    desk.next = ["lost", "error", "busy"]
    fill(phone, "Ligt er nog")
    phone.get_by_role("button", name="Nu versturen").wait_for()
    assert len(desk.stored) == 1
    for wrong in ("Baken gaf een fout", "Baken heeft het druk"):
        phone.get_by_role("button", name="Nu versturen").click()
        phone.get_by_text(wrong).wait_for()
    phone.evaluate("window.ownAttempts = true")
    phone.get_by_text("2026-PROEF-1").wait_for()  # by itself, after the rest that the server asked for
    assert (desk.posts, len(desk.stored)) == (4, 1)


def test_two_tabs_and_no_locks_send_it_once(
    browser: Any, live_server: Any, sign_in: Any, desk: Desk, people: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", **PHONE)
    context.add_init_script("delete window.SyncManager; Object.defineProperty(navigator, 'locks', {value: undefined})")
    watch = Watch(live_server.url)
    watch.over(context)
    first, second = context.new_page(), context.new_page()
    ready(first, sign_in, people["anne"])
    second.goto("/veld/")
    context.set_offline(True)
    fill(first, "Een keer")
    expect(said(first)).to_contain_text("Deze telefoon verstuurt niets op de achtergrond")
    context.set_offline(False)
    for page in (first, second):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    for page in (first, second):
        page.get_by_text("2026-PROEF-1").wait_for()
    assert (desk.posts, len(desk.stored)) == (1, 1)
    context.close()
    assert not watch.problems


def test_a_login_that_is_over_keeps_the_queue_and_nobody_else_sees_or_sends_it(
    phone: Page, sign_in: Any, axe: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    phone.context.set_offline(True)
    fill(phone, "Van Anne")
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.reload()
    phone.get_by_role("link", name="Log in om 1 proef te versturen").wait_for()
    assert axe(phone) == []
    assert phone.get_by_text("Anne (voorbeeld)").count() == 0
    sign_in(phone, people["bram"])
    phone.reload()
    expect(said(phone)).to_contain_text("U hebt verbinding")
    expect(phone.locator("#veld-user")).to_have_text("Bram (voorbeeld)")
    assert phone.locator("#veld-open").is_hidden()
    fill(phone, "Van Bram")
    phone.get_by_text("2026-PROEF-1").wait_for()
    sign_in(phone, people["anne"])
    phone.reload()
    phone.get_by_text("2026-PROEF-2").wait_for()
    assert phone.get_by_text("2026-PROEF-1").count() == 0
    assert [(user, data["wat"]) for user, data, _ in desk.stored.values()] == [
        (people["bram"].pk, "Van Bram"),
        (people["anne"].pk, "Van Anne"),
    ]


def test_what_is_refused_says_why_and_can_be_mended_or_thrown_away(
    phone: Page, sign_in: Any, axe: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    desk.next = ["unfit", "unfit"]
    fill(phone, "Kort", with_photo=True)
    phone.get_by_text("Vertel iets meer over wat u zag.").wait_for()
    expect(said(phone)).to_contain_text("Niet aangenomen: 1 proef")
    assert axe(phone) == []
    phone.get_by_role("link", name="Aanpassen").click()
    expect(phone.get_by_label("Wat")).to_have_value("Kort")
    expect(phone.get_by_label("Soort")).to_have_value("loods")
    phone.get_by_text("kade.jpg", exact=True).wait_for()
    phone.get_by_label("Wat").fill("Langer verhaal")
    phone.get_by_role("button", name="Bewaren en versturen").click()
    phone.get_by_role("button", name="Weggooien").click()
    phone.get_by_role("button", name="Laten staan").click()
    phone.get_by_role("link", name="Aanpassen").click()
    phone.get_by_role("button", name="Bewaren en versturen").click()
    phone.get_by_text("2026-PROEF-1").wait_for()
    [(_, data, files)] = desk.stored.values()
    assert (data["wat"], len(files)) == ("Langer verhaal", 1)
    desk.next = ["unfit"]
    fill(phone, "Weg ermee")
    phone.get_by_role("button", name="Weggooien").click()
    phone.get_by_text("Zeker weten?").get_by_role("button", name="Weggooien").click()
    expect(phone.locator("#veld-open")).to_be_hidden()
    assert len(desk.stored) == 1


def test_a_full_phone_says_so_and_loses_nothing(phone: Page, sign_in: Any, axe: Any, desk: Desk, people: Any) -> None:
    ready(phone, sign_in, people["anne"])
    phone.goto("/veld/proef/")
    phone.get_by_label("Wat").fill("Past niet")
    phone.evaluate(
        "() => { window.put = IDBObjectStore.prototype.put;"
        " IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); } }"
    )
    phone.get_by_role("button", name="Bewaren en versturen").click()
    expect(phone.get_by_role("alert")).to_contain_text("Er is geen ruimte op deze telefoon: dit is niet bewaard.")
    expect(phone.get_by_label("Wat")).to_have_value("Past niet")
    assert axe(phone) == []
    phone.evaluate("() => { IDBObjectStore.prototype.put = window.put }")
    phone.get_by_role("button", name="Bewaren en versturen").click()
    phone.get_by_text("2026-PROEF-1").wait_for()


def test_what_was_being_typed_is_there_after_the_phone_closed_the_page(
    phone: Page, sign_in: Any, axe: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    phone.context.set_offline(True)
    phone.goto("/veld/proef/")
    phone.get_by_role("button", name="Bewaren en versturen").click()
    expect(phone.get_by_role("alert")).to_contain_text("Er ontbreekt nog één antwoord.")
    phone.get_by_label("Wat").fill("Half af")
    field_harness.draft_kept(phone)
    phone.goto("/veld/")
    phone.locator("#veld-drafts").get_by_role("link", name="Proef").click()
    phone.get_by_text("U was hier gebleven").wait_for()
    expect(phone.get_by_label("Wat")).to_have_value("Half af")
    assert axe(phone) == []
    phone.get_by_role("button", name="Begin opnieuw").click()
    expect(phone.get_by_label("Wat")).to_have_value("")
    phone.context.set_offline(False)


def test_nothing_of_the_content_lies_readable_on_the_phone(phone: Page, sign_in: Any, desk: Desk, people: Any) -> None:
    ready(phone, sign_in, people["anne"])
    phone.context.set_offline(True)
    fill(phone, "zegmaarzichtbaar", with_photo=True)
    stored = phone.evaluate(ALL_THAT_IS_KEPT)
    assert "proef" in stored["text"]
    assert not [word for word in ("zegmaar", "kade.jpg", "Anne (", "JFIF") if word in stored["text"]]
    assert stored["copied"] is False
    assert {path for path in stored["kept"] if not path.startswith("/static/")} == {"/veld/", "/veld/proef/"}
    phone.context.set_offline(False)


def test_what_cannot_be_read_any_more_is_told_and_holds_nothing_up(
    phone: Page, sign_in: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    phone.context.set_offline(True)
    fill(phone, "Zonder sleutel")
    phone.evaluate(
        """async () => {
            const done = (request) => new Promise((tell) => { request.onsuccess = () => tell(request.result); });
            const base = await done(indexedDB.open("baken-veld"));
            await done(base.transaction("keys", "readwrite").objectStore("keys").clear());
        }"""
    )
    phone.context.set_offline(False)
    phone.reload()
    phone.get_by_text("Dit is op deze telefoon niet meer te lezen.").wait_for()
    fill(phone, "Met een nieuwe sleutel")
    phone.get_by_text("2026-PROEF-1").wait_for()
    assert [data["wat"] for _, data, _ in desk.stored.values()] == ["Met een nieuwe sleutel"]


def test_a_new_version_takes_the_place_of_the_old_one(
    phone: Page, sign_in: Any, desk: Desk, people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.ui.field import pages as field_pages
    from baken.web import field

    ready(phone, sign_in, people["anne"])
    names = "caches.keys().then((found) => found.join())"
    before = phone.evaluate(names)
    for module in (field_pages, field):
        monkeypatch.setattr(module, "version", lambda: "nieuw")
    phone.reload()
    phone.get_by_text("Er is een nieuwe versie").wait_for()
    field_harness.until(phone, "caches.keys().then((found) => found.join() === 'baken-veld-nieuw')")  # the old one goes
    assert before.count("baken-veld-") == 1
    phone.get_by_role("button", name="Opnieuw laden").click()
    phone.context.set_offline(True)
    phone.reload()
    phone.get_by_role("link", name="Proef doorgeven").wait_for()
    phone.context.set_offline(False)


def test_where_the_platform_can_it_goes_with_the_page_closed(
    phone: Page, sign_in: Any, desk: Desk, people: dict[str, Any]
) -> None:
    ready(phone, sign_in, people["anne"])
    tools = phone.context.new_cdp_session(phone)
    found: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    phone.context.set_offline(True)
    fill(phone, "Van de kade")
    phone.get_by_text("wacht op verbinding").wait_for()
    origin = phone.evaluate("location.origin")
    phone.goto("about:blank")
    phone.context.set_offline(False)
    registration = next(one["registrationId"] for one in found if one["scopeURL"].endswith("/veld/"))
    told = {"origin": origin, "registrationId": registration, "tag": "baken-outbox", "lastChance": False}
    tools.send("ServiceWorker.dispatchSyncEvent", told)
    for _ in range(200):
        if desk.stored:
            break
        phone.wait_for_timeout(100)
    assert [data["wat"] for _, data, _ in desk.stored.values()] == ["Van de kade"]
    assert desk.posts == 1
