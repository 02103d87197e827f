# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the client does when a publisher falters, and what it never follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from baken.observe.sources.base import Delivered, PullFailed
from baken.observe.sources.statline.client import Client
from tests.observe.wire import Wire

Pull = Callable[..., Delivered]


def figures(delivered: Delivered) -> dict[tuple[str, str, str], float | None]:
    rows = [row for _dataset, part, _at, _since in delivered for row in part.to_pylist()]  # type: ignore[union-attr]
    return {(row["indicator"], row["area"], row["period"]): row["value"] for row in rows}


@pytest.mark.parametrize("kind", ["500", "502", "503", "408", "429", "truncated", "drop", "html"])
def test_an_answer_that_fails_twice_is_asked_again_and_nothing_is_missed(
    kind: str, wire: Wire, pull: Pull, waits: list[float], tmp_path: Path
) -> None:
    wire.page_rows = 40
    sound = figures(pull("47018NED"))
    (tmp_path / "pulls").rename(tmp_path / "first")
    waits.clear()
    wire.pages = 0
    wire.fail(kind, page=3, times=2)
    assert figures(pull("47018NED")) == sound
    assert sum(waits) == pytest.approx(2 + 4)  # ever longer


def test_a_publisher_that_keeps_failing_is_given_up_after_five_tries(wire: Wire, pull: Pull) -> None:
    wire.fail("500", times=None)
    with pytest.raises(PullFailed, match=r"127\.0\.0\.1 geeft geen goed antwoord \(fout 500\), ook niet na 5 keer"):
        pull("47018NED")
    assert sum("TypedDataSet?" in path for path in wire.requests) == 5


def test_the_wait_that_a_publisher_asks_for_is_kept(wire: Wire, pull: Pull, waits: list[float]) -> None:
    wire.fail("429", page=1, value="17")
    pull("47018NED")
    assert sum(waits) == 17


def test_a_moment_to_wait_for_is_kept_too(wire: Wire, pull: Pull, waits: list[float]) -> None:
    wire.fail("503", page=1, value=format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True))
    pull("47018NED")
    assert 25 < sum(waits) <= 30


def test_a_wait_of_an_hour_is_left_for_another_day(wire: Wire, pull: Pull, waits: list[float]) -> None:
    wire.fail("429", page=1, value="3600")
    with pytest.raises(PullFailed, match="vraagt om 60 minuten te wachten"):
        pull("47018NED")
    assert waits == []


def test_waiting_can_be_broken_off(wire: Wire, pull: Pull) -> None:
    class Stop(Exception):
        pass

    def heard(_done: int, _total: int | None, what: str) -> None:
        if "poging" in what:
            raise Stop

    wire.fail("500", page=1)
    with pytest.raises(Stop):
        pull("47018NED", progress=heard)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("foreign", "", "verwijst naar een ander adres \\(elders.example.org\\)"),
        ("redirect", "", "verwijst door naar een ander adres"),
        ("loop", "", "verwijst steeds naar dezelfde pagina"),
        ("404", "", "kent deze tabel niet"),
        ("403", "", "weigert de vraag \\(fout 403\\)"),
        ("text", "", "staat 'veel'. Dat is geen cijfer"),
        ("short", "", "telt .* regels, maar stuurde er"),
    ],
)
def test_what_is_no_fault_of_the_moment_is_refused_at_once(
    kind: str, value: str, said: str, wire: Wire, pull: Pull, waits: list[float]
) -> None:
    wire.page_rows = 40
    wire.fail(kind, page=1, times=None, value=value)
    with pytest.raises(PullFailed, match=said):
        pull("47018NED")
    assert waits == []


def test_no_other_host_was_ever_asked(wire: Wire) -> None:
    client = Client("https://publisher.example.org/sub/")
    seen_on = "https://publisher.example.org/ODataFeed/odata/x?$skip=1"
    assert client.own("http://publisher.example.org:80/a?b=c", seen_on) == "https://publisher.example.org/a?b=c"
    assert (
        client.own("TypedDataSet?$skip=2", seen_on)
        == "https://publisher.example.org/ODataFeed/odata/TypedDataSet?$skip=2"
    )
    for link in (
        "https://evil.example.org/a",
        "//evil.example.org/a",
        "https://publisher.example.org@evil.example.org/",
        "file:///a",
    ):
        with pytest.raises(PullFailed):
            client.own(link, seen_on)


def test_a_reply_without_end_is_cut_off(wire: Wire) -> None:
    wire.fail("huge", times=None, value="3000000")
    client = Client(wire.url, max_bytes=1024 * 1024)
    with pytest.raises(PullFailed, match="meer dan 1 MB"):
        client.json(f"{wire.url}/ODataFeed/odata/83648NED/TypedDataSet?$format=json")


@pytest.mark.parametrize(
    "base", ["ftp://example.org", "example.org", "file:///etc/passwd", "https://me@example.org", ""]
)
def test_only_an_address_on_the_web_is_a_publisher(base: str) -> None:
    with pytest.raises(PullFailed, match="geen adres van een uitgever"):
        Client(base)


def test_a_figure_that_is_no_number_is_asked_again_and_then_refused(wire: Wire, pull: Pull) -> None:
    wire.fail("nan", times=None)
    with pytest.raises(PullFailed, match="niet compleet of geen JSON"):
        pull("47018NED")


def test_nobody_answers(statline: object, pull: Pull, wire: Wire) -> None:
    client = Client("http://127.0.0.1:9", sleep=lambda seconds: None)
    with pytest.raises(PullFailed, match="de verbinding viel weg"):
        client.json("http://127.0.0.1:9/x")
