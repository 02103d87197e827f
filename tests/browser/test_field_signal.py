# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A signal from a quay without reception: filled in, kept on the phone, received once when there is reception again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.act.concerns.builders import World, build
from tests.browser.test_field import photo

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def world(transactional_db: None, settings: Any) -> World:
    """Velsen with registers, categories and people."""
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality
    from tests.kernel.emptied import install

    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return build(found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen"))


def kept(world: World) -> list[Any]:
    from baken.access.facade import opened
    from baken.act.concerns.models import Concern

    with opened(world.system, system=True):
        return list(Concern.objects.select_related("vault", "category").prefetch_related("attachments"))


def ready(page: Page) -> None:
    page.goto("/veld/")
    page.get_by_text("U hebt verbinding").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def test_a_signal_from_the_quay_arrives_once(phone: Page, sign_in: Any, axe: Any, world: World) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"longitude": 4.6012, "latitude": 52.4601, "accuracy": 12})
    sign_in(phone, world.users["port"])
    ready(phone)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Signaal doorgeven").click()
    phone.get_by_label("Waar gaat het over?").select_option("drugs-street")
    phone.get_by_role("group", name="Hoe vaak gebeurt het?").get_by_label("elke dag").check()
    phone.get_by_role("button", name="Bewaren en versturen").click()
    expect(phone.get_by_role("alert")).to_contain_text("Er ontbreken nog 3 antwoorden.")
    assert axe(phone) == []
    phone.get_by_label("Op welke tijd?").fill("na vieren")
    phone.get_by_label("Zelf gezien bij een controle").check()
    assert phone.get_by_role("group", name="Toezicht of opsporing?").count() == 0
    phone.get_by_label("Wat zag of hoorde u?").fill("Twee mannen bij de loods 🚢")
    phone.get_by_role("button", name="Gebruik de plek waar ik nu sta").click()
    phone.get_by_text("Plek vastgelegd, op 12 meter nauwkeurig.").wait_for()
    phone.get_by_label("Foto’s").set_input_files({"name": "kade.jpg", "mimeType": "image/jpeg", "buffer": photo(400)})
    phone.get_by_text("kade.jpg", exact=True).wait_for()
    assert axe(phone) == []
    for width in (390, 320):
        phone.set_viewport_size({"width": width, "height": 844})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width
    phone.get_by_role("button", name="Bewaren en versturen").click()
    phone.get_by_text("Geen verbinding: 1 signaal op deze telefoon").wait_for()
    assert kept(world) == []
    phone.context.set_offline(False)
    phone.reload()
    phone.get_by_text("Alles is verstuurd").wait_for()
    [it] = kept(world)
    phone.get_by_text(it.reference).wait_for()
    assert (it.channel, it.source_kind, it.vault.slug) == ("field", "own_control", "signals-nuisance")
    assert (it.description, it.point, it.attachments.count()) == (
        "Twee mannen bij de loods 🚢",
        "4.601200,52.460100",
        1,
    )
    assert [one["slug"] for one in json.loads(it.answers)] == ["how_often", "when"]
    phone.reload()
    phone.get_by_text(it.reference).wait_for()
    assert len(kept(world)) == 1


def test_a_question_that_is_not_asked_any_more_is_not_sent(phone: Page, sign_in: Any, world: World) -> None:
    sign_in(phone, world.users["boa"])
    ready(phone)
    phone.get_by_role("link", name="Signaal doorgeven").click()
    phone.get_by_label("Waar gaat het over?").select_option("drugs-street")
    often = phone.get_by_role("group", name="Hoe vaak gebeurt het?")
    often.get_by_label("elke dag").check()
    phone.get_by_label("Op welke tijd?").fill("na vieren")
    often.get_by_label("één keer").check()
    expect(phone.get_by_label("Op welke tijd?")).to_be_hidden()
    phone.get_by_label("Van iemand gehoord").check()
    phone.get_by_label("Opsporing").check()
    phone.get_by_label("Wat zag of hoorde u?").fill("Gehoord van een buur")
    phone.get_by_role("button", name="Bewaren en versturen").click()
    phone.get_by_text("Alles is verstuurd").wait_for()
    [it] = kept(world)
    assert (it.vault.slug, it.source_kind) == ("signals-wpg", "professional")
    assert [(one["slug"], one["answer"]) for one in json.loads(it.answers)] == [("how_often", "één keer")]
