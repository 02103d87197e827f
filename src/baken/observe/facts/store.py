# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fact store: a folder of Parquet files that remembers every version of every figure.

    store = FactStore(root)
    store.load(dataset, rows, retrieved_at=moment)
    store.facts(["crime_total"], municipality="GM0453", period_kind="year", as_of=last_autumn)

One process writes at a time; any number read meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from baken.observe.facts import engine, manifest, query, rows
from baken.observe.facts.limits import Filter
from baken.observe.facts.schema import FACT_SCHEMA, Dataset, Fact, FactError, Load, Ranked, Receipt, months_of

if TYPE_CHECKING:
    from baken.observe.facts.writing import Staged

Rows: TypeAlias = pa.Table | Iterable[Mapping[str, Any]]
Batch: TypeAlias = tuple[Dataset, Rows, datetime, datetime | None]

#: How long a file stays after it was replaced: longer than any query that may still be reading it.
GRACE = timedelta(hours=1)


class FactStore:
    """Facts under one folder; make one per process and share it between threads.

    ``patience`` is how many seconds a load waits for another load to finish; ``threads`` and ``memory_limit`` bound
    the query engine of this process (None: as many threads as there are cores).
    """

    def __init__(
        self, root: Path | str, *, patience: float = 300.0, threads: int | None = None, memory_limit: str = "2GB"
    ) -> None:
        self.root = Path(root).absolute()
        self._patience = patience
        self._reader = manifest.Reader(self.root)
        self._engine = engine.Engine(threads=threads, memory_limit=memory_limit)

    # Writing

    def load(
        self, dataset: Dataset, rows: Rows, *, retrieved_at: datetime, known_from: datetime | None = None
    ) -> Receipt:
        """Add one delivery of one dataset.

        ``rows`` are a table or dicts with the columns of INPUT_SCHEMA (dataset, value, lower, upper and n may be
        absent). ``known_from`` is the moment since which the figures are known, by default the moment they were
        retrieved. A key with the same figure isn't stored again; another figure closes the earlier row; a key that
        is absent stays. Raises FactError naming up to 50 problems, with nothing stored.
        """
        return self.load_many([(dataset, rows, retrieved_at, known_from)])[0]

    def load_many(self, batches: Iterable[Batch]) -> list[Receipt]:
        """Add several deliveries in order, all of them or none: one replacement of the manifest."""
        with self.staged(batches) as staged:
            staged.make_current()
        return staged.receipts

    @contextmanager
    def staged(self, batches: Iterable[Batch]) -> Iterator[Staged]:
        """Check deliveries and write their files, and hold the place of the one writer until the block ends.

        Readers see them once `make_current` was called within the block; without it nothing stays. So what takes long is
        done before a database transaction opens, and what must go together with it is one quick step inside.
        """
        from baken.observe.facts import writing  # not needed to read, and slow to import

        checked = writing.checked(batches)
        with manifest.locked(self.root, patience=self._patience):
            staged = writing.stage(self.root, checked)
            try:
                yield staged
            finally:
                staged.discard()

    def prune(self, *, grace: timedelta = GRACE, now: datetime | None = None) -> list[str]:
        """Delete files that were replaced, or left behind by a writer that died, longer than ``grace`` ago.

        Returns their paths below the root. ``now`` is for tests.
        """
        from baken.observe.facts import writing

        with manifest.locked(self.root, patience=self._patience):
            return writing.prune(self.root, before=(now or datetime.now(UTC)) - grace)

    # Reading

    def facts(
        self,
        indicators: Sequence[str],
        *,
        areas: Sequence[str] | None = None,
        municipality: str | None = None,
        levels: Sequence[str] | None = None,
        periods: Sequence[str] | None = None,
        period_kind: str | None = None,
        as_of: datetime | None = None,
        datasets: Sequence[str] | None = None,
    ) -> list[Fact]:
        """Facts in order of indicator, dataset, area and period; as known at ``as_of``, by default now.

        Limits are joined by "and"; an indicator or dataset that isn't stored simply has no rows. ``municipality``
        takes its wijken and buurten along; ``period_kind`` is "year" or "month". FactError for what isn't a code,
        level or period, or for an ``as_of`` without time zone.
        """
        wanted = Filter(areas, municipality, levels, periods, period_kind, as_of)
        return rows.as_facts(self._rows(indicators, datasets, wanted))

    def arrow(self, indicators: Sequence[str], *, datasets: Sequence[str] | None = None, **limits: Any) -> pa.Table:
        """The same as ``facts``, as an Arrow table of FACT_SCHEMA: for many rows at once."""
        return self._rows(indicators, datasets, Filter(**limits))

    def table(self, indicators: Sequence[str], *, datasets: Sequence[str] | None = None, **limits: Any) -> Any:
        """The same rows as an Ibis table, to aggregate further; only for use in this thread."""
        import ibis

        wanted = Filter(**limits)
        found = self._files(indicators, datasets)
        backend = self._engine.backend()
        if not found or wanted.nothing:
            return ibis.memtable(FACT_SCHEMA.empty_table())
        sql = query.filled(query.sql("rows", wanted.shape()), found, wanted.values())
        return backend.sql(sql, schema=ibis.Schema.from_pyarrow(FACT_SCHEMA))

    def ranking(
        self,
        indicator: str,
        year: str,
        *,
        level: str = "municipality",
        as_of: datetime | None = None,
        from_months: bool = False,
        datasets: Sequence[str] | None = None,
    ) -> list[Ranked]:
        """All municipalities by the sum of one indicator over one year, highest first.

        ``level`` is that of the rows that are added up ("buurt": the sum of a municipality's buurten);
        ``from_months`` adds up months rather than taking the year's own row. What was withheld is not in the sum,
        and counted beside it. FactError when several datasets hold the indicator for that year and none was chosen:
        two definitions don't add up.
        """
        periods = months_of(year) if from_months else (year,)
        wanted = Filter(levels=(level,), periods=periods, as_of=as_of)
        found = self._files([indicator], datasets)
        if not found:
            return []
        sql = query.filled(query.sql("ranking", wanted.shape()), found, wanted.values())
        ranked = rows.as_ranked(self._engine.arrow(sql))
        if len(sources := sorted({row.dataset for row in ranked})) > 1:
            raise FactError(f"{indicator} {year} is in {', '.join(sources)}: say which")
        return ranked

    def history(self, indicator: str, area: str, period: str, *, datasets: Sequence[str] | None = None) -> list[Fact]:
        """Every version of one figure, oldest first per dataset."""
        wanted = Filter(areas=(area,), periods=(period,), versions=True)
        return rows.as_facts(self._rows([indicator], datasets, wanted))

    def datasets(self) -> list[Dataset]:
        """What is stored, in order of id."""
        return [dataset for _, dataset in sorted(self._reader.get().datasets.items())]

    def dataset(self, id: str) -> Dataset:  # noqa: A002 - the word of the contract
        """One dataset; FactError when it isn't stored."""
        found = self._reader.get().datasets.get(id)
        if found is None:
            raise FactError(f"dataset {id!r} is not stored")
        return found

    def indicators(self, dataset: str | None = None) -> list[str]:
        """The indicators that are stored, of one dataset or of all, in order of name."""
        stored = self._reader.get().files
        return sorted({name for key, held in stored.items() if dataset in (None, key) for name in held})

    def loads(self, dataset: str | None = None) -> list[Load]:
        """Every load, oldest first, also those that changed nothing: they show when was looked."""
        return [load for load in self._reader.get().loads if dataset in (None, load.dataset)]

    def known_moments(self) -> list[datetime]:
        """The moments at which what is known changed, oldest first: what ``as_of`` can usefully be."""
        return sorted({load.known_from for load in self._reader.get().loads if load.added or load.revised})

    def files(self, indicators: Sequence[str] | None = None) -> list[Path]:
        """The Parquet files (FACT_SCHEMA) of these indicators, or of all: for an engine that reads them itself.

        They hold every version of every figure: ask what is known with ``query``. Files never change once named.
        """
        return self._files(self.indicators() if indicators is None else indicators, None)

    def _rows(self, indicators: Sequence[str], datasets: Sequence[str] | None, wanted: Filter) -> pa.Table:
        found = self._files(indicators, datasets)
        if not found or wanted.nothing:
            return FACT_SCHEMA.empty_table()
        return self._engine.arrow(query.filled(query.sql("rows", wanted.shape()), found, wanted.values()))

    def _files(self, indicators: Sequence[str], datasets: Sequence[str] | None) -> list[Path]:
        """The files that hold these indicators, in order of indicator and dataset.

        There is one per dataset and indicator, so no row need be compared; and each is in order of area, period and
        version, so that reading them one after the other gives the order of ``facts`` without sorting.
        """
        if isinstance(indicators, str) or isinstance(datasets, str):
            raise TypeError("indicators and datasets are lists of names")
        stored = self._reader.get().files
        chosen = sorted(stored) if datasets is None else [name for name in sorted(set(datasets)) if name in stored]
        names = sorted(set(indicators))
        return [self.root / stored[key][name] for name in names for key in chosen if name in stored[key]]
