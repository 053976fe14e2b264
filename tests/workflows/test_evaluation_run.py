"""The evaluation, walked through its main path and its loops."""

from tests.workflows.product import InstanceWalk


def unit(at: str = "score") -> InstanceWalk:
    return InstanceWalk.begin("evaluation_unit", on="requested", payload={"at": at, "reason": ""})


def bloc() -> InstanceWalk:
    return InstanceWalk.begin("evaluation_bloc")


def submitted() -> InstanceWalk:
    return unit().done("score").done("approve", verdict="approve")


def test_a_unit_scores_its_head_approves_and_the_appraiser_accepts() -> None:
    walk = unit()
    assert walk.open == [("score", "officer")]
    assert walk.done("score").open == [("approve", "head")]
    assert walk.done("approve", verdict="approve").open == [("appraise", "appraiser")]
    walk.done("appraise", verdict="done", changed=0)
    assert walk.at.done
    assert [each.element for each in walk.thrown] == ["closed"]


def test_a_sheet_returned_by_the_head_goes_back_to_the_officer() -> None:
    walk = unit().done("score").done("approve", verdict="return")
    assert walk.open == [("score", "officer")]


def test_an_incomplete_sheet_goes_back_to_the_officer_whatever_was_changed() -> None:
    walk = submitted().done("appraise", verdict="incomplete", changed=3)
    assert walk.open == [("score", "officer")]


def test_changed_points_are_explained_and_contested_ones_appraised_again() -> None:
    walk = submitted().done("appraise", verdict="done", changed=2)
    assert walk.open == [("explain", "head")]
    walk.done("explain", contested=1)
    assert walk.open == [("appraise_2", "appraiser")]
    assert walk.done("appraise_2").at.done


def test_a_unit_that_accepts_every_change_is_done() -> None:
    walk = submitted().done("appraise", verdict="done", changed=2).done("explain", contested=0)
    assert walk.at.done


def test_a_sheet_sent_back_by_the_conference_begins_with_the_appraisal() -> None:
    assert unit(at="appraise").open == [("appraise", "appraiser")]


def test_the_bloc_asks_every_unit_and_waits_for_all_or_the_deadline() -> None:
    walk = bloc()
    asked = [("request", None), ("ask_points", None)]
    assert [(each.element, each.to) for each in walk.thrown] == asked
    assert [(each.element, each.due) for each in walk.armed] == [
        ("sheets_in", None),
        ("deadline", "2024-12-10"),
    ]


def test_the_leader_takes_a_late_unit_out_and_the_wait_goes_on_until_the_new_day() -> None:
    walk = bloc().fires("deadline")
    assert walk.open == [("late", "leader")]
    walk.done("late", out=["p/c"], left_out=[], until="2024-12-20")
    told = [("tell_out", ["p/c"]), ("go_without", [])]
    assert [(each.element, list(each.to or ())) for each in walk.thrown] == told
    assert [each.due for each in walk.armed] == [None, "2024-12-20"]


def test_the_bloc_collates_ranks_adopts_and_freezes() -> None:
    walk = bloc().arrives("sheets_in")
    assert walk.open == [("rank", "secretary")]
    assert walk.done("rank").open == [("adopt", "leader")]
    walk.done("adopt", verdict="adopt", units=[], parties=[])
    assert walk.at.done
    assert walk.at.passed[-2:] == ("freeze", "done")


def test_a_sheet_sent_back_is_asked_for_again_and_no_deadline_interrupts() -> None:
    walk = bloc().arrives("sheets_in").done("rank")
    walk.done("adopt", verdict="send_back", units=["p/b"], parties=[])
    thrown, _points = walk.thrown
    assert (thrown.element, list(thrown.to or ())) == ("send_back", ["p/b"])
    assert thrown.payload == {"at": "appraise", "reason": "adopt"}
    assert [(each.element, each.due) for each in walk.armed] == [
        ("sheets_in", None),
        ("deadline", None),
    ]
    assert walk.arrives("sheets_in").open == [("rank", "secretary")]
