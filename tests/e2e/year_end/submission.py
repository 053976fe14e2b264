"""The submission in the browser: from the dossier to the published decision."""

from playwright.sync_api import expect

from tests.e2e import cases, roster
from tests.e2e.office import Office
from tests.e2e.roster import CHAIRMAN, COUNCIL, DEPUTY, FLAG, HOME_AFFAIRS, LEADER, MERIT, SCHOOL
from tests.e2e.tasks import Desk, Duty, Fill, TaskForm, own_number
from tests.e2e.website import TODAY

OFFICER, HEAD = f"{HOME_AFFAIRS}/officer", f"{HOME_AFFAIRS}/head"
NOMINEES = (f"flag/{LEADER.id}", f"merit/{SCHOOL.id}", f"merit/{DEPUTY.id}")
DROPPED = NOMINEES[-1]
BLOC, DECISION = "Khối VHXH1", "1204/QĐ-UBND"


def play(office: Office, desk: Desk) -> None:
    """From the opening on the review's page to the announcement."""
    cases.open_next(office, LEADER.head, roster.REVIEW, "Lập hồ sơ trình")
    _dossier(desk)
    _home_affairs(desk)
    desk.do(
        Duty("council_vote", f"{COUNCIL}/secretary",
             f"Hội đồng bỏ phiếu khen thưởng năm 2024: {BLOC}", "Xác nhận kết quả bỏ phiếu",
             signed=True, approves=True),
        _council,
    )  # fmt: skip
    cases.show(office, CHAIRMAN, roster.SUBMISSION)
    cases.read_through(office, "submission-deciding")
    _decisions(desk)
    desk.do(
        Duty("announce", OFFICER, f"Công bố kết quả khen thưởng năm 2024 của {BLOC}", "Công bố",
             approves=True),
        lambda form: form.type("comment", "Ban Dân tộc: Hội đồng không thông qua, chưa đủ phiếu."),
    )  # fmt: skip
    cases.show(office, LEADER.head, roster.SUBMISSION)
    cases.read_through(office, "submission-done")
    cases.show(office, SCHOOL.head, roster.SUBMISSION)
    office.page.get_by_role("link", name="Khen thưởng", exact=True).click()
    expect(office.page.get_by_role("row").filter(has_text=DECISION)).to_contain_text(LEADER.short)


def _dossier(desk: Desk) -> None:
    """The dossier goes out, comes back from Home Affairs, and goes out supplemented."""
    title = "Lập hồ sơ đề nghị khen thưởng năm 2024"
    dossier = Duty("dossier", roster.SECRETARY, title, "Trình Trưởng khối ký")
    sign = Duty(
        "sign_submission", LEADER.head, "Ký Tờ trình, gửi hồ sơ đề nghị khen thưởng năm 2024",
        "Xác nhận đã ký và gửi Sở Nội vụ", signed=True, approves=True,
    )  # fmt: skip
    title = f"Kiểm tra hồ sơ đề nghị khen thưởng năm 2024 của {BLOC}"
    desk.do(dossier, _documents)
    desk.do(sign, _of_the_register)
    desk.do(
        Duty("check_dossier-return", OFFICER, title, "Trả lại để bổ sung", approves=True),
        _incomplete,
    )
    desk.do(dossier, lambda form: form.attach("bien_ban", "", "bien-ban-bo-sung.pdf"))
    desk.do(sign, _of_the_register)
    desk.do(Duty("check_dossier", OFFICER, title, "Tiếp nhận hồ sơ", approves=True), _complete)


def _home_affairs(desk: Desk) -> None:
    title = f"Thẩm định hồ sơ đề nghị khen thưởng năm 2024 của {BLOC}"
    desk.do(Duty("appraise_dossier", OFFICER, title, "Trình lãnh đạo Sở", approves=True), _eligible)
    desk.do(
        Duty("sign_to_council", HEAD, f"Ký trình Hội đồng hồ sơ khen thưởng năm 2024 của {BLOC}",
             "Xác nhận đã ký và trình Hội đồng", signed=True, approves=True),
        _numbered("35/TTr-SNV"),
    )  # fmt: skip


def _decisions(desk: Desk) -> None:
    """The flag is given; the merit goes back to be supplemented, then is refused."""
    flag, merit = f"{FLAG} năm 2024 cho {LEADER.short}", f"{MERIT} năm 2024 cho {SCHOOL.short}"
    desk.do(_decide("decide", flag, "Khen thưởng"))
    desk.do(
        _decide("decide-return", merit, "Yêu cầu bổ sung hồ sơ"),
        _returned,
    )
    desk.do(
        Duty("supplement", OFFICER, f"Bổ sung hồ sơ đề nghị tặng {merit}",
             "Trình lại Chủ tịch UBND tỉnh"),
        lambda form: form.type("comment", "Đã bổ sung văn bản của Công an tỉnh."),
    )  # fmt: skip
    desk.do(
        _decide("decide-refuse", merit, "Không khen thưởng"),
        lambda form: form.type("reason", "Chưa đủ căn cứ về thành tích."),
    )
    desk.do(
        Duty("issue_decision", OFFICER, f"Ban hành Quyết định tặng {flag}", "Ban hành",
             signed=True, approves=True),
        _numbered(DECISION),
    )  # fmt: skip
    desk.do(
        Duty("notify_refusal", OFFICER, f"Thông báo không tặng {merit}", "Gửi thông báo"),
        _told,
    )


def _decide(name: str, award: str, label: str) -> Duty:
    return Duty(name, CHAIRMAN, f"Quyết định tặng {award}", label, signed=True, approves=True)


def _documents(form: TaskForm) -> None:
    minutes = form.office.page.locator('[id="f-documents.bien_ban.number"]')
    expect(minutes).to_contain_text(own_number("BB"))  # taken over from the review
    reports = form.paths(".number")
    assert len(reports) == len(NOMINEES), reports  # the register numbers the two others
    for path in reports:
        form.type(path, "20/KTĐ")
    for path in form.paths(".date"):
        form.type(path, TODAY)
    form.attach("to_trinh", "", "to-trinh.pdf")
    form.attach("bien_ban", "", "bien-ban.pdf")
    for nominee in NOMINEES:
        form.attach("bao_cao", nominee, f"bao-cao-{nominee.rpartition('/')[2]}.pdf")


def _of_the_register(form: TaskForm) -> None:
    form.numbered("TTr", "number", "date")


def _numbered(number: str) -> Fill:
    def fill(form: TaskForm) -> None:
        form.type("number", number)
        form.type("date", TODAY)

    return fill


def _incomplete(form: TaskForm) -> None:
    """Everything is there but the minutes, which do not say how the vote went."""
    for path in form.paths(".ok"):
        if "bien_ban" not in path:
            form.tick(path)
    form.type("checklist.bien_ban.remark", "Chưa ghi kết quả kiểm phiếu vòng 2.")
    form.type("reason", "Biên bản chưa ghi kết quả kiểm phiếu vòng 2.")


def _complete(form: TaskForm) -> None:
    for path in form.paths(".ok"):
        form.tick(path)


def _eligible(form: TaskForm) -> None:
    for path in form.paths(".opinion"):
        form.choose(path, "eligible")


def _council(form: TaskForm) -> None:
    """Fourteen of fifteen members meet; the last nominee gets too few votes."""
    form.type("held_on", TODAY)
    form.type("present", "14")
    for nominee in NOMINEES:
        form.type(f"votes.{nominee}.yes", "3" if nominee == DROPPED else "14")
    form.type(f"votes.{DROPPED}.reason", "Không đủ tỷ lệ phiếu đồng ý.")
    form.type("minutes_no", "40/BB-HĐTĐKT")


def _returned(form: TaskForm) -> None:
    """The Chairman reads the letter and the minutes beside the nominee's report."""
    for name in ("to-trinh.pdf", "bien-ban-bo-sung.pdf", "bao-cao-so-gddt.pdf"):
        expect(form.office.page.get_by_role("link", name=name, exact=True)).to_be_visible()
    form.type("reason", "Bổ sung ý kiến của cơ quan liên quan.")


def _told(form: TaskForm) -> None:
    form.type("number", "88/SNV-TĐKT")
    form.type("date", TODAY)
    form.type("reason", "Chưa đủ căn cứ về thành tích.")
