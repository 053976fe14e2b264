"""What is proposed can be read in full before it is published, and runs nothing in a browser."""

import io
import zipfile

import pytest

from tests.web.deployment.test_deploying_pages import WHY, uploaded
from tests.worlds.accounts import FIRST, SECOND, Accounts
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.posting import send

pytestmark = pytest.mark.slow


def test_who_is_to_publish_takes_the_very_files_out_once_they_are_proposed(
    office: Accounts,
) -> None:
    process = UnknownProcess()
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    page = uploaded(first, process)
    address = f"{page}/{process.key}/files.zip"
    assert second.get(address).status_code == 404
    send(first, f"{page}/propose", {"note": WHY}, at=page)
    assert f'href="{address}"' in second.get(page).text
    answer = second.get(address)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as found:
        files = {name.rpartition("/")[2]: found.read(name) for name in found.namelist()}
    assert files == dict(process.files)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert second.get(f"{page}/other/files.zip").status_code == 404


def test_a_diagram_opened_by_itself_runs_and_sends_nothing(office: Accounts) -> None:
    process = UnknownProcess()
    first = office.administrator(FIRST)
    page = uploaded(first, process)
    drawn = first.get(f"{page}/{process.key}/diagram.xml")
    assert drawn.status_code == 200
    assert drawn.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
