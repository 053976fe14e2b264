"""What the roles that are there in every bloc are called, where no lane of a diagram names one."""

from collections.abc import Mapping
from typing import Final

from server.domain.manifest import MEMBER
from server.domain.texts.words import Words

USUAL: Final[Mapping[str, Words]] = {
    MEMBER: Words("Đơn vị thành viên", "A member unit"),
    "officer": Words("Cán bộ của đơn vị", "The unit's officer"),
    "head": Words("Thủ trưởng đơn vị", "The unit's head"),
    "scrutineer": Words("Người kiểm phiếu", "Scrutineer"),
    "appraiser": Words("Người thẩm định", "Appraiser"),
    "leader": Words("Trưởng khối", "Bloc leader"),
    "secretary": Words("Thư ký Khối", "Bloc secretary"),
    "deputy": Words("Phó Trưởng khối", "Bloc deputy leader"),
    "home_affairs_officer": Words("Cán bộ Sở Nội vụ", "Home Affairs' officer"),
    "home_affairs_head": Words("Thủ trưởng Sở Nội vụ", "Home Affairs' head"),
    "council_secretary": Words("Thư ký Hội đồng", "Council secretary"),
    "chairman": Words("Chủ tịch UBND", "Chairman"),
    "recipient": Words("Nơi nhận", "Recipient"),
    "scorer": Words("Cán bộ bên chấm điểm", "The scorer's officer"),
    "scorer_head": Words("Thủ trưởng bên chấm điểm", "The scorer's head"),
    "opener": Words("Người mở hồ sơ", "Who opened the case"),
    "superior": Words("Cấp trên trực tiếp", "The superior"),
}
