"""Where the clusters are made: in memory, in DuckDB or on Spark. The same answer from each."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from cleaner.dedup import candidates, sql
from cleaner.dedup.candidates import Edges
from cleaner.dedup.columns import Columns
from cleaner.dedup.signatures import BANDS

_ROWS = 1 << 20


def cluster(engine: str, columns: Columns, threshold: float, work: Path, memory: str) -> Edges:
    """Each candidate that is not its cluster's first, with that first one.

    Raises ValueError for an engine there is none of, ImportError where Spark is not installed.
    """
    if engine == "memory":
        return candidates.cluster(columns, threshold)
    if engine not in _OPEN:
        raise ValueError(f"unknown engine {engine!r}: memory, duckdb or spark")
    bands = work / "bands"
    write_bands(columns, bands)
    with _OPEN[engine](work / engine, memory) as database:
        database.read("bands", bands)
        database.keep("edges", sql.EDGES)
        likely = candidates.prune(columns, database.fetch("SELECT u, v FROM edges"), threshold)
        database.put("likely", likely)
        table = sql.components(database, "likely")
        return _sorted(database.fetch(f"SELECT u, v FROM {table}"))


def write_bands(columns: Columns, folder: Path) -> None:
    """The band rows ``(pid, h)``, candidate and key, as one Parquet file a band."""
    import duckdb
    import numpy as np

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with duckdb.connect() as database:
        for band in range(BANDS):
            keys = columns.band(band).view(np.int64)
            database.register("block", {"pid": np.arange(len(keys)), "h": keys})
            database.execute(f"COPY block TO '{folder / f'band-{band:02d}.parquet'}' (FORMAT parquet)")


def _sorted(edges: Edges) -> Edges:
    import numpy as np

    order = np.argsort(edges[0])
    return edges[0][order], edges[1][order]


class DuckDB:
    """A database file that holds no more than ``memory`` and spills the rest beside itself."""

    def __init__(self, folder: Path, memory: str) -> None:
        import duckdb

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder
        settings: dict[str, Any] = {"memory_limit": memory, "temp_directory": str(folder / "spill")}
        settings["preserve_insertion_order"] = False
        self._database = duckdb.connect(folder / "clusters.duckdb", config=settings)
        self._database.execute("SET enable_progress_bar = false")

    def __enter__(self) -> DuckDB:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, name: str, folder: Path) -> None:
        """A view of a folder of Parquet files."""
        self._database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/*.parquet')")

    def keep(self, name: str, query: str) -> None:
        """Write a query's result down as a table."""
        self._database.execute(f"CREATE TABLE {name} AS {query}")

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._database.execute(f"DROP TABLE {name}")

    def number(self, query: str) -> int:
        """The one number a query gives."""
        return int(self._database.execute(query).fetchall()[0][0])

    def fetch(self, query: str) -> Edges:
        """The columns u and v of a query."""
        found = self._database.execute(query).fetchnumpy()
        return found["u"], found["v"]

    def put(self, name: str, edges: Edges) -> None:
        """A table of u and v."""
        self._database.register("block", {"u": edges[0], "v": edges[1]})
        self.keep(name, "SELECT u, v FROM block")
        self._database.unregister("block")


class Spark:
    """A Spark session; every table is written down, so that no lineage grows and an executor may die.

    The master is what ``spark-submit`` or the environment says, else all cores of this machine.
    """

    def __init__(self, folder: Path, memory: str) -> None:
        from pyspark.sql import SparkSession

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder.absolute()
        builder = SparkSession.builder.appName("cleaner duplicates").config("spark.sql.ansi.enabled", "true")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        self._ours = SparkSession.getActiveSession() is None
        self._session: Any = builder.getOrCreate()

    def __enter__(self) -> Spark:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours:
            self._session.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, name: str, folder: Path) -> None:
        """A view of a folder of Parquet files."""
        self._session.read.parquet(str(folder.absolute())).createOrReplaceTempView(name)

    def keep(self, name: str, query: str) -> None:
        """Write a query's result down as a table."""
        self._session.sql(query).write.mode("overwrite").parquet(str(self._folder / name))
        self.read(name, self._folder / name)

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._session.catalog.dropTempView(name)
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def number(self, query: str) -> int:
        """The one number a query gives."""
        return int(self._session.sql(query).collect()[0][0])

    def fetch(self, query: str) -> Edges:
        """The columns u and v of a query."""
        table = self._session.sql(query).toArrow()
        return table["u"].to_numpy(), table["v"].to_numpy()

    def put(self, name: str, edges: Edges) -> None:
        """A table of u and v."""
        import pyarrow as pa

        self._session.createDataFrame(pa.table({"u": edges[0], "v": edges[1]})).createOrReplaceTempView(
            "block"
        )
        self.keep(name, "SELECT u, v FROM block")


_OPEN: dict[str, type[DuckDB] | type[Spark]] = {"duckdb": DuckDB, "spark": Spark}
