# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national run: each municipality as its own pages tell it, each series as the core judges it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baken.cli import main
from baken.cores.earlywarning import benjamini_hochberg, calibrate, farrington_flexible
from baken.observe.facts import FactStore, query
from baken.observe.facts.limits import Filter
from baken.observe.national import embedded, spark
from baken.observe.national.work import BASELINE, EARLY_WARNING, PICTURE, early_warning_job, figures, picture_job
from baken.observe.national.work import unusual as early_warning
from baken.observe.picture.series import POPULATION
from baken.observe.queries import picture_of
from baken.observe.store import store
from tests.campaign import nation


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> FactStore:
    """Two municipalities and the nation."""
    return nation.write(tmp_path_factory.mktemp("country"), towns=2)


@pytest.mark.usefixtures("world")
def test_the_picture_of_a_municipality_is_that_of_its_pages() -> None:
    picture = picture_of("GM0453", year=2025, indicators=("crime_total", "nuisance_youth", "survey_safety_feeling"))
    facts = store().arrow([*picture.indicators, POPULATION], municipality="GM0453", period_kind="year")
    told = {(row["indicator"], row["area"]): row for row in figures(facts, year=2025).to_pylist()}
    compared = 0
    for slug in picture.indicators:
        for area in picture.areas.values():
            shown, row = picture.figure(slug, area.code), told.pop((slug, area.code), None)
            assert (shown is None) == (row is None), (slug, area.code)
            if shown is None or row is None:
                continue
            compared += 1
            for name in ("value", "rate", "lower", "upper", "population", "population_year", "reason", "status"):
                assert row[name] == getattr(shown, name), (slug, area.code, name)
            if shown.change is not None:
                assert (row["versus"], row["verdict"]) == (shown.change.versus, str(shown.change.verdict))
                assert row["adjusted_p"] == pytest.approx(shown.change.adjusted_p)
                assert row["ratio_upper"] == pytest.approx(shown.change.ratio_upper)
            if shown.rest is not None:
                assert row["rest_verdict"] == str(shown.rest.verdict)
    assert compared > 80
    assert not told


def test_early_warning_is_what_the_core_says_of_the_same_counts(country: FactStore) -> None:
    found = embedded.run(country, early_warning_job(nation.MONTH))
    one = [row for row in found.to_pylist() if row["municipality"] == "GM0001"]
    months = country.arrow(country.indicators(), municipality="GM0001", period_kind="month").to_pylist()
    series: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in months:
        held = series.setdefault((row["dataset"], row["indicator"], row["area"]), {})
        held[row["period"]] = np.nan if row["value"] is None else row["value"]
    window = list(nation.months(nation.MONTH, BASELINE.reach + 1))
    keys = [(row["dataset"], row["indicator"], row["area"]) for row in one]
    assert sorted(keys) == sorted(series)
    counts = np.array([[series[key].get(month, np.nan) for month in window] for key in keys])
    detection = farrington_flexible(counts, at=len(window) - 1, config=BASELINE)
    judged = calibrate(detection)
    for name, expected in (
        ("observed", detection.observed),
        ("expected", detection.expected),
        ("upper", detection.upper),
        ("p_value", judged.p_value),
        ("q_value", benjamini_hochberg(judged.p_value)),
    ):
        mine = np.array([np.nan if row[name] is None else row[name] for row in one])
        np.testing.assert_allclose(mine, expected[:, 0], rtol=1e-9, err_msg=name)
    assert {row["reason"] for row in one} >= {"", "missing", "all_zero"}


def test_a_sensitive_theme_is_never_told_by_buurt(country: FactStore) -> None:
    facts = country.arrow(country.indicators()[:1], municipality="GM0001", period_kind="month")
    names = facts.schema.names
    slugs = pa.array(["nuisance_confused_person"] * facts.num_rows)
    told = early_warning(facts.set_column(names.index("indicator"), "indicator", slugs), month=nation.MONTH)
    assert {"municipality", "wijk"} <= set(told["level"].to_pylist())
    assert "buurt" not in told["level"].to_pylist()
    assert "buurt" in early_warning(facts, month=nation.MONTH)["level"].to_pylist()


def test_the_order_of_rows_does_not_matter(country: FactStore) -> None:
    rows = country.arrow(country.indicators(), municipality="GM0002", period_kind="month")
    mixed = rows.take(np.random.default_rng(1).permutation(rows.num_rows))
    assert early_warning(mixed, month=nation.MONTH).equals(early_warning(rows, month=nation.MONTH))


def test_every_municipality_is_there_and_the_nation_is_none(country: FactStore) -> None:
    for job in (picture_job(nation.YEAR), early_warning_job(nation.MONTH)):
        found = embedded.run(country, job)
        assert found.schema.equals(job.schema)
        assert found["municipality"].unique().to_pylist() == ["GM0001", "GM0002"]
        assert len(set(found["area"].to_pylist())) == 2 * 13
    nothing = country.arrow(["crime_total"], municipality="NL00", period_kind="year")
    assert nothing.num_rows
    assert figures(nothing, year=nation.YEAR).num_rows == 0


def test_what_was_known_on_a_day(country: FactStore) -> None:
    job = early_warning_job(nation.MONTH)
    now, then = embedded.run(country, job), embedded.run(country, job, as_of=nation.FIRST)
    assert now.num_rows == then.num_rows
    assert not now["observed"].equals(then["observed"])


def test_figures_that_contradict_one_another_are_refused_by_municipality(tmp_path: Path) -> None:
    broken = nation.write(tmp_path, towns=1)
    people = nation.rows([("WK000100", "wijk", "GM0001")], POPULATION, ["2025"], np.array([[9e6]]))
    broken.load(nation.Dataset("85984NED-2025", "x", "x"), people, retrieved_at=nation.SECOND)
    with pytest.raises(embedded.MunicipalityError, match=r"GM0001: .*population"):
        embedded.run(broken, picture_job(nation.YEAR))


def test_the_question_is_put_to_spark_in_its_dialect() -> None:
    wanted = Filter(periods=("2026-09", "2026-10"), as_of=nation.FIRST)
    text = query.for_spark(wanted.shape(), "facts", wanted.values())
    assert "FROM `facts`" in text
    assert "'2026-09', '2026-10'" in text
    assert "2026-11-01T00:00:00+00:00" in text
    assert "⟦" not in text
    with pytest.raises(ValueError, match="can't be asked"):
        query.for_spark(("areas",), "facts", {"areas": ("GM0453' OR 1=1 --",)})


def test_the_command_writes_a_file_or_says_why_not(
    country: FactStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("baken.observe.commands.national.store", lambda: country)
    out = tmp_path / "new" / "found.parquet"
    assert main(["national", "picture", "--year", "2025", "--out", str(out)]) == 0
    assert "of 2 municipalities" in capsys.readouterr().out
    assert pq.read_schema(out).equals(PICTURE)
    command = ["national", "early-warning", "--month", nation.MONTH, "--indicator", "crime_total", "--out", str(out)]
    assert main(command) == 0
    assert pq.read_table(out, schema=EARLY_WARNING)["indicator"].unique().equals(pa.array(["crime_total"]))
    assert [file.name for file in out.parent.iterdir()] == ["found.parquet"]
    capsys.readouterr()
    for arguments, why in (
        (["picture"], "--year 2025"),
        (["early-warning"], "--month 2026-10"),
        (["early-warning", "--month", "2026-13"], "must be one such as 2026-10"),
        (["early-warning", "--month", "1999-01"], "no figures are stored"),
        (["picture", "--year", "2025", "--indicator", "luck"], "luck"),
    ):
        assert main(["national", *arguments, "--out", str(out)]) == 2
        assert why in capsys.readouterr().err


def test_without_spark_it_says_what_to_install(country: FactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(spark.NoSparkError, match=r"baken\[spark\]"):
        spark.run(country, picture_job(nation.YEAR), master="local[1]")
