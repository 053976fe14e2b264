"""The submission, walked through the bloc, Home Affairs, the Council and the Chairman."""

from server.engine import JSON
from tests.workflows.product import InstanceWalk

NOMINEE = "flag/p/a"


def home_affairs() -> InstanceWalk:
    return InstanceWalk.begin("submission_home_affairs", on="received", payload={})


def nominee() -> InstanceWalk:
    return InstanceWalk.begin("submission_nominee", on="proposed", payload={})


def at_the_council() -> InstanceWalk:
    walk = home_affairs().done("check", verdict="accept")
    return walk.done("appraise_dossier").done("put_sign")


def thrown(walk: InstanceWalk) -> list[str]:
    return [each.element for each in walk.thrown]


def test_the_bloc_prepares_signs_sends_and_archives() -> None:
    walk = InstanceWalk.begin("submission_bloc")
    assert walk.open == [("dossier", "secretary")]
    assert walk.done("dossier").open == [("sign", "leader")]
    assert thrown(walk.done("sign")) == ["send"]
    assert walk.waiting == ["returned", "published"]
    assert walk.arrives("published").at.done
    assert walk.at.passed[-2:] == ("archive", "done")


def test_a_returned_dossier_is_prepared_signed_and_sent_again() -> None:
    walk = InstanceWalk.begin("submission_bloc").done("dossier").done("sign").arrives("returned")
    assert walk.open == [("dossier", "secretary")]
    assert thrown(walk.done("dossier").done("sign")) == ["resend"]
    assert walk.waiting == ["returned", "published"]


def test_home_affairs_returns_a_dossier_and_checks_it_when_it_comes_back() -> None:
    walk = home_affairs()
    assert walk.open == [("check", "home_affairs_officer")]
    assert thrown(walk.done("check", verdict="return")) == ["give_back"]
    assert walk.waiting == ["received_again"]
    assert walk.arrives("received_again").open == [("check", "home_affairs_officer")]


def test_home_affairs_appraises_signs_and_puts_the_dossier_to_the_council() -> None:
    walk = home_affairs().done("check", verdict="accept")
    assert walk.open == [("appraise_dossier", "home_affairs_officer")]
    assert walk.done("appraise_dossier").open == [("put_sign", "home_affairs_head")]
    assert thrown(walk.done("put_sign")) == ["put"]
    assert walk.waiting == ["council_back"]


def test_what_the_council_passed_goes_to_the_chairman_one_by_one() -> None:
    walk = at_the_council().arrives("council_back", {"passed": [NOMINEE]})
    assert [(each.element, list(each.to or ())) for each in walk.thrown] == [
        ("put_chairman", [NOMINEE])
    ]
    assert walk.arrives("all_decided").open == [("announce", "home_affairs_officer")]
    assert thrown(walk.done("announce")) == ["tell_bloc"]
    assert walk.at.done


def test_where_the_council_passed_nothing_the_result_is_announced_at_once() -> None:
    walk = at_the_council().arrives("council_back", {"passed": []})
    assert walk.open == [("announce", "home_affairs_officer")]


def test_the_council_says_what_it_passed() -> None:
    passed: JSON = {"passed": [NOMINEE], "dropped": []}
    walk = InstanceWalk.begin(
        "submission_council", on="council_asked", payload={}, known={"council_tally": passed}
    )
    assert walk.open == [("council_vote", "council_secretary")]
    (told,) = walk.done("council_vote").thrown
    assert (told.element, told.payload) == ("council_done", {"passed": [NOMINEE]})


def test_an_approved_proposal_is_issued() -> None:
    walk = nominee()
    assert walk.open == [("decide", "chairman")]
    assert walk.done("decide", verdict="approve").open == [("issue", "home_affairs_officer")]
    assert thrown(walk.done("issue")) == ["nominee_published"]


def test_a_refused_proposal_is_notified() -> None:
    walk = nominee().done("decide", verdict="refuse")
    assert walk.open == [("notify_refusal", "home_affairs_officer")]
    assert thrown(walk.done("notify_refusal")) == ["nominee_refused"]


def test_a_proposal_the_chairman_returns_is_supplemented_and_comes_back() -> None:
    walk = nominee().done("decide", verdict="return")
    assert walk.open == [("supplement", "home_affairs_officer")]
    assert walk.done("supplement").open == [("decide", "chairman")]
