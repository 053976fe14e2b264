"""The pages behind the real web server, asked by one client over one kept connection."""

import html
import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from server.config import ROOT
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.supervisor import web_command
from tests.ports import free_port, wait_for
from tests.waiting import PATIENCE
from tests.worlds.databases import Database
from tests.worlds.web.over_http import TOKEN
from tests.worlds.web.pages import settings_of

REDIRECT = 303


@dataclass(slots=True)
class Pages:
    """A browser without script, one cookie jar a post."""

    port: int
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def get(self, post_id: str, address: str) -> str:
        """Read a page as a post."""
        self._sign_in(post_id)
        status, body = self._ask(post_id, "GET", address)
        assert status == http.HTTPStatus.OK, (address, status)
        return body

    @staticmethod
    def next_page(page: str) -> str:
        """Find where a list goes on; empty on its last page."""
        found = re.search(r'href="(/tasks[^"]*after=[^"]*)"', page)
        return html.unescape(found[1]) if found else ""

    def submit(self, post_id: str, address: str, fields: Mapping[str, str]) -> float:
        """Post a form; return the milliseconds of that one request."""
        self._sign_in(post_id)
        fields = {**fields, "csrf_token": self.tokens[post_id]}
        began = time.perf_counter()
        status, body = self._ask(post_id, "POST", address, fields)
        took = (time.perf_counter() - began) * 1000
        assert status == REDIRECT, body[-2000:]
        return took

    def sign_in(self, post_id: str) -> tuple[str, str]:
        """Sign in as a post, once; answer its cookies and the token of its forms."""
        self._sign_in(post_id)
        jar = self.cookies[post_id]
        return "; ".join(f"{name}={value}" for name, value in jar.items()), self.tokens[post_id]

    def _sign_in(self, post_id: str) -> None:
        if post_id in self.tokens:
            return
        self.cookies[post_id] = {}
        fields = {
            "username": post_id.partition("/")[2].replace("/", "."),
            "password": PASSWORD,
            "csrf_token": self._token(post_id, "/sign-in"),
        }
        status, _ = self._ask(post_id, "POST", "/sign-in", fields)
        assert status == REDIRECT, status
        self.tokens[post_id] = self._token(post_id, "/tasks")

    def _token(self, post_id: str, address: str) -> str:
        found = re.search(TOKEN, self._ask(post_id, "GET", address)[1])
        assert found is not None, address
        return found[1]

    def _ask(
        self, post_id: str, method: str, address: str, fields: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        jar = self.cookies[post_id]
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, address, urlencode(fields or {}), headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            jar |= {name: item.value for name, item in SimpleCookie(line).items()}
        connection.close()
        return answer.status, body


@contextmanager
def served(database: Database, *, worker: bool = False) -> Iterator[Pages]:
    """Start gunicorn on a free port for a database, and the worker of jobs; stop them after."""
    port = free_port()
    settings = replace(settings_of(database), port=port)
    commands = [web_command(settings)]
    commands += [[sys.executable, "-m", "server.cli", "worker"]] if worker else []
    started = [subprocess.Popen(each, env=settings.to_environment(), cwd=ROOT) for each in commands]
    try:
        wait_for(port)
        _wait_for_answer(port)
        yield Pages(port)
    finally:
        for each in started:
            each.terminate()
        for each in started:
            each.wait(PATIENCE)


def _wait_for_answer(port: int) -> None:
    """Wait for the first answer: an open port alone says nothing of the pages.

    A web process reads the program for two seconds of processor time after the port is open.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("HEAD", "/")
    connection.getresponse()
    connection.close()
