"""What a letter says of sessions that were ended by another."""

from server.domain.texts.words import Words
from server.mail.catalogue import marked, say
from server.mail.letters import Letter, lines

ENDED = marked("Các phiên đăng nhập của bạn đã bị kết thúc")
ENDED_BODY = marked("%(who)s đã kết thúc mọi phiên đăng nhập của bạn. Lý do: %(reason)s.")
ENDED_END = marked("Hãy đăng nhập lại. Nếu thấy không đúng, hãy hỏi quản trị.")


def sessions_ended(who: Words, reason: Words) -> Letter:
    """Tell a person who ended their sessions, and why."""
    return Letter(say(ENDED), lines(say(ENDED_BODY, who=who, reason=reason), say(ENDED_END)))
