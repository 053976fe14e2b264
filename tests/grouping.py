"""Tells the workers' scheduler which tests stay together: it reads that from the tests' ids."""

import pytest
from _pytest.nodeid import NodeId


def write_group(item: pytest.Item) -> None:
    """Write a test's group into its id, where xdist looks for it.

    xdist 3.8 writes it into an attribute that pytest 9.2 no longer reads.
    """
    marker = item.get_closest_marker("xdist_group")
    if marker is not None:
        item._id = NodeId.parse(f"{item.nodeid}@{marker.args[0]}")  # noqa: SLF001
