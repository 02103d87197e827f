# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken picture`: what others rely on (shape of the JSON, exit status), and that it tells the published figures."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from baken.observe.queries import picture_of
from tests.demo.served import baken as command

Baken = Callable[..., Any]
KEYS = {"id", "value", "per_1000", "lower", "upper", "population_year", "change", "source", "status"}
MORE = {"reason", "rest_of_municipality"}


def crime(area: dict[str, Any]) -> dict[str, Any]:
    """Return registered crime out of one area's picture."""
    return next(i for i in area["indicators"] if i["id"] == "crime_total")


def test_one_code_gives_one_object_with_the_agreed_keys(world: Any, baken: Baken) -> None:
    told = json.loads(baken("picture", "WK045308", "--year", "2025", "--format", "json").out)
    assert set(told) == {"area", "name", "year", "indicators"}
    assert (told["area"], told["name"], told["year"]) == ("WK045308", "Velserbroek", 2025)
    for indicator in told["indicators"]:
        assert KEYS <= set(indicator) <= KEYS | MORE
        assert indicator["status"] in {"final", "provisional", "withheld", "example"}
        if indicator["change"]:
            assert (
                {"versus", "difference", "verdict"}
                <= set(indicator["change"])
                <= {"versus", "difference", "verdict", "reason"}
            )
    found = crime(told)
    assert (found["value"], found["per_1000"], found["population_year"]) == (299, 19.82, 2024)
    assert found["lower"] < found["per_1000"] < found["upper"]
    assert found["change"] == {"versus": 2024, "difference": -10, "verdict": "no_significant_change"}
    assert (found["source"], found["status"]) == ("47022NED-year", "provisional")


def test_several_codes_or_a_level_give_a_list(world: Any, baken: Baken) -> None:
    def told(*arguments: str) -> list[str]:
        reply = json.loads(baken("picture", *arguments, "--format", "json").out)
        assert isinstance(reply, list)
        return [area["area"] for area in reply]

    assert told("WK045308", "GM0453") == ["WK045308", "GM0453"]
    assert told("WK045308", "WK045308", "BU04530801") == ["WK045308", "BU04530801"]
    wijken = [f"WK04530{n}" for n in range(10)]
    assert told("GM0453", "--level", "wijk") == wijken
    assert told("--level", "wijk") == wijken
    assert told() == wijken
    assert len(told("GM0453", "--level", "buurt")) == 63
    assert told("WK045309", "--level", "buurt") == ["BU04530900", "BU04530901"]
    assert told("WK045309", "GM0453", "--level", "buurt")[:3] == ["BU04530900", "BU04530901", "BU04530000"]
    assert told("WK045308", "--level", "wijk") == ["WK045308"]


def test_the_command_and_the_pages_tell_the_same(world: Any, baken: Baken) -> None:
    picture = picture_of("GM0453", year=2024)
    for area in json.loads(baken("picture", "GM0453", "--level", "wijk", "--year", "2024", "--format", "json").out):
        for told in area["indicators"]:
            found = picture.figure(told["id"], area["area"])
            assert found is not None
            assert (told["value"], told["status"]) == (found.value, found.status)
            assert told["per_1000"] == (None if found.rate is None else round(found.rate, 2))
            assert (told["change"] or {}).get("verdict") == (found.change.verdict if found.change else None)


def test_an_area_without_residents_has_a_reason_instead_of_a_rate(world: Any, baken: Baken) -> None:
    for code, reason in (("BU04530506", "population_too_small"), ("BU04530507", "population_unknown")):
        found = crime(json.loads(baken("picture", code, "--format", "json").out))
        assert (found["per_1000"], found["lower"], found["upper"], found["reason"]) == (None, None, None, reason)
    found = crime(json.loads(baken("picture", "BU04530300", "--year", "2022", "--format", "json").out))
    assert (found["value"], found["status"]) == (None, "withheld")


def test_as_of_tells_what_was_known(world: Any, baken: Baken) -> None:
    def youth(*more: str) -> int:
        reply = json.loads(baken("picture", "GM0453", "--year", "2025", "--format", "json", *more).out)
        return next(int(i["value"]) for i in reply["indicators"] if i["id"] == "nuisance_youth")

    assert youth("--as-of", "2026-08-02") < youth("--as-of", "2026-08-03") == youth()


def test_the_table_is_for_people(world: Any, baken: Baken) -> None:
    lines = baken("picture", "GM0453", "--level", "wijk", "--year", "2025").out.splitlines()
    assert len(lines) == 12
    assert lines[0].split()[:2] == ["gebied", "naam"]
    assert any("Velserbroek" in line and "299" in line and "19,8" in line for line in lines)
    assert "-" in baken("picture", "BU04530507").out.splitlines()[2]
    assert "niet te beoordelen" in baken("picture", "GM0453", "--year", "2021").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["WK999999"], "unknown area WK999999"),
        (["WK045308", "velsen", "GM9999"], "unknown area velsen, GM9999"),
        (["NL00"], "unknown area NL00"),
        (["wk045308"], "unknown area wk045308"),
        (["' OR 1=1 --"], "unknown area"),
        (["GM0453", "--year", "2019"], "no figures for 2019: choose 2021, 2022, 2023, 2024, 2025"),
        (["GM0453", "--year", "25"], "--year 25"),
        (["GM0453", "--year", "２０２５"], "--year"),
        (["GM0453", "--year=-2025"], "--year"),
        (["GM0453", "--format", "xml"], "--format xml: choose table or json"),
        (["GM0453", "--format", ""], "--format"),
        (["GM0453", "--level", "straat"], "--level straat: choose wijk or buurt"),
        (["BU04530801", "--level", "wijk"], "no wijk within BU04530801"),
        (["GM0361", "--level", "buurt"], "no buurt within GM0361"),
        (["GM0453", "--as-of", "2026-02-31"], "--as-of 2026-02-31"),
        (["GM0453", "--as-of", "yesterday"], "--as-of yesterday"),
        (["GM0453", "--as-of", "2020-01-01"], "no figures were known on that date"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_input_costs_one_clear_line_and_exit_2(world: Any, baken: Baken, arguments: list[str], says: str) -> None:
    assert says in baken("picture", *arguments).refusal


def test_nothing_loaded_is_said(velsen: Any, no_facts: Path, baken: Baken) -> None:
    assert "no figures are loaded yet" in baken("picture", "GM0453").refusal


def test_no_areas_is_said(db: None, no_facts: Path, baken: Baken) -> None:
    assert "run `baken demo` first" in baken("picture", "GM0453").refusal
    assert "run `baken demo` first" in baken("picture").refusal


def test_two_municipalities_served_must_be_told_apart(world: Any, baken: Baken) -> None:
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality

    found_municipality(
        actor=system_actor(None), at=datetime(2026, 11, 24, tzinfo=UTC), code="GM0361", slug="alkmaar", name="Alkmaar"
    )
    assert "name a municipality" in baken("picture").refusal


@pytest.mark.sqlite
def test_the_command_itself(played: Path) -> None:
    done = command(played, "picture", "WK045308", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert crime(json.loads(done.stdout))["value"] == 299
    done = command(played, "picture", "WK999999")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.sqlite
def test_without_a_database_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = command(tmp_path, "picture", "GM0453")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "run `baken demo`" in done.stderr


# The real figures


def published(folder: Path) -> list[tuple[str, int, int, str]]:
    """Return (area, year, count, residents) of every published figure of Velsen's wijken and buurten."""
    found = []
    names = {"wijken_kern_misdrijven_afgeleid.csv": "WK0453", "buurten_kern_misdrijven.csv": "BU0453"}
    for name, prefix in names.items():
        with (folder / "crime" / name).open(newline="") as lines:
            for row in csv.DictReader(lines):
                for year in range(2021, 2026) if row["code"].startswith(prefix) else ():
                    value = row[f"misdrijven_{year}"]
                    # a zero of a buurt may be a withheld figure that was added up as 0
                    if value not in ("", "NA") and not (prefix == "BU0453" and float(value) == 0):
                        found.append((row["code"], year, int(float(value)), row["inwoners"]))
    return found


@pytest.mark.needs_shared
def test_every_published_figure_of_velsen_is_told(world: Any, baken: Baken, shared_data: Path) -> None:
    cells = published(shared_data)
    assert len(cells) > 350
    wrong = []
    for year in range(2021, 2026):
        codes = [code for code, of, _, _ in cells if of == year]
        reply = json.loads(baken("picture", *codes, "--year", str(year), "--format", "json").out)
        told = {area["area"]: crime(area) for area in reply}
        for code, of, value, people in cells:
            if of != year:
                continue
            found = told[code]
            if found["value"] != value or found["status"] == "example":
                wrong.append(f"{code} {year}: {found['value']}, published {value}")
            elif people in ("", "NA") or float(people) < 50:
                if found["per_1000"] is not None:
                    wrong.append(f"{code} {year}: a rate over {people or 'no'} residents")
            elif not 0.9 <= found["per_1000"] / (1000 * value / float(people)) <= 1.1:
                wrong.append(f"{code} {year}: {found['per_1000']} per 1,000 of {people}")
            elif value >= 20:  # the exact interval is about 2 sqrt(n) to either side
                half = (found["upper"] - found["lower"]) / 2
                if (
                    not found["lower"] <= found["per_1000"] <= found["upper"]
                    or not 0.8 <= half / (1960 * value**0.5 / float(people)) <= 1.3
                ):
                    wrong.append(f"{code} {year}: interval {found['lower']} to {found['upper']}")
    assert not wrong
