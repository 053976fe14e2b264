"""How each duty is played: one function a form, from what is open to what is submitted."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from server.demo import answers
from server.demo.answers import NOTE, Value
from server.demo.points_of_others import POINTS_OF_OTHERS
from server.demo.revocations import REVOCATIONS
from server.demo.scene import Scene, TaskTurn
from server.processes.award_review import readings as review_read
from server.processes.evaluation import readings as sheets_read
from server.processes.submission import readings as dossier_read

Play = Callable[["TaskTurn"], Value]


def score(turn: TaskTurn) -> Value:
    """Two units end level, so that the review has a tie to settle."""
    level = {turn.scene.unit(2), turn.scene.unit(3)}
    share = Decimal("0.95") if turn.task.key in level else None
    rules, unit = turn.scene.rules, turn.task.key
    value = answers.self_score(rules, turn.scene.rng, share=share, unit=unit)
    for _, criterion in rules.score_table.own_lines(unit):
        claimed = value["scores"].get(criterion.id, {}).get("points", "0") != "0"
        if criterion.evidence == "required" and claimed:
            turn.attach(kind="evidence", subject=criterion.id)
    return value


def approve_sheet(turn: TaskTurn) -> Value:
    """The head of the third unit returns its first sheet."""
    if turn.task.key == turn.scene.unit(2) and turn.scene.first(turn.task):
        text = NOTE.format(text="bổ sung số liệu chỉ tiêu hoàn thành.")
        return {"verdict": "return", "comment": text}
    return {"verdict": "approve", "comment": ""}


def appraise(turn: TaskTurn) -> Value:
    """The fourth unit's sheet goes back once; the second and the fifth lose half a point."""
    lines = sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    if turn.task.key == turn.scene.unit(3) and turn.scene.first(turn.task):
        comment = NOTE.format(text="thiếu minh chứng tiêu chí đầu tiên.")
        return {"scores": {}, "verdict": "incomplete", "comment": comment}
    lower = (
        [lines[0].criterion] if turn.task.key in {turn.scene.unit(1), turn.scene.unit(4)} else []
    )
    return answers.appraisal(turn.scene.rules, lines, lower)


def explain(turn: TaskTurn) -> Value:
    """The fifth unit contests, the second accepts."""
    lines = sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    contested = [lines[0].criterion] if turn.task.key == turn.scene.unit(4) else []
    return answers.explanations(lines, contested)


def appraise_2(turn: TaskTurn) -> Value:
    """The explanation is accepted."""
    return answers.appraisal_2(
        sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    )


def late_units(turn: TaskTurn) -> Value:
    """Everybody gets three more days."""
    return {"units": {}, "until": (turn.now + timedelta(days=3)).date().isoformat()}


def adopt(turn: TaskTurn) -> Value:
    """The meeting adopts all scores."""
    return turn.asked(
        {
            "verdict": "adopt",
            "attendance": answers.attendance([unit.id for unit in turn.scene.rules.units]),
            "minutes_no": "01/BB-MP",
            "minutes_date": turn.now.date().isoformat(),
            "units_sent_back": {},
            "comment": NOTE.format(text="hội nghị thống nhất thông qua điểm."),
        }
    )


def candidates(turn: TaskTurn) -> Value:
    """Every eligible unit is proposed."""
    rows: dict[str, dict[str, Value]] = {}
    for row in review_read.candidates(turn.session, turn.scene.case_id):
        named = rows.setdefault(row.award_id, {})
        if row.eligible:
            named[row.unit_id] = {"proposed": True, "reason": ""}
    return {"candidates": rows}


def opinion(turn: TaskTurn) -> Value:
    """Everybody agrees with everybody."""
    rows: dict[str, dict[str, Value]] = {}
    for row in review_read.candidates(turn.session, turn.scene.case_id):
        if row.proposed:
            rows.setdefault(row.award_id, {})[row.unit_id] = {"agree": "yes"}
    return {"opinions": rows, "comment": ""}


def meeting(turn: TaskTurn) -> Value:
    """All units meet; two others than the leader count where the ballot is on paper."""
    units = [unit.id for unit in turn.scene.rules.units]
    rules = turn.scene.rules
    paper = "paper" in rules.voting.modes(rules.awards)
    chosen = {units[-1], units[-2]} if paper else set()
    return {
        "held_on": turn.now.date().isoformat(),
        "attendance": answers.attendance(units),
        "scrutineers": {unit: {"chosen": unit in chosen} for unit in units},
    }


def vote(turn: TaskTurn) -> Value:
    """The first round ends level at every award's cut-off, the second does not."""
    poll = review_read.newest_round(turn.session, turn.scene.case_id)
    yes = {
        award: _chosen(turn.scene, award, units, poll.round)
        for award, units in poll.candidates.items()
    }
    barred = [award for award in poll.candidates if _no_vote_for_oneself(turn, award)]
    return answers.ballot(poll.candidates, yes=yes, own=turn.task.key, barred=barred)


def count(turn: TaskTurn) -> Value:
    """Both scrutineers count the same: everybody present voted, as in the open ballot."""
    poll = review_read.newest_round(turn.session, turn.scene.case_id)
    present = len(poll.present)
    counts = {
        award: {
            unit: {
                "yes": present - _no_vote_for_oneself(turn, award)
                if unit in _chosen(turn.scene, award, units, poll.round)
                else 0
            }
            for unit in units
        }
        for award, units in poll.candidates.items()
    }
    return {
        "issued": present,
        "collected": present,
        "valid": present,
        "invalid": 0,
        "counts": counts,
    }


def _no_vote_for_oneself(turn: TaskTurn, award: str) -> bool:
    return turn.scene.rules.voting.on(award).self_vote == "forbid"


def minutes(turn: TaskTurn) -> Value:
    """The minutes get a number and today's date, where the bloc's register says neither."""
    summary = NOTE.format(text="kết quả bình xét theo biên bản kiểm phiếu.")
    return turn.asked(
        {
            "minutes_no": "02/BB-MP",
            "minutes_date": turn.now.date().isoformat(),
            "summary": summary,
        }
    )


def dossier(turn: TaskTurn) -> Value:
    """A complete dossier, a file for every document."""
    ids = [row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id)]
    if turn.scene.first(turn.task):
        turn.attach(kind="to_trinh", subject="")
        turn.attach(kind="bien_ban", subject="")
        for nominee in ids:
            turn.attach(kind="bao_cao", subject=nominee)
    signed = dossier_read.signed_minutes(turn.session, turn.scene.case_id)
    return turn.asked(answers.documents(ids, turn.now.date(), minutes=signed))


def check_dossier(turn: TaskTurn) -> Value:
    """Home Affairs returns the dossier once."""
    ids = [row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id)]
    kinds = ["to_trinh", "bien_ban", *(f"bao_cao/{nominee}" for nominee in ids)]
    checklist: Value = {kind: {"ok": True, "remark": ""} for kind in kinds}
    if turn.scene.first(turn.task):
        text = NOTE.format(text="biên bản chưa ghi đủ kết quả kiểm phiếu.")
        checklist["bien_ban"] = {"ok": False, "remark": text}
        return {"verdict": "return", "reason": text, "checklist": checklist}
    return {"verdict": "accept", "reason": "", "checklist": checklist}


def appraise_dossier(turn: TaskTurn) -> Value:
    """Home Affairs finds every nominee eligible."""
    ids = [row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id)]
    return {"opinions": {nominee: {"opinion": "eligible", "reason": ""} for nominee in ids}}


def council_vote(turn: TaskTurn) -> Value:
    """The Council drops the last nominee and passes the others."""
    ids = [row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id)]
    members = turn.scene.rules.council.members
    dropped = {ids[-1]} if len(ids) > 1 else set()
    votes: Value = {
        nominee: {
            "yes": 0 if nominee in dropped else members,
            "reason": NOTE.format(text="không đủ tỷ lệ phiếu.") if nominee in dropped else "",
        }
        for nominee in ids
    }
    return {
        "held_on": turn.now.date().isoformat(),
        "present": members,
        "votes": votes,
        "minutes_no": f"03/{_symbol(turn, 'BB', turn.scene.rules.bodies.council.symbol)}",
    }


def sign_submission(turn: TaskTurn) -> Value:
    """The leader signs the bloc's submission."""
    return turn.asked(_numbered(turn, f"MP-{turn.task.element.upper()}"))


def sign_to_council(turn: TaskTurn) -> Value:
    """Home Affairs submits to the Council."""
    return _numbered(turn, _symbol(turn, "TTr", turn.scene.rules.bodies.home_affairs.symbol))


def issue_decision(turn: TaskTurn) -> Value:
    """The Chairman's decision gets its number."""
    return _numbered(turn, _symbol(turn, "QĐ", turn.scene.rules.bodies.chairman.symbol))


def notify_refusal(turn: TaskTurn) -> Value:
    """The unit is told."""
    reason = NOTE.format(text="đề nghị không được chấp thuận.")
    symbol = _symbol(turn, "TB", turn.scene.rules.bodies.home_affairs.symbol)
    return {**_numbered(turn, symbol), "reason": reason}


def _numbered(turn: TaskTurn, symbol: str) -> Value:
    """Number and date of a document that is issued now."""
    number = f"{turn.task.round:02d}/{symbol}"
    return {"number": number, "date": turn.now.date().isoformat()}


def _symbol(turn: TaskTurn, kind: str, body: str | None) -> str:
    """What follows a number of a body's; what is simulated says so in it."""
    marked = turn.scene.simulated or not body
    return "-".join(filter(None, (kind, body, "MP" if marked else "")))


PLAYS: Mapping[str, Play] = {
    "score": score,
    "approve_sheet": approve_sheet,
    **POINTS_OF_OTHERS,
    **REVOCATIONS,
    "appraise": appraise,
    "explain": explain,
    "appraise_2": appraise_2,
    "late_units": late_units,
    "rank": lambda _: {"comment": ""},
    "adopt": adopt,
    "candidates": candidates,
    "opinion": opinion,
    "meeting": meeting,
    "reconvene": lambda turn: {
        "date": (turn.now + timedelta(days=2)).date().isoformat(),
        "reason": NOTE.format(text="chưa đủ số đơn vị dự họp."),
    },
    "vote": vote,
    "count": count,
    "minutes": minutes,
    "sign_minutes": lambda turn: {
        "signed_on": turn.now.date().isoformat(),
        "comment": "",
    },
    "dossier": dossier,
    "sign_submission": sign_submission,
    "check_dossier": check_dossier,
    "appraise_dossier": appraise_dossier,
    "sign_to_council": sign_to_council,
    "council_vote": council_vote,
    "decide": lambda _: {"verdict": "approve", "reason": ""},
    "issue_decision": issue_decision,
    "notify_refusal": notify_refusal,
    "supplement": lambda _: {"comment": ""},
    "announce": lambda _: {"comment": NOTE.format(text="kết quả đã được công bố.")},
}


def _chosen(scene: Scene, award: str, units: list[str], round_: int) -> list[str]:
    """Choose as many as the quota; in the first round one more, so that the cut-off is level.

    In the second round the first award goes to the first of those tied, the others to the last.
    """
    quota = scene.rules.award(award).maximum(len(scene.rules.units))
    if round_ == 1:
        return units[: quota + 1]
    return units[:1] if award == scene.rules.awards[0].id else units[-1:]
