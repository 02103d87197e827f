# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what the tests of claims need: figures of the municipality itself, its areas, where efforts ran.

Only figures of the municipality's own areas are read: a national figure can't come into a local test.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baken.decide.policy.facade import (
    OF_ALL_WIJKEN,
    Claim,
    Expect,
    Framework,
    area_codes,
    council_reader,
    efforts,
    named_areas,
)
from baken.kernel.models import Municipality
from baken.observe.facade import (
    INDICATORS,
    MAIN,
    METHOD_BREAKS,
    NoFigures,
    Picture,
    UnknownArea,
    latest_year,
    picture_of,
)

from .rules import Family, Material, Reading

MARK = "mark"
ONLY_CHANCE = 1.0
"""The dispersion of areas with too few events to learn it from, as in the safety picture."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where efforts ran, by slug: CBS codes, and whether the plan is invented."""

    areas: frozenset[str]
    fictitious: bool


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the tests of one framework's claims are tried on. `picture` is None where there are no figures."""

    municipality: str
    picture: Picture | None
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    efforts: Mapping[str, Places] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """Return an area's name, or its code where it isn't known."""
        info = self.picture.areas.get(code) if self.picture else None
        return info.name if info else code


def world_of(
    municipality: Municipality, framework: Framework, claims: Sequence[Claim], as_of: datetime | None = None
) -> World:
    """Return the world for `claims`, with figures as known at `as_of`: one read of the facts for all of them."""
    tests = [test for claim in claims for test in claim.tests]
    year = latest_year(as_of)
    if not tests or year is None:
        return World(municipality.code, None)
    wanted = {slug for test in tests for slug in (test["indicator"], test.get("beside", "")) if slug in INDICATORS}
    try:
        picture = picture_of(municipality.code, year=year, as_of=as_of, indicators={*wanted, MAIN}, compared=False)
    except (NoFigures, UnknownArea):
        return World(municipality.code, None)
    slugs = {slug for test in tests for slug in test.get("efforts", ())}
    return World(municipality.code, picture, named_areas(municipality, year), _places(framework, slugs))


def _places(framework: Framework, slugs: Iterable[str]) -> dict[str, Places]:
    """Read as the council would: what a plan not adopted has in mind tests nothing."""
    wanted = set(slugs)
    if not wanted:
        return {}
    reader = council_reader(framework.municipality_id)
    rows = efforts(reader).filter(plan__framework=framework, slug__in=wanted).prefetch_related("area_links")
    found: dict[str, Places] = {}
    for effort in rows:
        before = found.get(effort.slug, Places(frozenset(), False))
        codes = frozenset(link.area_id for link in effort.area_links.all())
        found[effort.slug] = Places(before.areas | codes, before.fictitious or effort.plan.fictitious)
    return found


def material(world: World, claim: Claim, test: Mapping[str, Any]) -> Material:
    """Return one stored test of `claim` with everything it needs."""
    slug, expect = test["indicator"], Expect(test["expect"])
    indicator = INDICATORS.get(slug)
    bare = Material(expect=expect, indicator=slug, about=(), whole=world.municipality)
    if indicator is None or (test.get("beside") and test["beside"] not in INDICATORS):
        return _stopped(bare, "unknown_indicator")
    if world.picture is None:
        return _stopped(bare, "no_figure")
    about, obstacle = _about(world, world.picture, claim, test)
    codes = {*about, world.municipality}
    end = test.get("to") or _newest(world.picture, slug, codes if expect not in OF_ALL_WIJKEN else about)
    start = test.get("from")
    families = _families(world.picture, slug, about)
    needed = {code for family in families for code in family.codes} | codes
    return Material(
        expect=expect,
        indicator=slug,
        about=about,
        whole=world.municipality,
        families=families,
        start=start,
        end=end,
        counted=indicator.is_count,
        mark=indicator.kind == MARK,
        worse=indicator.worse,
        beside=test.get("beside", ""),
        breaks=METHOD_BREAKS,
        readings=_readings(world.picture, [slug, test.get("beside", "")], needed, [start, end]),
        obstacle=obstacle,
    )


def _stopped(bare: Material, reason: str) -> Material:
    return Material(expect=bare.expect, indicator=bare.indicator, about=bare.about, whole=bare.whole, obstacle=reason)


def _about(world: World, picture: Picture, claim: Claim, test: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Return the areas that a test asks about, and what stands in its way."""
    if test["expect"] in OF_ALL_WIJKEN:
        return tuple(area.code for area in picture.wijken), ""
    if test.get("efforts"):
        return _where_efforts_ran(world, picture, test["efforts"])
    names = test.get("areas") or claim.areas
    if not names:
        return (world.municipality,), ""
    return area_codes(names, world.named, picture.areas), ""


def _where_efforts_ran(world: World, picture: Picture, slugs: Sequence[str]) -> tuple[tuple[str, ...], str]:
    found = [world.efforts[slug] for slug in slugs if slug in world.efforts]
    if not found:
        return (), "effort_unknown"
    codes = {code for places in found for code in places.areas if code in picture.areas}
    about = tuple(code for code in picture.areas if code in codes)
    if any(places.fictitious for places in found):
        return about, "effort_invented"
    return about, "" if about else "effort_everywhere"


def _newest(picture: Picture, indicator: str, codes: Iterable[str]) -> int | None:
    return max((year for code in codes for year in picture.series.facts(indicator, code)), default=None)


def _families(picture: Picture, indicator: str, about: Sequence[str]) -> tuple[Family, ...]:
    """Return all areas of each level asked about, with the dispersion by which the picture judges that level."""
    levels = dict.fromkeys(picture.areas[code].level for code in about if code in picture.areas)
    families = []
    for level in levels:
        codes = tuple(area.code for area in picture.areas.values() if area.level == level)
        wildness = picture.dispersion(indicator, level)
        if wildness is None and INDICATORS[indicator].is_count and (level != "municipality" or picture.wijken):
            wildness = ONLY_CHANCE
        families.append(Family(codes, wildness))
    return tuple(families)


def _readings(
    picture: Picture, indicators: Iterable[str], codes: Iterable[str], years: Iterable[int | None]
) -> dict[tuple[str, str, int], Reading]:
    found = {}
    wanted = {year for year in years if year is not None}
    for slug in filter(None, indicators):
        for code in codes:
            residents, _edition = picture.series.population(code)
            for year, fact in picture.series.facts(slug, code).items():
                if year in wanted:
                    found[slug, code, year] = Reading(
                        indicator=slug,
                        area=code,
                        year=year,
                        value=fact.value,
                        status=fact.status,
                        dataset=fact.dataset,
                        lower=fact.lower,
                        upper=fact.upper,
                        residents=residents if INDICATORS[slug].is_count else None,
                    )
    return found
