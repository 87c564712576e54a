"""Parquet: the text column cleaned, every other column, the schema and the row groups as they were.

A row's record is its text cell as one line of JSON; ``assemble`` puts the cells back into a table.
Needs pyarrow (``cleaner[parquet]``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from cleaner.formats.coding import encode
from cleaner.formats.record import Fields, Record, Value

_ROWS = 1000


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """A record for each row; raises ValueError where there is no such column, or no Parquet.

    Lines of JSON, which a finished part is read from again, are told by their first byte.
    """
    start = stream.read(1)
    stream.seek(0)
    if start != b"P":
        yield from _again(stream, line)
        return
    table = _open(stream)
    names = table.schema_arrow.names
    if fields.text not in names:
        raise ValueError(f"has no column {fields.text!r}: name it with --text-field")
    columns = [fields.text, fields.id] if fields.id in names else [fields.text]
    for batch in table.iter_batches(_ROWS, columns=columns):
        ids = batch.column(1).to_pylist() if len(columns) > 1 else [None] * batch.num_rows
        for text, own in zip(batch.column(0).to_pylist(), ids, strict=True):
            yield _record(text, own, line)
            line += 1


def _open(stream: BinaryIO) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(stream)
    except pa.ArrowException as error:
        raise ValueError(f"is no Parquet file: {error}") from error


def _record(text: Any, own: Any, line: int) -> Record:
    if not isinstance(text, str):
        return Record(b"null\n", line=line)
    raw = encode(text, "json")
    return Record(
        raw + b"\n", text, None if own is None else str(own), line, value=Value(0, len(raw), "json")
    )


def _again(stream: BinaryIO, line: int) -> Iterator[Record]:
    for raw in stream:
        yield _record(json.loads(raw), None, line)


def assemble(source: str, lines: Iterable[bytes], column: str, target: str) -> None:
    """Write ``source`` anew with its text column taken from lines of JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    cells = iter(lines)
    with open(source, "rb") as stream:
        table = pq.ParquetFile(stream)
        schema = table.schema_arrow
        place = schema.names.index(column)
        codec = table.metadata.row_group(0).column(0).compression if table.num_row_groups else "SNAPPY"
        with pq.ParquetWriter(
            target, schema, compression=codec.lower().replace("uncompressed", "none")
        ) as out:
            for number in range(table.num_row_groups):
                group = table.read_row_group(number)
                texts = [json.loads(line) for line in islice(cells, group.num_rows)]
                array = pa.array(texts, schema.field(place).type)
                out.write_table(group.set_column(place, schema.field(place), array))
