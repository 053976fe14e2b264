"""Which tests stay together when a run deals them out to several workers."""

from copy import copy
from unittest.mock import Mock

import pytest
from xdist.scheduler import LoadGroupScheduling  # type: ignore[import-untyped]

from tests.grouping import write_group


@pytest.fixture(scope="module")
def once() -> object:
    """Make something for the tests of this file."""
    return object()


@pytest.mark.usefixtures("once")
def test_tests_that_share_what_their_file_makes_go_to_one_worker(
    request: pytest.FixtureRequest,
) -> None:
    assert group_of(request) == ("tests/test_grouping.py",)


def test_a_test_that_shares_nothing_goes_to_any_worker(request: pytest.FixtureRequest) -> None:
    assert group_of(request) == ()


@pytest.mark.usefixtures("once")
@pytest.mark.xdist_group("another")
def test_a_group_that_a_test_names_itself_stays(request: pytest.FixtureRequest) -> None:
    assert group_of(request) == ("another",)


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("of", ["one@another", "x"])
def test_the_scheduler_reads_the_group_that_is_written(
    request: pytest.FixtureRequest, of: str
) -> None:
    item = copy(request.node)
    assert of in item.nodeid
    write_group(item)
    scope = LoadGroupScheduling._split_scope(Mock(), item.nodeid)  # noqa: SLF001
    assert scope == "tests/test_grouping.py"


@pytest.mark.usefixtures("once")
def test_groups_are_written_wherever_tests_are_dealt_out_by_them(
    request: pytest.FixtureRequest,
) -> None:
    written = request.node.nodeid.endswith("@tests/test_grouping.py")
    assert written is bool(request.config.getoption("loadgroup", default=False))


def group_of(request: pytest.FixtureRequest) -> tuple[object, ...]:
    marker = request.node.get_closest_marker("xdist_group")
    return marker.args if marker else ()
