"""The pages of another author's process, as its people go through them."""

import io
import re
from collections.abc import Mapping
from html import unescape
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.domain.canonical import Json
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.store import statements
from server.store.tasks.work import OpenTask
from tests.actions.definitions import own_process as own
from tests.worlds.web.over_http import OverHttp, flat
from tests.worlds.year import SCHOOL, Year

REASON = "Thiếu chỉ tiêu quý hai"


class ProcessPages:
    """The process through its pages."""

    def __init__(self, year: Year, http: OverHttp) -> None:
        self.year, self.http = year, http

    def page(self, task: OpenTask, *, post: str = "", language: str = "vi") -> str:
        """Answer what a task's page says, as its holder or somebody else sees it."""
        client, _ = self.http.signed_in(post or task.post_id)
        client.set_cookie("lang", language)
        statements.reset()
        answer = client.get(f"/tasks/{task.id}")
        client.set_cookie("lang", "vi")
        assert answer.status_code == 200, answer.text[-2000:]
        return unescape(answer.text)

    def post(
        self, task: OpenTask, value: Mapping[str, Json], act: str = "complete"
    ) -> TestResponse:
        """Send a task's form; the time goes on a little."""
        client, token = self.http.signed_in(task.post_id)
        fields = dict(flat(value)) | {"csrf_token": token, "_key": uuid4().hex}
        fields = {"password": PASSWORD} | fields if act == "complete" else fields
        fields["_version"] = _version(client, task)
        self.year.tick()
        statements.reset()
        return client.post(f"/tasks/{task.id}/{act}", data=fields)

    def counted_page(self, task: OpenTask) -> int:
        """Answer how many statements a page takes that was looked at before."""
        self.page(task)
        self.page(task)
        return statements.count

    def counted_post(self, task: OpenTask, value: Mapping[str, Json]) -> tuple[int, int]:
        """Answer how many statements and commits a completion took."""
        assert self.post(task, value).status_code == 303
        return statements.count, statements.commits

    def attach(self, task: OpenTask) -> None:
        """Add the paper to a task, beside whatever draft there is."""
        client, token = self.http.signed_in(task.post_id)
        paper = (io.BytesIO(b"%PDF-1.4 x"), "dang-ky.pdf")
        fields = {"csrf_token": token, f"file.{own.PAPER}.": paper}
        fields["_version"] = _version(client, task)
        answer = client.post(f"/tasks/{task.id}/files", data=fields)
        assert answer.status_code == 303, answer.text[-2000:]

    def returned(self) -> OpenTask:
        """Write, send back with a reason, and answer the task that is open again."""
        self.post(self.year.task(own.WRITE, SCHOOL), own.WRITTEN)
        back = {own.RULING: own.BACK, own.WHY: REASON}
        assert self.post(self.year.task(own.SIGN, SCHOOL), back).status_code == 303
        return self.year.task(own.WRITE, SCHOOL)


def _version(client: FlaskClient, task: OpenTask) -> str:
    seen = re.search(r'name="_version" value="(\d+)"', client.get(f"/tasks/{task.id}").text)
    return seen[1] if seen else "0"
