"""The secretary proposes persons for posts; an administrator finds the list and invites it."""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from tests.web.bloc_parts.conftest import DraftPages, enter
from tests.worlds.web.posting import send

HEAD, OFFICER = "bac-giang/so-gddt/head", "bac-giang/so-gddt/officer"
ADMINISTRATOR = "bac-giang/quan-tri/administrator"
TOGETHER = "/people/together"
ROW = {"name": ["Đỗ Văn An"], "login": ["do.van.an"], "email": ["an@so-gddt.gov.vn"],
       "post": [OFFICER], "first": ["01/01/2025"], "decision": ["QĐ 12"]}  # fmt: skip


def test_a_list_is_kept_as_the_file_has_it(draft: DraftPages) -> None:
    assert draft.send("persons", {**ROW, "do": "save"}).status_code == 303
    (person,) = draft.values["persons"]
    assert person["login"] == "do.van.an"
    assert str(person["appointments"][0]["from"]) == "2025-01-01"
    page = draft.get("persons")
    assert all(f'value="{values[0]}"' in page for key, values in ROW.items() if key != "post")
    assert draft.send("persons", {**ROW, "do": "save"}).status_code == 303
    assert draft.values["persons"] == [person]


def test_a_mistake_is_named_at_its_row_and_nothing_is_lost(draft: DraftPages) -> None:
    wrong = {**ROW, "email": ["không có"], "first": ["hôm nào"]}
    answer = draft.send("persons", {**wrong, "do": "save"})
    assert answer.status_code == 422
    found = re.findall(r'class="err" id="([a-z]+-\d)-wrong"', answer.text)
    assert found == ["email-0", "first-0"]
    assert 'value="hôm nào"' in answer.text
    assert "persons" not in draft.values or draft.values["persons"] == []


def test_pasted_lines_get_posts_by_their_titles(draft: DraftPages) -> None:
    (title,) = set(re.findall(rf'<option value="{OFFICER}" >([^<]+)<', draft.get("persons")))
    pasted = f"Đỗ Văn An\tan@so-gddt.gov.vn\t{unescape(title)}"
    page = draft.send("persons", {"do": "fill", "pasted": pasted}).text
    assert f'<option value="{OFFICER}" selected' in page
    assert 'value="do.van.an"' in page


def test_no_person_is_lost_where_there_are_more_than_are_read(draft: DraftPages) -> None:
    before = draft.values
    many = {column: [f"{text[0]}{n}" for n in range(201)] for column, text in ROW.items()}
    answer = draft.send("persons", {**many, "do": "save"})
    assert (answer.status_code, "200 dòng" in answer.text) == (422, True)
    assert all(f'value="{ROW["login"][0]}{n}"' in answer.text for n in range(201))
    pasted = "\n".join(f"Người {n}" for n in range(200))
    answer = draft.send("persons", {**ROW, "do": "fill", "pasted": pasted})
    assert (answer.status_code, "200 dòng" in answer.text) == (422, True)
    assert pasted in answer.text
    assert 'value="do.van.an"' in answer.text
    assert draft.values == before


def test_what_is_pasted_and_not_yet_in_rows_is_not_left_out_of_what_is_saved(
    draft: DraftPages,
) -> None:
    answer = draft.send("persons", {**ROW, "do": "save", "pasted": "Lê Thị Bình"})
    assert answer.status_code == 200
    assert 'value="le.thi.binh"' in answer.text
    assert "chưa lưu" in answer.text
    assert "persons" not in draft.values or draft.values["persons"] == []


def test_posts_of_administrators_and_auditors_are_not_proposed(draft: DraftPages) -> None:
    page = draft.get("persons")
    assert f'value="{HEAD}"' in page
    assert ADMINISTRATOR not in page
    answer = draft.send("persons", {**ROW, "post": [ADMINISTRATOR], "do": "save"})
    assert answer.status_code == 422


def listed(admin: FlaskClient) -> str:
    found = re.search(r'href="(/people/together\?list=[^"]+)"', admin.get(TOGETHER).text)
    assert found is not None
    return found[1]


def test_an_administrator_invites_whom_the_secretary_proposes(
    draft: DraftPages, app: Flask
) -> None:
    draft.send("persons", {**ROW, "do": "save"})
    admin = enter(app, ADMINISTRATOR)
    address = listed(admin)
    page = admin.get(address).text
    assert 'value="do.van.an"' in page
    fields = {**ROW, "list": str(draft.id), "do": "invite"}
    assert send(admin, TOGETHER, fields, at=address).status_code == 303
    secretary = draft.year.value("SELECT id FROM person WHERE login = 'so-khcn.secretary'")
    typed = draft.year.value(
        "SELECT p.payload::jsonb ->> 'address_by' FROM event e JOIN event_payload p"
        " ON p.event_id = e.id WHERE e.kind = 'person.added' ORDER BY e.seq DESC LIMIT 1"
    )
    assert typed == str(secretary)
    assert 'value="do.van.an"' not in admin.get(address).text, "invited already"


def test_an_address_the_administrator_changed_is_the_administrators(
    draft: DraftPages, app: Flask
) -> None:
    draft.send("persons", {**ROW, "do": "save"})
    admin = enter(app, ADMINISTRATOR)
    fields = {**ROW, "email": ["khac@so-gddt.gov.vn"], "list": str(draft.id), "do": "invite"}
    assert send(admin, TOGETHER, fields, at=listed(admin)).status_code == 303
    told = draft.year.value(
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'person.added' ORDER BY e.seq DESC LIMIT 1"
    )
    assert "address_by" not in str(told)
