# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a table looks like at its publisher: its columns, code lists and state, found out rather than assumed.

Version 3 (`ODataApi`, `ODataFeed`) has a column per measure (`AantalInwoners_5`: the number may change, the words don't);
version 4 has a row per measure, by a code. Either way a table is asked the same things here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from ..base import PullFailed
from .client import Client
from .mapping import Code, stem
from .pages import Row, rows_of

REGIONS = ("WijkenEnBuurten", "RegioS")
DIMENSIONS = frozenset({"Dimension", "TimeDimension", "GeoDimension", "GeoDetail"})
MAX_CODES = 20


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: `key` as in the table, `stem` to find it by, its unit and the title of the group it stands in."""

    key: str
    stem: str
    unit: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as it is now. `period` and `types` are names of columns, empty where the table has none."""

    title: str
    modified: str
    covers: str
    region: str
    period: str
    types: str
    margins: str
    measures: tuple[Measure, ...]

    @property
    def changed_on(self) -> date:
        """Return the day on which the publisher last changed the table."""
        return date.fromisoformat(self.modified[:10])

    def measure(self, wanted: str) -> Measure | None:
        """Return the measure whose key begins so; with a slash, the one in that group. None unless there is exactly one."""
        name, _slash, group = wanted.partition("/")
        found = [m for m in self.measures if m.stem == stem(name) and (not group or _group(m.group) == group)]
        return found[0] if len(found) == 1 else None


def _group(title: str) -> str:
    """A group's title without what differs between editions: "Slachtofferschap onlinecriminaliteit, totaal"."""
    plain = stem(title)
    for word in ("totaal", "slachtofferschap", "slachtoffervan", "slachtoffers"):
        plain = plain.replace(word, "")
    return plain


class V3:
    """Version 3: descriptions from `ODataApi`, rows from `ODataFeed` (the first refuses more than 10,000 rows)."""

    full = 10_000

    def __init__(self, client: Client, table: str) -> None:
        self.client = client
        self.api = f"{client.base}/ODataApi/odata/{table}"
        self.feed = f"{client.base}/ODataFeed/odata/{table}"

    def modified(self) -> str:
        """Return when the publisher last changed the table."""
        return _modified(self._info(), self.client)

    def shape(self) -> Shape:
        """Find out what the table looks like. Raises `PullFailed`."""
        info, properties = self._info(), self._list("DataProperties")
        titles = {row.get("ID"): str(row.get("Title") or "") for row in properties}
        kinds = {str(row.get("Key")): str(row.get("Type")) for row in properties if row.get("Type") in DIMENSIONS}
        measures = tuple(
            Measure(
                str(row["Key"]), stem(str(row["Key"])), str(row.get("Unit") or ""), titles.get(row.get("ParentID"), "")
            )
            for row in properties
            if row.get("Type") == "Topic" and row.get("Key")
        )
        return _shape(self.client, kinds, measures, info, str(info.get("Period") or ""))

    def codes(self, dimension: str) -> tuple[Code, ...]:
        """Return the code list of a dimension."""
        return tuple(
            Code(str(row.get("Key", "")), str(row.get("Title") or "").strip(), str(row.get("Status") or ""))
            for row in self._list(dimension)
        )

    def rows_url(self, shape: Shape, measures: Iterable[Measure], where: str) -> str:
        """Return the address of the first page of rows that `where` (OData) holds for."""
        columns = ",".join([*_columns(shape), *(m.key for m in measures)])
        return f"{self.feed}/TypedDataSet?$format=json&$filter={_quoted(where)}&$select={_quoted(columns)}"

    def count_url(self, measures: Iterable[Measure], where: str) -> str:
        """Return the address that tells how many rows there are."""
        return f"{self.api}/TypedDataSet/$count?$filter={_quoted(where)}"

    def cells(self, row: Row, measures: Iterable[Measure]) -> Iterator[tuple[Measure, Any]]:
        """Yield each measure of a row with its figure."""
        for measure in measures:
            if measure.key not in row:
                raise PullFailed(_("In het antwoord ontbreekt de kolom %(column)s.") % {"column": measure.key})
            yield measure, row[measure.key]

    def _info(self) -> Row:
        return next(iter(self._list("TableInfos")), {})

    def _list(self, name: str) -> list[Row]:
        return _all(self.client, f"{self.api}/{quote(name)}")


class V4:
    """Version 4: one row per measure, in pages of 100,000."""

    full = 100_000

    def __init__(self, client: Client, table: str) -> None:
        self.client = client
        self.api = f"{client.base}/odata/v1/CBS/{table}"

    def modified(self) -> str:
        return _modified(self._info(), self.client)

    def shape(self) -> Shape:
        info = self._info()
        groups = {row.get("Id"): str(row.get("Title") or "") for row in self._list("MeasureGroups")}
        measures = tuple(
            Measure(
                str(row["Identifier"]),
                stem(str(row.get("Title") or "")),
                str(row.get("Unit") or ""),
                groups.get(row.get("MeasureGroupId"), ""),
            )
            for row in self._list("MeasureCodes")
            if row.get("Identifier")
        )
        kinds = {str(row.get("Identifier")): str(row.get("Kind") or "Dimension") for row in self._list("Dimensions")}
        return _shape(self.client, kinds, measures, info, str(info.get("TemporalCoverage") or ""))

    def codes(self, dimension: str) -> tuple[Code, ...]:
        return tuple(
            Code(str(row.get("Identifier", "")), str(row.get("Title") or "").strip(), str(row.get("Status") or ""))
            for row in self._list(f"{dimension}Codes")
        )

    def rows_url(self, shape: Shape, measures: Iterable[Measure], where: str) -> str:
        columns = ",".join(["Measure", "Value", *_columns(shape)])
        return f"{self.api}/Observations?$filter={self._where(measures, where)}&$select={_quoted(columns)}"

    def count_url(self, measures: Iterable[Measure], where: str) -> str:
        return f"{self.api}/Observations/$count?$filter={self._where(measures, where)}"

    def cells(self, row: Row, measures: Iterable[Measure]) -> Iterator[tuple[Measure, Any]]:
        for measure in measures:
            if measure.key == str(row.get("Measure", "")).strip():
                yield measure, row.get("Value")

    def _where(self, measures: Iterable[Measure], where: str) -> str:
        chosen = " or ".join(f"Measure eq {literal(measure.key)}" for measure in measures)
        return _quoted(f"({chosen}) and ({where})")

    def _info(self) -> Row:
        return self.client.json(f"{self.api}/Properties")[0]

    def _list(self, name: str) -> list[Row]:
        return _all(self.client, f"{self.api}/{quote(name)}")


def literal(text: str) -> str:
    """Return a text for within a filter of OData."""
    return "'" + text.replace("'", "''") + "'"


def _quoted(text: str) -> str:
    return quote(text, safe="',()$")


def _columns(shape: Shape) -> list[str]:
    return [name for name in (shape.types, shape.margins, shape.region, shape.period) if name]


def _all(client: Client, url: str) -> list[Row]:
    """All entries of a list of the table, over several pages if need be."""
    found: list[Row] = []
    for _page in range(MAX_CODES):
        reply, _body = client.json(url)
        found += rows_of(reply, client.host)
        link = reply.get("odata.nextLink") or reply.get("@odata.nextLink")
        if not link:
            return found
        url = client.own(str(link), url)
    raise PullFailed(_("%(host)s stuurt een codelijst zonder einde.") % {"host": client.host})


def _modified(info: Mapping[str, Any], client: Client) -> str:
    text = str(info.get("Modified") or "")
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        raise PullFailed(
            _("%(host)s zegt niet wanneer de tabel is bijgewerkt. Er is niets opgeslagen.") % {"host": client.host}
        ) from None
    return text


def _shape(
    client: Client, kinds: Mapping[str, str], measures: tuple[Measure, ...], info: Mapping[str, Any], covers: str
) -> Shape:
    region = next((name for name in REGIONS if name in kinds), "")
    if not region:
        region = next((name for name, kind in kinds.items() if kind in {"GeoDimension", "GeoDetail"}), "")
    if not region:
        raise PullFailed(_("In deze tabel van %(host)s staat geen kolom met gebieden.") % {"host": client.host})
    period = next((name for name, kind in kinds.items() if kind == "TimeDimension"), "")
    margins = next((name for name in kinds if name.casefold() == "marges"), "")
    others = [name for name in kinds if name not in {region, period, margins}]
    if len(others) > 1:
        told = {"host": client.host, "names": ", ".join(others)}
        raise PullFailed(_("Deze tabel van %(host)s heeft kolommen die Baken niet kent: %(names)s.") % told)
    return Shape(
        title=str(info.get("Title") or ""),
        modified=_modified(info, client),
        covers=covers,
        region=region,
        period=period,
        types=next(iter(others), ""),
        margins=margins,
        measures=measures,
    )
