"""A corpus on its way to the spool: files as ``run`` reads them, raw, with no rule applied."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleaner.corpus.job import Job
from cleaner.corpus.plan import plan
from cleaner.corpus.reading import Reader, UnreadableError
from cleaner.corpus.sources import find_sources
from cleaner.formats import kind_of
from cleaner.formats.record import Fields
from cleaner.mine.sentences import sentences_of
from cleaner.mine.spool import SpoolWriter
from cleaner.model import Document


def read_corpus(sources: Iterable[str], fields: Fields, folder: Path) -> list[str]:
    """Every sentence of the sources into the spool in ``folder``; gives what could not be read, in words."""
    job = Job(folder, fields=fields)
    found = find_sources(sources, folder)
    problems = [f"{path}: {error}" for path, error in found.errors]
    with SpoolWriter(folder) as spool:
        for part in plan(found.sources, {}):
            for piece in part.pieces:
                known = kind_of(piece.source.path)
                try:
                    for record in Reader(piece, job).records():
                        if record.text is not None:
                            name = record.id or (f"{piece.source.name}:{record.line}" if known.rows else piece.source.name)
                            spool.document(name)
                            line = 1 if known.rows else piece.line
                            for sentence in sentences_of(Document(name, record.text, markup=known.markup), line):
                                spool.add(sentence)
                except UnreadableError as error:
                    problems.append(f"{piece.source.path}: {error}")
    return problems
