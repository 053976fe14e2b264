"""What was sent with an act is told apart when it is sent again, and is told to nobody else."""

import hashlib
import json

from tests.web.year.test_task_page import scores
from tests.worlds.year_end import YearEnd

KEY = "a-key-of-a-form-rendered-once"


def hand_in(year: YearEnd, unit: str, sheet: dict[str, str]) -> None:
    """Send a unit's sheet under one key."""
    task = year.open("score", unit)
    at = f"/tasks/{task.id}"
    person = year.as_post(task.post_id)
    assert person.post(f"{at}/complete", sheet | {"_key": KEY}, at=at).status_code == 303


def test_the_same_form_sent_again_has_its_answer_and_another_is_refused(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    at, sent = f"/tasks/{task.id}", scores(year) | {"_key": KEY}
    person = year.as_post(task.post_id)
    other = sent | {"scores.c1-1.note": "Khác."}
    answers = [person.post(f"{at}/complete", each, at="/tasks") for each in (sent, sent, other)]
    assert [answer.status_code for answer in answers] == [303, 303, 409]


def test_who_has_the_database_alone_cannot_try_what_was_sent(year: YearEnd) -> None:
    sheet = scores(year)
    hand_in(year, "so-gddt", sheet)
    sent = json.dumps(sorted(sheet.items())).encode()
    assert year.value("SELECT body_hash FROM act") != hashlib.sha256(sent).hexdigest()


def test_two_who_send_the_same_are_not_seen_to_do_so(year: YearEnd) -> None:
    sheet = scores(year)
    for unit in ("so-gddt", "so-tttt"):
        hand_in(year, unit, sheet)
    assert year.value("SELECT count(DISTINCT body_hash) FROM act") == 2
