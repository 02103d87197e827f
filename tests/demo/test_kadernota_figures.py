# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says that own figures show, and what the example made public of them."""

import json
import re
from datetime import date

import numpy as np

from baken.cores.disclosure import Relation, Release, attack
from tests.demo.served import Served

OWN, REGISTER, PUBLIC = "/waarnemen/eigen-cijfers/", "/verantwoorden/publicaties/", "/openbaar/velsen/cijfers/"


def test_s97_the_approach_is_driven_by_signals(demo: Served) -> None:
    """Signals of undermining are counted by month and wijk, for who leads the approach."""
    for who in ("adviseur", "ondermijning"):
        text = demo.person(who).get(f"{OWN}?onderwerp=concerns_undermining&jaar=2025").text
        assert re.search(r"Signalen van ondermijning: \d+ in de laatste twaalf maanden", text)
        assert "Niet voor buiten." in text
        assert "Per wijk en maand in 2025" in text


def test_the_example_published_figures_and_one_draft_waits(demo: Served) -> None:
    text = demo.person("privacy").get(REGISTER).text
    assert re.search(r"Eigen cijfers 2025 verzonnen S. de Vries \(voorbeeld\)", text)
    assert "Bekijken en publiceren" in text
    assert "5. Eigen cijfers 2024" in text
    assert "teruggetrokken publicatie 2" in text
    public = demo.visitor().get(PUBLIC).text
    assert "Eigen cijfers 2024" in public
    assert "niet gepubliceerd" in public
    assert "Dit zijn geen metingen" in public
    assert "De titel noemde het verkeerde jaar." in public


def as_read(text: str, name: str) -> Release:
    """A publication as a reader has it: counts, gaps, and that wijken add up to the municipality."""
    low: dict[tuple[str, ...], float | None] = {}
    relations = []
    for panel in json.loads(text)["panels"]:
        years = [column["key"] for column in panel["columns"][1:]]
        for place, year in enumerate(years, 1):
            cells = {row["key"]: row["cells"][place].get("value") for row in panel["rows"]}
            low |= {(area, panel["key"], year): count for area, count in cells.items()}
            parts = [area for area in cells if not area.startswith("GM")]
            if parts:
                terms = [((area, panel["key"], year), 1.0) for area in parts]
                relations.append(Relation((*terms, (("GM0453", panel["key"], year), -1.0))))
    told = list(low.values())
    return Release(
        name=name, date=date(2026, 1, 1), keys=tuple(low),
        low=np.array([0.0 if count is None else count for count in told]),
        high=np.array([np.inf if count is None else count for count in told]),
        values=np.array([np.nan if count is None else count for count in told]),
        sensitive=np.zeros(len(told), dtype=bool), relations=tuple(relations),
    )  # fmt: skip


def test_who_keeps_all_that_the_example_published_places_no_withheld_count(demo: Served) -> None:
    """The reader has the public files alone, and uses linear programs on all of them at once."""
    public = demo.visitor()
    kept = {number: public.get(f"{PUBLIC}{number}/eigen-cijfers.json") for number in (1, 4, 5)}
    assert {reply.status for reply in kept.values()} == {200}
    ordinary = [as_read(kept[number].body.decode(), str(number)) for number in (1, 5)]
    found = attack(ordinary)
    assert len(found.keys) > 50, "there is something to look for"
    assert found.narrower_than(5) == []
    sensitive = attack([as_read(kept[4].body.decode(), "4")])
    assert len(sensitive.keys) > 0
    assert sensitive.narrower_than(10) == []
