"""What a deduction takes off is shown as it is typed, and as it counts once it is only told."""

from tests.web.sheets.filled import download, take, upload, with_cells
from tests.worlds.year_end import YearEnd

DEDUCTION = "c7-1"


def test_a_deduction_says_what_it_takes_off_where_points_are_typed(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    person = year.as_post(task.post_id)
    page = person.client.get(f"/tasks/{task.id}").text
    row = page.partition('data-code="7.1"')[2].partition("</tr>")[0]
    assert "trừ đến 5</td>" in row
    assert "Số điểm trừ, tiêu chí 7.1, từ 0 đến 5" in row
    assert ">-5<" not in page
    data = download(person, task)
    shown = upload(person, task, with_cells(data, {(DEDUCTION, "points"): 1}))
    assert take(person, task, shown).status_code == 303
    typed = person.client.get(f"/tasks/{task.id}").text
    assert "<span>−1</span>" in typed, "the sum of the section"
