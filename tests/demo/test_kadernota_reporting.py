# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of residents and entrepreneurs who tell what they see."""

import json
import re

from tests.demo.served import Served


def test_s9_residents_and_entrepreneurs_can_tell_what_they_see_and_hear_back(demo: Served) -> None:
    first = demo.visitor().get("/melden/")
    assert first.status == 200
    for words in (
        "112",
        "0900-8844",
        "0800-7000",
        "U hoeft uw naam niet te geven",
        "Drugs bij een school",
        "Witwassen",
    ):
        assert words in first.text
    over = re.search(r"over=([0-9a-f]{32})", first.body.decode())
    assert over
    form = demo.visitor().get(f"/melden/formulier/?over={over[1]}")
    assert form.status == 200
    assert "Melding versturen" in form.text
    assert demo.visitor().get("/melden/volgen/").status == 200


def test_s9_what_can_be_reported_is_open_to_other_forms_too(demo: Served) -> None:
    told = json.loads(demo.visitor().get("/api/v1/public/categories").body)
    found = {one["id"] for one in told}
    assert {"drugs-street", "undermining", "trafficking-labour"} <= found
    assert "confused-behaviour" not in found, "not open to the public before its desk is ready"
