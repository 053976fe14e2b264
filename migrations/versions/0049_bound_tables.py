"""Every business table is bound to its changes; what stands in it is a baseline, as it was found.

Revision ID: 0049
Revises: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

TABLES = """
account_proposal: id | kind person_id post_id valid_from valid_to decision proposed_by proposed_at
  expires_at state settled_by settled_at
act: key person_id | endpoint body_hash location at
agency_number: province year symbol sequence | case_id kind agency
appointment: id | person_id post_id valid_from valid_to ended_at decision
attachment: id | case_id task_id unit_id kind subject sha256 file_name media_type size uploaded_by
  uploaded_name uploaded_at state
blob: sha256 | size created_at
bloc: id | province
bloc_year: id | bloc_id year
bloc_year_version: id | bloc_year_id effective_from rules_digest source# imported_at
candidate: case_id award_id unit_id | eligible ineligible_because proposed reason result round
case_: id | bloc_year_id kind definition_hash rules_digest previous_id state state_reason title_vi
  title_en short_vi short_en slot opening extended opened_post simulated seq head opened_at
  adopted_at closed_at
case_unit: case_id unit_id role |
comment: id | case_id task_id person_id person_name post_title at text
count_entry: id | case_id round scrutineer_unit_id value agreed at salt
definition: hash | key version files# deployed_at proposal_id
definition_proposal: id | province state note proposed_by proposed_name proposed_at expires_at
  settled_by settled_name settled_at reason left_out played#
definition_proposal_version: proposal_id key | hash base files#
delegation: id | post_id person_id valid_from valid_to document revoked_at kinds task_id given_by
  note answer
deployment: id | demonstration clock_offset_seconds
document: id | case_id kind subject number dated task_id at element agency year sequence symbol
duty: case_id milestone key | due
expected: case_id process key | round state closed_at
instance: id | case_id definition_hash process key round status version armed engine_version doc#
instance_before: instance_id | case_id definition_hash case_definition_hash engine_version version
  doc#
invite: token_hash | person_id expires_at used_at made_by handed_by mailed
mail: key person_id | seq post_id task_id kind address subject_vi subject_en body_vi body_en state
  created_at next_at attempts lease leased_until ended_at error path
mail_place: id | place at
meeting: id | case_id kind held_on present minutes_no minutes_date at
mention: comment_id post_id | task_id label at seen_at seen_by
milestone: case_id milestone key number | at event
nominee: case_id id | award_id unit_id opinion opinion_reason council_yes council_base
  council_passed council_reason decision decision_reason decision_number decision_date
  published_at notified_at
opinion: case_id by_unit_id award_id unit_id | answer
person: id | login name email search sort_key province password_hash password_link handed_link
  demonstration created_at deactivated_at
poll: case_id round | mode candidates present opened_at closed_at settled
post: id | unit_id position title_vi title_en sort_key search
receipt: task_id | at person_id person_name post_title on_behalf
register: bloc_id year type simulated | last newest
register_entry: id | bloc_id year type simulated sequence symbol state dated back_dated reason
  case_id kind subject document_id taken_at taken_name taken_post cancelled_at cancelled_name
  cancelled_post cancelled_reason
reminder: task_id kind day | post_id due state
ruleset: digest | content#
score: case_id unit_id criterion_id | self_points not_applicable reason note appraisal_1 reason_1
  na_accepted stance explanation appraisal_2 reason_2
sheet: case_id unit_id | state self_total appraisal_1_total appraisal_2_total final_total
  applicable_maximum scaled rank shares_rank reason
sign_in_try: id | at person_id result times login_hash address_hash known_browser
snooze: person_id task_id | until
stream: name | seq head
tally: case_id round award_id unit_id | yes base passed outcome
task: id | case_id instance_id process key round element role bars form title_vi title_en search
  post_id unit_id subject_unit_id assignee_id claimed_at priority due due_sort state opened_at
  closed_at done_by done_name done_post done_on_behalf done_link_by outcome definition_hash result
  note note_by simulated
timed_opening: bloc_year_id kind at number | day state case_id tried_at error detail
timer: id | case_id instance_id element due state
token_move: id | case_id task_id element target reason proposed_by proposed_name proposed_at
  expires_at state decided_by decided_name decided_at
undo: instance_id | task_id version doc# armed note unit_id own_rows reminders
unit: id | province
unit_name: unit_id valid_from | name_vi name_en short_vi short_en sort_key search decision
vote: case_id round by_unit_id award_id unit_id | choice salt
"""
"""Name, key, and bound columns in the order of their digest; of one marked # its SHA-256."""


def upgrade() -> None:
    names = sa.ARRAY(sa.Text())
    for name, keys, columns in tables():
        op.execute(
            sa.text("SELECT bind_table(:name, 1, :keys, :columns, :hashed)").bindparams(
                sa.bindparam("keys", keys, names),
                sa.bindparam("columns", [column.rstrip("#") for column in columns], names),
                sa.bindparam(
                    "hashed", [each[:-1] for each in columns if each.endswith("#")], names
                ),
                name=name,
            )
        )
    op.execute("SELECT take_baseline(ARRAY(SELECT name FROM bound_table), true)")


def downgrade() -> None:
    op.execute("SELECT unbind_table(name) FROM bound_table")


def tables() -> list[tuple[str, list[str], list[str]]]:
    """Return each table's name, key, and bound columns."""
    read = []
    for line in TABLES.replace("\n  ", " ").strip().splitlines():
        name, _, rest = line.partition(":")
        keys, _, columns = rest.partition("|")
        read.append((name, keys.split(), columns.split()))
    return read
