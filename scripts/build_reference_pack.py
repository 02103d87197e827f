# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the reference pack again from the public figures it was taken from: the same bytes for the same input.

    python scripts/build_reference_pack.py --shared ../shared/data [--out src/baken/observe/reference/data]

Written here: facts.csv, areas.csv and outlines.geojson. Written by hand and only read here: sources.toml (which
datasets, which periods are provisional), types.csv (codes and our indicator ids) and names.csv. The pack is kept in
the repository, so this is needed only when a figure or a rule below changes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reference_outlines import outlines

PACK = Path(__file__).resolve().parent.parent / "src" / "baken" / "observe" / "reference" / "data"
TOWN, NATION = "GM0453", "NL00"
EDITION = 2024
FACTS = ("dataset", "indicator", "area", "level", "municipality", "period", "value", "status")
AREAS = (
    "code", "level", "name", "municipality", "wijk", "valid_from", "valid_to", "edition",
    "population_2024", "urbanity", "address_density",
)  # fmt: skip
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, gzipped or not, with cells stripped (CBS pads codes with blanks)."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = io.StringIO(raw.decode("utf-8-sig"), newline="")
    return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines)]


def level_of(code: str) -> str:
    return {"NL": "nation", "GM": "municipality", "WK": "wijk", "BU": "buurt"}[code[:2]]


def municipality_of(code: str) -> str:
    return NATION if code == NATION else "GM" + code[2:6]


class Pack:
    """Collects facts; knows from sources.toml which periods were still provisional when they were taken over."""

    def __init__(self, sources: dict[str, Any]) -> None:
        self.sources = sources["dataset"]
        self.facts: list[Row] = []

    def add(self, dataset: str, indicator: str, area: str, period: str, value: str | int) -> None:
        """One fact; an empty value is one that was not published."""
        provisional = period in self.sources[dataset]["provisional"]
        status = "withheld" if value == "" else "provisional" if provisional else "final"
        cells = (dataset, indicator, area, level_of(area), municipality_of(area), period, str(value), status)
        self.facts.append(dict(zip(FACTS, cells, strict=True)))


def add_crime_by_area(pack: Pack, crime: Path) -> None:
    """47022NED: buurten of Velsen as given, wijken and nation summed here, municipalities as given (sums upstream)."""
    wijken: dict[tuple[str, str], int] = defaultdict(int)
    nation: dict[str, int] = defaultdict(int)
    for row in read(crime / "misdrijven_totaal_lang_2021_2025.csv"):
        code, year, count = row["code"], row["jaar"], int(row["misdrijven_totaal"])
        if level_of(code) == "municipality":
            nation[year] += count
            pack.add("47022NED-year", "crime_total", code, year, count)
        elif level_of(code) == "buurt" and municipality_of(code) == TOWN:
            wijken["WK" + code[2:8], year] += count
            # upstream summed months without a figure as 0: a year of nought may be a year of nothing published
            pack.add("47022NED-year", "crime_total", code, year, count or "")
    for (code, year), count in wijken.items():
        pack.add("47022NED-year", "crime_total", code, year, count)
    for year, count in nation.items():
        pack.add("47022NED-year", "crime_total", NATION, year, count)


def add_crime_of_town(pack: Pack, crime: Path) -> None:
    """The two other definitions for Velsen, each a dataset of its own so that nobody joins them unawares."""
    for row in read(crime / "velsen_totaal_misdrijven_2010_2025.csv"):
        dataset = row["bron"].split()[0] + "-year"
        if dataset == "47022NED-year":
            continue  # the same figures are in the file per area
        pack.add(dataset, "crime_total", row["code"], row["jaar"], row["misdrijven_totaal"])
        if row["per_1000"]:
            pack.add(dataset, "crime_rate_published", row["code"], row["jaar"], row["per_1000"])


def add_national(pack: Pack, crime: Path, types: list[Row]) -> None:
    """National series per type of crime and of nuisance.

    A zero stays a zero here, although blanks were filled with 0 upstream: the types add up to the total in every year,
    so nothing is missing (checked below).
    """
    for kind, dataset, name in (
        ("crime", "47025NED-national", "bernasco_NL_Crime.csv"),
        ("nuisance", "47021NED-national", "bernasco_NL_Disorder.csv"),
    ):
        indicator = {row["official_title"]: row["indicator"] for row in types if row["kind"] == kind}
        left: dict[str, int] = defaultdict(int)
        for row in read(crime / name):
            slug, count = indicator[row["incident_type_code"]], int(row["incident_count"])
            left[row["year"]] += count if slug.endswith("_total") else -count
            pack.add(dataset, slug, NATION, row["year"], count)
        if any(left.values()):
            raise SystemExit(f"{name}: types don't add up to the total in {[y for y, n in left.items() if n]}")


def add_population(pack: Pack, crime: Path, areas: Iterable[Row]) -> None:
    """Residents on 1 January 2024 per area; national yearly means of the years with twelve months (up to 2023)."""
    for area in areas:
        pack.add("85984NED-2024", "population", area["code"], "2024", area["population_2024"])
    for row in read(crime / "bernasco_NL_Population.csv"):
        if "2010" <= row["year"] <= "2023":
            pack.add("83474NED-national", "population", NATION, row["year"], round(float(row["population"])))


def first_editions(shared: Path) -> dict[str, int]:
    """Code -> first of the editions at hand (2020, 2022, 2024) since which the code has stood in each."""
    in_2020 = {row["WijkenEnBuurten"] for row in read(shared / "areas" / "kwb2020_84799NED_all.csv.gz")}
    in_2022 = set()
    for name in ("gemeenten_2022.geojson", "wijken_2022.geojson"):
        collection = json.loads((shared / "areas" / name).read_text(encoding="utf-8"))
        in_2022 |= {feature["properties"]["code"] for feature in collection["features"]}
    # no buurten of 2022 at hand: a buurt that stood in 2020 and stands in 2024 is taken to have stood in between
    stood = {code for code in in_2020 if code in in_2022 or level_of(code) == "buurt"}
    return dict.fromkeys(stood, 2020) | dict.fromkeys(in_2022 - in_2020, 2022)


def area_rows(shared: Path) -> Iterator[Row]:
    """The nation, every municipality of 2024, the wijken and buurten of Velsen, with the figures that compare them."""
    since = first_editions(shared)
    crime = shared / "crime"
    towns = read(crime / "gemeenten_kern_misdrijven.csv")
    wijken = read(crime / "wijken_kern_misdrijven_afgeleid.csv")
    buurten = read(crime / "buurten_kern_misdrijven.csv")
    nation = {"code": NATION, "naam": "Nederland", "inwoners": str(sum(int(row["inwoners"]) for row in towns))}
    own = [row for row in wijken + buurten if row["gemeente"] == TOWN]
    for row in sorted([nation, *towns, *own], key=order):
        code = row["code"]
        name = row["naam"].removeprefix(f"Wijk {code[6:8]} ") if level_of(code) == "wijk" else row["naam"]
        yield {
            "code": code,
            "level": level_of(code),
            "name": name,
            "municipality": municipality_of(code),
            "wijk": "WK" + code[2:8] if level_of(code) in ("wijk", "buurt") else "",
            "valid_from": str(since.get(code, EDITION)) if code != NATION else "2020",
            "valid_to": "",
            "edition": str(EDITION),
            "population_2024": row["inwoners"],
            "urbanity": row.get("stedelijkheid", ""),
            "address_density": row.get("adressendichtheid", ""),
        }


LEVEL_ORDER = ("NL", "GM", "WK", "BU")


def order(row: Row) -> tuple[int, str]:
    code = row.get("area") or row["code"]
    return LEVEL_ORDER.index(code[:2]), code


def as_csv(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def build(shared: Path, hand: Path) -> dict[str, str]:
    """File name -> text of the generated files, from the public figures and the files written by hand."""
    sources = tomllib.loads((hand / "sources.toml").read_text(encoding="utf-8"))
    pack = Pack(sources)
    crime = shared / "crime"
    areas = list(area_rows(shared))
    add_crime_by_area(pack, crime)
    add_crime_of_town(pack, crime)
    add_national(pack, crime, read(hand / "types.csv"))
    add_population(pack, crime, areas)
    names = list(pack.sources)
    pack.facts.sort(key=lambda row: (names.index(row["dataset"]), row["indicator"], order(row), row["period"]))
    return {
        "facts.csv": as_csv(FACTS, pack.facts),
        "areas.csv": as_csv(AREAS, areas),
        "outlines.geojson": outlines(shared / "areas", sources["shapes"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with crime/ and areas/")
    parser.add_argument("--out", type=Path, default=PACK)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, text in build(asked.shared, PACK).items():
        (asked.out / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
