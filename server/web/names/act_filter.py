"""The kinds of act an auditor filters by: classes that manifests and forms give, kinds of event."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.actions.definitions.legacy_manifests import legacy_manifests
from server.domain.manifest import ActClass
from server.store.history.event_questions import Acts
from server.web.names.bloc_draft_words import BLOC_DRAFT_KINDS
from server.web.names.process_words import process_words
from server.web.words.catalogue import lazy_gettext as _l


@dataclass(frozen=True, slots=True, kw_only=True)
class ActChoice:
    """One choice of the filter: completions of these classes, or events of these kinds.

    `of_processes`: also the kinds that the code of processes writes.
    """

    label: object
    classes: frozenset[ActClass] = frozenset()
    kinds: frozenset[str] = frozenset()
    of_processes: bool = False


CHOICES: Mapping[str, ActChoice] = {
    "approve": ActChoice(
        label=_l("Duyệt, ký, quyết định"),
        classes=frozenset({ActClass.APPROVE, ActClass.SIGN, ActClass.DECIDE}),
    ),
    "return": ActChoice(
        label=_l("Trả lại, không đồng ý"), classes=frozenset({ActClass.RETURN, ActClass.REFUSE})
    ),
    "score": ActChoice(label=_l("Chấm điểm, đổi điểm"), classes=frozenset({ActClass.SCORE})),
    "vote": ActChoice(label=_l("Hiệp thương, bỏ phiếu"), classes=frozenset({ActClass.VOTE})),
    "other": ActChoice(
        label=_l("Soạn, bổ sung, việc khác"), classes=frozenset({ActClass.OTHER})
    ),
    "handling": ActChoice(
        label=_l("Nhận, giao, rút lại việc"),
        kinds=frozenset(
            {
                "task.claimed", "task.put_back", "task.assigned", "task.received",
                "task.taken_back",
            }
        ),
    ),
    "people": ActChoice(
        label=_l("Bổ nhiệm, ủy quyền, tài khoản"),
        kinds=frozenset(
            {
                "person.added", "person.appointed", "person.appointment_ended",
                "person.invited", "person.password_reset", "person.password_set",
                "person.deactivated", "person.link_proposed", "person.appointment_proposed",
                "person.proposal_declined", "person.password_changed", "person.placed",
                "person.password_hashed",
                "calendar_link.made", "calendar_link.ended",
                "factor.added", "factor.removed", "person.reset_proposed",
                "person.directory_proposed", "person.directory_linked", "person.directory_ended",
                "person.directory_bound",
                "recovery_codes.made", "recovery_code.used",
                "sessions.ended", "demonstration.accounts_added", "clock.moved",
                "post.delegated", "post.delegation_revoked",
                "task.entrusted", "task.handed_back", "task.recalled",
            }
        ),
    ),
    "case": ActChoice(
        label=_l("Mở hồ sơ, đóng hồ sơ, hạn"),
        kinds=frozenset(
            {
                "case.opened", "case.ending", "case.closed", "deadline.passed",
                "deadline.extended", "calendar.followed", "calendar.days_added",
                "calendar.day_taken_back",
                "province.followed", "province.follow_taken_back", "province.named",
                "task.escalated", "task.made_urgent", "task.made_ordinary",
                "duty.urged",
            }
        ),
        of_processes=True,
    ),
    "blocs": ActChoice(
        label=_l("Lập năm thi đua, bộ quy tắc"),
        kinds=frozenset({*BLOC_DRAFT_KINDS, "bloc_year.imported", "post.retitled"}),
    ),
    "number": ActChoice(
        label=_l("Giữ số, hủy số văn bản"),
        kinds=frozenset({"number.reserved", "number.cancelled"}),
    ),
    "export": ActChoice(
        label=_l("Tải nhật ký về"),
        kinds=frozenset(
            {
                "history.exported", "register.exported", "board.exported", "record.exported",
                "results.exported", "printout.exported", "files.exported",
                "security_events.exported",
            }
        ),
    ),
    "process": ActChoice(
        label=_l("Đề nghị, ban hành quy trình"),
        kinds=frozenset(
            {
                "definition.deployed", "definition.proposed", "definition.rejected",
                "definition.withdrawn",
            }
        ),
    ),
    "repair": ActChoice(
        label=_l("Dừng, hủy, lùi bước, đổi bản quy trình"),
        kinds=frozenset(
            {
                "case.suspended", "case.resumed", "case.cancelled", "case.setback_proposed",
                "case.setback_declined", "case.set_back", "instance.migrated",
                "instance.migration_undone", "job.retried",
            }
        ),
    ),
    "erasure": ActChoice(
        label=_l("Xóa dữ liệu theo luật"),
        kinds=frozenset(
            {
                "erasure.proposed", "erasure.rejected", "erasure.withdrawn", "data.erased",
            }
        ),
    ),
    "installation": ActChoice(
        label=_l("Khóa ký, thư, dọn dẹp"),
        kinds=frozenset(
            {
                "log.key_added", "log.key_retired", "log.taken_over", "mail.retried",
                "mail.released", "mail.kept_back", "rows.removed", "history.baseline",
                "secret.rotated",
            }
        ),
    ),
}  # fmt: skip


def acts_of(name: str) -> Acts:
    """Return what a choice asks history for; raises KeyError for a name that is none."""
    choice, own = CHOICES[name], process_words()
    return Acts(
        kinds=choice.kinds | (own.events.keys() if choice.of_processes else frozenset()),
        classes=frozenset(map(str, choice.classes)),
        elements=frozenset(
            element
            for manifest in legacy_manifests().values()
            for element, entry in manifest.tasks.items()
            if entry.act in choice.classes
        ),
        outcomes=frozenset(
            code for code, found in own.outcome_classes.items() if found in choice.classes
        ),
        other_outcomes=frozenset(own.outcome_classes),
    )
