# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way through the pages: upload, which column is what, check, store; for whom, and what is refused."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import ROLES
from baken.kernel.models import Municipality
from baken.observe.facade import figures_of, play_local_files, store
from baken.observe.local_files import views, waiting
from baken.observe.local_files.practice import FAULTY, SOUND
from baken.observe.models import ColumnMapping
from tests.observe.conftest import NOW

from .files import GOOD, MARK, UNSAFE, WIDE, numbers, repacked, workbook

START = "/waarnemen/bronnen/inlezen/"
SAVED = f"{START}indeling/monitor/"
Sign = Callable[[str], Client]


@pytest.fixture
def adviser(town: Municipality, signed_in: Sign) -> Client:
    return signed_in("safety_adviser")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the pages think that it is the example's day; returns how to move on."""
    clock = {"now": NOW}

    def tick() -> Any:
        clock["now"] += timedelta(seconds=1)
        return clock["now"]

    monkeypatch.setattr(views, "now", tick)
    return clock


pytestmark = pytest.mark.usefixtures("at_noon")


def text_of(response: Any) -> str:
    """Return the words of a page, spaces made single."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


def upload(client: Client, content: str | bytes = GOOD, name: str = "monitor.csv", **more: str) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(START, {"file": SimpleUploadedFile(name, data), **more})


def answers(mapping: Any = WIDE, headings: Any = None) -> dict[str, str]:
    """Return what is posted to say which column is what."""
    told = {"decimals": "comma" if mapping.comma else "point", "unit": "share" if mapping.share else "percent"}
    for at, use in enumerate(mapping.uses):
        told |= {f"role_{at}": use.role.value, f"indicator_{at}": use.indicator}
    return told


def store_through_the_pages(client: Client, title: str = "Monitor", content: str | bytes = GOOD) -> Any:
    columns = upload(client, content)["Location"]
    if columns.endswith("/controle/"):
        check = columns
    else:
        check = client.post(columns, answers())["Location"]
    return client.post(check, {"title": title, "method": "Door de gemeente."})


def test_the_whole_way(adviser: Client, uploads: Path) -> None:
    columns = upload(adviser)["Location"]
    assert re.fullmatch(rf"{START}[0-9a-f]{{32}}/", columns)
    page = adviser.get(columns)
    assert "Velserbroek · WK045305 · IJmuiden-Noord" in text_of(page)
    check = adviser.post(columns, answers())["Location"]
    page = adviser.get(check)
    assert "De cijfers kloppen" in text_of(page)
    assert "Nieuw 6 Bijgewerkt 0 Gelijk gebleven 0" in text_of(page)
    assert "20,1 tot 28,9" in text_of(page)
    assert "local-survey" not in {d.id for d in store().datasets()}, "looking stores nothing"
    done = adviser.post(check, {"title": "Monitor", "method": "Door de gemeente."}, follow=True)
    assert done.redirect_chain[-1][0] == "/waarnemen/bronnen/local-survey/"
    assert "6 nieuw, 0 bijgewerkt, 0 gelijk gebleven" in text_of(done)
    assert figures_of([(UNSAFE, "WK045308")], 2025)[UNSAFE, "WK045308"].value == 24.5
    assert list(uploads.iterdir()) == [], "the upload is gone once it is stored"
    assert adviser.get(check).status_code == 404
    words = text_of(adviser.get(f"/waarnemen/indicator/{UNSAFE}/"))
    assert "Gemeente Velsen" in words
    assert "verzonnen voor deze voorbeeldomgeving" not in words
    assert "Velserbroek niet te beoordelen 24,5 20,1–28,9" in words


def test_next_time_baken_knows_and_goes_straight_to_the_check(adviser: Client) -> None:
    store_through_the_pages(adviser)
    again = upload(adviser, GOOD.replace("24,5", "25,5"), "heel-anders.csv")
    assert again["Location"].endswith("/controle/")
    words = text_of(adviser.get(again["Location"]))
    assert "Gelezen met de indeling 'Monitor'" in words
    assert "Nieuw 0 Bijgewerkt 1 Gelijk gebleven 5" in words
    assert "24,5 (20,1 tot 28,9) n = 331" in words
    assert "25,5 (20,1 tot 28,9) n = 331" in words
    assert adviser.post(again["Location"], {"title": "Monitor", "method": "Door de gemeente."}).status_code == 302
    assert ColumnMapping.objects.count() == 1


def test_two_columns_that_do_not_match_are_named(adviser: Client) -> None:
    store_through_the_pages(adviser)
    text = GOOD.replace("marge onder", "ondergrens").replace("marge boven", "bovengrens")
    columns = upload(adviser, text, mapping="monitor")["Location"]
    words = text_of(adviser.get(columns))
    assert "De kolom 'marge onder' ontbreekt" in words
    assert "De kolom 'marge boven' ontbreekt" in words
    assert 'value="value" selected' in adviser.get(columns).content.decode(), "what does match is filled in"


def test_every_problem_is_shown_by_row_and_column_and_nothing_is_stored(adviser: Client) -> None:
    check = adviser.post(upload(adviser, GOOD + "Atlantis;2025;-1;24;30;28;7\n")["Location"], answers())["Location"]
    for page in (adviser.get(check), adviser.post(check, {"title": "Monitor"})):
        words = text_of(page)
        assert "rij 5, kolom &#x27;wijk&#x27;: &#x27;Atlantis&#x27; is geen bekend gebied" in words
        assert "rij 5, kolom &#x27;n&#x27;: -1 is geen aantal mensen" in words
        assert "2 problemen" in words
    assert not ColumnMapping.objects.exists()
    assert "local-survey" not in {d.id for d in store().datasets()}


def test_thousands_of_problems_show_the_first_and_count_the_rest(adviser: Client) -> None:
    text = GOOD + "Atlantis;2025;1;1;1;1;1\n" * 3000
    words = text_of(adviser.get(adviser.post(upload(adviser, text)["Location"], answers())["Location"]))
    assert "3000 problemen" in words
    assert "Dit zijn de eerste 200; er zijn er nog 2800." in words


def test_a_mapping_that_is_wrong_is_told_at_its_column_and_keeps_what_was_chosen(adviser: Client) -> None:
    columns = upload(adviser)["Location"]
    wrong = answers() | {"role_4": "", "indicator_6": "", "year": "2025"}
    page = adviser.post(columns, wrong)
    words = text_of(page)
    assert page.status_code == 422
    assert "marge boven: Geef een ondergrens én een bovengrens" in words
    assert "leefbaarheid: Kies welk cijfer dit is." in words
    assert "Het jaar staat al in een kolom" in words
    assert f'value="{UNSAFE}" selected' in page.content.decode()


def test_words_that_baken_does_not_know_are_asked(adviser: Client) -> None:
    text = "gebied;jaar;onderwerp;waarde\nVelsen;2025;Onveilig;31\nVelsen;2025;Groen;8\nVelsen;2025;survey_decay;12\n"
    columns = upload(adviser, text)["Location"]
    told = {
        "role_0": "area",
        "role_1": "year",
        "role_2": "indicator",
        "role_3": "value",
        "decimals": "comma",
        "unit": "percent",
    }
    page = adviser.post(columns, told)
    assert page.status_code == 422
    assert "Woorden die Baken niet kent" in text_of(page)
    check = adviser.post(columns, told | {"word_0": UNSAFE, "word_1": "-"})["Location"]
    words = text_of(adviser.get(check))
    assert "2 cijfers van 1 gebieden" in words
    assert "1 rij is weggelaten" in words


def test_which_sheet_is_asked_and_remembered(adviser: Client) -> None:
    data = workbook({"Toelichting": [["lees", "mij"]], "Cijfers": numbers()})
    columns = upload(adviser, data, "monitor.xlsx")["Location"]
    assert "meer dan één blad" in text_of(adviser.get(columns))
    page = adviser.post(columns, {"place": "1", "sheet": "Weg"})
    assert page.status_code == 422
    assert adviser.post(columns, {"place": "1", "sheet": "Cijfers"})["Location"] == columns
    check = adviser.post(columns, answers())["Location"]
    adviser.post(check, {"title": "Monitor"})
    assert ColumnMapping.objects.get().layout["sheet"] == "Cijfers"
    assert upload(adviser, data, "monitor.xlsx")["Location"].endswith("/controle/")


def test_another_row_of_headings_can_be_chosen(adviser: Client) -> None:
    columns = upload(adviser, f"a;b;c;d;e;f;g\n{GOOD}")["Location"]
    adviser.post(columns, {"place": "1", "heading_row": "2"})
    assert "kolomnamen in rij 2, daaronder 3 rijen" in text_of(adviser.get(columns))
    adviser.post(columns, {"place": "1", "heading_row": "77"})
    assert "In rij 77 staan geen kolomnamen" in text_of(adviser.get(columns))
    assert adviser.post(columns, {"place": "1", "heading_row": "nul"}).status_code == 422


def test_a_name_that_is_taken_is_told_and_nothing_is_stored(adviser: Client) -> None:
    store_through_the_pages(adviser)
    other = replace(WIDE, uses=tuple(u for u in WIDE.uses if u.indicator != MARK))
    text = "\n".join(";".join(row.split(";")[:6]) for row in GOOD.split("\n"))
    check = adviser.post(upload(adviser, text)["Location"], answers(other))["Location"]
    page = adviser.post(check, {"title": "monitor"})
    assert page.status_code == 422
    assert "Er is al een indeling met deze naam" in text_of(page)
    assert len(store().loads("local-survey")) == 1


def test_a_mapping_that_another_changed_meanwhile_is_not_overwritten_unasked(
    adviser: Client, town: Municipality, actor: Any
) -> None:
    from baken.observe.local_files.actions import save_mapping

    store_through_the_pages(adviser)
    check = upload(adviser, GOOD.replace("24,5", "25,5"))["Location"]
    record = ColumnMapping.objects.get()
    save_mapping(actor=actor, at=NOW, municipality=town, title="Monitor", method="Anders.", mapping=WIDE, record=record)
    page = adviser.post(check, {"title": "Monitor", "method": "Mijn tekst"})
    assert page.status_code == 422
    assert "Iemand anders veranderde deze indeling" in text_of(page)
    assert "Mijn tekst" in text_of(page)
    assert len(store().loads("local-survey")) == 1
    assert adviser.post(check, {"title": "Monitor", "method": "Mijn tekst"}).status_code == 302
    assert ColumnMapping.objects.get().method == "Mijn tekst"


@pytest.mark.parametrize("what", ["nothing", "empty", "pdf", "formula", "macro"])
def test_bad_files_get_a_clear_page(adviser: Client, what: str) -> None:
    if what == "nothing":
        page = adviser.post(START, {})
        assert page.status_code == 422
        assert "Bestand:" in text_of(page)
        return
    if what == "empty":
        assert upload(adviser, "").status_code == 422
        return
    content: bytes = {
        "pdf": b"%PDF-1.7\x00\x01",
        "formula": b"wijk;jaar;x\n=cmd|A0;2025;1\n",
        "macro": repacked(workbook({"A": numbers()}), xl__vbaProject_dot_bin=b"x"),
    }[what]
    page = adviser.get(upload(adviser, content, f"x.{what}")["Location"])
    assert page.status_code == 200
    assert "Dit bestand kan Baken niet lezen" in text_of(page)
    assert {"pdf": "NUL-teken", "formula": "=cmd|A0", "macro": "macro"}[what] in text_of(page)


class Endless(io.RawIOBase):
    """A form with a file of 200 MB, made while it is read: nothing of it is in memory before."""

    def __init__(self, token: str, size: int) -> None:
        boundary = "XX"
        self.head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="groot.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        ).encode()
        self.tail = f"\r\n--{boundary}--\r\n".encode()
        self.size, self.at = len(self.head) + size + len(self.tail), 0
        self.body = size

    def read(self, amount: int = -1) -> bytes:
        wanted = min(amount if amount and amount > 0 else 65536, self.size - self.at)
        out = b""
        while len(out) < wanted:
            place, left = self.at + len(out), wanted - len(out)
            if place < len(self.head):
                out += self.head[place : place + left]
            elif place < len(self.head) + self.body:
                out += (
                    b"a;b\n" * 1 if left < 4 else b"a;b\n" * (min(left, len(self.head) + self.body - place) // 4 or 1)
                )
                out = out[:wanted]
            else:
                start = place - len(self.head) - self.body
                out += self.tail[start : start + left]
        self.at += len(out)
        return out


def test_a_file_of_200_mb_is_refused_while_it_comes_in_with_flat_memory(adviser: Client, uploads: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = adviser.cookies
    strict.get(START)
    stream = Endless(strict.cookies["csrftoken"].value, 200 * 1024 * 1024)
    tracemalloc.start()
    given = {
        "wsgi.input": stream,
        "CONTENT_LENGTH": str(stream.size),
        "CONTENT_TYPE": "multipart/form-data; boundary=XX",
    }
    page = strict.generic("POST", START, **given)  # type: ignore[arg-type]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.status_code == 422
    assert "groter dan 10 MB" in text_of(page)
    assert peak < 30 * 1024 * 1024
    assert waiting.waiting_of(page.wsgi_request.actor) == []


def test_the_form_needs_its_token(adviser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = adviser.cookies
    assert upload(strict).status_code == 403


# For whom


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "safety_adviser"}))
def test_these_pages_are_not_there_for_others(town: Municipality, signed_in: Sign, role: str) -> None:
    client = signed_in(role)
    for page in (START, f"{START}voorbeeld/{SOUND}.csv", SAVED, f"{START}{'0' * 32}/", f"{START}{'0' * 32}/controle/"):
        assert client.get(page).status_code == 404
    for page in (START, SAVED, f"{SAVED}verwijderen/", f"{START}{'0' * 32}/weg/"):
        assert client.post(page).status_code == 404


def test_a_visitor_is_asked_to_log_in(town: Municipality, client: Client) -> None:
    assert client.get(START)["Location"].startswith("/accounts/login/")


def test_an_upload_is_for_who_uploaded_and_for_a_day(
    adviser: Client, signed_in: Sign, town: Municipality, uploads: Path, at_noon: Any
) -> None:
    columns = upload(adviser)["Location"]
    from baken.access.facade import User, make_account, system_actor

    make_account(
        actor=system_actor(town), at=NOW, municipality=town, username="ander", password="een-lange-zin-voor-tests",
        display_name="Ander (voorbeeld)", role="safety_adviser", since=NOW.date(), partner=None, fictitious=True,
    )  # fmt: skip
    other = Client()
    other.force_login(User.objects.get(username="ander"), backend="baken.access.login.backends.AccountBackend")
    for page in (columns, f"{columns}controle/"):
        assert adviser.get(page).status_code in (200, 302)
        assert other.get(page).status_code == 404
        assert other.post(page, {"title": "x"}).status_code == 404
        assert "monitor.csv" not in text_of(other.get(page))
    assert other.post(f"{columns}weg/").status_code == 404
    assert "monitor.csv" not in text_of(other.get(START))
    assert "monitor.csv" in text_of(adviser.get(START))
    (folder,) = uploads.iterdir()
    assert (folder.stat().st_mode & 0o077, (folder / "file").stat().st_mode & 0o077) == (0, 0)
    at_noon["now"] = NOW + timedelta(days=1, minutes=1)
    assert adviser.get(columns).status_code == 404
    upload(adviser, name="nieuw.csv")
    assert not folder.exists(), "a day old: deleted at the next upload"


@pytest.mark.parametrize("token", ["..", "0", "a" * 31 + "Z", "0" * 32, "%2e%2e", "x" * 500])
def test_a_guessed_token_leads_nowhere(adviser: Client, token: str) -> None:
    assert adviser.get(f"{START}{token}/controle/").status_code == 404


def test_five_uploads_wait_at_most(adviser: Client, uploads: Path) -> None:
    for at in range(8):
        upload(adviser, name=f"nummer{at}.csv")
    words = text_of(adviser.get(START))
    assert [at for at in range(8) if f"nummer{at}.csv" in words] == [3, 4, 5, 6, 7]
    assert len(list(uploads.iterdir())) == 5


def test_an_upload_can_be_thrown_away(adviser: Client, uploads: Path) -> None:
    columns = upload(adviser)["Location"]
    assert adviser.post(f"{columns}weg/")["Location"] == START
    assert list(uploads.iterdir()) == []


def test_the_check_before_the_columns_sends_back(adviser: Client) -> None:
    columns = upload(adviser)["Location"]
    assert adviser.get(f"{columns}controle/")["Location"] == columns


# Practice files and saved mappings


def test_the_practice_file_goes_all_the_way_and_stays_made_up(adviser: Client) -> None:
    content = adviser.get(f"{START}voorbeeld/{SOUND}.csv").content
    columns = upload(adviser, content, "oefenbestand.csv")["Location"]
    page = adviser.get(columns)
    form = page.context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    assert told["fictitious"] is True
    check = adviser.post(columns, {**told, "fictitious": "on"})["Location"]
    words = text_of(adviser.get(check))
    assert "20 cijfers van 10 gebieden" in words
    assert "verzonnen" in words
    adviser.post(check, {"title": "Oefening"})
    assert figures_of([(UNSAFE, "WK045308")], 2025)[UNSAFE, "WK045308"].dataset == "example-local"


def test_the_practice_file_with_mistakes_shows_each(adviser: Client) -> None:
    content = adviser.get(f"{START}voorbeeld/{FAULTY}.csv").content
    columns = upload(adviser, content)["Location"]
    form = adviser.get(columns).context["form"]
    told = {name: form[name].value() or "" for name in form.fields} | {"fictitious": "on"}
    words = text_of(adviser.get(adviser.post(columns, told)["Location"]))
    for piece in ("geen bekend gebied", "geen aantal mensen", "heeft een punt", "tussen 0 en 100", "datum", "dubbel"):
        assert piece in words, piece
    assert adviser.get(f"{START}voorbeeld/anders.csv").status_code == 404


def test_a_saved_mapping_is_shown_changed_and_deleted(adviser: Client) -> None:
    store_through_the_pages(adviser)
    page = adviser.get(SAVED)
    assert "Door de gemeente." in text_of(page)
    told = answers() | {"title": "Nieuwe naam", "method": "Anders", "version": "1"}
    assert adviser.post(SAVED, told | {"role_0": ""}).status_code == 422
    assert adviser.post(SAVED, told).status_code == 302
    record = ColumnMapping.objects.get()
    assert (record.slug, record.title, record.method, record.version) == ("monitor", "Nieuwe naam", "Anders", 2)
    assert adviser.post(f"{SAVED}verwijderen/")["Location"] == START
    assert not ColumnMapping.objects.exists()
    assert "local-survey" in {d.id for d in store().datasets()}
    assert adviser.get(SAVED).status_code == 404


def test_two_who_change_one_mapping_both_see_both(adviser: Client) -> None:
    store_through_the_pages(adviser)
    told = answers() | {"title": "Monitor", "version": "1"}
    adviser.post(SAVED, told | {"method": "Van de eerste"})
    page = adviser.post(SAVED, told | {"method": "Van de tweede"})
    assert page.status_code == 409
    words = text_of(page)
    assert "Van de eerste" in words
    assert "Van de tweede" in words
    assert ColumnMapping.objects.get().method == "Van de eerste"
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())
    assert version
    assert adviser.post(SAVED, told | {"method": "Van de tweede", "version": version[1]}).status_code == 302
    assert ColumnMapping.objects.get().method == "Van de tweede"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 50, "\u0663", "1\x00"])
def test_a_version_that_is_none_is_an_old_one(adviser: Client, version: str) -> None:
    store_through_the_pages(adviser)
    told = answers() | {"title": "Monitor", "method": "x", "version": version}
    assert adviser.post(SAVED, told).status_code in (409, 422)
    assert ColumnMapping.objects.get().method == "Door de gemeente."


@pytest.mark.parametrize("field", ["title", "method", "role_0", "indicator_3", "decimals", "version"])
def test_hostile_input_changes_nothing(adviser: Client, field: str) -> None:
    store_through_the_pages(adviser)
    told = answers() | {"title": "Monitor", "method": "x", "version": "1"}
    for hostile in ("\x00", "a\x00b", "x" * 100_000, "<script>"):
        page = adviser.post(SAVED, told | {field: hostile})
        if page.status_code == 302:  # a text is allowed to look odd
            assert field in ("title", "method")
            assert hostile == "<script>"
            assert "<script>" not in adviser.get(SAVED).content.decode()
            return
        assert page.status_code in (409, 422)


def test_the_page_asks_as_much_of_the_database_for_many_mappings_as_for_few(
    adviser: Client, town: Municipality, actor: Any, save: Any
) -> None:
    play_local_files(actor=actor, at=NOW, municipality=town)
    adviser.get(START)
    with CaptureQueriesContext(
        connection,
    ) as few:
        adviser.get(START)
    for at in range(25):
        save(f"Monitor {at}", WIDE)
    with CaptureQueriesContext(connection) as many:
        page = adviser.get(START)
    assert "Monitor 24" in text_of(page)
    assert len(many) == len(few) <= 8


def test_the_empty_page_says_what_to_do(adviser: Client) -> None:
    words = text_of(adviser.get(START))
    assert "Nog geen indeling bewaard" in words
    assert "Oefenbestand" in words


def test_where_no_areas_were_loaded_a_practice_file_has_headings_only(db: None) -> None:
    from baken.kernel.models import Municipality
    from baken.observe.local_files.practice import practice_file

    elsewhere = Municipality.objects.create(code="GM0001", slug="elders", name="Elders")
    for name in (SOUND, FAULTY):
        assert practice_file(elsewhere, name, 2025).count("\r\n") == 1
