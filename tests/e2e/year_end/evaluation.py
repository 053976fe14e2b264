"""The evaluation of the plan's five units, played by their officials in the browser."""

from tests.e2e import cases, roster
from tests.e2e.office import Office
from tests.e2e.roster import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, UNITS, Unit
from tests.e2e.tasks import Desk, Duty, TaskForm

FIRST_POINTS = {LEADER: "14", DEPUTY: "13", SCHOOL: "12", PRESS: "11", RADIO: "10,25"}
"""Criterion 1.1 of 15 points tells the units apart; of all others each has the most."""
NOT_FOR_RADIO, NOTHING = "c1-4", ("c6-1", "c7-1")
MISSING = "Thiếu văn bản minh chứng tiêu chí 1.1, đề nghị bổ sung."
LOWERED = "Minh chứng chưa đủ cho toàn bộ nội dung."
CONTESTED = "Đơn vị đã có báo cáo số liệu đến hết tháng 11, đề nghị xem lại."


def play(office: Office, desk: Desk) -> None:
    """From opening the case to the adopted scores."""
    cases.open_evaluation(office, LEADER.head)
    cases.read_through(office, "evaluation-begun")
    for unit in UNITS:
        nexts = desk.do(_score(unit), lambda form, unit=unit: _own_points(form, unit))  # type: ignore[misc]
        assert nexts[0].startswith(_approve(unit).title), nexts
    _approvals(desk)
    _appraisals(desk)
    _explanations(desk)
    _adoption(desk)
    cases.show(office, LEADER.head, roster.EVALUATION)
    cases.read_through(office, "evaluation-done")


def _approvals(desk: Desk) -> None:
    """Every head approves; one returns the sheet first, and its officer mends it."""
    returned = Duty(
        "approve_sheet-return",
        SCHOOL.head,
        _approve(SCHOOL).title,
        "Trả lại để chỉnh sửa",
        signed=True,
        approves=True,
    )
    desk.open(returned)
    desk.refused(returned, "comment")
    TaskForm(desk.office).type("comment", "Rà lại chỉ tiêu 1.1: số liệu chưa khớp báo cáo quý IV.")
    desk.hand_in(returned)
    desk.do(
        _score(SCHOOL, "score-again"),
        lambda form: form.type("scores.c1-1.note", "Đã khớp báo cáo quý IV."),
    )
    for unit in UNITS:
        desk.do(_approve(unit))


def _appraisals(desk: Desk) -> None:
    """One sheet goes back as incomplete; two lose half a point; the leader's is the deputy's."""
    press = _appraise(PRESS)
    incomplete = Duty(
        "appraise-incomplete", press.post, press.title, "Trả lại do hồ sơ chưa đầy đủ"
    )
    desk.do(incomplete, lambda form: form.type("comment", MISSING))
    desk.do(
        _score(PRESS, "score-completed"),
        lambda form: form.attach("evidence", "c1-1", "bao-cao-quy-4.pdf"),
    )
    desk.do(_approve(PRESS))
    for unit in UNITS:
        desk.do(_appraise(unit), lambda form, unit=unit: _appraised(form, unit))  # type: ignore[misc]


def _explanations(desk: Desk) -> None:
    """The deputy accepts its change; the radio contests, and is given its points back."""
    for unit in (DEPUTY, RADIO):
        desk.do(
            Duty("explain", unit.head, f"Giải trình kết quả thẩm định năm 2024 của {unit.short}",
                 "Gửi giải trình"),
            lambda form, unit=unit: _explained(form, unit),  # type: ignore[misc]
        )  # fmt: skip
    second = Duty(
        "appraise_2",
        roster.APPRAISER,
        f"Thẩm định lần 2 điểm thi đua năm 2024 của {RADIO.short}",
        "Hoàn thành thẩm định lần 2",
        signed=True,
    )
    desk.do(second, _given_back)


def _adoption(desk: Desk) -> None:
    desk.do(
        Duty("rank", roster.SECRETARY, "Tổng hợp, xếp hạng thi đua năm 2024",
             "Trình hội nghị Khối thông qua", approves=True),
        lambda form: form.type("comment", "Không có đơn vị bằng điểm."),
    )  # fmt: skip
    desk.do(
        Duty("adopt", LEADER.head, "Hội nghị Khối thông qua điểm thi đua năm 2024",
             "Thông qua điểm và xếp hạng", signed=True, approves=True),
        _adopted,
    )  # fmt: skip


def _score(unit: Unit, name: str = "score") -> Duty:
    title = f"Tự chấm điểm thi đua năm 2024 của {unit.short}"
    return Duty(name, unit.officer, title, "Trình thủ trưởng duyệt")


def _approve(unit: Unit) -> Duty:
    title = f"Duyệt bảng tự chấm điểm năm 2024 của {unit.short}"
    label = "Duyệt và gửi Trưởng khối"
    return Duty("approve_sheet", unit.head, title, label, signed=True, approves=True)


def _appraise(unit: Unit) -> Duty:
    post = roster.DEPUTY_APPRAISER if unit is LEADER else roster.APPRAISER
    title = f"Thẩm định lần 1 điểm thi đua năm 2024 của {unit.short}"
    return Duty("appraise", post, title, "Hoàn thành thẩm định lần 1")


def _own_points(form: TaskForm, unit: Unit) -> None:
    """Score a sheet: 1.1 tells the units apart; one criterion is not the radio's work."""
    for path in form.paths(".points"):
        criterion = path.split(".")[1]
        row = form.office.page.locator("tr[data-line]").filter(has=form.field(path))
        most = (row.get_attribute("data-max") or "").replace(".", ",")
        form.type(path, "0" if criterion in NOTHING else most)
    form.type("scores.c1-1.points", FIRST_POINTS[unit])
    form.type("scores.c1-1.note", "Đạt các chỉ tiêu được giao, theo báo cáo năm 2024.")
    if unit is RADIO:
        form.tick(f"scores.{NOT_FOR_RADIO}.not_applicable")
        form.type(f"scores.{NOT_FOR_RADIO}.points", "")
        form.type(f"scores.{NOT_FOR_RADIO}.reason", "Không thuộc nhiệm vụ được giao của đơn vị.")
    if unit is LEADER:
        form.type("scores.c6-1.points", "1")
        form.type("scores.c6-1.note", "Quyết định số 512/QĐ-BKHCN tặng Cờ thi đua năm 2024.")
        form.attach("evidence", "c6-1", "quyet-dinh-tang-co.pdf")


def _appraised(form: TaskForm, unit: Unit) -> None:
    form.press("Giữ điểm tự chấm cho tiêu chí chưa thẩm định")
    if unit is RADIO:
        form.tick(f"scores.{NOT_FOR_RADIO}.accept_not_applicable")
    if unit in {DEPUTY, RADIO}:
        form.type("scores.c1-1.points", {DEPUTY: "12,5", RADIO: "9,75"}[unit])
        form.type("scores.c1-1.reason", LOWERED)


def _explained(form: TaskForm, unit: Unit) -> None:
    if unit is DEPUTY:
        form.choose("explanations.c1-1.stance", "accept")
        return
    form.choose("explanations.c1-1.stance", "contest")
    form.type("explanations.c1-1.text", CONTESTED)
    form.attach("explanation", "c1-1", "bao-cao-so-lieu.pdf")


def _given_back(form: TaskForm) -> None:
    form.type("scores.c1-1.points", "10,25")
    form.type("scores.c1-1.reason", "Chấp nhận giải trình và minh chứng bổ sung.")


def _adopted(form: TaskForm) -> None:
    for unit in UNITS:
        form.tick(f"attendance.{unit.id}.present")
    form.numbered("BB", "minutes_no", "minutes_date")
    form.type("comment", "Hội nghị thống nhất thông qua.")
