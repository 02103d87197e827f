# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns from a file: every row is judged before anything is kept, and ends in the same action as any other report.

A row that came before (its own id, else the same content) is kept once: reading a file in twice, or again after a stop, makes
nothing double.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel.actions import together
from baken.kernel.errors import Refused
from baken.kernel.idempotency import OtherBody
from baken.kernel.models import Municipality
from baken.registry.facade import areas, place_ground

from ..models import Category, Channel, SourceKind
from ..policies import MANAGE, REPORT
from ..queries import categories
from ..reporting.intake import against, is_offered, receive
from ..reporting.plain_text import plain
from ..reporting.reports import Place, Report
from .reading import Line, Sheet

BATCH = 250
"""Rows in one transaction: short enough that others don't wait for it."""
MOST_SHOWN = 200
SOURCES: Mapping[str, str] = {
    "inwoner": "resident", "inwoner of ondernemer": "resident", "bewoner": "resident", "ondernemer": "resident",
    "burger": "resident", "resident": "resident", "professional": "professional", "medewerker": "professional",
    "eigen controle": "own_control", "controle": "own_control", "own control": "own_control", "own_control": "own_control",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row, and what to do."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Ready:
    """One row that can be kept."""

    row: int
    category: Category
    report: Report
    source_kind: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was judged. `faults` of all rows; `ready` the rows that can be kept."""

    sheet: Sheet
    ready: tuple[Ready, ...]
    faults: tuple[Fault, ...]

    @property
    def faulty_rows(self) -> int:
        return len({fault.row for fault in self.faults})

    @property
    def by_category(self) -> list[tuple[str, int]]:
        """How many rows go where, most first."""
        counts = Counter(one.category.name for one in self.ready)
        return counts.most_common()


@dataclass
class Done:
    """What came of it: how many were kept, how many were there already, and rows that couldn't be kept after all."""

    made: int = 0
    there: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class World:
    """Against what rows are judged. `apart`: names of categories that are there, and don't come from a file."""

    categories: Mapping[str, Category]
    apart: frozenset[str]
    areas: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    at: Callable[[float, float], str | None]
    year: int
    day: date
    town: str


def world_of(municipality: Municipality, at: datetime) -> World:
    """Return what there is in a municipality."""
    day = timezone.localdate(at)
    found: dict[str, Category] = {}
    apart: set[str] = set()
    for one in categories(municipality):
        names = [_key(name) for name in (one.slug, one.text("name", "nl"), one.text("name", "en"))]
        if is_offered(one, Channel.IMPORT):
            for name in names:
                found.setdefault(name, one)
        else:
            apart |= set(names)
    named: dict[str, tuple[str, ...]] = {}
    codes: dict[str, str] = {}
    for level in ("wijk", "buurt"):
        for code, info in areas(municipality=municipality.code, year=day.year, level=level).items():
            codes[code] = info.name
            if code not in named.get(_key(info.name), ()):
                named[_key(info.name)] = (*named.get(_key(info.name), ()), code)
    return World(
        found, frozenset(apart - set(found)), named, codes, place_ground(municipality, day).at, day.year, day, municipality.name
    )  # fmt: skip


def questions_of(world: World) -> frozenset[str]:
    """Return the slugs of all questions: a column may be called so."""
    return frozenset(str(one["slug"]) for category in world.categories.values() for one in category.questions)


def check(sheet: Sheet, world: World) -> Checked:
    """Judge every row."""
    ready: list[Ready] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    same: Counter[str] = Counter()
    for line in sheet.lines:
        wrong: list[str] = []
        made = _row(line, world, wrong)
        if made is not None and not wrong:
            key, earlier = line.cells.get("id", ""), seen.get(line.cells.get("id", ""))
            if key and earlier is not None:
                wrong.append(_("kenmerk '%(id)s' staat ook op rij %(row)d; geef elke rij een eigen kenmerk")
                             % {"id": key[:40], "row": earlier})  # fmt: skip
            elif key:
                seen[key] = line.row
            category, report, source_kind = made
            body = _body(line)
            digest = hashlib.sha256(body).hexdigest()
            same[digest] += 1
            own = hashlib.sha256(f"id|{key}".encode()).hexdigest() if key else f"{digest}-{same[digest]}"
            if not wrong:
                ready.append(Ready(line.row, category, report, source_kind, own, body))
        faults += [Fault(line.row, text) for text in wrong]
    return Checked(sheet, tuple(ready), tuple(faults))


def store(
    *, actor: Actor, municipality: Municipality, rows: Sequence[Ready], at: datetime, fictitious: bool = False
) -> Done:
    """Keep rows that were judged, each by the one action of intake, some hundreds in a transaction.

    A row whose id came before with other content is told and passed by. Raises `Denied` to whom may not read files in.
    """
    require(actor, MANAGE)
    require(actor, REPORT)
    done = Done()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        made, there, faults = _stored(actor, municipality, some, at, fictitious)
        done.made += made
        done.there += there
        done.faults += faults
    return done


def _stored(
    actor: Actor, municipality: Municipality, rows: Sequence[Ready], at: datetime, fictitious: bool
) -> tuple[int, int, list[Fault]]:
    made = there = 0
    faults = []
    with together():
        for one in rows:
            try:
                got = receive(
                    actor=actor, at=at, municipality=municipality, category=one.category,
                    report=_marked(one.report, fictitious), channel=Channel.IMPORT, source_kind=one.source_kind,
                    key=one.key, body=one.body, asked=False,
                )  # fmt: skip
            except OtherBody:
                text = _("dit kenmerk is eerder ingelezen met een andere inhoud; geef de rij een nieuw kenmerk")
                faults.append(Fault(one.row, text))
            except Refused as refused:
                faults += [Fault(one.row, str(reason.text)) for reason in refused.reasons]
            else:
                there += got.repeated
                made += not got.repeated
    return made, there, faults


def _marked(report: Report, fictitious: bool) -> Report:
    return replace(report, fictitious=True) if fictitious else report


def _row(line: Line, world: World, wrong: list[str]) -> tuple[Category, Report, str] | None:
    cells = {name: plain(text) for name, text in line.cells.items()}
    name = _key(cells["category"])
    category = world.categories.get(name)
    if name in world.apart:
        text = _("categorie '%(told)s' komt niet uit een bestand; geef dit signaal zelf door, met het formulier")
        wrong.append(text % {"told": cells["category"][:40]})
    elif category is None:
        wrong.append(_unknown(_("categorie"), cells["category"], _called(world)))
    day = _day(cells.get("date", ""), wrong)
    place = _place(cells, world, wrong)
    source = SOURCES.get(_key(cells.get("source", "")) or "professional")
    if source is None:
        wrong.append(_("bron '%(told)s' is onbekend; schrijf inwoner, professional of eigen controle")
                     % {"told": cells["source"][:40]})  # fmt: skip
    if category is None:
        return None
    answers = _answers(category, cells, wrong)
    report = Report(description=cells["description"], answers=answers, place=place, occurred_on=day)
    found = against(category, report, Channel.IMPORT, (), world.day, asked=False)
    wrong += [_lowered(str(reason.text)) for reason in found]
    return category, report, SourceKind(source or SourceKind.PROFESSIONAL).value


def _answers(category: Category, cells: Mapping[str, str], wrong: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in category.questions:
        told = cells.get(f"q:{question['slug']}", "")
        if told:
            found[question["slug"]] = re.split(r"\s*[+,]\s*", told) if question["kind"] == "many" else told
    return found


def _day(told: str, wrong: list[str]) -> date | None:
    if not told:
        return None
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", told)
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?", told)
    parts = found.groups() if found else tuple(reversed(dutch.groups())) if dutch else ()
    try:
        year, month, day = (int(part) for part in parts)
        if year >= 1990:
            return date(year, month, day)
    except ValueError:
        pass
    text = _("'%(told)s' is geen datum; schrijf 2026-11-30 of 30-11-2026")
    wrong.append(text % {"told": told[:40]})
    return None


def _place(cells: Mapping[str, str], world: World, wrong: list[str]) -> Place:
    point = _point(cells.get("lon", ""), cells.get("lat", ""), world, wrong)
    area = _area(cells.get("area", ""), world, wrong)
    address = cells.get("address", "")
    if point is not None:
        lon, lat, code = point
        return Place("address" if address else "map", address, lon, lat, code, world.year)
    if address:
        return Place("address", address, area=area, area_year=world.year if area else None)
    return Place("area", area=area, area_year=world.year) if area else Place()


def _point(lon: str, lat: str, world: World, wrong: list[str]) -> tuple[float, float, str] | None:
    if not lon and not lat:
        return None
    try:
        x, y = (float(told.replace(",", ".")) for told in (lon, lat))
    except ValueError:
        wrong.append(_("lon en lat zijn getallen in graden, zoals 4.61 en 52.46"))
        return None
    code = world.at(x, y) if 3 < x < 8 and 50 < y < 54 else None
    if code is None:
        text = _("het punt %(lon)s, %(lat)s ligt niet in %(town)s; kijk of lon en lat niet verwisseld zijn")
        wrong.append(text % {"lon": lon[:12], "lat": lat[:12], "town": world.town})
        return None
    return x, y, code


def _area(told: str, world: World, wrong: list[str]) -> str:
    if not told:
        return ""
    code = re.sub(r"\s+", "", told).upper()
    if code in world.names:
        return code
    found = world.areas.get(_key(told), ())
    if found:
        return found[0]  # a buurt called as its wijk: the wijk, which comes first
    wrong.append(_unknown(_("gebied"), told, list(world.names.values())))
    return ""


def _unknown(what: str, told: str, known: list[str]) -> str:
    if not told:
        return _("hier ontbreekt: %(what)s") % {"what": what}
    near = get_close_matches(_key(told), [_key(one) for one in known], n=1, cutoff=0.7)
    shown = {"what": what, "told": told[:40]}
    if near:
        name = next(one for one in known if _key(one) == near[0])
        return _("%(what)s '%(told)s' is onbekend; bedoelt u %(near)s?") % {**shown, "near": name}
    return _("%(what)s '%(told)s' is onbekend") % shown


def _called(world: World) -> list[str]:
    """Return by what a category may be called: its slug and its name."""
    return [text for one in dict.fromkeys(world.categories.values()) for text in (one.slug, one.name)]


def _body(line: Line) -> bytes:
    told = {name: text for name, text in sorted(line.cells.items()) if text}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _key(text: str) -> str:
    return re.sub(r"[\s_\-]+", " ", text.strip().casefold())


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
