"""The award review in the browser: consultation, a meeting without quorum, a tie, two rounds."""

from collections.abc import Collection

from tests.e2e import cases, roster
from tests.e2e.office import Office
from tests.e2e.roster import DEPUTY, LEADER, PRESS, SCHOOL, SECRETARY, UNITS, Unit
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import TODAY, TOMORROW

ROUNDS: dict[int, dict[str, dict[Unit, int]]] = {
    1: {"flag": {LEADER: 5, DEPUTY: 0}, "merit": {DEPUTY: 5, SCHOOL: 5, PRESS: 5}},
    2: {"merit": {DEPUTY: 4, SCHOOL: 5, PRESS: 1}},
}
"""Yes votes by round, award and candidate; two merits for three with five votes each is a tie."""


def play(office: Office, desk: Desk) -> None:
    """From the opening on the evaluation's page to the signed minutes."""
    act = "Mở bình xét khen thưởng"
    cases.open_next(office, LEADER.head, roster.EVALUATION, act)
    desk.do(
        Duty("candidates", SECRETARY, "Lập danh sách đề cử khen thưởng năm 2024",
             "Gửi lấy ý kiến hiệp thương"),
        _proposed,
    )  # fmt: skip
    for unit in UNITS:
        title = f"{unit.short} cho ý kiến hiệp thương khen thưởng năm 2024"
        desk.do(Duty("opinion", unit.head, title, "Gửi ý kiến"), _agreed)
    _meet(desk)
    cases.show(office, SECRETARY, roster.REVIEW)
    cases.read_through(office, "review-voting")
    for number in ROUNDS:
        _vote(desk, number)
    _minutes(desk)
    cases.show(office, LEADER.head, roster.REVIEW)
    cases.read_through(office, "review-done")


def _meet(desk: Desk) -> None:
    """The first meeting has no quorum and is held again."""
    meeting = Duty(
        "meeting", SECRETARY, "Họp bình xét năm 2024: điểm danh", "Xác nhận điểm danh"
    )  # fmt: skip
    again = Duty(
        "reconvene", SECRETARY, "Triệu tập lại cuộc họp bình xét năm 2024", "Triệu tập lại"
    )  # fmt: skip
    assert desk.do(meeting, lambda form: _present(form, UNITS[:2]))[0].startswith(again.title)
    desk.do(again, _reconvened)
    desk.do(meeting, lambda form: _present(form, UNITS))


def _vote(desk: Desk, number: int) -> None:
    nexts: list[str] = []
    for place, unit in enumerate(UNITS):
        title = f"{unit.short} biểu quyết khen thưởng năm 2024, lần {number}"
        duty = Duty(f"vote-{number}", unit.head, title, "Gửi phiếu biểu quyết", signed=True)
        nexts = desk.do(duty, lambda form, place=place: _ballot(form, number, place))  # type: ignore[misc]
    assert len(nexts) == (len(UNITS) if number == 1 else 1), nexts


def _minutes(desk: Desk) -> None:
    desk.do(
        Duty("minutes", SECRETARY, "Lập biên bản bình xét khen thưởng năm 2024",
             "Trình Trưởng khối ký", approves=True),
        _written,
    )  # fmt: skip
    desk.do(
        Duty("sign_minutes", LEADER.head, "Ký biên bản bình xét khen thưởng năm 2024",
             "Xác nhận đã ký", signed=True, approves=True),
        lambda form: form.type("signed_on", TODAY),
    )  # fmt: skip


def _proposed(form: TaskForm) -> None:
    """Whoever is eligible stands for one award; the leader stands for the flag only."""
    for award, units in (("flag", (LEADER, DEPUTY)), ("merit", (DEPUTY, SCHOOL, PRESS))):
        for unit in units:
            form.tick(f"candidates.{award}.{unit.id}.proposed")
    form.set(f"candidates.merit.{LEADER.id}.proposed", on=False)
    form.type(f"candidates.merit.{LEADER.id}.reason", "Đã đề nghị tặng Cờ thi đua.")


def _agreed(form: TaskForm) -> None:
    for path in form.paths(".agree"):
        form.choose(path, "yes")


def _present(form: TaskForm, units: Collection[Unit]) -> None:
    form.type("held_on", TODAY)
    for unit in UNITS:
        form.set(f"attendance.{unit.id}.present", on=unit in units)


def _reconvened(form: TaskForm) -> None:
    form.type("date", TOMORROW)
    form.type("reason", "Cuộc họp không đủ số đơn vị dự theo quy chế.")


def _ballot(form: TaskForm, number: int, place: int) -> None:
    """The first so many units say yes to a candidate, the others no."""
    for award, wanted in ROUNDS[number].items():
        for unit, yes in wanted.items():
            form.choose(f"votes.{award}.{unit.id}.choice", "yes" if place < yes else "no")
    assert len(form.paths(".choice")) == sum(len(units) for units in ROUNDS[number].values())


def _written(form: TaskForm) -> None:
    form.numbered("BB", "minutes_no", "minutes_date")
    form.type("summary", "Vòng 1 ba đơn vị bằng phiếu ở Bằng khen; vòng 2 chọn được hai đơn vị.")
