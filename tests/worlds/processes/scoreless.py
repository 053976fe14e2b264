"""Words of scores and awards, which a page of a case without them has no use for."""

import re
from typing import Final

OF_SCORES: Final = re.compile(
    "(bảng|chấm|thang|tổng) điểm|khen thưởng|xếp hạng|bình xét", re.IGNORECASE
)
