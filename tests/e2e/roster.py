"""The plan's units and posts, and what the tasks and cases of 2024 are called."""

from dataclasses import dataclass

P = "bac-giang"
HOME_AFFAIRS, COUNCIL = f"{P}/so-noi-vu", f"{P}/hd-tdkt"
CHAIRMAN, AUDITOR = f"{P}/ubnd-tinh/chairman", f"{P}/thanh-tra/auditor"


@dataclass(frozen=True, slots=True)
class Unit:
    """A member unit: its id and its short name."""

    id: str
    short: str

    @property
    def officer(self) -> str:
        return f"{self.id}/officer"

    @property
    def head(self) -> str:
        return f"{self.id}/head"


LEADER = Unit(f"{P}/so-khcn", "Sở KH&CN")
DEPUTY = Unit(f"{P}/ban-dan-toc", "Ban Dân tộc")
SCHOOL = Unit(f"{P}/so-gddt", "Sở GD&ĐT")
PRESS = Unit(f"{P}/so-tttt", "Sở TT&TT")
RADIO = Unit(f"{P}/dai-ptth", "Đài PT&TH")
UNITS = (LEADER, DEPUTY, SCHOOL, PRESS, RADIO)
APPRAISER, DEPUTY_APPRAISER = f"{LEADER.id}/appraiser", f"{DEPUTY.id}/appraiser"
SECRETARY = f"{LEADER.id}/secretary"
FLAG, MERIT = "Cờ thi đua của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
EVALUATION = "Đánh giá, chấm điểm cuối năm 2024"
REVIEW = "Bình xét khen thưởng năm 2024"
SUBMISSION = "Trình khen thưởng năm 2024"
