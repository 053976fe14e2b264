"""When a draft may be saved over another."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from server.domain.tasks.drafts import (
    DraftHead,
    DraftTaken,
    Newness,
    Seen,
    check_newest,
    newness,
)

ME, OTHER = UUID(int=1), UUID(int=2)
KEPT = DraftHead(
    version=3,
    saved_by=ME,
    saved_name="Cán bộ",
    saved_at=datetime(2024, 12, 9, tzinfo=UTC),
    tab="A",
    turn=7,
)


def test_the_first_draft_is_newer_than_nothing() -> None:
    assert newness(None, seen=Seen(), by=ME) is Newness.NEWER


@pytest.mark.parametrize(
    ("seen", "by", "stands"),
    [
        (Seen(3), ME, Newness.NEWER),
        (Seen(3), OTHER, Newness.NEWER),
        (Seen(2), ME, Newness.OTHER),
        (Seen(4), ME, Newness.OTHER),
        (Seen(2, "A", 8), ME, Newness.NEWER),
        (Seen(2, "A", 7), ME, Newness.LATE),
        (Seen(2, "A", 6), ME, Newness.LATE),
        (Seen(2, "B", 9), ME, Newness.OTHER),
        (Seen(2, "A", 8), OTHER, Newness.OTHER),
    ],
)
def test_a_save_is_newer_by_its_version_or_by_its_own_tab(
    seen: Seen, by: UUID, stands: Newness
) -> None:
    assert newness(KEPT, seen=seen, by=by) is stands


def test_nothing_older_is_handed_in_and_the_one_in_the_way_is_named() -> None:
    check_newest(KEPT, seen=Seen(3), by=OTHER)
    for seen, by, own in ((Seen(2), OTHER, False), (Seen(2, "A", 7), ME, True)):
        with pytest.raises(DraftTaken) as refused:
            check_newest(KEPT, seen=seen, by=by)
        assert (refused.value.version, refused.value.own) == (3, own)
