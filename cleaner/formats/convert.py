"""``--to``: records of any format as JSON lines, with the text taken out of web pages; and from there on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from cleaner.formats import Format, jsonl, warc
from cleaner.formats.decode import decode
from cleaner.formats.record import Fields, Record
from cleaner.formats.webpage import main_text

_ROWS = 10_000


def convert(records: Iterable[Record], known: Format, name: str, fields: Fields) -> Iterator[Record]:
    """The records of a file as JSON lines with their id and text; what holds no text is left out."""
    for record in records:
        found = _extracted(record, known, fields.extractor)
        if found.text is not None:
            yield _line(found, known, name, fields)
        elif record.error:
            yield Record(b"", line=record.line, error=record.error)


def _line(record: Record, known: Format, name: str, fields: Fields) -> Record:
    if known.name == "jsonl":
        return record if record.raw.endswith(b"\n") else record._replace(raw=record.raw + b"\n")
    own = record.id or (f"{name}:{record.line}" if known.rows else name)
    row: dict[str, Any] = {fields.id: own, fields.text: record.text}
    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    return Record(raw, record.text, own, record.line, value=jsonl.locate(raw, fields))


def _extracted(record: Record, known: Format, extractor: str) -> Record:
    """The record with the text of its page, where it is one."""
    if known.name == "warc" and record.text is None:
        body = warc.page(record.raw) if record.raw.startswith(b"WARC/") else None
        return record._replace(text=None if body is None else main_text(decode(body).text, extractor))
    if known.name == "html" and record.text is not None:
        return record._replace(text=main_text(record.text, extractor))
    return record


def to_text(lines: Iterable[bytes], fields: Fields) -> Iterator[bytes]:
    """Plain text: the texts of JSON lines, an empty line between them."""
    between = b""
    for line in lines:
        text = json.loads(line)[fields.text]
        if isinstance(text, str):
            yield between + text.rstrip("\n").encode("utf-8", "surrogatepass") + b"\n"
            between = b"\n"


def to_parquet(lines: Iterable[bytes], target: str, fields: Fields) -> None:
    """A Parquet file with the columns id, text and ``meta``: all other fields as JSON, whatever their types."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in (fields.id, fields.text, "meta")])
    rows = map(json.loads, lines)
    with pq.ParquetWriter(target, schema, compression="zstd") as out:
        while batch := list(islice(rows, _ROWS)):
            out.write_table(pa.Table.from_pylist([_columns(row, fields) for row in batch], schema))


def _columns(row: dict[str, Any], fields: Fields) -> dict[str, str | None]:
    own, text = row.pop(fields.id, None), row.pop(fields.text, None)
    meta = json.dumps(row, ensure_ascii=False) if row else None
    return {fields.id: None if own is None else str(own), fields.text: text, "meta": meta}
