"""The page an auditor exports from, and the verifiers it hands out."""

import hashlib
import re

import pytest

from server.web.history import verifier_files
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR = "thanh-tra.auditor"


def test_the_page_offers_the_verifiers_with_the_hash_of_what_is_sent(year: Played) -> None:
    client = year.as_post(AUDITOR)
    page = client.get("/audit/export").text
    for name in ("command", "page"):
        sent = client.get(f"/audit/export/{name}")
        assert "attachment" in sent.headers["Content-Disposition"]
        assert hashlib.sha256(sent.data).hexdigest() in page


def test_the_line_that_verifies_names_a_file_as_it_is_downloaded(year: Played) -> None:
    client = year.as_post(AUDITOR)
    sent = send(client, "/audit/export", {"form": "ndjson"}, at="/audit/export")
    named = re.search('filename="([^"]+)"', sent.headers["Content-Disposition"])
    shown = re.search(r"python3 \S+ (\S+) --policy", client.get("/audit/export").text)
    assert named is not None
    assert shown is not None
    assert re.fullmatch(re.escape(shown[1]).replace("…", "[0-9TZ]+"), named[1])


@pytest.mark.parametrize("address", ["/audit/export", "/audit/export/command"])
def test_nobody_but_an_auditor_gets_there(year: Played, address: str) -> None:
    assert year.as_post("so-khcn.head").get(address).status_code == 404


def test_another_file_is_not_there(year: Played) -> None:
    assert year.as_post(AUDITOR).get("/audit/export/pyproject.toml").status_code == 404


def test_the_page_is_there_in_english(year: Played) -> None:
    page = year.as_post(AUDITOR).get("/audit/export", headers={"Accept-Language": "en"})
    assert page.status_code == 200


def test_the_verifying_page_runs_nothing_but_its_own_script() -> None:
    text = verifier_files.page().data.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert re.findall(r"\son[a-z]+\s*=\s*\"|\sstyle=\"|\ssrc=|https?://", text) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"from": "31/02/2024"}, "không phải là một ngày"),
        ({"from": "31/12/2024", "to": "01/01/2024"}, "trước ngày đầu"),
        ({"case": "0192f54d"}, "không phải là một lựa chọn"),
        ({"case": "00000000-0000-7000-8000-000000000000"}, "không phải là một lựa chọn"),
    ],
)
def test_what_cannot_be_exported_is_asked_anew_with_what_was_typed(
    year: Played, typed: dict[str, str], words: str
) -> None:
    client = year.as_post(AUDITOR)
    data = {"form": "ndjson", "known": "12", **typed}
    answer = send(client, "/audit/export", data, at="/audit/export")
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="12"' in answer.text


@pytest.mark.parametrize("form", ["xml", ""])
def test_what_the_page_does_not_offer_is_no_request(year: Played, form: str) -> None:
    data = {"form": form, "known": "12"}
    answer = send(year.as_post(AUDITOR), "/audit/export", data, at="/audit/export")
    assert answer.status_code == 400


@pytest.mark.parametrize("known", ["-1", "٣", "abc", "1.5", "9" * 16])
def test_a_size_that_is_none_is_asked_anew_with_the_reason(year: Played, known: str) -> None:
    data = {"form": "ndjson", "known": known}
    answer = send(year.as_post(AUDITOR), "/audit/export", data, at="/audit/export")
    assert answer.status_code == 422
    assert "không phải là cỡ điểm chốt" in answer.text
    assert f'value="{known[:15]}"' in answer.text


def test_a_size_beyond_the_log_is_refused_and_never_passed_over(year: Played) -> None:
    """It would be compared with nothing: who knows of more is told that there is less."""
    data = {"form": "ndjson", "known": "999999"}
    answer = send(year.as_post(AUDITOR), "/audit/export", data, at="/audit/export")
    assert answer.status_code == 422
    assert "ít hơn cỡ 999.999 bạn đã kiểm" in answer.text


def test_what_was_exported_is_not_kept_for_the_next_export(year: Played) -> None:
    """Its answer is a file: no page comes that would say it was sent."""
    page = year.as_post(AUDITOR).get("/audit/export").text
    (form,) = re.findall(r'<form[^>]*action="/audit/export"[^>]*>', page)
    assert "data-unkept" in form
