"""The rules' own test takes minutes: it is first, so that another worker has the rest."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != "test_packs.py")
