# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""In what shape a concern may go: without what the guard sees, a place as far as was chosen, parts with something in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from baken.act.concerns.sharing import rules as sharing_rules
from baken.act.concerns.sharing.rules import Parcel, place_text, redacted, street_of
from baken.kernel.text.personal_data import find


@given(st.text(max_size=200))
def test_what_the_form_begins_with_holds_nothing_that_the_guard_sees(text):
    said = f"{text} Jan de Vries woont hier, bel 0612345678 of jan@voorbeeld.example."
    begun = redacted(said)
    assert "0612345678" not in begun
    assert "jan@voorbeeld.example" not in begun
    assert len(find(begun)) <= len(find(said))


@given(st.from_regex(r"[A-Z][a-z]{2,12}straat", fullmatch=True), st.integers(1, 999), st.sampled_from(["", "a", "-2"]))
def test_a_street_has_no_number(street, number, more):
    address = f"{street} {number}{more}, 1970 AA IJmuiden"
    assert street_of(address) == street
    told = place_text("street", address=address, note="achterom", area="Zeewijk")
    assert told == f"{street}, Zeewijk"
    assert place_text("area", address=address, note="achterom", area="Zeewijk") == "Zeewijk"
    assert place_text("", address=address, note="achterom", area="Zeewijk") == ""


@given(st.dictionaries(st.sampled_from(sorted(sharing_rules.PACKET_PARTS)), st.sampled_from(["", " ", "iets"])))
def test_only_parts_with_something_in_them_go(texts):
    found = Parcel(texts).parts
    assert set(found) == {part for part, text in texts.items() if text.strip()}
