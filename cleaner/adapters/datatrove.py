"""datatrove: cleaner as a pipeline step, with its stats and its exclusion writer, and our duplicates as a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any

from cleaner.adapters import host
from cleaner.adapters.duplicates import duplicates_of
from cleaner.settings import Settings
from cleaner.step import Step

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter

_BATCH = 256
"""Documents cleaned at a time: the scans want some text to look through."""

_base = host("datatrove.pipeline.base", "datatrove")


class CleanerStep(_base.PipelineStep):  # type: ignore[misc, name-defined]
    """Cleans ``doc.text``; whether it changed it stands in ``doc.metadata["cleaner"]``, with ``edits`` what was done, too.

    A document of which nothing is left goes to the exclusion writer, with the reason in its metadata.
    """

    name = "cleaner"
    type = "formatter"

    def __init__(
        self, settings: Settings | None = None, exclusion_writer: DiskWriter | None = None, edits: bool = False
    ) -> None:
        super().__init__()
        self.step = Step(settings or Settings(), edits=edits)
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, cleaned; those of which nothing is left go to the exclusion writer."""
        with self.exclusion_writer or nullcontext() as writer:
            for docs in _batches(data):
                with self.track_time():
                    columns = self.step.columns([doc.text for doc in docs])
                for doc, *row in zip(docs, *columns.values(), strict=True):
                    if self._update(doc, dict(zip(columns, row, strict=True))):
                        yield doc
                    elif writer:
                        writer.write(doc, rank)

    def _update(self, doc: Document, row: dict[str, Any]) -> bool:
        """False where the document had text and has none left."""
        had = bool(doc.text.strip())
        doc.text = row.pop("text")
        doc.metadata["cleaner"] = row
        self.stat_update("changed" if row["cleaner_changed"] else "unchanged")
        if had and not doc.text.strip():
            doc.metadata["filter_reason"] = "cleaner: nothing is left"
            self.stat_update("emptied")
            return False
        self.update_doc_stats(doc)
        return True


def _batches(data: Iterable[Document]) -> Iterator[list[Document]]:
    stream = iter(data)
    while batch := list(islice(stream, _BATCH)):
        yield batch


class CleanerDuplicates(_base.PipelineStep):  # type: ignore[misc, name-defined]
    """Removes paragraphs that repeat an earlier document of the same task, verified, naming the twin."""

    name = "cleaner duplicates"
    type = "dedup"

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents of the task without paragraphs that stand in an earlier one."""
        docs = list(data)
        texts = duplicates_of([doc.text for doc in docs], self.settings)
        for doc, text in zip(docs, texts, strict=True):
            self.stat_update("changed" if text != doc.text else "unchanged")
            doc.text = text
            yield doc
