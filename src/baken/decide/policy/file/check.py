# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a document fits itself and the world that it is to be stored in. Pure: the world comes in as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from .claims import check_tests
from .documents import DocumentFile, FrameworkFile, Item, PlanFile, TargetItem, Words
from .problems import Problem


@dataclass(frozen=True, slots=True)
class Period:
    """The period of another document that is already stored, both days included."""

    slug: str
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class World:
    """What a document may refer to. `areas` maps names and codes to CBS codes; `used_priorities` carry efforts."""

    today: date
    indicators: frozenset[str]
    areas: Mapping[str, tuple[str, ...]]
    organisations: frozenset[str] = frozenset()
    frameworks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Slug of each stored framework, with the slugs of its priorities."""
    others: tuple[Period, ...] = ()
    """Periods of the stored documents of the same kind, this one (by slug) left out."""
    used_priorities: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()
    """Those indicators that come from a survey of residents."""
    used_efforts: frozenset[str] = frozenset()
    """Slugs of the plan's stored efforts with progress recorded in Baken that haven't been stopped there."""


def check(document: FrameworkFile | PlanFile, world: World) -> list[Problem]:
    """Return every problem of meaning."""
    found = Finder(world)
    found.document(document)
    if isinstance(document, FrameworkFile):
        _framework(document, found)
    else:
        _plan(document, found)
    return found.problems


class Finder:
    """Gathers problems while the parts of a document are looked at."""

    def __init__(self, world: World):
        self.world = world
        self.problems: list[Problem] = []

    def add(self, line: int, slug: str, text: str, advice: str) -> None:
        self.problems.append(Problem(line, slug, text, advice))

    def document(self, it: DocumentFile) -> None:
        """Check the period, also against other documents, and the adoption."""
        if it.adopted_on and it.adopted_on > self.world.today:
            self.add(
                it.at("adopted_on"),
                "future",
                _("adopted_on ligt in de toekomst"),
                _("vul de echte datum in of laat status op draft"),
            )
        if it.status == "draft" and it.adopted_on:
            self.add(
                it.at("adopted_on"),
                "not_adopted",
                _("een concept heeft nog geen datum van vaststelling"),
                _("zet status op adopted of haal adopted_on weg"),
            )
        if it.period_from is None or it.period_to is None:
            return
        if it.period_to < it.period_from:
            self.add(it.at("period"), "period", _("de periode eindigt voordat zij begint"), _("wissel from en to om"))
            return
        for other in self.world.others:
            if it.period_from <= other.last and other.first <= it.period_to:
                self.add(
                    it.at("period"),
                    "overlap",
                    _("de periode overlapt met %(title)s (%(first)s tot en met %(last)s)")
                    % {"title": other.title, "first": other.first, "last": other.last},
                    _("kies een andere periode, of gebruik slug %(slug)s om dat document te vervangen")
                    % {"slug": other.slug},
                )

    def unique(self, items: Iterable[Item], what: str) -> None:
        """Check that no slug is used twice within one kind."""
        first: dict[str, int] = {}
        for it in items:
            slug = getattr(it, "slug", "")
            if slug and slug in first:
                self.add(
                    it.at("slug"),
                    "duplicate_slug",
                    _("slug %(slug)s staat al op regel %(line)d (%(what)s)")
                    % {"slug": slug, "line": first[slug], "what": what},
                    _("kies een andere slug"),
                )
            elif slug:
                first[slug] = it.at("slug")

    def indicator(self, line: int, name: str) -> None:
        if name and name not in self.world.indicators:
            self.add(
                line,
                "unknown_indicator",
                _("onbekende indicator %(name)s") % {"name": name},
                _near(name, self.world.indicators),
            )

    def area(self, line: int, name: str) -> None:
        if name and name not in self.world.areas:
            self.add(
                line, "unknown_area", _("onbekend gebied %(name)s") % {"name": name}, _near(name, self.world.areas)
            )

    def one_area(self, line: int, name: str) -> None:
        """A target needs exactly one area with figures."""
        self.area(line, name)
        if len(self.world.areas.get(name, ())) > 1:
            codes = ", ".join(self.world.areas[name])
            self.add(
                line,
                "many_areas",
                _("%(name)s bestaat uit meer CBS-gebieden") % {"name": name},
                _("kies er één: %(codes)s") % {"codes": codes},
            )

    def areas(self, words: Words) -> None:
        for line, name in words:
            self.area(line, name)

    def partners(self, words: Words) -> None:
        for line, slug in words:
            if slug not in self.world.organisations:
                self.add(
                    line,
                    "unknown_partner",
                    _("onbekende organisatie %(slug)s") % {"slug": slug},
                    _near(slug, self.world.organisations),
                )

    def target(self, it: TargetItem) -> None:
        self.indicator(it.at("indicator"), it.indicator)
        self.one_area(it.at("area"), it.area)
        if it.target is not None and it.target_year is None:
            self.add(it.at("target"), "target_year", _("een doel zonder jaar"), _("vul target_year in"))
        if it.target_year and it.baseline_year and it.target_year < it.baseline_year:
            self.add(
                it.at("target_year"),
                "target_year",
                _("target_year ligt voor baseline_year"),
                _("pas een van beide aan"),
            )
        if it.target is not None and it.baseline is not None and it.direction:
            wrong = it.target > it.baseline if it.direction == "lower" else it.target < it.baseline
            if wrong:
                self.add(
                    it.at("target"),
                    "direction",
                    _("het doel gaat de andere kant op dan direction"),
                    _("pas target of direction aan"),
                )

    def priority(self, line: int, slug: str, known: Iterable[str]) -> None:
        if slug and slug not in set(known):
            self.add(line, "unknown_priority", _("onbekende prioriteit %(slug)s") % {"slug": slug}, _near(slug, known))


def _framework(it: FrameworkFile, found: Finder) -> None:
    slugs = {priority.slug for priority in it.priorities}
    for items, what in (
        (it.priorities, _("prioriteiten")),
        (it.themes, _("thema's")),
        (it.claims, _("uitspraken")),
        (it.council_goals, _("doelen van de raad")),
        (it.preconditions, _("randvoorwaarden")),
        (it.statutory_tasks, _("wettelijke taken")),
        (it.not_prioritised, _("niet geprioriteerd")),
    ):
        found.unique(items, what)
    if not it.priorities and not it.themes:
        found.add(
            it.at("priorities"),
            "no_priorities",
            _("er staan geen prioriteiten in"),
            _("voeg priorities toe, of themes voor een afgelopen kadernota"),
        )
    if it.previous and (it.previous == it.slug or it.previous not in found.world.frameworks):
        found.add(
            it.at("previous"),
            "unknown_framework",
            _("kadernota %(slug)s is niet ingelezen") % {"slug": it.previous},
            _("lees die eerst in, of laat previous weg"),
        )
    for priority in it.priorities:
        if not priority.ambitions:
            found.add(
                priority.line,
                "no_ambition",
                _("prioriteit %(slug)s heeft geen ambitie") % {"slug": priority.slug or priority.title},
                _("voeg ambitions met minstens één text toe"),
            )
        for target in priority.indicators:
            found.target(target)
    for claim in it.claims:
        found.areas(claim.areas)
        for line, name in claim.indicators:
            found.indicator(line, name)
        check_tests(claim, found)
    for left_out in it.not_prioritised:
        found.priority(left_out.at("priority"), left_out.priority, slugs)
    for slug in sorted(found.world.used_priorities - slugs):
        found.add(
            it.at("priorities"),
            "priority_in_use",
            _("prioriteit %(slug)s ontbreekt, maar er horen inspanningen bij") % {"slug": slug},
            _("zet de prioriteit terug, of pas eerst het IVP aan"),
        )


def _plan(it: PlanFile, found: Finder) -> None:
    known = found.world.frameworks.get(it.framework)
    if it.framework and known is None:
        found.add(
            it.at("framework"),
            "unknown_framework",
            _("kadernota %(slug)s is niet ingelezen") % {"slug": it.framework},
            _("lees eerst de kadernota in"),
        )
    found.unique(it.efforts, _("inspanningen"))
    years: dict[int, int] = {}
    for programme in it.programmes:
        if programme.year is None:
            continue
        if programme.year in years:
            found.add(
                programme.at("year"),
                "duplicate_year",
                _("het programma van %(year)d staat al op regel %(line)d")
                % {"year": programme.year, "line": years[programme.year]},
                _("laat er één staan"),
            )
        years.setdefault(programme.year, programme.at("year"))
        if it.period_from and it.period_to and not it.period_from.year <= programme.year <= it.period_to.year:
            found.add(
                programme.at("year"),
                "outside_period",
                _("het programma van %(year)d valt buiten de periode van het plan") % {"year": programme.year},
                _("pas het jaar of de periode aan"),
            )
    for slug in sorted(found.world.used_efforts - {effort.slug for effort in it.efforts}):
        found.add(
            it.at("efforts"),
            "effort_in_use",
            _("inspanning %(slug)s ontbreekt, maar in Baken is er voortgang van vastgelegd") % {"slug": slug},
            _("zet haar terug, of stop haar eerst in het programma"),
        )
    for target in it.targets:
        found.target(target)
        if known is not None:
            found.priority(target.at("priority"), target.priority, known)
    for effort in it.efforts:
        if known is not None:
            found.priority(effort.at("priority"), effort.priority, known)
        if effort.year is not None and effort.year not in years:
            found.add(
                effort.at("year"),
                "unknown_programme",
                _("er is geen programma voor %(year)d") % {"year": effort.year},
                _("voeg het toe aan programmes"),
            )
        if effort.term and it.period_from and it.period_to and not it.period_from <= effort.term <= it.period_to:
            found.add(
                effort.at("term"),
                "outside_period",
                _("de termijn van %(slug)s valt buiten de periode van het plan") % {"slug": effort.slug},
                _("kies een datum binnen de periode, of schrijf doorlopend"),
            )
        if effort.starts and effort.term and effort.starts > effort.term:
            found.add(
                effort.at("starts"),
                "starts_late",
                _("%(slug)s begint na de eigen termijn") % {"slug": effort.slug},
                _("pas starts of term aan"),
            )
        if effort.done_on and effort.done_on > found.world.today:
            found.add(
                effort.at("done_on"),
                "future",
                _("done_on ligt in de toekomst"),
                _("vul done_on pas in als de inspanning klaar is"),
            )
        found.partners(effort.partners)
        found.areas(effort.areas)
        for target in effort.indicators:
            found.target(target)


def _near(name: str, known: Iterable[str]) -> str:
    """Say what may have been meant."""
    near = get_close_matches(name, sorted(known), n=2, cutoff=0.6)
    if near:
        return _("bedoelt u %(names)s?") % {"names": _(" of ").join(near)}
    return _("gebruik een naam die Baken kent")
