"""The stages, in the order they run. A stage takes a draft and gives edits found on its text."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.stages.artefacts import find_artefacts
from cleaner.stages.boilerplate import find_boilerplate
from cleaner.stages.duplicates import find_duplicates
from cleaner.stages.encoding import find_encoding

Stage = Callable[[Draft], list[Edit]]

ORDER: tuple[tuple[str, Stage], ...] = (
    ("encoding", find_encoding),
    ("artefacts", find_artefacts),
    ("boilerplate", find_boilerplate),
    ("duplicates", find_duplicates),
)
