"""The award review, walked through both ways of voting and their loops."""

from collections.abc import Mapping

from server.engine import JSON
from tests.workflows.product import UNITS, InstanceWalk

PRESENT: list[JSON] = ["p/a", "p/b"]


def consulted(mode: str = "open", known: Mapping[str, JSON] | None = None) -> InstanceWalk:
    answers: dict[str, JSON] = {
        "quorum": {"ok": True},
        "open_round": {"round": 1, "mode": mode},
        "compare": {"ok": True},
        "tally": {"again": False},
        **(known or {}),
    }
    walk = InstanceWalk.begin("award_review_bloc", known=answers).done("candidates")
    return walk.arrives("opinions")


def met(mode: str = "open", known: Mapping[str, JSON] | None = None) -> InstanceWalk:
    return consulted(mode, known).done("meeting", present=PRESENT, scrutineers=["p/a", "p/b"])


def thrown(walk: InstanceWalk) -> list[tuple[str, list[str] | None]]:
    return [(each.element, None if each.to is None else list(each.to)) for each in walk.thrown]


def test_the_secretary_lists_the_candidates_and_every_unit_is_consulted() -> None:
    walk = InstanceWalk.begin("award_review_bloc")
    assert walk.open == [("candidates", "secretary")]
    assert thrown(walk.done("candidates")) == [("ask", None)]
    assert walk.waiting == ["opinions", "consultation_due"]
    assert walk.arrives("opinions").open == [("meeting", "secretary")]


def test_after_the_consultations_deadline_silent_units_are_closed_and_the_meeting_held() -> None:
    walk = InstanceWalk.begin("award_review_bloc").done("candidates").fires("consultation_due")
    assert thrown(walk) == [("close_consultation", UNITS)]
    assert walk.open == [("meeting", "secretary")]


def test_a_meeting_without_quorum_is_called_again() -> None:
    walk = consulted(known={"quorum": {"ok": False}}).done(
        "meeting", present=PRESENT, scrutineers=[]
    )
    assert walk.open == [("reconvene", "secretary")]
    assert walk.done("reconvene").open == [("meeting", "secretary")]


def test_the_units_present_vote_openly_and_the_leader_signs_the_minutes() -> None:
    walk = met()
    assert thrown(walk) == [("call", PRESENT)]
    assert walk.arrives("votes").open == [("minutes", "secretary")]
    assert walk.done("minutes").open == [("sign", "leader")]
    assert walk.done("sign").at.done


def test_a_tie_opens_a_new_round() -> None:
    walk = met(known={"tally": {"again": True}})
    assert thrown(walk.arrives("votes")) == [("call", PRESENT)]
    assert walk.waiting == ["votes"]


def test_on_paper_the_scrutineers_count() -> None:
    walk = met("paper")
    assert thrown(walk) == [("ask_counts", ["p/a", "p/b"])]
    assert walk.arrives("counts_in").open == [("minutes", "secretary")]


def test_counts_that_differ_are_taken_again() -> None:
    walk = met("paper", {"compare": {"ok": False}})
    assert thrown(walk.arrives("counts_in")) == [("ask_counts", ["p/a", "p/b"])]
    assert walk.waiting == ["counts_in"]


def test_a_unit_gives_its_opinion_votes_and_counts_in_instances_of_its_own() -> None:
    ways = (
        ("award_review_unit", "asked", "opinion", "head", "given"),
        ("award_review_voter", "vote_requested", "vote", "head", "voted"),
        ("award_review_scrutineer", "count_requested", "count", "scrutineer", "counted"),
    )
    for process, on, task, role, end in ways:
        walk = InstanceWalk.begin(process, on=on, payload={})
        assert walk.open == [(task, role)]
        assert thrown(walk.done(task)) == [(end, None)]
        assert walk.at.done
