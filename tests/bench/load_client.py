"""Asks pages and posts forms as fast as they are answered: the load of `make bench`, a process.

Reads a plan as JSON from its input: port, connections, seconds, and people, each with a cookie, a
token, addresses to read and tasks to work on. Prints JSON: what was answered, by kind. It speaks
plain HTTP over kept connections, as the proxy before a real server would, and costs next to nothing
itself.
"""

import json
import random
import socket
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

MIX = {
    "inbox": 30, "task": 20, "case": 20, "history": 10,
    "draft": 6, "comment": 5, "claim": 4, "complete": 5,
}  # fmt: skip
BUSY = frozenset({429, 503})


class Connection:
    """One kept connection; opened anew where the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def ask(self, head: bytes, body: bytes = b"") -> tuple[int, bytes]:
        """Send a request; answer status and headers, and read the rest."""
        for attempt in (1, 2):
            fresh = self.socket is None
            try:
                return self._ask(head + body)
            except OSError:
                self.close()
                if fresh or attempt == 2 or body:  # what was posted is not posted again
                    raise
        raise OSError

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def _ask(self, sent: bytes) -> tuple[int, bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=40)
        self.socket.sendall(sent)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        headers, _, rest = answer.partition(b"\r\n\r\n")
        lower = headers.lower() + b"\r\n"
        length = lower.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        missing = int(length or 0) - len(rest)
        while missing > 0:
            missing -= len(self._more())
        if b"connection: close" in lower:
            self.close()
        return int(headers[9:12]), lower

    def _more(self) -> bytes:
        """Read what has come; raises ConnectionResetError where the server is gone."""
        got = self.socket.recv(65536) if self.socket is not None else b""
        if not got:
            raise ConnectionResetError
        return got


class Visitor:
    """Somebody signed in, and what they do next."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.version = plan.get("version", 0)
        self.claimed = plan.get("claimed", False)

    def request(self, kind: str) -> tuple[bytes, bytes]:
        """Write the request of a kind: its head and its body."""
        if kind in self.plan["reads"]:
            return self._head("GET", self.plan["reads"][kind]), b""
        address, fields = getattr(self, f"_{kind}")()
        body = urlencode(fields | {"csrf_token": self.plan["token"]}).encode()
        form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self._head("POST", address, form), body

    def may(self, kind: str) -> bool:
        return kind != "complete" or bool(self.plan["papers"])

    def _head(self, method: str, address: str, more: str = "") -> bytes:
        return (
            f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.plan['cookie']}\r\n"
            f"{more}\r\n"
        ).encode()

    def _draft(self) -> tuple[str, dict[str, str]]:
        version, self.version = self.version, self.version + 1
        note = f"Bản nháp số {version}"
        return f"/tasks/{self.plan['task']}/draft", {
            **dict.fromkeys(self.plan["fields"], note),
            "_version": str(version),
        }

    def _comment(self) -> tuple[str, dict[str, str]]:
        return f"/tasks/{self.plan['task']}/comments", {"text": "Đã xem, xin bổ sung minh chứng."}

    def _claim(self) -> tuple[str, dict[str, str]]:
        self.claimed = not self.claimed
        return f"/tasks/{self.plan['task']}/{'claim' if self.claimed else 'put-back'}", {}

    def _complete(self) -> tuple[str, dict[str, str]]:
        task = self.plan["papers"].pop()
        return f"/tasks/{task}/complete", {"_key": uuid4().hex, "comment": "Đề nghị xem xét."}


def work(
    plan: dict[str, Any], people: list[Visitor], seed: int, answers: dict[str, list[Any]]
) -> None:
    """Use one connection until the time is over."""
    connection, drawn = Connection(plan["port"]), random.Random(seed)  # noqa: S311
    end = time.monotonic() + plan["seconds"]
    for kind in kinds(drawn):
        if time.monotonic() > end:
            return
        person = drawn.choice(people)
        chosen = kind if person.may(kind) else "inbox"
        began = time.perf_counter()
        try:
            status, headers = connection.ask(*person.request(chosen))
        except OSError:
            status, headers = 0, b""
        took = (time.perf_counter() - began) * 1000
        told = status not in BUSY or b"retry-after: " in headers
        answers[chosen].append((status, took, told))


def kinds(drawn: random.Random) -> Iterator[str]:
    while True:
        yield drawn.choices([*MIX], [*MIX.values()])[0]


def main() -> None:
    plan = json.load(sys.stdin)
    people = [Visitor(each) for each in plan["people"]]
    answers: dict[str, list[Any]] = defaultdict(list)
    hands = [
        threading.Thread(target=work, args=(plan, people[n :: plan["connections"]], n, answers))
        for n in range(plan["connections"])
    ]
    began, worked = time.monotonic(), time.process_time()
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    took, cpu = time.monotonic() - began, time.process_time() - worked
    left = [each.plan | {"version": each.version, "claimed": each.claimed} for each in people]
    json.dump({"answers": answers, "seconds": took, "cpu": cpu, "people": left}, sys.stdout)


if __name__ == "__main__":
    main()
