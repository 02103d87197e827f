# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account, by the pages: nothing is lost, nothing is kept twice, nobody is recognised."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baken.access.facade import opened
from baken.act.concerns.models import Attachment, Category, Concern, Message, Reporter
from baken.act.concerns.public import forms as public_form
from baken.act.concerns.public import limits as public_limits
from tests.kernel.towns import do

from .builders import World

FORM, FOLLOW = "/melden/formulier/", "/melden/volgen/"
CODE = re.compile(r"data-code[^>]*>([0-9A-Z-]{19})<")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is quicker than a person; what is too quick has a test of its own."""
    monkeypatch.setattr(public_form, "QUICKEST", 0)
    public_limits.forget()


def picture(width: int = 4) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, 4, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x10\x80\x40" * width) * 4)
    told = chunk(b"tEXt", b"GPS\x0052.46,4.62")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + told + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def photo(name: str = "loods.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data, "image/png")


def filled(world: World, category: str = "undermining", **more: Any) -> dict[str, Any]:
    told = {"over": world.categories[category].pk.hex, "once": public_form.new_token(), "description": "Een loods."}
    return {**told, **more}


def send(world: World, client: Client | None = None, **more: Any) -> Any:
    return (client or Client()).post(FORM, filled(world, **more))


def code_in(reply: Any) -> str:
    found = CODE.search(reply.content.decode())
    assert found, reply.content.decode()
    return found[1]


def only(world: World) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.get()


def count(world: World) -> int:
    with opened(world.system, system=True):
        return Concern.objects.count()


def test_the_first_page_says_who_to_call_and_promises_no_more_than_it_can(world: World) -> None:
    text = Client().get("/melden/").content.decode()
    assert text.index("112") < text.index("0900-8844") < text.index("0800-7000") < text.index("formulier")
    assert "niet beloven" in text
    assert "Drugsoverlast op straat" in text
    assert "jeugdgroep" not in text  # not open to the public
    assert "Uitbuiting" not in re.findall(r"<title>.*</title>", text)[0]


def test_easy_and_english_are_the_same_page_in_other_words(world: World) -> None:
    easy = Client().get("/melden/?taal=makkelijk").content.decode()
    assert "Waar gaat het over?" in easy
    assert 'lang="nl"' in easy
    assert "Misdaad en zwart geld" in easy  # the headings too
    assert "Ondermijning en witwassen" not in easy
    assert "taal=makkelijk&amp;over=" in easy  # the choice stays
    reply = Client().get("/melden/?taal=en")
    assert b'<html lang="en">' in reply.content
    assert b"Drug nuisance in the street" in reply.content
    assert reply["Content-Language"] == "en"
    assert not reply.cookies


def test_every_easy_text_has_its_name_in_the_plain_ones(world: World) -> None:
    from baken.act.concerns.public.texts import EASY_TEXTS, texts

    assert set(EASY_TEXTS) <= set(texts(False))
    for name, text in texts(False).items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", texts(True)[name]), name


def test_where_nothing_is_open_the_page_says_who_to_call(world: World) -> None:
    do(lambda: Category.objects.update(public=False), world.municipality)
    text = Client().get("/melden/").content.decode()
    assert "0900-8844" in text
    assert "U kunt hier nu niets melden" in text
    assert "formulier" not in text
    assert send(world).status_code == 302
    assert count(world) == 0


def test_a_form_without_topic_leads_to_the_first_page(world: World) -> None:
    for told in ("", "x", "0" * 32, "../..", "undermining"):
        assert Client().get(FORM, {"over": told})["Location"] == "/melden/"


def test_a_report_is_received_and_its_code_shown_once_and_nowhere_else(world: World) -> None:
    reply = send(world, description="Een loods waar 's nachts gelost wordt.")
    assert reply.status_code == 200
    code = code_in(reply)
    assert reply["Cache-Control"] == "private, no-store"
    assert not reply.cookies
    assert code not in str(reply.headers)
    assert code not in re.findall(r"<title>.*</title>", reply.content.decode())[0]
    assert reply.content.decode().count(code) == 1
    kept = only(world)
    assert (kept.description, kept.channel, kept.source_kind) == (
        "Een loods waar 's nachts gelost wordt.", "public", "resident"
    )  # fmt: skip
    assert "Uiterlijk" in reply.content.decode()


def test_sent_twice_is_one_report_with_one_code(world: World) -> None:
    told = filled(world)
    first, again = Client().post(FORM, told), Client().post(FORM, told)
    assert code_in(first) == code_in(again)
    other = Client().post(FORM, {**told, "description": "Toch iets anders."})
    assert other.status_code == 422
    assert "Toch iets anders." in other.content.decode()
    assert count(world) == 1


def test_a_mistake_loses_nothing_that_was_typed(world: World) -> None:
    told = filled(
        world, "drugs-street", description="", v_how_often="daily", name="Jan <b>", email="geen adres", place_kind="address",
        address="Kanaalstraat 1", place_note="achterom", photos=[photo()],
    )  # fmt: skip
    reply = Client().post(FORM, told)
    assert reply.status_code == 422
    text = reply.content.decode()
    assert 'href="#description"' in text
    assert 'href="#v_when"' in text  # asked, since it is daily
    assert 'value="daily" id="v_how_often"' not in text
    assert re.search(r'value="daily"[^>]* checked', text)
    for kept in ("Jan &lt;b&gt;", "geen adres", "Kanaalstraat 1", "achterom"):
        assert kept in text
    assert "Kies uw foto’s opnieuw" in text
    assert told["once"] in text  # mended and sent, it is still the same form
    assert count(world) == 0


def test_what_was_not_asked_is_not_kept(world: World) -> None:
    assert send(world, category="drugs-street", v_how_often="once", v_when="na tienen").status_code == 200
    assert "tienen" not in only(world).answers


def test_a_place_is_kept_with_its_note(world: World) -> None:
    told = {"place_kind": "address", "address": "Kanaalstraat 1", "place_note": "bij de waterkant"}
    assert send(world, **told).status_code == 200
    kept = only(world)
    assert (kept.place_kind, kept.address, kept.place_note) == ("address", "Kanaalstraat 1", "bij de waterkant")


def test_photos_are_kept_sealed_without_what_the_camera_wrote(world: World) -> None:
    assert send(world, photos=[photo(), photo("tweede.png")]).status_code == 200
    from baken.kernel.papers.sealed import open_sealed

    with opened(world.system, system=True):
        papers = list(Attachment.objects.all())
        assert [paper.from_reporter for paper in papers] == [True, True]
        assert all(b"52.46" not in open_sealed(paper) for paper in papers)
        assert b"52.46" in picture()


def archive() -> bytes:
    """A zip of 50 kB that would be 50 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("foto.png", b"\0" * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        lambda: photo("bom.png", archive()),
        lambda: photo("bom.zip", archive()),
        lambda: photo("groot.png", picture()[:16] + struct.pack(">II", 60_000, 60_000) + picture()[24:]),
        lambda: photo("pagina.html", b"<script>alert(1)</script>"),
        lambda: photo("pagina.png", b"<svg onload=alert(1)>"),
        lambda: photo("leeg.png", b""),
        lambda: photo("stuk.png", picture()[:40]),
        lambda: photo("brief.txt", b"gewone tekst"),
        lambda: photo("../../etc/passwd.png", b"\x7fELF" + b"\0" * 100),
    ],
)
def test_what_is_no_photo_is_told_and_nothing_is_kept(world: World, upload: Any) -> None:
    reply = send(world, photos=[upload()])
    assert reply.status_code == 422
    assert "Een loods." in reply.content.decode()
    assert count(world) == 0


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are gone through from now on."""
    from baken.kernel.papers import kept as papers

    seen, whole = [], papers.examine
    monkeypatch.setattr(papers, "examine", lambda upload: (seen.append(upload.name), whole(upload))[1])
    return seen


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"/" * 1_000, b"PK\x03\x04 docx", b"tekst"])
def test_what_does_not_begin_as_a_photo_is_not_gone_through(
    world: World, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    seen = looked_at(monkeypatch)
    reply = send(world, photos=[photo("x.png", data)])
    assert reply.status_code == 422
    assert "Dit is geen foto" in reply.content.decode()
    assert seen == []


def test_photos_of_what_looks_like_a_robot_are_not_gone_through(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = looked_at(monkeypatch)
    assert send(world, photos=[photo()], website="https://spam.example").status_code == 422
    assert send(world, photos=[photo()], once="x").status_code == 422
    with monkeypatch.context() as quicker:
        quicker.setattr(public_form, "QUICKEST", 3)
        assert "Kies uw foto’s opnieuw" in send(world, photos=[photo()]).content.decode()
    assert seen == []
    assert send(world, photos=[photo()]).status_code == 200
    assert seen == ["loods.png"]


def test_each_form_with_files_counts_fit_or_not(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REPORT_LIMIT = 2
    seen = looked_at(monkeypatch)
    statuses = [send(world, description="", photos=[photo()]).status_code for _ in range(4)]
    assert statuses == [422, 422, 429, 429]
    assert len(seen) == 2
    assert send(world, description="").status_code == 422  # without files nothing is looked at


def test_six_photos_are_too_many(world: World) -> None:
    assert send(world, photos=[photo(f"{n}.png") for n in range(6)]).status_code == 422


def test_too_much_is_refused_before_it_is_read(world: World) -> None:
    big = Client().post(FORM, {**filled(world), "description": "x" * 10_000_000})
    assert big.status_code == 413
    forged = Client().post(FORM, filled(world), CONTENT_LENGTH="999999999")
    assert forged.status_code == 413
    for refused in (big, forged):  # in the frame of these pages: who to call, and no cookie
        shown = refused.content.decode()
        assert "samen hoogstens 20 MB" in shown
        assert "0900-8844" in shown
        assert not refused.cookies
    assert send(world, description="x" * 20_000).status_code == 422
    assert count(world) == 0


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "🏫👨‍👩‍👧 é ñ",
        "مخدرات قرب المدرسة",
        "{{ 7*7 }}{% url 'x' %}",
        "&quot;'\"`",
    ],
)
def test_text_comes_back_as_text(world: World, text: str) -> None:
    code = code_in(send(world, description=text))
    assert only(world).description == text
    Client().post(FOLLOW, {"code": code, "what": "add", "text": text, "once": public_form.new_token()})
    page = Client().post(FOLLOW, {"code": code}).content.decode()
    wrong = send(world, description=text, email="x").content.decode()
    for shown in (page, wrong):
        assert "<script>alert" not in shown
        assert "onerror=alert(1)>" not in shown
    assert "49" not in re.findall(r'<p class="told">(.*?)</p>', page, re.S)[0]


def test_what_is_no_text_is_taken_out(world: World) -> None:
    assert send(world, description="nul\0hier \u202eomgekeerd", place_note="a\0b").status_code == 200
    assert only(world).description == "nulhier omgekeerd"


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\0"])
def test_a_form_without_its_own_key_is_asked_once_more(world: World, token: str) -> None:
    reply = send(world, once=token)
    assert reply.status_code == 422
    again = re.search(r'name="once" value="([^"]+)"', reply.content.decode())
    assert again
    assert send(world, once=again[1].replace("&#x27;", "'")).status_code == 200


def test_a_robot_is_asked_again_and_a_person_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trapped = send(world, website="https://spam.example")
    assert trapped.status_code == 422
    assert "Een loods." in trapped.content.decode()
    monkeypatch.setattr(public_form, "QUICKEST", 3)
    assert send(world).status_code == 422
    monkeypatch.setattr(public_form, "age_of", lambda token: 4.0)
    assert send(world).status_code == 200


def test_an_address_has_its_limit(world: World, settings: Any) -> None:
    settings.REPORT_LIMIT = 2
    statuses = [send(world, description=f"nr {n}").status_code for n in range(4)]
    assert statuses == [200, 200, 429, 429]
    reply = send(world)
    assert int(reply["Retry-After"]) > 0
    assert b"112" in reply.content


def test_who_reported_goes_apart(world: World) -> None:
    reply = send(world, name="Jan de Boer", email="jan@voorbeeld.nl", wants_mail="1")
    assert "Boer" not in reply.content.decode()
    with opened(world.system, system=True):
        reporter = Reporter.objects.get()
    assert (reporter.name, reporter.wants_mail) == ("Jan de Boer", True)


def test_coming_back_shows_how_far_it_is_and_takes_an_addition_once(world: World) -> None:
    code = code_in(send(world))
    reply = Client().post(FOLLOW, {"code": f" {code.lower().replace('-', ' ')} "})
    assert reply.status_code == 200
    assert reply["Cache-Control"] == "private, no-store"
    assert re.search(r'aria-current="step"><span>Ontvangen', reply.content.decode())
    token = public_form.new_token()
    told = {"code": code, "what": "add", "text": "Vandaag weer.", "once": token}
    for _ in range(2):
        assert Client().post(FOLLOW, told).status_code == 200
    with opened(world.system, system=True):
        assert [one.text for one in Message.objects.all()] == ["Vandaag weer."]
    assert "Vandaag weer." in Client().post(FOLLOW, {"code": code}).content.decode()


def test_an_addition_may_have_photos_and_a_mistake_in_it_is_told(world: World) -> None:
    code = code_in(send(world))
    told = {"code": code, "what": "add", "once": public_form.new_token()}
    assert Client().post(FOLLOW, {**told, "text": "Met foto.", "photos": [photo()]}).status_code == 200
    wrong = Client().post(FOLLOW, {**told, "text": "Met iets anders.", "photos": [photo("x.png", b"nee")]})
    assert wrong.status_code == 422
    assert "Met iets anders." in wrong.content.decode()
    assert Client().post(FOLLOW, {**told, "text": " ", "once": public_form.new_token()}).status_code == 422
    with opened(world.system, system=True):
        assert Attachment.objects.count() == 1
        assert Message.objects.count() == 1


def test_a_closed_report_can_be_asked_to_be_looked_at_again_within_six_weeks(world: World) -> None:
    code = code_in(send(world))
    concern = only(world)

    def close(days: int) -> None:
        on = world.now.date() - timedelta(days=days)
        do(lambda: Concern.objects.filter(pk=concern.pk).update(status="closed", closed_on=on), world.municipality)

    close(43)
    text = Client().post(FOLLOW, {"code": code}).content.decode()
    assert "Afgerond" in text
    assert 'value="reopen"' not in text
    close(3)
    assert 'value="reopen"' in Client().post(FOLLOW, {"code": code}).content.decode()
    told = {"code": code, "what": "reopen", "text": "Het gebeurt weer.", "once": public_form.new_token()}
    reply = Client().post(FOLLOW, told)
    assert "Wij laten het u hier weten" in reply.content.decode()
    with opened(world.system, system=True):
        assert Message.objects.get().kind == "reopen"


def test_a_sensitive_report_shows_nothing_of_what_was_told(world: World) -> None:
    code = code_in(send(world, category="trafficking-labour", description="Geheim verhaal."))
    assert "Geheim" not in Client().post(FOLLOW, {"code": code}).content.decode()


def test_codes_cannot_be_tried(world: World) -> None:
    good = code_in(send(world))
    seen = [Client().post(FOLLOW, {"code": f"{n:016d}"}, REMOTE_ADDR="198.51.100.9") for n in range(30)]
    assert [reply.status_code for reply in seen] == [404] * 10 + [429] * 20
    assert len({reply.content for reply in seen[:10]}) == 1
    assert "Probeer het over 10 minuten opnieuw." in seen[-1].content.decode()
    assert seen[-1]["Retry-After"] == "600"
    assert Client().post(FOLLOW, {"code": good}, REMOTE_ADDR="198.51.100.9").status_code == 429
    assert Client().post(FOLLOW, {"code": good}, REMOTE_ADDR="198.51.100.10").status_code == 200


def test_a_colleague_who_is_logged_in_is_nobody_here(world: World, client_of: Any) -> None:
    client = client_of("coordinator")
    for reply in (client.get("/melden/"), send(world, client), client.get(FOLLOW)):
        text = reply.content.decode()
        assert "coordinator" not in text
        assert "/uitvoeren/" not in text
        assert "Uitloggen" not in text
    kept = only(world)
    assert (kept.reported_by_id, kept.reported_role) == (None, "")


def test_the_pages_ask_little_of_the_database(world: World, django_assert_max_num_queries: Any) -> None:
    over = world.categories["drugs-street"].pk.hex
    Client().get(FORM, {"over": over})
    send(world)
    with django_assert_max_num_queries(2):
        Client().get("/melden/")
    with django_assert_max_num_queries(1):
        Client().get(FORM, {"over": over})
    with django_assert_max_num_queries(0):
        Client().get(FOLLOW)
    with django_assert_max_num_queries(13):
        assert send(world).status_code == 200


def test_several_municipalities_each_have_their_own(world: World) -> None:
    from baken.kernel.models import Municipality

    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    text = Client().get("/melden/").content.decode()
    assert "/melden/velsen/" in text
    assert "/melden/haarlem/" in text
    mine = Client().get("/melden/velsen/").content.decode()
    found = re.search(r'href="(/melden/velsen/formulier/\?over=(\w+))"', mine)
    assert found
    assert Client().get(found[1]).status_code == 200
    assert Client().get(f"/melden/haarlem/formulier/?over={found[2]}").status_code == 302
    assert "formulier" not in Client().get(f"/melden/{other.slug}/").content.decode()
    assert Client().get("/melden/nergens/").status_code == 404
    assert Client().get("/melden/nergens/formulier/").status_code == 404
    code = code_in(Client().post(found[1], filled(world)))
    assert Client().post(FOLLOW, {"code": code}).status_code == 200


def test_it_can_be_found_from_the_login_page_and_the_footer(world: World) -> None:
    for page in ("/accounts/login/", "/over-baken/"):
        assert 'href="/melden/"' in Client().get(page).content.decode()
