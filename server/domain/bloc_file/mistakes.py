"""What only a bloc-year file can have wrong: stable codes, and the words for them."""

from collections.abc import Mapping

from server.domain.texts.words import Words
from server.domain.toml_file import FileCode


class Code(FileCode):
    """The kinds of mistake beside those of any file; programs may rely on the values."""

    OTHER_PROVINCE = "other_province"
    DUPLICATE_ID = "duplicate_id"
    UNKNOWN_REFERENCE = "unknown_reference"
    LEADER_MISSING = "leader_missing"
    LEADER_TWICE = "leader_twice"
    DEPUTY_MISSING = "deputy_missing"
    DEPUTY_TWICE = "deputy_twice"
    LEADER_IS_DEPUTY = "leader_is_deputy"
    REORGANISED_STAYS = "reorganised_stays"
    REORGANISED_NOWHERE = "reorganised_nowhere"
    BODY_MISSING = "body_missing"
    BODY_TWICE = "body_twice"
    POST_MISSING = "post_missing"
    POST_NOT_HERE = "post_not_here"
    POSITION_STANDARD = "position_standard"
    TOTAL_TOO_LARGE = "total_too_large"
    TOTAL_ZERO = "total_zero"
    PARTS_TOO_DEEP = "parts_too_deep"
    CAP_ABOVE_SUM = "cap_above_sum"
    MAXIMUM_DIFFERS = "maximum_differs"
    KINDS_SEVERAL = "kinds_several"
    STEPS_MAXIMUM = "steps_maximum"
    SCORES_ITSELF = "scores_itself"
    SCORER_OWN_MISSING = "scorer_own_missing"
    SCORER_OWN_NEEDLESS = "scorer_own_needless"
    TEAM_TWICE = "team_twice"
    TEAM_MISSING = "team_missing"
    QUOTA_REVERSED = "quota_reversed"
    QUOTA_OVERLAP = "quota_overlap"
    QUOTA_GAP = "quota_gap"
    QUOTA_NOT_COVERING = "quota_not_covering"
    FRACTION_ABOVE_ONE = "fraction_above_one"
    BAD_SHARE = "bad_share"
    BAD_DUTY = "bad_duty"
    BAD_FIGURE = "bad_figure"
    ONLY_WITH = "only_with"
    ONE_OF = "one_of"
    WINS_ABOVE_YEARS = "wins_above_years"
    AWARD_NOT_ABOVE = "award_not_above"
    QUOTA_NOT_OWN = "quota_not_own"
    YEAR_NOT_PAST = "year_not_past"
    ROUNDS_TOO_FEW = "rounds_too_few"
    DATES_REVERSED = "dates_reversed"
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_WITHOUT_DATE = "deadline_without_date"
    DEADLINE_WITH_DATE = "deadline_with_date"
    WORDED_TWICE = "worded_twice"
    HOLE_OPEN = "hole_open"
    HOLE_UNKNOWN = "hole_unknown"
    BAD_LOGIN = "bad_login"
    DUPLICATE_PERSON = "duplicate_person"
    PERSON_CLOSED = "person_closed"
    PERSON_ELSEWHERE = "person_elsewhere"
    POST_UNKNOWN = "post_unknown"
    POST_TAKEN = "post_taken"
    HELD_ALREADY = "held_already"
    PERIOD_REVERSED = "period_reversed"
    ADMINISTRATOR_APART = "administrator_apart"
    AUDITOR_APART = "auditor_apart"

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        return MESSAGES[self]


MESSAGES: Mapping[Code, Words] = {
    Code.BAD_DUTY: Words(
        "“{value}” phải là quy trình, dấu chấm, mốc; ví dụ “report.sent”.",
        "“{value}” must be a process, a full stop and a milestone, such as “report.sent”.",
    ),
    Code.BAD_FIGURE: Words(
        "“{value}” phải là quy trình, dấu chấm, số đếm; ví dụ “conference.attended”.",
        "“{value}” must be a process, a full stop and a figure, such as “conference.attended”.",
    ),
    Code.WORDED_TWICE: Words(
        "Lời “{value}” đã được thay ở một dòng khác.",
        "Another row has the bloc's words for “{value}” already.",
    ),
    Code.HOLE_OPEN: Words(
        "Chữ thứ {place}: “{value}” không thành chỗ trống. Viết đủ hai dấu ngoặc nhọn, hoặc bỏ.",
        "Letter {place}: “{value}” makes no hole. Write both braces, or neither.",
    ),
    Code.HOLE_UNKNOWN: Words(
        "Chữ thứ {place}: không có chỗ trống “{value}”. Dùng chỗ trống có trong danh sách.",
        "Letter {place}: there is no hole “{value}”. Use one of those there are.",
    ),
    Code.ONLY_WITH: Words("Chỉ dùng cùng với “{other}”.", "Only together with “{other}”."),
    Code.OTHER_PROVINCE: Words(
        "Mã “{value}” không bắt đầu bằng mã tỉnh của khối, “{province}/”, và không là đơn vị của "
        "tỉnh mà tỉnh ấy kế tục từ trước ngày file có hiệu lực.",
        "The id “{value}” does not begin with the bloc's province, “{province}/”, and is no unit "
        "of a province that it follows on the day the file holds from.",
    ),
    Code.DUPLICATE_ID: Words(
        "Mã “{value}” đã dùng ở dòng {other}.", "The id “{value}” is used already on line {other}."
    ),
    Code.UNKNOWN_REFERENCE: Words(
        "Không có “{value}” trong tệp này.", "There is no “{value}” in this file."
    ),
    Code.LEADER_MISSING: Words(
        "Chưa có đơn vị Trưởng khối (role = “leader”).",
        "No unit leads the bloc (role = “leader”).",
    ),
    Code.LEADER_TWICE: Words(
        "Khối đã có đơn vị Trưởng khối ở dòng {other}.",
        "The bloc has a leader already, on line {other}.",
    ),
    Code.DEPUTY_MISSING: Words(
        "Chưa có đơn vị Phó Trưởng khối (role = “deputy”).",
        "No unit is the bloc's deputy (role = “deputy”).",
    ),
    Code.DEPUTY_TWICE: Words(
        "Khối đã có đơn vị Phó Trưởng khối ở dòng {other}.",
        "The bloc has a deputy already, on line {other}.",
    ),
    Code.LEADER_IS_DEPUTY: Words(
        "“{value}” không thể vừa là Trưởng khối vừa là Phó Trưởng khối.",
        "“{value}” cannot be both the leader and the deputy.",
    ),
    Code.REORGANISED_STAYS: Words(
        "“{value}” còn là đơn vị thành viên: bỏ khỏi khối, hoặc bỏ dòng này.",
        "“{value}” is a member still: leave it out of the bloc, or leave this row out.",
    ),
    Code.REORGANISED_NOWHERE: Words(
        "“{value}” không nhập vào đơn vị nào (into), nên không ai hưởng danh hiệu của nó.",
        "“{value}” went into no unit (into), so its awards are nobody's.",
    ),
    Code.BODY_MISSING: Words("Thiếu cơ quan có kind = “{value}”.", "No body has kind = “{value}”."),
    Code.BODY_TWICE: Words(
        "Đã có cơ quan kind = “{value}” ở dòng {other}.",
        "There is a body of kind = “{value}” already, on line {other}.",
    ),
    Code.POST_MISSING: Words(
        "“{unit}” thiếu vị trí “{position}”.", "“{unit}” lacks the post “{position}”."
    ),
    Code.POST_NOT_HERE: Words(
        "Không đặt vị trí “{position}” ở đây. Có thể: {known}.",
        "There is no post “{position}” here. Possible: {known}.",
    ),
    Code.POSITION_STANDARD: Words(
        "Vị trí “{value}” khối nào cũng có; hãy dùng tên khác.",
        "Every bloc has the position “{value}”; give another name.",
    ),
    Code.TOTAL_TOO_LARGE: Words(
        "Tổng điểm tối đa {value} lớn hơn {limit}.",
        "The sum of the maxima, {value}, is more than {limit}.",
    ),
    Code.TOTAL_ZERO: Words(
        "Bảng điểm chưa có tiêu chí thường nào có điểm.",
        "No criterion of a normal section has points.",
    ),
    Code.PARTS_TOO_DEEP: Words(
        "Bảng điểm có quá {limit} cấp đề mục.",
        "The score table has more than {limit} levels of headings.",
    ),
    Code.CAP_ABOVE_SUM: Words(
        "Trần {value} cao hơn tổng {limit} của các tiêu chí và phần bên trong.",
        "The cap of {value} is above the {limit} that the criteria and parts inside come to.",
    ),
    Code.MAXIMUM_DIFFERS: Words(
        "Ghi tối đa {value}, nhưng các tiêu chí và phần bên trong tính đến {found}.",
        "The maximum is given as {value}, but the criteria and parts inside count up to {found}.",
    ),
    Code.KINDS_SEVERAL: Words(
        "Tiêu chí chỉ có một cách tính điểm; đã ghi “{first}” nên không ghi thêm “{second}”.",
        "A criterion has one way to its points; “{first}” is given, so “{second}” cannot be.",
    ),
    Code.STEPS_MAXIMUM: Words(
        "Mức cao nhất là {value}, khác điểm tối đa {limit}.",
        "The highest step is {value}, which is not the maximum of {limit}.",
    ),
    Code.SCORES_ITSELF: Words(
        "“{value}” sẽ tự chấm điểm cho chính mình.", "“{value}” would give points to itself."
    ),
    Code.SCORER_OWN_MISSING: Words(
        "“{value}” là đơn vị của khối; ghi thêm ai chấm điểm cho chính đơn vị đó (own).",
        "“{value}” is a unit of the bloc; say who scores that unit itself (own).",
    ),
    Code.SCORER_OWN_NEEDLESS: Words(
        "“{value}” không phải đơn vị được chấm; bỏ trường own.",
        "“{value}” is no unit that is scored; leave out own.",
    ),
    Code.TEAM_TWICE: Words(
        "“{value}” đã có tổ khác kiểm tra, ở dòng {other}.",
        "“{value}” is checked by another team already, on line {other}.",
    ),
    Code.TEAM_MISSING: Words("Chưa có tổ nào kiểm tra “{value}”.", "No team checks “{value}”."),
    Code.QUOTA_REVERSED: Words(
        "Số đơn vị từ {low} đến {high}: số đầu lớn hơn số cuối.",
        "From {low} to {high} units: the first is more than the last.",
    ),
    Code.QUOTA_OVERLAP: Words(
        "Các dòng hạn mức chồng nhau ở {value} đơn vị.",
        "Two quota rows overlap at {value} units.",
    ),
    Code.QUOTA_GAP: Words(
        "Thiếu hạn mức cho khối có từ {low} đến {high} đơn vị.",
        "No quota row is for blocs of {low} to {high} units.",
    ),
    Code.QUOTA_NOT_COVERING: Words(
        "Không dòng hạn mức nào áp dụng cho khối {units} đơn vị.",
        "No quota row applies to this bloc of {units} units.",
    ),
    Code.FRACTION_ABOVE_ONE: Words(
        "Phân số {value} lớn hơn 1.", "The fraction {value} is more than 1."
    ),
    Code.BAD_SHARE: Words(
        "“{value}” không phải tỷ lệ. Dạng đúng: “2/3” hoặc “66.5%”.",
        "“{value}” is no share. It looks like this: “2/3” or “66.5%”.",
    ),
    Code.ONE_OF: Words(
        "Phải ghi đúng một trong các trường: {known}.", "Give exactly one of these fields: {known}."
    ),
    Code.WINS_ABOVE_YEARS: Words(
        "Không thể đạt {wins} lần trong {years} năm.",
        "Nobody wins {wins} times in {years} years.",
    ),
    Code.AWARD_NOT_ABOVE: Words(
        "“{value}” phải là khen thưởng đứng trước trong tệp, được xét trước.",
        "“{value}” must be an award further up in the file: it is decided before.",
    ),
    Code.QUOTA_NOT_OWN: Words(
        "“{value}” không có hạn mức riêng để dùng chung.",
        "“{value}” has no quota of its own to be shared.",
    ),
    Code.YEAR_NOT_PAST: Words(
        "Năm {value} không trước năm {year} của tệp.",
        "{value} is not before {year}, the file's year.",
    ),
    Code.ROUNDS_TOO_FEW: Words(
        "Có “second_round” trong tie_rule thì max_rounds phải từ 2.",
        "With “second_round” in tie_rule, max_rounds must be 2 or more.",
    ),
    Code.DATES_REVERSED: Words(
        "Ngày cuối {end} sớm hơn ngày đầu {start}.",
        "The last day, {end}, is before the first, {start}.",
    ),
    Code.DEADLINE_MISSING: Words(
        "Thiếu thời hạn “{value}” (có thể ghi kind = “unspecified”).",
        "The deadline “{value}” is missing (it may be kind = “unspecified”).",
    ),
    Code.DEADLINE_WITHOUT_DATE: Words(
        "Thời hạn kind = “{kind}” cần có ngày (date).",
        "A deadline of kind = “{kind}” needs a date.",
    ),
    Code.DEADLINE_WITH_DATE: Words(
        "Thời hạn kind = “{kind}” không được ghi ngày (date).",
        "A deadline of kind = “{kind}” has no date.",
    ),
    Code.BAD_LOGIN: Words(
        "Tên đăng nhập từ 3 đến 64 ký tự: chữ thường không dấu, số và . _ @ -, "
        "bắt đầu và kết thúc bằng chữ hoặc số.",
        "A sign-in name has 3 to 64 characters: small letters, digits and . _ @ -, "
        "beginning and ending with a letter or digit.",
    ),
    Code.DUPLICATE_PERSON: Words(
        "Tên đăng nhập đã có người dùng.", "The sign-in name is taken already."
    ),
    Code.PERSON_CLOSED: Words("Tài khoản này đã khóa.", "This account is closed."),
    Code.PERSON_ELSEWHERE: Words(
        "Tài khoản này không thuộc tỉnh của khối.", "This account is not of the bloc's province."
    ),
    Code.POST_UNKNOWN: Words("Không có chức vụ này.", "There is no such post."),
    Code.POST_TAKEN: Words(
        "Chức vụ này chỉ một người giữ, và đã có người giữ trong những ngày đó.",
        "This post has one holder at a time, and is held in these days.",
    ),
    Code.HELD_ALREADY: Words(
        "Người này đã giữ chức vụ đó trong những ngày này.",
        "The person holds this post in these days already.",
    ),
    Code.PERIOD_REVERSED: Words("Ngày cuối sớm hơn ngày đầu.", "The last day is before the first."),
    Code.ADMINISTRATOR_APART: Words(
        "Người quản trị không được giữ chức vụ khác.", "An administrator holds no other post."
    ),
    Code.AUDITOR_APART: Words(
        "Người thanh tra không được giữ chức vụ khác.", "An auditor holds no other post."
    ),
}
