"""The bloc's own words on its plan: from their day on, and no longer changed by later ones."""

import json
from collections.abc import Callable

import pytest
from flask import Flask

from server.web.cases.case_access import Sight
from tests.domain import bloc_years
from tests.printouts.reading import of_word, pages, squeezed
from tests.processes.case_pages import app, page
from tests.processes.plan.handing_in import OPENING, hand_in, revised
from tests.processes.plan.test_plan import AGREED, DRAFTED, ISSUED, SECRETARY
from tests.processes.printed import printed, taken
from tests.worlds.year import SCHOOL, Year

__all__ = ["app"]
Reword = Callable[..., None]
OWN = (
    "Trên đây là Kế hoạch của {bloc} năm {year}. Trong quá trình thực hiện, nếu có khó khăn hoặc "
    "phát sinh, đề nghị các đơn vị thông tin về {leader} để phối hợp giải quyết./."
)


@pytest.fixture
def reword(committed: Year) -> Reword:
    """Answer what puts a text in force in the place of the plan's last words, or of another."""

    def imported(text: str, own: str = OWN) -> None:
        committed.tick()
        committed.imported(
            f"{bloc_years.PLAN}\n[[wordings]]\nprocess = 'plan'\nprintout = 'plan'\n"
            f"own = {json.dumps(own)}\ntext = {json.dumps(text)}\n"
        )

    return imported


@pytest.fixture
def plan(committed: Year) -> str:
    """Answer where the case is of a plan that waits to be issued."""
    case = committed.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(committed, "draft_plan", DRAFTED, "draft")
    for task in committed.tasks():
        committed.complete(task, AGREED)
    hand_in(committed, "revise", revised(SCHOOL, "bac-giang/so-noi-vu"), "plan")
    return f"/cases/{case}"


def test_a_plan_says_what_the_bloc_says_until_it_is_issued(
    app: Flask, committed: Year, plan: str, reword: Reword
) -> None:
    reword("Các đơn vị của {bloc} thực hiện từ năm {year}.\nLưu ý: báo cáo đúng hạn./.")
    told = printed(app, SECRETARY, f"{plan}/printouts/plan.pdf")
    assert "Xã hội 1 thực hiện từ năm 2024." in told
    assert "Lưu ý: báo cáo đúng hạn./." in told
    assert "Trên đây là Kế hoạch" not in told
    hand_in(committed, "issue_plan", ISSUED, "issued")
    reword("Lời của năm sau./.")
    told = printed(app, SECRETARY, f"{plan}/printouts/plan.pdf")
    assert "Lưu ý: báo cáo đúng hạn./." in told
    assert "Lời của năm sau" not in told
    shown = page(app, SECRETARY, f"{plan}?tab=printouts")[1]
    assert "Lời văn của Khối, có hiệu lực từ 01/05/2024" in shown
    shown = page(app, SECRETARY, f"{plan}/printouts/plan")[1]
    assert "<ins>Các đơn vị của {bloc} thực hiện" in shown


def test_the_words_are_of_the_documents_day_also_for_who_may_not_see_its_number(
    app: Flask, committed: Year, plan: str, reword: Reword, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(committed, "issue_plan", ISSUED, "issued")
    reword("Lời của năm sau./.")
    monkeypatch.setattr(Sight, "document", lambda *_of, **_what: False)
    assert "Trên đây là Kế hoạch" in printed(app, SECRETARY, f"{plan}/printouts/plan.pdf")


def test_a_plan_issued_before_the_bloc_had_words_keeps_the_processs(
    app: Flask, committed: Year, plan: str, reword: Reword
) -> None:
    hand_in(committed, "issue_plan", ISSUED, "issued")
    reword("Lời của năm sau./.")
    assert "Trên đây là Kế hoạch" in printed(app, SECRETARY, f"{plan}/printouts/plan.pdf")
    assert "Lời văn của Khối" not in page(app, SECRETARY, f"{plan}?tab=printouts")[1]


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") $x^2$ *đậm* @nhãn <nhãn> // hết',
        "#panic(1) ``` <w:br/> &amp; </w:t> {year}",
        "= Tiêu đề - + / 1. \\\\ ~ _nghiêng_ [x](y)",
    ],
)
def test_a_text_is_never_source_on_paper(app: Flask, plan: str, reword: Reword, text: str) -> None:
    reword(text)
    plain = squeezed(text.replace("{year}", "2024"))
    paper = taken(app, SECRETARY, f"{plan}/printouts/plan.pdf")
    assert plain in "".join(pages(paper.data))
    assert plain in of_word(taken(app, SECRETARY, f"{plan}/printouts/plan.docx").data)


def test_a_text_with_a_hole_of_another_record_is_not_used(
    app: Flask, plan: str, reword: Reword
) -> None:
    reword("{comment.opinion}{opening.issue_by}")
    assert "Trên đây là Kế hoạch" in printed(app, SECRETARY, f"{plan}/printouts/plan.pdf")
