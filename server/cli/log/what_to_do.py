"""What the operator does where the log may not be signed, said at a terminal."""

from collections.abc import Mapping

from server.domain.log.signing import WhyUnsigned

_WORDS: Mapping[WhyUnsigned, str] = {
    WhyUnsigned.ROLLED_BACK: (
        "cơ sở dữ liệu có ít mục hơn số đã ký. Khôi phục bản mới hơn; nếu không còn, tạo khóa mới "
        "với tên nhật ký mới và báo thanh tra, bên chứng kiến / the database has fewer entries "
        "than were signed. Restore a newer one; where there is none, binhxet log init with another "
        "folder and origin, and tell auditors and witnesses."
    ),
    WhyUnsigned.FORKED: (
        "các mục đã ký không còn như lúc ký. Giữ nguyên, báo thanh tra, chạy binhxet check / "
        "entries that were signed are others now. Touch nothing, tell the auditors; binhxet check "
        "names the rows."
    ),
}


def what_to_do(why: WhyUnsigned) -> str:
    """Return the alarm's word and what it asks for, in both languages."""
    return f"{why}: {_WORDS[why]}" if why in _WORDS else why.value
