# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that can be put to facts, written once as Ibis expressions and turned into SQL once per shape.

The shape of a question is which limits it has; the values are filled in afterwards. Loading Ibis and compiling takes
over a second in a fresh process, so the SQL of every shape is compiled ahead of time into ``compiled.json``, by
``python -m baken.observe.facts.ahead``; a test holds it equal to what the expressions give.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from importlib import resources
from operator import and_
from pathlib import Path
from typing import Any

from baken.observe.facts.schema import FACT_SCHEMA, FactError

Shape = tuple[str, ...]

LIMITS: Shape = ("areas", "municipality", "levels", "periods", "period_kind", "as_of")
AHEAD = "compiled.json"
#: Stands for the files in compiled SQL, as ``blank`` does for values: between brackets that no code can hold.
SOURCE = "⟦facts⟧"


def blank(name: str) -> str:
    """The text that stands where the values called ``name`` will come."""
    return f"⟦{name}⟧"


def narrowed(facts: Any, shape: Shape) -> Any:
    """The rows of the Ibis table ``facts`` that fit a question of this shape, with blanks for its values."""
    import ibis

    columns = {
        "areas": facts.area,
        "municipality": facts.municipality,
        "levels": facts.level,
        "periods": facts.period,
        "period_kind": facts.period.length().cast("string"),
    }
    tests = [column.isin([blank(name)]) for name, column in columns.items() if name in shape]
    if "as_of" in shape:
        moment = ibis.literal(blank("as_of")).cast("timestamp('UTC')")
        tests += [facts.known_from <= moment, facts.known_to.isnull() | (facts.known_to > moment)]
    elif "versions" not in shape:
        tests.append(facts.known_to.isnull())
    return facts.filter(reduce(and_, tests)) if tests else facts


def rows(facts: Any) -> Any:
    """The rows themselves. No order is asked for: they come in the order of the files, which were written in order."""
    return facts


def ranking(facts: Any) -> Any:
    """The sum per dataset and municipality, highest first, those without any published part last."""
    import ibis

    counts = {name: facts.count(where=facts.status == name) for name in ("withheld", "provisional", "example")}
    totals = facts.group_by("dataset", "municipality").agg(value=facts.value.sum(), parts=facts.count(), **counts)
    return totals.order_by(ibis.desc("value", nulls_first=False), "municipality")


QUESTIONS = {"rows": rows, "ranking": ranking}


def compiled(question: str, shape: Shape) -> str:
    """The SQL of one of QUESTIONS in DuckDB's dialect, compiled now."""
    import ibis

    facts = ibis.table(ibis.Schema.from_pyarrow(FACT_SCHEMA), name=SOURCE)
    return str(ibis.to_sql(QUESTIONS[question](narrowed(facts, shape)), dialect="duckdb", pretty=False))


@cache
def sql(question: str, shape: Shape) -> str:
    """The SQL of one of QUESTIONS: as compiled ahead of time, else compiled now."""
    return _ahead().get(key(question, shape)) or compiled(question, shape)


def filled(text: str, files: Sequence[Path], values: Mapping[str, Sequence[str]]) -> str:
    """Compiled SQL with its files and values in place."""
    for name, given in values.items():
        text = text.replace(f"'{blank(name)}'", ", ".join(map(_quoted, given)))
    return text.replace(f'"{SOURCE}"', f"read_parquet([{', '.join(_quoted(str(file)) for file in files)}])")


def for_spark(shape: Shape, view: str, values: Mapping[str, Sequence[str]]) -> str:
    """The rows that fit a question of this shape, in Spark's dialect, from the table or view of facts called ``view``."""
    import sqlglot

    text = sqlglot.transpile(sql("rows", shape), read="duckdb", write="spark")[0]
    for name, given in values.items():
        if any("'" in value or "\\" in value for value in given):
            raise FactError(f"{name}: {', '.join(given)} can't be asked of Spark")
        text = text.replace(f"'{blank(name)}'", ", ".join(map(_quoted, given)))
    return text.replace(f"`{SOURCE}`", f"`{view}`")


def _quoted(text: str) -> str:
    if "⟦" in text or "\0" in text:
        raise FactError(f"{text!r} can't be asked for")
    return "'" + text.replace("'", "''") + "'"


@cache
def _ahead() -> dict[str, str]:
    file = resources.files(__package__) / AHEAD
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def key(question: str, shape: Shape) -> str:
    """The name of a question of one shape in ``compiled.json``."""
    return " ".join((question, *shape))
