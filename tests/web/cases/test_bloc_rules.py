"""The page of a bloc-year says what the bloc and the Council ask, award by award."""

import pytest
from flask import Flask

from server.web.frame.council_words import council_rules
from server.web.frame.rule_words import award_clauses, quota_words
from tests.domain.bloc_years import PLAN, rules

COUNCIL = "members = 15"
MINE = """members = 9
written = true
recusal = "leaves"
awards = [
  { award = "flag", threshold = { share = "70%", base = "present", inclusive = true } },
  { award = "merit", quorum = { share = "3/4", base = "all", strict = true } },
]"""
ROUNDS = "max_rounds = 2"
OWN = """max_rounds = 2
nobody = "council"
[[voting.awards]]
award = "flag"
max_rounds = 3
nobody = "none"
threshold = { share = "2/3", base = "all", inclusive = true }"""
QUOTA = PLAN[PLAN.index("quota = [", PLAN.index('id = "merit"')) : PLAN.index("[voting]")]
SHARED = f'quota_of = "flag"\n\n# {QUOTA.replace(chr(10), " ")}\n'


def test_the_council_is_told_rule_by_rule(app: Flask) -> None:
    asked = rules(PLAN.replace(COUNCIL, MINE, 1))
    with app.test_request_context(headers={"Cookie": "lang=vi"}):
        assert council_rules(asked) == [
            ("Hội đồng: số có mặt tối thiểu", "từ 2/3 của tổng số thành viên"),
            ("Hội đồng: ngưỡng thông qua", "trên 50% của tổng số thành viên"),
            (
                "Hội đồng: riêng Cờ thi đua của UBND tỉnh",
                "ngưỡng: từ 70% của số thành viên có mặt hoặc có ý kiến bằng văn bản",
            ),
            (
                "Hội đồng: riêng Bằng khen của Chủ tịch UBND tỉnh",
                "có mặt: trên 3/4 của tổng số thành viên",
            ),
            ("Hội đồng: ý kiến bằng văn bản", "được tính như phiếu tại phiên họp"),
            (
                "Hội đồng: người không tham gia bỏ phiếu",
                "không tính vào mẫu số của đối tượng đó",
            ),
        ]


def test_who_stands_aside_may_stay_in_the_base(app: Flask) -> None:
    asked = rules(PLAN.replace(COUNCIL, f'{COUNCIL}\nrecusal = "stays"', 1))
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert council_rules(asked)[-1] == (
            "Council: members who stand aside",
            "stay in the base",
        )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "số còn lại trong hạn mức 1 đơn vị của Cờ thi đua của UBND tỉnh"),
        ("en", "what is left of the 1 unit of Emulation flag of the People's Committee"),
    ],
)
def test_a_shared_quota_is_told_as_what_is_left_of_it(app: Flask, language: str, said: str) -> None:
    asked = rules(PLAN.replace(QUOTA, SHARED, 1))
    with app.test_request_context(headers={"Cookie": f"lang={language}"}):
        assert quota_words(asked.award("merit"), asked) == said
        assert "hạn mức" not in "; ".join(award_clauses(asked.award("merit"), asked))


def test_all_that_is_otherwise_for_an_award_is_told(app: Flask) -> None:
    asked = rules(PLAN.replace(ROUNDS, OWN, 1))
    with app.test_request_context(headers={"Cookie": "lang=vi"}):
        said = award_clauses(asked.award("flag"), asked)
    assert {
        "ngưỡng: từ 2/3 của tổng số đơn vị",
        "nhiều nhất 3 vòng",
        "vòng sau không ai đạt thì không đề nghị đơn vị nào",
    } <= set(said)
