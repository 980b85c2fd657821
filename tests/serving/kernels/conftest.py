"""Servers that the tests of seats and pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving.conftest import Running, launch

REST_AFTER = 5


@pytest.fixture(scope="session")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose kernels rest as soon as they may."""
    server = launch(tmp_path_factory.mktemp("resting"), EVENGROUND_REST_AFTER=str(REST_AFTER))
    yield server
    server.end()
