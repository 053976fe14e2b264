"""The page of the log's key holds what a verifier pins: its lines, copied, prove an export."""

import html
import re

from sqlalchemy import text

from server.actions.transaction import transactions
from server.web.frame.formats import moment
from server.web.history import verifier_files
from tests.verifier.logged import Logged
from tests.verifier.running import Answer

PINS = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)
MOMENT = re.compile(r"\d\d:\d\d, \d\d/\d\d/\d{4}")
DATED = """
SELECT (SELECT db_time FROM event WHERE kind = 'log.key_added') AS key_told,
  (SELECT at FROM checkpoint ORDER BY size DESC LIMIT 1) AS signed
"""
AUDITOR, OFFICER = "thanh-tra.auditor", "so-gddt.officer"


def pins(page: str) -> str:
    (found,) = PINS.findall(page)
    return html.unescape(found)


def test_the_lines_of_the_page_prove_an_export(history: Logged) -> None:
    page = history.year.as_post(AUDITOR).get("/log/key").text
    answer = Answer(history.exports["case"], pins(page))
    assert (answer.code, answer.findings) == (0, [])
    assert "unwitnessed" not in answer.notes
    assert page.count(history.keys.log.key.text) == 2, "once to compare, once to copy"
    assert f"python3 binhxet-verify.py {verifier_files.EXPORTED} --policy" in page


def test_the_page_says_that_it_proves_nothing_itself(history: Logged) -> None:
    page = history.year.as_post(AUDITOR).get("/log/key").text
    assert "không tự chứng minh khóa là thật" in page
    assert history.keys.log.key.id.hex() in page
    assert history.keys.log.key.name in page


def test_audit_pages_and_the_page_of_operations_lead_to_it(history: Logged) -> None:
    auditor = history.year.as_post(AUDITOR)
    administrator = history.year.as_post("quan-tri.administrator")
    pages = [auditor.get("/audit"), auditor.get("/audit/export")]
    pages.append(administrator.get("/operations/log"))
    assert [page.status_code for page in pages if 'href="/log/key"' not in page.text] == []
    assert administrator.get("/log/key").status_code == 200


def test_whoever_is_signed_in_may_pin_and_a_stranger_is_asked_who_it_is(history: Logged) -> None:
    assert history.year.as_post(OFFICER).get("/log/key").status_code == 200
    assert history.year.app.test_client().get("/log/key").status_code == 303


def test_its_times_are_all_of_the_real_clock_and_a_demonstration_says_so(history: Logged) -> None:
    begin = transactions(history.year.database.url)
    with begin() as session:
        dated = session.execute(text(DATED)).one()
    page = history.year.as_post(AUDITOR).get("/log/key").text.partition("<main")[2]
    assert MOMENT.findall(page) == [moment(dated.key_told), moment(dated.signed)]
    assert "giờ ở trang này là giờ thật" in page
    administrator = history.year.as_post("quan-tri.administrator")
    assert "giờ ở trang này là giờ thật" in administrator.get("/operations/log").text
