# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""StatLine's CSV files: how they are cut, which column is what, and the code lists that lie beside them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv as pa_csv
from django.utils.translation import gettext as _

from ...facts import words
from ..base import PullFailed
from .mapping import Code, period_of, stem
from .shape import REGIONS

PERIODS: Final = "Perioden"
NOT_TYPES: Final = frozenset({"ID", "Id", "Measure", "ValueAttribute", "Value", "StringValue", PERIODS, *REGIONS})
HEAD_BYTES: Final = 64 * 1024
BLOCK_BYTES: Final = 4 * 1024 * 1024  # a line, whatever is in it, must fit in one


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is cut, which column plays which part, and (v4) the code of the measure that is wanted."""

    delimiter: str
    columns: Mapping[str, str]
    measure: str | None = None


def layout_of(path: Path, measure: str) -> Layout:
    """Find out from the first line how the file is built; `measure` is how the key of the measure begins."""
    delimiter, names = _head(path)
    types = [name for name in names if name not in NOT_TYPES and not re.search(r"_\d+$", name)]
    columns = {
        "area": _one([name for name in names if name in REGIONS], _("gebieden")),
        "period": _one([name for name in names if name == PERIODS], _("perioden")),
        "type": _one(types, _("soorten")),
    }
    if {"Measure", "Value"} <= set(names):
        return Layout(delimiter, columns | {"measure": "Measure", "value": "Value"}, _measure(path, measure))
    measures = [name for name in names if re.search(r"_\d+$", name) and stem(name) == stem(measure)]
    return Layout(delimiter, columns | {"value": _one(measures, measure)})


def read_columns(path: Path, layout: Layout) -> dict[str, pa.DictionaryArray]:
    """Return the columns of the file by the part they play, words coded."""
    table = _read(path, layout)
    return {role: words.coded(table[name]) for role, name in layout.columns.items()}


def periods_beside(path: Path) -> dict[str, bool]:
    """Return what the list of periods beside the file says: which are provisional. Empty where there is no such list."""
    told = {}
    for row in _beside(path, "PeriodenCodes.csv", "Perioden.csv"):
        code = Code(row.get("Identifier") or row.get("Key") or "", row.get("Title") or "", row.get("Status") or "")
        if (name := period_of(code.key)) is not None:
            told[name] = "voorlopig" in f"{code.status} {code.title}".casefold() or code.title.rstrip().endswith("*")
    return told


def _one(found: list[str], what: str) -> str:
    if len(found) != 1:
        raise PullFailed(
            _("In dit bestand ontbreekt de kolom met %(what)s. Kies het CSV-bestand van een hele StatLine-tabel.")
            % {"what": what}
        )
    return found[0]


def _head(path: Path) -> tuple[str, list[str]]:
    try:
        with path.open("rb") as file:
            line = file.readline(HEAD_BYTES)
    except OSError as error:
        raise PullFailed(_("Het bestand %(path)s kan niet worden gelezen.") % {"path": path.name}) from error
    text = line.decode("utf-8-sig", errors="replace")
    delimiter = max(";,", key=text.count)
    if not line.endswith(b"\n") or "\0" in text:
        raise PullFailed(_("Dit is geen CSV-bestand van StatLine: de eerste regel bevat geen kolomnamen."))
    return delimiter, [name.strip() for name in next(csv.reader(io.StringIO(text), delimiter=delimiter), [])]


def _read(path: Path, layout: Layout) -> pa.Table:
    names = list(layout.columns.values())
    try:
        return pa_csv.read_csv(
            path,
            read_options=pa_csv.ReadOptions(block_size=BLOCK_BYTES),
            parse_options=pa_csv.ParseOptions(delimiter=layout.delimiter),
            convert_options=pa_csv.ConvertOptions(
                include_columns=names,
                column_types=dict.fromkeys(names, words.CODED),
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError) as error:
        told = str(error).splitlines()[0][:200]
        raise PullFailed(
            _("Het bestand is beschadigd of niet compleet (%(problem)s). Download het opnieuw; er is niets geladen.")
            % {"problem": told}
        ) from error


def _beside(path: Path, *names: str) -> Iterator[dict[str, str]]:
    """The rows of the first of these files that stands beside `path`: code lists as StatLine gives them along."""
    for name in names:
        file = path.with_name(name)
        if file.is_file():
            delimiter, _columns = _head(file)
            with file.open(encoding="utf-8-sig", newline="") as opened:
                yield from csv.DictReader(opened, delimiter=delimiter)
            return


def _measure(path: Path, measure: str) -> str:
    """The code of the measure in a v4 file: found by its title in MeasureCodes.csv beside it."""
    for row in _beside(path, "MeasureCodes.csv"):
        if stem(row.get("Title") or "") == stem(measure):
            return row.get("Identifier") or ""
    raise PullFailed(
        _("Zet het bestand MeasureCodes.csv uit dezelfde download naast dit bestand: daarin staat wat de codes meten.")
    )
