# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The picture of one municipality: reading its facts, judging its figures, its pages, and the command.

Run by ``python -m benchmarks``, on an example of its own. Pages are asked for by Django's test client, so the time is
that of the server without the network: address to HTML, session and database included.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from benchmarks.measuring import Measure, times

CODE = "GM0453"
AS_OF = datetime(2026, 8, 1, tzinfo=UTC)
PAGES = {
    "picture of the municipality": "/waarnemen/",
    "a wijk in depth": "/waarnemen/gebied/WK045308/",
    "two wijken side by side": "/waarnemen/vergelijk/",
    "all indicators": "/waarnemen/indicatoren/",
    "all municipalities": "/waarnemen/gemeenten/",
    "where one figure comes from": "/waarnemen/cijfer/crime_total/WK045308/2025/",
}


def measures() -> Iterator[Measure]:
    """Yield every measurement; Django must be set up on an example."""
    yield Measure("facts of a picture (20 indicators, all areas and years)", times(read_own), 50)
    yield Measure("the same, as known on a day", times(lambda: read_own(AS_OF)), 50)
    yield Measure("picture with all figures and verdicts", times(own_picture), 50)
    yield Measure("the same, beside all municipalities", times(lambda: own_picture(compared=True)))
    client = signed_in()
    for name, path in PAGES.items():
        yield Measure(f"page: {name}", times(partial(get, client, path)), 200)
    command = [sys.executable, "-m", "baken.cli", "picture", CODE, "--format", "json"]
    yield Measure("`baken picture` as a command", times(lambda: run(command), runs=5), 1500)


def read_own(as_of: datetime | None = None) -> None:
    """Read the facts that the picture of one municipality is made of."""
    from baken.observe.picture.indicators import HEADLINE
    from baken.observe.picture.series import POPULATION
    from baken.observe.store import store

    found = store().facts([*HEADLINE, POPULATION], municipality=CODE, period_kind="year", as_of=as_of)
    assert len(found) > 1000


def own_picture(*, compared: bool = False) -> None:
    """Read facts and areas, and judge every figure of municipality, wijken and buurten."""
    from baken.observe.queries import picture_of

    picture = picture_of(CODE, compared=compared)
    for indicator in picture.indicators:
        for level in ("municipality", "wijk", "buurt"):
            picture.figures(indicator, level)
    if compared:
        assert picture.nation is not None
        assert picture.alike is not None


def signed_in() -> Any:
    from django.conf import settings
    from django.test import Client

    from baken.access.facade import User

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(username="adviseur"), backend="baken.access.login.backends.AccountBackend")
    return client


def get(client: Any, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 200, (path, reply.status_code)


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
