"""Web servers as processes on a database of a test, and browsers that post to them."""

import http.client
import re
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from typing import TypeAlias
from urllib.parse import urlencode
from uuid import UUID, uuid4

from server.actions.cases.case_work import OpenTask
from server.config import ROOT, Settings
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.supervisor import web_command
from tests.ports import free_port, wait_for
from tests.waiting import PATIENCE
from tests.worlds.databases import Database
from tests.worlds.web.over_http import TOKEN, flat
from tests.worlds.web.pages import settings_of
from tests.worlds.year import Year

Command: TypeAlias = Callable[[Settings], list[str]]
LOST = "lost"
"""What an answer that never came is called."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a browser sends it."""

    body: bytes
    headers: dict[str, str]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Form":
        """Fill a form without files."""
        kind = "application/x-www-form-urlencoded"
        return cls(urlencode(fields).encode(), {"Content-Type": kind})

    @classmethod
    def with_file(cls, fields: Mapping[str, str], name: str, data: bytes) -> "Form":
        """Fill a form and choose a file for the field of that name."""
        parts = [(f'name="{key}"', value.encode()) for key, value in fields.items()]
        parts.append((f'name="{name}"; filename="a.pdf"', data))
        lines = b"".join(
            b"--cut\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (head.encode(), value)
            for head, value in parts
        )
        return cls(lines + b"--cut--\r\n", {"Content-Type": "multipart/form-data; boundary=cut"})


@dataclass(slots=True)
class Browser:
    """Some web servers on one database, and a cookie jar a post; safe to use from threads."""

    ports: list[int]
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    jars: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, post_id: str, address: str, *, port: int = 0) -> tuple[int, str]:
        """Read a page: status, and what it says in Retry-After."""
        status, _, headers = self._ask(post_id, "GET", address, port=port)
        return status, headers.get("Retry-After", "")

    def fields(self, year: Year, task: OpenTask) -> dict[str, str]:
        """Fill a task's form as its holder; the key is the form's."""
        self.sign_in(task.post_id)
        return dict(flat(year.value(task))) | {
            "csrf_token": self.tokens[task.post_id],
            "_key": uuid4().hex,
            "password": PASSWORD,
        }

    def post(self, post_id: str, task_id: UUID, fields: Mapping[str, str]) -> str:
        """Complete a task; answer the status and where it leads."""
        return self.send(post_id, f"/tasks/{task_id}/complete", Form.of(fields))

    def comment(self, post_id: str, task_id: UUID, words: str, *, port: int = 0) -> str:
        """Say something beside a task."""
        fields = {"csrf_token": self.tokens[post_id], "text": words}
        return self.send(post_id, f"/tasks/{task_id}/comments", Form.of(fields), port=port)

    def send(self, post_id: str, address: str, form: "Form", *, port: int = 0) -> str:
        """Post a form; LOST where no answer came."""
        try:
            status, _, headers = self._ask(post_id, "POST", address, form, port=port)
        except (OSError, http.client.HTTPException):
            return LOST
        return f"{status} {headers.get('Location', '')}".strip()

    def sign_in(self, post_id: str) -> None:
        """Sign in as a post, once."""
        with self.lock:
            if post_id in self.tokens:
                return
            self.jars[post_id] = {}
            fields = {
                "username": post_id.partition("/")[2].replace("/", "."),
                "password": PASSWORD,
                "csrf_token": self._token(post_id, "/sign-in"),
            }
            assert self.send(post_id, "/sign-in", Form.of(fields)).startswith("303")
            self.tokens[post_id] = self._token(post_id, "/tasks")

    def _token(self, post_id: str, address: str) -> str:
        found = re.search(TOKEN, self._ask(post_id, "GET", address)[1])
        assert found is not None, address
        return found[1]

    def _ask(
        self,
        post_id: str,
        method: str,
        address: str,
        form: "Form | None" = None,
        *,
        port: int = 0,
    ) -> tuple[int, str, http.client.HTTPMessage]:
        jar = self.jars[post_id]
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
        sent = form or Form(b"", {})
        connection = http.client.HTTPConnection(
            "127.0.0.1", port or self.ports[0], timeout=PATIENCE
        )
        try:
            connection.request(method, address, sent.body, headers | sent.headers)
            answer = connection.getresponse()
            body = answer.read().decode(errors="replace")
        finally:
            connection.close()
        if post_id not in self.tokens:
            for line in answer.headers.get_all("Set-Cookie") or ():
                jar |= {name: item.value for name, item in SimpleCookie(line).items()}
        return answer.status, body, answer.headers


def start(database: Database, port: int, command: Command = web_command) -> subprocess.Popen[bytes]:
    """Start gunicorn; the caller stops it."""
    settings = replace(settings_of(database), port=port)
    return subprocess.Popen(
        command(settings),
        cwd=ROOT,
        env=settings.to_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def stop(server: subprocess.Popen[bytes]) -> None:
    """Let a server finish what it is doing."""
    server.terminate()
    server.wait(PATIENCE)


@contextmanager
def served(
    database: Database, *, ports: int = 1, command: Command = web_command
) -> Iterator[Browser]:
    """Serve a database on some ports, one server each."""
    chosen = [free_port() for _ in range(ports)]
    servers = [start(database, port, command) for port in chosen]
    try:
        for port in chosen:
            wait_for(port)
        yield Browser(chosen, servers)
    finally:
        for server in servers:
            stop(server)
