# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences between wijken and small buurten, as the example shows them."""

import re

import pytest

from tests.demo.served import Served


@pytest.fixture
def see(demo: Served):  # type: ignore[no-untyped-def]
    """`see(path)`: the words of a page, as a safety adviser reads them."""
    return lambda path: demo.person("adviseur").get(path).text


def test_s22_s36_the_distance_between_wijken_over_the_years(see) -> None:
    text = see("/waarnemen/")
    assert "In 2025 lagen negen wijken doorgaans 36% boven of onder het gemiddelde" in text
    assert "of dat anders is dan in 2021, is niet aan te tonen" in text
    assert re.search(r"2025 36% 25–49%", text)
    assert "Niet meegeteld: Spaarndammerpolder" in text


def test_s37_s38_a_small_buurt_beside_the_others(see) -> None:
    text = see("/waarnemen/gebied/WK045300/")
    assert re.search(r"Velsen-Dorp.{0,60}1 27,8 8,0–56,8", text)
    assert "Geschat met de andere gebieden samen: 27,8 per 1.000 inwoners" in see("/waarnemen/gebied/BU04530000/")


def test_models_are_told_in_plain_words_with_limit_and_human_role(see) -> None:
    text = see("/over-baken/hoe-wij-rekenen/")
    for name in ("Is een verschil echt?", "Attenderingen", "Cijfers veilig openbaar maken", "Capaciteit"):
        assert re.search(re.escape(name) + r" Doel: .{20,200} Grens: .{20,200} De mens: ", text), name
    assert "Wettelijke termijnen" in text
