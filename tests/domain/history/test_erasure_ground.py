"""The ground of an erasure is named, and each part of it is kept whole or refused."""

import pytest

from server.domain.history.erasure_refusals import LONGEST, GroundMissing, GroundTooLong, ground_of

GROUND = {"law": "Điều 1 Luật mẫu", "document": "Đơn số 1", "stays": "Kết quả."}


@pytest.mark.parametrize("part", GROUND)
def test_a_part_longer_than_is_kept_is_refused(part: str) -> None:
    assert getattr(ground_of(**{**GROUND, part: "a" * LONGEST}), part) == "a" * LONGEST
    with pytest.raises(GroundTooLong):
        ground_of(**{**GROUND, part: "a" * (LONGEST + 1)})


@pytest.mark.parametrize("part", ["law", "document"])
def test_law_and_document_are_named(part: str) -> None:
    with pytest.raises(GroundMissing):
        ground_of(**{**GROUND, part: " "})
