"""What stands beside a candidate when it is voted on, and what the Chairman decides on."""

import re

import pytest
from flask import Flask

from tests.processes.case_pages import app, page, task_of
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
HEAD = f"{SCHOOL}/head"
STANDS = re.compile(r"Hạng \d+(?: \(đồng hạng\))?, \d+(?:,\d+)? điểm\.")
AGREED = re.compile(r"Ý kiến hiệp thương: \d+ nhất trí")


@pytest.fixture
def reviewed(committed: Year) -> Year:
    """Answer a year whose review begins; the bloc and the Council pass every nominee."""
    committed.answers |= {"vote": vote_for_the_quota, "council_vote": pass_all}
    return committed


def candidates_of(page: str) -> int:
    return page.count('class="choices"')


def test_who_gives_an_opinion_or_votes_sees_rank_points_and_quota(
    app: Flask, reviewed: Year
) -> None:
    reviewed.through("award_review", "opinion")
    _status, asked = page(app, HEAD, task_of(reviewed, "opinion", SCHOOL))
    assert len(STANDS.findall(asked)) == candidates_of(asked) > 0
    assert "Hạn mức đề nghị: tối đa" in asked
    assert not AGREED.search(asked), "nobody is told how others answer while they are asked"
    reviewed.play("vote")
    _status, ballot = page(app, HEAD, task_of(reviewed, "vote", SCHOOL))
    assert len(STANDS.findall(ballot)) >= candidates_of(ballot) > 0
    assert len(AGREED.findall(ballot)) >= candidates_of(ballot)
    assert "Hạn mức đề nghị: tối đa" in ballot
    assert "Vòng 1" not in ballot


def test_the_meeting_is_opened_on_an_empty_roll_beside_the_candidates(
    app: Flask, reviewed: Year
) -> None:
    reviewed.through("award_review", "meeting")
    _status, meeting = page(app, f"{LEADER}/secretary", task_of(reviewed, "meeting"))
    assert "attendance." in meeting
    assert "checked" not in meeting.partition('id="t-attendance"')[2].partition("</section>")[0]
    assert STANDS.search(meeting)
    assert AGREED.search(meeting)


def test_the_chairman_sees_rank_points_votes_and_opinions_of_whom_they_decide_on(
    app: Flask, reviewed: Year
) -> None:
    reviewed.through("submission", "decide")
    task = reviewed.tasks("decide")[0]
    _status, deciding = page(app, task.post_id, task_of(reviewed, "decide", task.key))
    told = deciding.partition('id="shown-nominee_list"')[2].partition("</section>")[0]
    assert STANDS.search(told)
    assert re.search(r"Vòng \d: \d+ phiếu đồng ý trên \d+", told), told
    assert "Hạn mức đề nghị: tối đa" in told
    assert "Ý kiến của Sở Nội vụ" in told


def test_whom_an_opinion_is_on_is_read_before_how_they_stand(app: Flask, reviewed: Year) -> None:
    reviewed.through("submission", "appraise_dossier")
    task = reviewed.tasks("appraise_dossier")[0]
    _status, asked = page(app, task.post_id, task_of(reviewed, "appraise_dossier", task.key))
    before, _, named = asked.partition('<legend class="strong">')
    assert not STANDS.search(before)
    assert STANDS.search(named)
