"""A draft that an act took up is that act's text; what came of nothing is only a draft."""

from uuid import UUID

import pytest

from server.domain.history.adopting import DoneTask, Laid, adopted

CASE, UNIT, OTHER = UUID(int=9), "unit/a", "unit/b"


def done(number: int, element: str, act: str, key: str = UNIT, case: UUID = CASE) -> DoneTask:
    return DoneTask(
        id=UUID(int=number), case_id=case, version="00", element=element, form="f", key=key, act=act
    )


LAID = Laid(single=frozenset({"draft"}))


def taken(*completions: DoneTask, laid: Laid = LAID) -> set[int]:
    return {each.int for each in adopted(completions, lambda _: laid)}


@pytest.mark.parametrize("act", ["sign", "approve", "decide", "vote", ""])
def test_the_newest_draft_before_an_act_is_its_text(act: str) -> None:
    before = done(1, "draft", "other"), done(2, "draft", "other")
    assert taken(*before, done(3, "sign", act), done(4, "draft", "other")) == {2}


@pytest.mark.parametrize("act", ["return", "refuse", "score", "other"])
def test_what_was_sent_back_or_refused_is_only_a_draft(act: str) -> None:
    assert taken(done(1, "draft", "other"), done(2, "sign", act)) == set()


def test_an_act_takes_up_what_it_names_and_nothing_else() -> None:
    assert taken(done(1, "note", "other"), done(2, "sign", "sign")) == set()


def test_an_act_for_a_unit_takes_up_the_units_draft_or_the_cases() -> None:
    drafts = done(1, "draft", "other"), done(2, "draft", "other", OTHER)
    assert taken(*drafts, done(3, "sign", "sign")) == {1}
    assert taken(done(1, "draft", "other", ""), done(3, "sign", "sign")) == {1}


def test_an_act_for_the_case_takes_up_those_of_every_unit() -> None:
    drafts = done(1, "draft", "other"), done(2, "draft", "other", OTHER)
    assert taken(*drafts, done(3, "sign", "sign", "")) == {1, 2}
    assert taken(*drafts, done(3, "sign", "sign"), laid=Laid(every=frozenset({"draft"}))) == {1, 2}


def test_an_act_of_another_case_takes_up_nothing() -> None:
    assert taken(done(1, "draft", "other"), done(2, "sign", "sign", case=UUID(int=8))) == set()


def test_an_act_whose_version_cannot_be_read_may_have_taken_up_anything() -> None:
    assert taken(done(1, "x", "other"), done(2, "y", "sign"), laid=Laid(unknown=True)) == {1}
