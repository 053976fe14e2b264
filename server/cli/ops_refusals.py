"""Why a command of `binhxet ops` was refused, in words for the person at the terminal."""

from server.domain.refusals import Refusal

WORDS = {
    "CaseBroken": "hồ sơ gặp lỗi nên chưa đi tiếp được / the case cannot go on",
    "CaseNotOpen": "hồ sơ không đang chạy / the case is not running",
    "CaseNotSuspended": "hồ sơ không tạm dừng / the case is not suspended",
    "CaseOver": "hồ sơ đã kết thúc / the case has ended",
    "CharacterRefused": "có ký tự không đọc được / a character cannot be read",
    "FollowedByCase": "đã có hồ sơ sau dựa vào hồ sơ này / a later case rests on this one",
    "MoreThanTasksBetween": "giữa hai bước có việc không làm lại được / not to be done twice",
    "MoveWaits": "đã có đề nghị lùi bước đang chờ / a move of this task waits already",
    "NoSuchPerson": "không có quản trị nào có tên đăng nhập này / no administrator has this login",
    "NotDoneBefore": "chỉ lùi về việc đã làm / only what was done can be gone back to",
    "NotThere": "không có ở tỉnh của quản trị này / not there in the administrator's province",
    "NothingToRetry": "không có gì để chạy lại / there is nothing to retry",
    "NotYoursToRepair": "chỉ quản trị xử lý sự cố / only an administrator repairs",
    "ReliedOnByCase": "đã có hồ sơ sau mở ra vì bước này / a later case opened because of it",
    "RepairReasonMissing": "thiếu lý do / the reason is missing",
    "RepairReasonTooLong": "lý do quá dài / the reason is too long",
    "TaskNotOpen": "việc không còn mở / the task is not open",
}
BAD_ID = "mã không đúng dạng / this is no id"


def sentence(refusal: Refusal | ValueError, own: dict[str, str] | None = None) -> str:
    """Say which rule said no and about what, in a command's `own` words where it has some."""
    if isinstance(refusal, ValueError):
        return BAD_ID
    name = type(refusal).__name__
    facts = ", ".join(str(value) for value in vars(refusal).values() if value != "")
    return {**WORDS, **(own or {})}.get(name, name) + (f": {facts}" if facts else "")
