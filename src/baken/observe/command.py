# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The picture for the command line: the same figures as the pages, as JSON or a table. And `sources`, which loads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.registry.facade import Area

from .as_of import BadMoment, end_of, parse_day, parse_year
from .picture.figures import Figure
from .picture.indicators import HEADLINE
from .queries import MAIN, NATION, NoFigures, Picture, known_years, picture_of

__all__ = ["BadMoment", "Wrong", "end_of", "parse_day", "parse_year", "pictures", "table"]

LEVELS = ("wijk", "buurt")


class Wrong(BakenError):
    """What was asked for isn't there; the message is one line that says what to do."""


def pictures(
    codes: Sequence[str], *, level: str | None = None, year: int | None = None, as_of: datetime | None = None
) -> list[dict[str, Any]]:
    """Return the picture of each area as plain data, in the order asked for.

    With `level`, all areas of that level within each code (or within the only municipality served). Raises `Wrong`.
    """
    if level is not None and level not in LEVELS:
        raise Wrong(f"--level {level}: choose wijk or buurt")
    if not codes and level is None:
        level = "wijk"
    try:
        wanted = list(dict.fromkeys(codes)) or [_only_municipality()]
        known = dict(Area.objects.filter(pk__in=wanted).values_list("code", "municipality_code"))
    except DatabaseError:
        raise Wrong(
            "there is no database yet, or it is of another version: run `baken demo` or `baken migrate`"
        ) from None
    if not known and not Area.objects.exists():
        raise Wrong("no areas are loaded yet: run `baken demo` first")
    if missing := [code for code in wanted if code not in known or code == NATION]:
        raise Wrong(f"unknown area {', '.join(missing)}: give CBS codes such as GM0453, WK045308 or BU04530801")
    found = {town: _picture(town, year, as_of) for town in dict.fromkeys(known[code] for code in wanted)}
    told: dict[str, dict[str, Any]] = {}
    for code in wanted:
        picture = found[known[code]]
        chosen = [code] if level is None else _within(picture, code, level)
        if not chosen:
            raise Wrong(f"no {level} within {code} is known to Baken")
        told |= {area: _area(picture, area) for area in chosen if area not in told}
    return list(told.values())


def table(told: Sequence[dict[str, Any]]) -> str:
    """Return pictures as a table of registered crime for in a terminal."""
    head = ("gebied", "naam", "jaar", "aantal", "per 1.000", "95%-marge", "met jaar ervoor", "oordeel", "soort")
    rows = [head, *(_line(area) for area in told)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    right = {3, 4, 5, 6}
    lines = [
        "  ".join(
            cell.rjust(w) if i in right else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _within(picture: Picture, code: str, level: str) -> list[str]:
    whole = code == picture.municipality.code
    return [a.code for a in picture.areas.values() if a.level == level and (whole or code in (a.code, a.parent))]


def _only_municipality() -> str:
    codes = list(Municipality.objects.values_list("code", flat=True)[:2])
    if len(codes) == 1:
        return str(codes[0])
    raise Wrong(
        "name a municipality, such as GM0453" if codes else "there is no municipality yet: run `baken demo` first"
    )


def _picture(municipality: str, year: int | None, as_of: datetime | None) -> Picture:
    try:
        return picture_of(municipality, year=year, as_of=as_of, indicators=HEADLINE, compared=False)
    except NoFigures as error:
        years = error.years or known_years()
        if not years:
            raise Wrong("no figures are loaded yet: run `baken demo` first") from None
        if as_of is not None and not error.years:
            raise Wrong("no figures were known on that date: choose a later one") from None
        raise Wrong(f"no figures for {error.year}: choose {', '.join(map(str, years))}") from None


def _area(picture: Picture, code: str) -> dict[str, Any]:
    info = picture.areas[code]
    figures = [f for slug in picture.indicators if (f := picture.figure(slug, code)) is not None]
    return {"area": code, "name": info.name, "year": picture.year, "indicators": [_indicator(f) for f in figures]}


def _indicator(f: Figure) -> dict[str, Any]:
    value = f.value if f.value is None or f.value != int(f.value) else int(f.value)
    told: dict[str, Any] = {
        "id": f.indicator,
        "value": value,
        "per_1000": _rounded(f.rate),
        "lower": _rounded(f.lower),
        "upper": _rounded(f.upper),
        "population_year": f.population_year,
        "change": None,
        "source": f.dataset,
        "status": f.status,
    }
    if f.reason:
        told["reason"] = f.reason
    if f.change is not None:
        told["change"] = {
            "versus": f.change.versus,
            "difference": f.change.difference,
            "verdict": str(f.change.verdict),
        }
        if f.change.reason:
            told["change"]["reason"] = f.change.reason
    if f.rest is not None:
        told["rest_of_municipality"] = {"per_1000": _rounded(f.rest.value), "verdict": str(f.rest.verdict)}
    return told


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _line(area: dict[str, Any]) -> tuple[str, ...]:
    from baken.ui import format as fmt

    f = next((i for i in area["indicators"] if i["id"] == MAIN), None)
    if f is None:
        return (area["area"], area["name"], str(area["year"]), "geen cijfer", "", "", "", "", "")
    change = f["change"] or {}
    return (
        area["area"],
        area["name"],
        str(area["year"]),
        fmt.count(f["value"]),
        fmt.rate(f["per_1000"]) if f["per_1000"] is not None else "-",
        f"{fmt.rate(f['lower'])}-{fmt.rate(f['upper'])}" if f["lower"] is not None else "-",
        fmt.decimal(change["difference"], signed=True) if change.get("difference") is not None else "-",
        fmt.verdict_word(change["verdict"]) if change else "-",
        fmt.status_word(f["status"]),
    )
