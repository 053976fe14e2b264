"""How a revocation is played: the unit agrees, the Chairman revokes, what was given comes back."""

from collections.abc import Callable, Mapping
from typing import Final

from server.demo.answers import NOTE, Value
from server.demo.scene import TaskTurn


def _said(text: str) -> str:
    return NOTE.format(text=text)


def _numbered(turn: TaskTurn, number: int, kind: str, body: str | None) -> Value:
    """Number and date of a document of a body's, issued now; what is simulated says so in it."""
    marked = turn.scene.simulated or not body
    symbol = "-".join(filter(None, (kind, body, "MP" if marked else "")))
    return {"number": f"{number}/{symbol}", "date": turn.now.date().isoformat()}


def sign(turn: TaskTurn) -> Value:
    """The head of Home Affairs signs."""
    body = turn.scene.rules.bodies.home_affairs
    return {"verdict": "sign", **_numbered(turn, 31, "TTr", body.symbol)}


def issue(turn: TaskTurn) -> Value:
    """The decision gets its number."""
    return _numbered(turn, 77, "QĐ", turn.scene.rules.bodies.chairman.symbol)


REVOCATIONS: Final[Mapping[str, Callable[[TaskTurn], Value]]] = {
    "revocation_find": lambda _: {
        "source": "home_affairs",
        "ground": "against_law",
        "facts": _said("một thành tích đã được khen thưởng hai lần."),
    },
    "revocation_opinion": lambda _: {
        "verdict": "accept",
        "text": _said("đơn vị đã rà soát, đúng như đã nêu."),
    },
    "revocation_propose": lambda _: {
        "verdict": "propose",
        "reason": _said("một thành tích không khen thưởng nhiều lần."),
    },
    "revocation_sign": sign,
    "revocation_decide": lambda _: {"verdict": "revoke", "reason": ""},
    "revocation_issue": issue,
    "revocation_recover": lambda turn: {
        "returned_on": turn.now.date().isoformat(),
        "items": _said("Bằng khen."),
    },
    "revocation_announce": lambda _: {"text": _said("hủy bỏ theo Quyết định, đã thu hồi.")},
    "revocation_notify": lambda _: {"text": _said("khen thưởng được giữ nguyên.")},
    "revocation_read": lambda _: {"note": ""},
}
