"""A grid that comes too late is given back cell by cell, each under its row and its column."""

import re
from html import unescape

from tests.worlds.year_end import YearEnd

HIDDEN = re.compile(r'name="(_for|_key|_version|_labels|csrf_token)" value="([^"]*)"')
SCORES = {
    "scores.c1-1.points": "14,5",
    "scores.c1-2.points": "1",
    "scores.c1-2.not_applicable": "0",
    "scores.c1-2.note": "Có văn bản",
    "scores.c1-3.points": "0",
    "scores.c1-4.not_applicable": "1",
    "scores.c1-5.points": " ",
}


def test_points_are_given_back_by_their_criterion_also_a_nought_and_a_one(year: YearEnd) -> None:
    task, officer = year.open("score", "so-gddt"), year.as_post("bac-giang/so-gddt/officer")
    page = officer.get(f"/tasks/{task.id}").text
    fields = {name: unescape(text) for name, text in HIDDEN.findall(page)}
    sheet = dict.fromkeys(re.findall(r'name="(scores[.][^"]+[.]points)"', page), "0")
    address = f"/tasks/{task.id}"
    done = officer.post(f"{address}/complete", sheet, at=address)
    assert done.status_code == 303, done.text
    late = officer.client.post(f"{address}/complete", data=fields | SCORES)
    assert late.status_code == 409
    told = late.text[late.text.index('class="panel pad refused"') :]
    found = re.findall(r"<label[^>]*>([^<]*)</label>\s*<textarea[^>]*>\s*([^<]*)</textarea>", told)
    assert [tuple(map(unescape, each)) for each in found] == [
        ("Tiêu chí 1.1, Điểm tự chấm", "14,5"),
        ("Tiêu chí 1.2, Điểm tự chấm", "1"),
        ("Tiêu chí 1.2, Kết quả, căn cứ", "Có văn bản"),
        ("Tiêu chí 1.3, Điểm tự chấm", "0"),
        ("Tiêu chí 1.4, Không áp dụng", "có chọn"),
    ]
