# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seeing things coming, in the example as its user finds it."""

import re

from tests.demo.served import Served

LIST = "/waarnemen/attenderingen/"


def test_s93_threats_that_grow_are_seen_early(demo: Served) -> None:
    """Online threats that turn into disorder: the rise was told, explained, and found useful."""
    adviser = demo.person("adviseur")
    april = adviser.get(f"{LIST}?maand=2026-04")
    assert "1 stijging in april 2026 is het lezen waard" in april.text
    one = next(link for link in april.page.links if re.search(r"attenderingen/[0-9a-f-]{36}/$", link))
    text = adviser.get(one).text
    assert "Bedreiging in " in text
    assert "Ruzie op sociale media" in text
    assert "Ja, deze attendering was nuttig." in text
    assert "Het zegt niet waardoor het komt." in text


def test_s128_the_picture_stays_current_month_by_month(demo: Served) -> None:
    adviser = demo.person("adviseur")
    text = adviser.get(LIST).text
    assert re.search(r"[45] stijgingen in september 2026 zijn het lezen waard", text)
    assert "Nog niet meegeteld: oktober 2026" in text
    assert "Meldingen van overlast in " in text  # of own records
    assert "Wordt uitgezocht" in text
    record = adviser.get(f"{LIST}opbrengst/").text
    assert "nuttig: 1 van de 2 waarvan dat is gezegd" in record
    assert re.search(r"augustus 2026 0 0 0 0", record)
    assert "nieuwe attenderingen" in demo.person("ondermijning").get("/").text
    assert "attendering" not in demo.person("raadslid").get("/").text
