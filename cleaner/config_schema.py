"""What a settings file may hold. Apart, because a run without one need not import msgspec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, ValidationError, convert


class Table(Struct, rename="kebab", forbid_unknown_fields=True, frozen=True):
    """``cleaner.toml``, and each table below ``per-file``; docs/configuration.md tells what they do."""

    lang: str | UnsetType = UNSET
    variant: str | UnsetType = UNSET
    select: tuple[str, ...] | UnsetType = UNSET
    ignore: tuple[str, ...] | UnsetType = UNSET
    unsafe: bool | UnsetType = UNSET
    remove: bool | UnsetType = UNSET
    duplicates: Literal["off", "document", "source", "run"] | UnsetType = UNSET
    threshold: float | UnsetType = UNSET
    keep: Literal["first", "longest"] | UnsetType = UNSET
    furniture_documents: int | UnsetType = UNSET
    furniture_share: float | UnsetType = UNSET
    packs: tuple[str, ...] | UnsetType = UNSET
    extend_safe: tuple[str, ...] | UnsetType = UNSET
    extend_unsafe: tuple[str, ...] | UnsetType = UNSET
    extend_select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Literal["safe", "unsafe", "flag", "never"] = "flag"
    baseline: str | None = None
    per_file: Mapping[str, Table] = {}

    def given(self) -> dict[str, Any]:
        """The fields of ``Settings`` that the file sets."""
        return {name: value for name in _SETTINGS if (value := getattr(self, name)) is not UNSET}


_SETTINGS = Table.__struct_fields__[: Table.__struct_fields__.index("extend_select")]


def table_of(data: Mapping[str, Any]) -> Table:
    """The checked table; raises ValueError naming the key that is wrong and the one that was meant."""
    try:
        return convert(data, Table)
    except ValidationError as error:
        unknown = re.search(r"unknown field `(.+?)`", str(error))
        if not unknown:
            raise
        close = get_close_matches(unknown[1], Table.__struct_encode_fields__, 1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"unknown key {unknown[1]!r}{hint}") from error
