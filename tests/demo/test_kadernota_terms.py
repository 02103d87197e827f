# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of statutory tasks, and where the example shows that their terms are kept."""

import re

from tests.demo.served import Served


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, path
    return reply.text


def test_s96_statutory_terms_stand_on_one_list(demo: Served) -> None:
    """What was missed comes first with its reason or the question for it; each line has its article and its sum."""
    text = words(demo, "/termijnen/", "privacy")
    assert re.search(r"termijn(en)? (is|zijn) gemist", text)
    assert "AVG 12, lid 3" in text
    assert "Schrijf op waarom" in text
    assert "Er is nu een vervanger. (voorbeeld)" in text
    assert re.search(r"1 maand na \d+ \w+ 2026 \(AVG 12, lid 3\)", text)
    rules = words(demo, "/termijnen/regels/", "adviseur")
    for article in ("Wet Bibob 15", "Gemeentewet 172a", "Awb 5:33", "Politiewet 2012 38b, lid 1", "WGS 1.8, lid 7"):
        assert article in rules
    assert "AVG-2026-" not in words(demo, "/termijnen/", "adviseur")
