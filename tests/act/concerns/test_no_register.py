# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody becomes findable by premises or a company in signals on sexual exploitation: refused when they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.act.concerns.models import Category
from baken.act.concerns.reporting.no_register import against
from baken.act.concerns.reporting.own_reports import victims_category
from baken.act.concerns.reporting.reports import Place, Thing
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import slugs

SEXUAL, LABOUR = True, False
"""Whether the category refuses names too."""


def refuses(names: bool, kind: str, name: str, number: str = "", note: str = "") -> bool:
    return bool(against("trafficking", [Thing(kind, name, number)], note, names=names))


@given(
    st.sampled_from(["premises", "company"]),
    st.sampled_from(["Appartement", "Massagesalon Zon", ""]),
    st.from_regex(r"0[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{4}|\\+[0-9]{2} ?[0-9]{9}", fullmatch=True),
)
def test_a_telephone_number_is_refused_however_it_is_written(kind, told, number):
    assert refuses(SEXUAL, kind, f"{told} {number}")
    assert refuses(LABOUR, kind, f"{told} {number}")
    assert refuses(SEXUAL, kind, told, note=f"bel {number}")
    assert not against("drugs", [Thing(kind, f"{told} {number}")], names=True)


@pytest.mark.parametrize("text", [
    "www.voorbeeld.example/advertentie/12", "https://x.example", "dames.nl", "@zoete_ster", "Zij heet Maria de Vries",
    "maria@voorbeeld.example",
])  # fmt: skip
def test_names_mail_and_advertisements_are_refused(text):
    assert refuses(SEXUAL, "premises", text)
    assert refuses(SEXUAL, "company", "", text)
    assert refuses(SEXUAL, "premises", "Appartement", note=text)


def test_a_place_a_firm_and_its_trade_number_may_be_told():
    assert not refuses(SEXUAL, "premises", "Appartement boven de winkel, twee hoog")
    assert not refuses(SEXUAL, "company", "Massagesalon Zon", "12345678")
    assert not refuses(LABOUR, "company", "Jan de Vries Montage BV", "12345678")
    assert not refuses(SEXUAL, "vehicle", "", "XX-123-B")


@pytest.mark.django_db
def test_intake_refuses_it_by_every_channel(world: World):
    for more in ({"things": (Thing("premises", "Bel 0612345678"),)}, {"place": Place("none", note="bel 0612345678")}):
        for channel in ("public", "staff", "partner"):
            with pytest.raises(Refused) as refused:
                world.receive("trafficking-labour", channel=channel, **more)
            assert slugs(refused) == {"no_register"}


@pytest.mark.django_db
def test_names_follow_the_category_not_what_it_is_called(world: World):
    """A municipality may call its categories as it likes: the field says whether a name is refused."""
    category = world.categories["trafficking-labour"]
    things = (Thing("premises", "Zij heet Maria de Vries"),)
    world.receive("trafficking-labour", things=things)
    category.no_names = True
    do(category.save, world.municipality)
    with pytest.raises(Refused) as refused:
        world.receive("trafficking-labour", things=things)
    assert slugs(refused) == {"no_register"}


@pytest.mark.django_db
def test_by_which_category_a_victim_is_reported_is_set_up(world: World):
    assert victims_category(world.municipality.pk) == ""
    category = Category.objects.get(municipality=world.municipality, slug="trafficking-labour")
    category.victims = True
    do(category.save, world.municipality)
    assert victims_category(world.municipality.pk) == "trafficking-labour"
    category.active = False
    do(category.save, world.municipality)
    assert victims_category(world.municipality.pk) == ""
