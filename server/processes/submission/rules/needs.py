"""What the Council's way of voting asks of the form in which its vote is entered."""

from collections.abc import Iterator

from server.domain.blocs.rules import CaseRules
from server.domain.cases.carrying import RuleNeed
from server.domain.texts.words import Words

_WRITTEN = Words(
    "ô nhập ý kiến bằng văn bản của thành viên Hội đồng vắng mặt (written)",
    "the columns for written opinions of absent Council members (written)",
)
_RECUSED = Words(
    "ô nhập số thành viên Hội đồng không tham gia vì có liên quan (recusal)",
    "the column for Council members who stand aside (recusal)",
)


def needs(rules: CaseRules) -> Iterator[RuleNeed]:
    """Give what the Council's vote needs that forms deployed earlier may be without."""
    for asked, said, word, columns in (
        (rules.council.written, _WRITTEN, "written", ("written", "written_yes")),
        (rules.council.recusal, _RECUSED, "recusal", ("recused",)),
    ):
        if asked:
            yield RuleNeed(
                said=said,
                place=("council", word),
                columns=tuple(("council_vote", "votes", column) for column in columns),
            )
