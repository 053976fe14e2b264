"""What could not be taken is given back under the names of its fields, without the buttons."""

import re
from html import unescape

from flask import Flask

from tests.processes.case_pages import app, task_of
from tests.processes.report.conftest import AD_HOC, RETURN, drafted
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.web.pages import sign_in
from tests.worlds.year import BEGINS, LEADER, SCHOOL, Year

__all__ = ["app"]
HIDDEN = re.compile(r'name="(csrf_token|_for|_key|_labels)" value="([^"]*)"')
WHY = "Số liệu mục 2 chưa khớp."


def test_a_signature_that_came_too_late_is_given_back_by_the_names_of_its_fields(
    app: Flask, committed: Year
) -> None:
    committed.open("report", opening=AD_HOC)
    drafted(committed, SCHOOL)
    address = task_of(committed, "sign", SCHOOL)
    client = sign_in(app, "so-gddt.head")
    page = client.get(address).text
    fields = {name: unescape(text) for name, text in HIDDEN.findall(page)}
    committed.do("sign", RETURN, key=SCHOOL)
    late = fields | {"verdict": "return", "reason": WHY, "number": ""}
    given = client.post(f"{address}/check", data=late)
    assert given.status_code == 409
    told = given.text[given.text.index('class="panel pad refused"') :]
    assert re.search(rf">Lý do[^<]*</label>\s*<textarea[^>]*>\s*{WHY}", told)
    assert "Phần bạn nhập" not in told
    assert ">\nreturn<" not in told


def test_what_was_chosen_is_given_back_by_the_label_of_the_choice(
    app: Flask, committed: Year, database: Database
) -> None:
    set_clock(database, BEGINS)
    client = sign_in(app, "so-khcn.secretary")
    address = f"/cases/open?bloc_year={committed.bloc_year_id}&kind=report"
    fields = {name: unescape(text) for name, text in HIDDEN.findall(client.get(address).text)}
    typed = {"period": "ad_hoc", "title": "Thiên tai", "units": f"{SCHOOL} {LEADER}"}
    given = client.post("/cases/open?bloc_year=none&kind=report", data=fields | typed)
    assert given.status_code == 404
    told = given.text[given.text.index('class="panel pad refused"') :]
    assert "ad_hoc" not in told
    assert SCHOOL not in told
    assert "Thiên tai" in told
    assert "Sở Giáo dục" in told
