"""The kinds of warning about a bloc-year file: stable codes, and the words for them."""

from collections.abc import Mapping
from enum import unique

from server.domain.texts.words import Words
from server.domain.toml_file import FileCode


@unique
class Doubt(FileCode):
    """The kinds of warning; programs may rely on the values."""

    FAR_FROM_YEAR = "far_from_year"
    QUOTA_NOBODY = "quota_nobody"
    QUOTA_ABOVE_UNITS = "quota_above_units"
    QUOTA_ABOVE_RANK = "quota_above_rank"
    ABOVE_WHOLE = "above_whole"
    OUT_OF_REACH = "out_of_reach"
    QUOTA_ABOVE_WINNERS = "quota_above_winners"
    NOBODY_PASSES = "nobody_passes"
    ASKS_NOTHING = "asks_nothing"
    FLOOR_ABOVE_MAXIMUM = "floor_above_maximum"
    GRADE_ASKS_MORE = "grade_asks_more"
    NOTED_FOR_NOTHING = "noted_for_nothing"
    FOR_NO_UNIT = "for_no_unit"
    NO_IS_NOTHING = "no_is_nothing"
    AWARD_UNASKED = "award_unasked"
    SCORER_UNUSED = "scorer_unused"
    DUTY_UNKNOWN = "duty_unknown"
    FIGURE_UNKNOWN = "figure_unknown"
    SLOT_UNKNOWN = "slot_unknown"
    WORDING_UNUSED = "wording_unused"
    PROCESS_TOO_OLD = "process_too_old"

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        return DOUBTS[self]


DOUBTS: Mapping[Doubt, Words] = {
    Doubt.FAR_FROM_YEAR: Words(
        "Tệp của năm {year} mà ngày là {day}.", "The file is of {year}, the day is {day}."
    ),
    Doubt.QUOTA_NOBODY: Words(
        "Hạn mức cho khối {units} đơn vị là 0: không ai được đề nghị.",
        "The quota for {units} units is 0: nobody can be proposed.",
    ),
    Doubt.QUOTA_ABOVE_UNITS: Words(
        "Hạn mức {maximum} lớn hơn số đơn vị của khối, {units}.",
        "The quota of {maximum} is more than the bloc's {units} units.",
    ),
    Doubt.QUOTA_ABOVE_RANK: Words(
        "Hạn mức {maximum} mà chỉ xét đến hạng {rank}.",
        "The quota is {maximum}, but only ranks to {rank} may be proposed.",
    ),
    Doubt.ABOVE_WHOLE: Words("Tỷ lệ {value} lớn hơn 100%.", "The share {value} is above 100 %."),
    Doubt.OUT_OF_REACH: Words(
        "Cần {needed} điểm mà nhiều nhất chỉ có {most}.",
        "{needed} points are asked for; {most} are the most there are.",
    ),
    Doubt.QUOTA_ABOVE_WINNERS: Words(
        "Hạn mức {maximum} mà chỉ xét đơn vị được đề nghị “{award}”, nhiều nhất {most}.",
        "The quota is {maximum}, but only those proposed for “{award}” stand, {most} at most.",
    ),
    Doubt.NOBODY_PASSES: Words(
        "Đòi hỏi nhiều hơn 100%: không bao giờ đạt.",
        "More than 100 % is asked for: it is never reached.",
    ),
    Doubt.ASKS_NOTHING: Words(
        "Tính ra là 0 nên không có tác dụng.", "This comes to 0 and has no effect."
    ),
    Doubt.FLOOR_ABOVE_MAXIMUM: Words(
        "Đòi hỏi {needed} điểm mà “{value}” nhiều nhất là {most}: không đơn vị nào đạt.",
        "{needed} points are asked for; “{value}” has {most} at most: no unit has them.",
    ),
    Doubt.GRADE_ASKS_MORE: Words(
        "Xếp loại này đòi hỏi nhiều hơn, hoặc bằng, xếp loại “{other}” đứng trên.",
        "This grade asks for more than “{other}” above it, or for as much.",
    ),
    Doubt.NOTED_FOR_NOTHING: Words(
        "Không xếp loại nào nêu điều kiện “{value}” trong without nên nó không có tác dụng.",
        "No grade names “{value}” in its without, so it has no effect.",
    ),
    Doubt.FOR_NO_UNIT: Words(
        "Tiêu chí không áp dụng cho đơn vị nào.", "The criterion applies to no unit."
    ),
    Doubt.NO_IS_NOTHING: Words(
        "yes_no = false không có tác dụng: chấm điểm tùy ý từ 0 đến tối đa.",
        "yes_no = false has no effect: any points up to the maximum may be given.",
    ),
    Doubt.AWARD_UNASKED: Words(
        "Không khen thưởng nào của tệp là “{value}” hay xét đến “{value}” các năm trước.",
        "No award of this file is “{value}”, or asks for “{value}” of years before.",
    ),
    Doubt.SCORER_UNUSED: Words(
        "Không phần hay tiêu chí nào do “{value}” cho điểm.",
        "No part or criterion is scored by “{value}”.",
    ),
    Doubt.DUTY_UNKNOWN: Words(
        "Không quy trình đang dùng nào có nhiệm vụ có hạn “{value}”: không đơn vị nào bị tính "
        "chậm.",
        "No process in use gives the duty “{value}”: no unit is ever late with it.",
    ),
    Doubt.FIGURE_UNKNOWN: Words(
        "Không quy trình đang dùng nào đếm “{value}”: mỗi đơn vị phải tự nhập số ấy.",
        "No process in use counts “{value}”: every unit has to type the number.",
    ),
    Doubt.SLOT_UNKNOWN: Words(
        "Không hồ sơ nào được mở cho kỳ “{value}”, nên không có gì được tính. Các kỳ: {known}.",
        "No case is opened for the period “{value}”, so nothing is counted. There are: {known}.",
    ),
    Doubt.WORDING_UNUSED: Words(
        "Bản in ấy của quy trình đang dùng không có lời “{value}”, hoặc không có các chỗ trống "
        "này: lời của Khối không được in.",
        "That printout of the process in use does not say “{value}”, or lacks these holes: the "
        "bloc's words are not printed.",
    ),
    Doubt.PROCESS_TOO_OLD: Words(
        "Bản quy trình {process} đang dùng chưa có: {vi}. Hãy ban hành bản mới hơn trước khi mở "
        "hồ sơ.",
        "The process {process} in use lacks: {en}. Publish a newer version before a case is "
        "opened.",
    ),
}
