"""Printouts say things in the order and with the words that an office expects on paper."""

import re
from collections.abc import Mapping

from tests.processes.papers.conftest import Paper
from tests.processes.printed import words_of


def said(papers: Mapping[str, Paper], name: str) -> str:
    return words_of(papers[name].pdf)


def test_bases_are_cited_by_their_force(papers: Mapping[str, Paper]) -> None:
    told = said(papers, "plan.plan")
    cited = [*re.findall(r"Căn cứ (\S+)", told)]
    assert cited[:2] == ["Luật", "Quyết"]
    assert cited[2:] == ["Chỉ", "Kết", "Chỉ", "Hướng", "Công", "Chỉ", "Chỉ"]


def test_a_decision_ends_its_bases_with_whose_proposal_it_follows(
    papers: Mapping[str, Paper],
) -> None:
    for name in ("submission.decision", "revocation.decision"):
        told = said(papers, name)
        found = re.search(
            r"(.) Theo đề nghị của Sở Nội vụ tại Tờ trình số \S+ "
            r"ngày \d\d tháng \d+ năm 2024\. QUYẾT ĐỊNH:",
            told,
        )
        assert found, told
        assert found[1] == ";"


def test_a_day_within_a_sentence_is_written_out(papers: Mapping[str, Paper]) -> None:
    assert "chậm nhất ngày 12 tháng 7 năm 2024./." in said(papers, "conference.invitation")
    assert "từ ngày 08 tháng 10 năm 2024 đến ngày" in said(papers, "inspection.plan")
    assert "QĐ-UBND-MP ngày 22 tháng 11 năm 2024." in said(papers, "revocation.decision")


def test_minutes_are_kept_with_their_file(papers: Mapping[str, Paper]) -> None:
    assert "Lưu: VT, Hồ sơ." in said(papers, "conference.minutes")
    assert "Lưu: VT, Hồ sơ." not in said(papers, "report.report")


def test_what_was_concluded_stands_behind_what_it_rests_on(papers: Mapping[str, Paper]) -> None:
    told = said(papers, "inspection.findings")
    assert told.index("Kết quả kiểm tra") < told.index("Kết luận:")


def test_a_meeting_is_chaired_by_the_blocs_head(papers: Mapping[str, Paper]) -> None:
    told = said(papers, "regulation_making.adoption")
    assert re.search(r"CHỦ TRÌ\s+(THƯ KÝ KHỐI\s+)?GIÁM ĐỐC", told), told[-200:]
