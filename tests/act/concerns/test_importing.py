# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns from a file: every fault told by row, nothing double, nothing worked out, nothing readable left lying about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baken.access.facade import opened
from baken.act.concerns.files import command as import_command
from baken.act.concerns.files import importing
from baken.act.concerns.files import reading as reading
from baken.act.concerns.models import Concern
from baken.kernel.errors import Denied

from .builders import World

START = "/uitvoeren/signalen/inlezen/"
HEAD = "kenmerk;categorie;omschrijving;datum;bron"
SOUND = (
    f"{HEAD}\n1;drugs-street;Gedeal bij het park.;30-11-2025;inwoner\n2;Undermining;Loods.;2025-11-28;eigen controle\n"
)
FAULTY = (
    f"{HEAD}\n"
    "1;drugs-street;Gedeal bij het park.;30-11-2025;inwoner\n"
    "2;drugs-streat;Gedeal.;;\n"
    "3;undermining;;31-02-2025;geruchten\n"
    "1;undermining;Loods.;2999-01-01;\n"
)


def checked(world: World, text: str) -> importing.Checked:
    told = importing.world_of(world.municipality, world.now)
    return importing.check(reading.read(text, questions=importing.questions_of(told)), told)


def stored(world: World, text: str, who: str = "adviser") -> importing.Done:
    rows = checked(world, text).ready
    return importing.store(actor=world.actor(who), municipality=world.municipality, rows=rows, at=world.now)


def all_of(world: World) -> list[Concern]:
    with opened(world.system, system=True):
        return sorted(Concern.objects.select_related("category"), key=lambda one: one.description)


def upload(client: Any, data: bytes, name: str = "signalen.csv") -> Any:
    return client.post(START, {"file": SimpleUploadedFile(name, data, "text/csv")})


def test_every_fault_is_told_with_its_row_and_what_to_do(world: World) -> None:
    found = checked(world, FAULTY)
    told = {row: " / ".join(fault.text for fault in found.faults if fault.row == row) for row in (2, 3, 4, 5)}
    assert told[2] == ""
    assert "bedoelt u" in told[3]
    assert "is geen datum" in told[4]
    assert "geruchten" in told[4]
    assert "toekomst" in told[5]
    assert [one.row for one in found.ready] == [2]
    assert found.faulty_rows == 3
    twice = checked(world, f"{HEAD}\n1;undermining;Eerst.;;\n1;undermining;Nog eens.;;\n")
    assert [(fault.row, "rij 2" in fault.text) for fault in twice.faults] == [(3, True)]


def test_a_file_becomes_signals_once_however_often_it_is_read_in(world: World) -> None:
    done = stored(world, SOUND)
    assert (done.made, done.there, done.faults) == (2, 0, [])
    again = stored(world, SOUND)
    assert (again.made, again.there) == (0, 2)
    first, other = all_of(world)
    assert (first.channel, first.source_kind, str(first.occurred_on)) == ("import", "resident", "2025-11-30")
    assert (other.category.slug, other.source_kind) == ("undermining", "own_control")
    assert {first.status, other.status} == {"received"}
    without = "categorie;omschrijving\nundermining;Loods.\nundermining;Loods.\n"
    assert stored(world, without).made == 2, "two rows that are alike are two"
    assert stored(world, without).made == 0


def test_the_same_id_with_something_else_is_told_and_passed_by(world: World) -> None:
    stored(world, SOUND)
    done = stored(world, SOUND.replace("Loods.", "Een heel andere loods."))
    assert (done.made, done.there) == (0, 1)
    assert [(fault.row, "eerder ingelezen" in fault.text) for fault in done.faults] == [(3, True)]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SOUND.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + SOUND.replace(";", ",").encode(), "UTF-8"),
        (SOUND.replace("Loods.", "Café.").encode("cp1252"), "Windows-1252"),
        (SOUND.replace("\n", "\r\n").encode("utf-16"), "UTF-16"),
        (b"sep=;\n" + SOUND.encode(), "UTF-8"),
        (SOUND.replace(";", "\t").encode(), "UTF-8"),
    ],
)
def test_files_as_municipalities_have_them(world: World, data: bytes, encoding: str) -> None:
    text, found = reading.decoded(data)
    told = checked(world, text)
    assert found == encoding
    assert (len(told.ready), told.faults) == (2, ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n \n",
        b"PK\x03\x04 een werkboek",
        b"\xd0\xcf\x11\xe0 oud werkboek",
        b"categorie;omschrijving\nundermining;\x00",
        b"categorie;omschrijving\n",
        b"een;twee\n1;2\n",
        b"categorie;categorie;omschrijving\nundermining;undermining;x\n",
        b'categorie;omschrijving\nundermining;"open\n' + b"x" * 200_000,
        b"categorie;omschrijving\n" + b";" * 5_000 + b"\n",
        b"categorie;omschrijving\n" + b"undermining;x\n" * 10_001,
        b"\xff\xfe" + b"\xd8" * 31,
    ],
)
def test_what_is_no_such_file_is_told_and_nothing_else(
    world: World, client_of: Callable[..., Any], data: bytes
) -> None:
    client = client_of("adviser")
    reply = upload(client, data)
    if reply.status_code == 302:
        reply = client.get(reply.headers["Location"])
    assert reply.status_code == 422
    assert not all_of(world)


def test_cells_are_text_whatever_they_begin_with(world: World) -> None:
    nasty = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+31", "@SUM(A1)", "٠١ \u202eomgekeerd 😀")
    rows = "".join(f'undermining;"{text}"\n' for text in nasty)
    assert stored(world, f"categorie;omschrijving\n{rows}").made == len(nasty)
    kept = {one.description for one in all_of(world)}
    assert set(nasty[:4]) <= kept
    assert not any("\u202e" in text for text in kept)


def test_a_category_that_is_closed_to_files_is_no_category_here(world: World) -> None:
    from tests.kernel.towns import do

    category = world.categories["trafficking-labour"]
    category.closed_to = ["import"]
    do(category.save)
    found = checked(world, "categorie;omschrijving\ntrafficking-labour;x\nUitbuiting op het werk;x\n").faults
    assert [(fault.row, "niet uit een bestand" in fault.text) for fault in found] == [(2, True), (3, True)]


def test_by_the_pages_all_or_only_what_is_sound(world: World, client_of: Callable[..., Any], settings: Any) -> None:
    client = client_of("adviser")
    url = upload(client, FAULTY.encode()).headers["Location"]
    page = client.get(url).content.decode()
    for words in ("Rij 3", "Rij 4", "Rij 5", "Lees alleen de 1 goede rij in"):
        assert words in page, words
    assert client.post(url).status_code == 422, "all or nothing, unless one chooses"
    assert not all_of(world)
    lying = [path for path in (Path(settings.VAR) / "uploads-concerns").iterdir() if path.is_file()]
    assert lying
    assert not any("Gedeal" in path.read_text() for path in lying)
    assert client_of("coordinator").get(url).status_code == 404
    assert client.post(url, {"welke": "goede"}).status_code == 302
    assert [one.description for one in all_of(world)] == ["Gedeal bij het park."]
    assert client.get(url).status_code == 404, "what was read in is gone"
    assert not [path for path in lying if path.exists()]


def test_what_was_never_read_in_goes_at_night(
    world: World, client_of: Callable[..., Any], settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.act.concerns.keeping import nightly

    settings.VAR = tmp_path
    monkeypatch.setattr(nightly, "_done", {})
    upload(client_of("adviser"), FAULTY.encode())
    nightly.nightly(world.now)
    assert len(list((tmp_path / "uploads-concerns").iterdir())) == 1
    nightly.nightly(world.now + timedelta(days=1, hours=1))
    assert not list((tmp_path / "uploads-concerns").iterdir())


def test_who_sets_up_reads_in_and_nobody_else(world: World, client_of: Callable[..., Any]) -> None:
    for name in ("coordinator", "port", "police", "council", "privacy"):
        assert client_of(name).get(START).status_code == 404
        with pytest.raises(Denied):
            stored(world, SOUND, name)
    url = upload(client_of("adviser"), SOUND.encode()).headers["Location"]
    assert client_of("adviser").post(f"{url}weg/").status_code == 302
    assert client_of("adviser").get(url).status_code == 404
    assert not all_of(world)


def test_the_command_line_tells_the_same_and_is_all_or_nothing(world: World, tmp_path: Path) -> None:
    faulty, sound = tmp_path / "faulty.csv", tmp_path / "sound.csv"
    faulty.write_text(FAULTY, encoding="utf-8")
    sound.write_text(SOUND, encoding="utf-8")
    with pytest.raises(import_command.Wrong) as wrong:
        import_command.load(faulty)
    assert "row 4" in str(wrong.value)
    assert not all_of(world)
    assert import_command.load(faulty, only_sound=True).startswith("1 read in, 0 were there already, 3 faulty")
    assert import_command.load(sound).startswith("1 read in, 1 were there already")
    with pytest.raises(import_command.Wrong):
        import_command.load(tmp_path / "nothing.csv")
    with pytest.raises(import_command.Wrong):
        import_command.load(sound, municipality="nowhere")
