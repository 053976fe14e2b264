"""Which tests stay together when a run deals them out to several workers."""

import pytest


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


def group_of(request: pytest.FixtureRequest) -> tuple[object, ...]:
    marker = request.node.get_closest_marker("xdist_group")
    return marker.args if marker else ()
