"""To which posts a role may come, whatever case is opened."""

import pytest

from server.domain.people.role_posts import posts_of
from tests.domain import bloc_years

P = "bac-giang"
FIVE = ("ban-dan-toc", "dai-ptth", "so-gddt", "so-khcn", "so-tttt")


@pytest.mark.parametrize(
    ("role", "posts"),
    [
        ("officer", {f"{P}/{unit}/officer" for unit in FIVE}),
        ("leader", {f"{P}/so-khcn/head"}),
        ("appraiser", {f"{P}/so-khcn/appraiser", f"{P}/ban-dan-toc/appraiser"}),
        ("council_secretary", {f"{P}/hd-tdkt/secretary"}),
        ("opener", {f"{P}/so-gddt/officer"}),
        ("superior", {f"{P}/so-gddt/head"}),
        ("nobody", set()),
    ],
)
def test_a_role_comes_to_these_posts(role: str, posts: set[str]) -> None:
    assert posts_of(role, bloc_years.rules(), [f"{P}/so-gddt/officer"]) == posts


def test_what_is_delivered_may_come_to_bodies_too() -> None:
    found = posts_of("recipient", bloc_years.rules())
    assert {f"{P}/so-gddt/head", f"{P}/ubnd-tinh/chairman"} <= found
