"""Every kind of mistake in a bloc-year file is found, named, and placed on its line."""

# ruff: noqa: E501 - the table of cases has one case a line

import functools
import re
import string
from typing import NamedTuple

import pytest

from server.domain.bloc_file import MESSAGES, Code, FileMistakes, parse, refused_persons
from server.domain.toml_file import READING_MESSAGES, FileCode, ReadingCode
from tests.domain.bloc_years import PLAN, mistakes


class Case(NamedTuple):
    """Replace `old` by `new` in the plan's file: one mistake, on the line that has `at` in it."""

    code: FileCode
    field: str
    old: str
    new: str
    at: str


# fmt: off
SECTIONS, WORDING, GONE = "[[score_table.sections]]\n", '[[wordings]]\nprocess = "plan"\nprintout = "plan"\nown = "x"\n', '[[reorganised]]\nunit = "bac-giang/so-y-te"\nday = 2024-06-01\ndecision = "x"\n'
SCORER = '[[scorers]]\nid = "x"\nname = "X"\nby = "bac-giang/so-noi-vu"\n'
TEAMS = '[[scorers]]\nid = "x"\nname = "X"\n'
UNIT, DEPUTY = 'id = "bac-giang/so-gddt"', 'role = "deputy"'
QUOTA = "{ min_units = 1, max_units = 10, maximum = 1 }"
OFFICER = '  { position = "officer", title = { vi = "Cán bộ TĐKT – Sở GD&ĐT", en = "Emulation officer – Education and Training" } },'
SCORE = 'kind = "by"\ndate = 2024-12-13'
PERSON = '\n[[persons]]\nlogin = "can-bo"\nname = "Cán bộ"\n'
LATER, POINTS, SECTION = "[[waves]]", "max_points = 15", 'kind = "normal"'
AWARDS = '[[awards]]\nid = "a"\nname = "A"\nquota_of = "merit"\n[[awards]]\nid = "b"\nname = "B"\nquota_of = "a"\n'
DEEP = functools.reduce(lambda inner, n: f'{{ id = "p{n}", code = "p", name = "x", parts = [{inner}] }}', range(8), "{ }")

CASES = [
    Case(ReadingCode.MISSING_KEY, "bloc.province", 'province = "bac-giang"\n', "", "[bloc]"),
    Case(ReadingCode.MISSING_KEY, "voting", "[voting]", "[council.x]", "# Khối thi đua các cơ quan"),
    Case(ReadingCode.MISSING_KEY, "units[3].name.vi", 'name = { vi = "Sở Giáo dục và Đào tạo", ', "name = { ", 'name = { en = "Department of Education'),
    Case(ReadingCode.UNKNOWN_KEY, "voting.secret", 'mode = "open"', 'mode = "open"\nsecret = true', "secret = true"),
    Case(ReadingCode.UNKNOWN_KEY, "units[3].name.fr", 'Education and Training" }\nshort', 'Education and Training", fr = "x" }\nshort', 'fr = "x"'),
    Case(ReadingCode.WRONG_TYPE, "bloc.year", "year = 2024", 'year = "2024"', 'year = "2024"'),
    Case(ReadingCode.WRONG_TYPE, "council.members", "members = 15", "members = true", "members = true"),
    Case(ReadingCode.WRONG_TYPE, "bloc.effective_from", "= 2024-05-01 #", "= 2024-05-01T00:00:00 #", "T00:00:00"),
    Case(ReadingCode.WRONG_TYPE, "deadlines[10].date", SCORE, 'kind = "by"\ndate = "13/12/2024"', "13/12/2024"),
    Case(ReadingCode.WRONG_TYPE, "voting.quorum", 'quorum = { numerator = 2, denominator = 3, base = "all" }\nthreshold = { percent = 50, base = "present"', 'quorum = 0.67\nthreshold = { percent = 50, base = "present"', "quorum = 0.67"),
    Case(ReadingCode.WRONG_TYPE, "voting.tie_rule[2]", '["second_round", "final_score"', '["second_round", 2', '", 2'),
    Case(ReadingCode.WRONG_TYPE, "awards[1].quota[1]", QUOTA, "1", "  1,"),
    Case(ReadingCode.TEXT_EMPTY, "units[3].name.vi", '"Sở Giáo dục và Đào tạo"', '"  "', '"  "'),
    Case(ReadingCode.TEXT_TOO_LONG, "bloc.short.vi", '"Khối VHXH1"', f'"{"x" * 81}"', "x" * 81),
    Case(ReadingCode.TEXT_LINES, "bloc.short.vi", '"Khối VHXH1"', '"Khối\\nVHXH1"', "Khối\\nVHXH1"),
    Case(ReadingCode.TEXT_UNPRINTABLE, "bloc.short.vi", '"Khối VHXH1"', '"Khối\\u202EVHXH1"', "Khối\\u202EVHXH1"),
    Case(ReadingCode.BAD_ID, "units[3].id", UNIT, 'id = "bac-giang/Sở GD"', "Sở GD"),
    Case(ReadingCode.BAD_ID, "deadlines[1].id", 'id = "pledge"', 'id = "pledge-2024"', "pledge-2024"),
    Case(Code.OTHER_PROVINCE, "units[3].id", UNIT, 'id = "bac-ninh/so-gddt"', "bac-ninh"),
    Case(ReadingCode.UNKNOWN_VALUE, "voting.mode", 'mode = "open"', 'mode = "secret"', '"secret"'),
    Case(ReadingCode.UNKNOWN_VALUE, "voting.tie_rule[1]", '["second_round"', '["lottery"', "lottery"),
    Case(ReadingCode.UNKNOWN_VALUE, "units[2].role", DEPUTY, 'role = "vice"', "vice"),
    Case(ReadingCode.REPEATED_VALUE, "voting.tie_rule[2]", '"second_round", "final', '"second_round", "second_round", "final', "tie_rule"),
    Case(ReadingCode.OUT_OF_RANGE, "voting.threshold.percent", 'percent = 50, base = "present"', 'percent = 100.5, base = "present"', "100.5"),
    Case(ReadingCode.OUT_OF_RANGE, "awards[1].eligibility.min_percent", "min_percent = 90", "min_percent = -1", "= -1"),
    Case(ReadingCode.OUT_OF_RANGE, "score_table.sections[1].criteria[1].max_points", "max_points = 15", "max_points = 100000", "100000"),
    Case(ReadingCode.OUT_OF_RANGE, "score_table.sections[1].criteria[1].max_points", "max_points = 15", "max_points = nan", "= nan"),
    Case(ReadingCode.OUT_OF_RANGE, "bloc.year", "year = 2024", "year = 24", "year = 24"),
    Case(ReadingCode.OUT_OF_RANGE, "bloc.year", "year = 2024", f"year = 0x{'f' * 9000}", "year = 0x"),
    Case(ReadingCode.TOO_MANY_DECIMALS, "score_table.sections[1].criteria[1].max_points", "max_points = 15", "max_points = 15.125", "15.125"),
    Case(ReadingCode.LIST_EMPTY, "voting.tie_rule", '["second_round", "final_score", "council"]', "[]", "tie_rule = []"),
    Case(Code.DUPLICATE_ID, "awards[2].id", 'id = "merit"', 'id = "flag" # again', "# again"),
    Case(Code.DUPLICATE_ID, "score_table.sections[2].criteria[1].id", 'id = "c2-1"', 'id = "c1-1"', 'code = "2.1"'),
    Case(Code.DUPLICATE_ID, "bodies[1].id", 'id = "bac-giang/so-noi-vu"', f"{UNIT} # body", "# body"),
    Case(Code.DUPLICATE_ID, "units[3].posts[2].position", '"head", title = { vi = "Giám đốc Sở GD', '"officer", title = { vi = "Giám đốc Sở GD', "Giám đốc Sở GD"),
    Case(Code.UNKNOWN_REFERENCE, "persons[1].appointments[1].post", LATER, f'{PERSON}appointments = [{{ post = "bac-giang/so-y-te/head", from = 2024-01-01 }}]\n{LATER}', "so-y-te/head"),
    Case(Code.LEADER_TWICE, "units[3].role", f'{UNIT}\nrole = "member"', f'{UNIT}\nrole = "leader" # too', "# too"),
    Case(Code.DEPUTY_TWICE, "units[3].role", f'{UNIT}\nrole = "member"', f'{UNIT}\nrole = "deputy" # too', "# too"),
    Case(Code.LEADER_MISSING, "units", 'role = "leader"', 'role = "member"', "[[units]]"),
    Case(Code.DEPUTY_MISSING, "units", DEPUTY, 'role = "member"', "[[units]]"),
    Case(Code.LEADER_IS_DEPUTY, "units[2].role", 'id = "bac-giang/ban-dan-toc"', 'id = "bac-giang/so-khcn"', DEPUTY),
    Case(Code.BODY_MISSING, "bodies", 'kind = "council"', 'kind = "audit" # now', "[[bodies]]"),
    Case(Code.BODY_TWICE, "bodies[4].kind", 'kind = "audit"', 'kind = "council" # too', "# too"),
    Case(Code.POST_MISSING, "units[3].posts", f"posts = [\n{OFFICER}", "posts = [ # no officer", "# no officer"),
    Case(Code.POST_NOT_HERE, "units[3].posts[1].position", 'position = "officer", title = { vi = "Cán bộ TĐKT – Sở GD', 'position = "chairman", title = { vi = "Cán bộ TĐKT – Sở GD', "Cán bộ TĐKT – Sở GD"),
    Case(Code.POST_NOT_HERE, "units[3].posts[1].position", 'position = "officer", title = { vi = "Cán bộ TĐKT – Sở GD', 'position = "accountant", title = { vi = "Cán bộ TĐKT – Sở GD', "Cán bộ TĐKT – Sở GD"),
    Case(Code.POST_NOT_HERE, "units[3].posts[1].position", 'position = "officer", title = { vi = "Cán bộ TĐKT – Sở GD', 'position = "administrator", title = { vi = "Cán bộ TĐKT – Sở GD', "Cán bộ TĐKT – Sở GD"),
    Case(Code.POST_MISSING, "bodies[1].receives", 'kind = "home_affairs"', 'kind = "home_affairs"\nreceives = "secretary"', "receives ="),
    Case(Code.POST_MISSING, "roles[1].position", LATER, f'[[roles]]\nid = "clerk"\nof = "unit"\nposition = "secretary" # who\n{LATER}', "# who"),
    Case(Code.POSITION_STANDARD, "positions[1].id", LATER, f'[[positions]]\nid = "head" # again\nname = "x"\n{LATER}', "# again"),
    Case(ReadingCode.BAD_ID, "roles[1].of", LATER, f'[[roles]]\nid = "clerk"\nof = "body:audit" # who\nposition = "officer"\n{LATER}', "# who"),
    Case(ReadingCode.UNKNOWN_KEY, "roles[1].position", LATER, f'[[roles]]\nid = "asker"\nof = "opener"\nposition = "head" # no\n{LATER}', "# no"),
    Case(ReadingCode.MISSING_KEY, "units[3].posts[1].title", OFFICER, '{ position = "officer" }, # bare', "# bare"),
    Case(Code.CAP_ABOVE_SUM, "score_table.sections[1].cap", SECTION, f"{SECTION}\ncap = 61 # most", "# most"),
    Case(Code.MAXIMUM_DIFFERS, "score_table.sections[1].max_points", SECTION, f"{SECTION}\nmax_points = 61 # all", "# all"),
    Case(Code.KINDS_SEVERAL, "score_table.sections[1].criteria[1].count", POINTS, f"{POINTS}, yes_no = true, count = {{ per = 2 }}", "yes_no"),
    Case(Code.STEPS_MAXIMUM, "score_table.sections[1].criteria[1].steps", POINTS, f"{POINTS}, steps = [0, 5, 10]", "steps ="),
    Case(ReadingCode.REPEATED_VALUE, "score_table.sections[1].criteria[1].steps[3]", POINTS, f"{POINTS}, steps = [0, 15, 15]", "steps ="),
    Case(ReadingCode.WRONG_TYPE, "score_table.sections[1].criteria[1].steps[1]", POINTS, f"{POINTS}, steps = [true, 15]", "steps ="),
    Case(ReadingCode.OUT_OF_RANGE, "score_table.sections[1].criteria[1].steps[1]", POINTS, f"{POINTS}, steps = [16, 15]", "steps ="),
    Case(ReadingCode.OUT_OF_RANGE, "score_table.sections[1].criteria[1].days_late.per_day", POINTS, f"{POINTS}, days_late = {{ per_day = 0 }}", "days_late"),
    Case(ReadingCode.OUT_OF_RANGE, "score_table.sections[1].criteria[1].target.at_target", POINTS, f'{POINTS}, target = {{ formula = "ratio", at_target = 16 }}', "at_target"),
    Case(ReadingCode.UNKNOWN_KEY, "score_table.sections[1].criteria[1].target.value", POINTS, f'{POINTS}, target = {{ formula = "best", value = 9 }}', "formula ="),
    Case(ReadingCode.UNKNOWN_VALUE, "score_table.sections[1].criteria[1].target.formula", POINTS, f'{POINTS}, target = {{ formula = "worst", value = 9 }}', "formula ="),
    Case(Code.UNKNOWN_REFERENCE, "score_table.sections[1].criteria[1].not_for[2]", POINTS, f'{POINTS}, not_for = ["bac-giang/so-gddt", "bac-giang/so-y-te"]', "so-y-te"),
    Case(Code.PARTS_TOO_DEEP, f"score_table.sections[1]{'.parts[1]' * 7}.parts", SECTION, f"{SECTION}\nparts = [{DEEP}] # deep", "# deep"),
    Case(Code.DUPLICATE_ID, "score_table.sections[1].parts[1].id", SECTION, f'{SECTION}\nparts = [{{ id = "s1", code = "A", name = "x", criteria = [{{ id = "c9", code = "9", name = "x", max_points = 1, evidence = "optional" }}] }}] # again', "# again"),
    Case(ReadingCode.MISSING_KEY, "score_table.sections[1].parts[1].criteria", SECTION, f'{SECTION}\nparts = [{{ id = "s9", code = "A", name = "x" }}] # none', "# none"),
    Case(Code.TOTAL_TOO_LARGE, "score_table.sections", "max_points = 15", "max_points = 99999", "[[score_table.sections]]"),
    Case(Code.QUOTA_REVERSED, "awards[1].quota[1].max_units", QUOTA, "{ min_units = 9, max_units = 1, maximum = 1 }", "min_units = 9"),
    Case(Code.QUOTA_OVERLAP, "awards[1].quota[2]", "min_units = 11", "min_units = 10", "min_units = 10,"),
    Case(Code.QUOTA_GAP, "awards[1].quota[2]", "min_units = 11", "min_units = 13", "min_units = 13"),
    Case(Code.QUOTA_NOT_COVERING, "awards[1].quota", "{ min_units = 1, max_units = 10,", "{ min_units = 6, max_units = 10,", "quota = ["),
    Case(Code.FRACTION_ABOVE_ONE, "council.quorum.numerator", "members = 15\nquorum = { numerator = 2,", "members = 15\nquorum = { numerator = 4,", "numerator = 4"),
    Case(Code.FRACTION_ABOVE_ONE, "council.quorum.share", "members = 15\nquorum = { numerator = 2, denominator = 3,", 'members = 15\nquorum = { share = "3/2",', '"3/2"'),
    Case(Code.BAD_SHARE, "voting.threshold.share", 'percent = 50, base = "present"', 'share = "0,5", base = "present"', "0,5"),
    Case(Code.BAD_SHARE, "awards[1].eligibility.min.share", "min_percent = 90", 'min = { share = "2/0", base = "scale" }', "2/0"),
    Case(Code.BAD_DUTY, "score_table.sections[1].criteria[1].days_late.of", POINTS, f'{POINTS}, days_late = {{ per_day = 1, of = "report" }}', '"report"'),
    Case(Code.BAD_FIGURE, "score_table.sections[1].criteria[1].count.of", POINTS, f'{POINTS}, count = {{ per = 1, of = "conference" }}', '"conference"'),
    Case(Code.BAD_FIGURE, "score_table.sections[1].criteria[1].target.out_of", POINTS, f'{POINTS}, target = {{ formula = "ratio", out_of = "listed" }}', '"listed"'),
    Case(Code.ONLY_WITH, "score_table.sections[1].criteria[1].target.slot", POINTS, f'{POINTS}, target = {{ formula = "ratio", slot = "year" }}', '"year"'),
    Case(Code.ONE_OF, "score_table.sections[1].criteria[1].target.out_of", POINTS, f'{POINTS}, target = {{ formula = "ratio", value = 3, out_of = "conference.listed" }}', "conference.listed"),
    Case(ReadingCode.UNKNOWN_KEY, "score_table.sections[1].criteria[1].target.out_of", POINTS, f'{POINTS}, target = {{ formula = "best", out_of = "conference.listed" }}', "out_of"),
    Case(Code.ONLY_WITH, "score_table.sections[1].criteria[1].days_late.slot", POINTS, f'{POINTS}, days_late = {{ per_day = 1, slot = "annual" }}', "annual"),
    Case(Code.ONE_OF, "voting.threshold.share", 'percent = 50, base = "present"', 'percent = 50, share = "1/2", base = "present"', '"1/2"'),
    Case(Code.ONE_OF, "awards[1].eligibility.min.points", "min_percent = 90", "min = { strict = true }", "strict"),
    Case(ReadingCode.UNKNOWN_VALUE, "awards[1].eligibility.min.base", "min_percent = 90", 'min = { share = "2/3", base = "all" }', '"all"'),
    Case(ReadingCode.OUT_OF_RANGE, "awards[1].eligibility.min.base", "min_percent = 90", 'min = { share = "2/3", base = -3 }', "base = -3"),
    Case(Code.WINS_ABOVE_YEARS, "awards[1].eligibility.prior.wins", "min_percent = 90", 'prior = { award = "merit", wins = 4, years = 3 }', "wins = 4"),
    Case(Code.UNKNOWN_REFERENCE, "awards[1].eligibility.prior.award", "min_percent = 90", 'prior = { award = "medal", wins = 2, years = 3 }', "medal"),
    Case(Code.AWARD_NOT_ABOVE, "awards[1].winners_of", 'id = "flag"', 'id = "flag"\nwinners_of = "merit"', "winners_of"),
    Case(Code.QUOTA_NOT_OWN, "awards[4].quota_of", "[voting]", f"{AWARDS}\n[voting]", 'quota_of = "a"'),
    Case(Code.UNKNOWN_REFERENCE, "voting.awards[1].award", "[council]", '[[voting.awards]]\naward = "medal"\n[council]', "medal"),
    Case(Code.DUPLICATE_ID, "voting.awards[2].award", "[council]", '[[voting.awards]]\naward = "flag"\n[[voting.awards]]\naward = "flag" # again\n[council]', "# again"),
    Case(Code.UNKNOWN_REFERENCE, "council.awards[1].award", "[[deadlines]]", '[[council.awards]]\naward = "medal"\n[[deadlines]]', "medal"),
    Case(Code.UNKNOWN_REFERENCE, "voting.tie_parts[1]", 'mode = "open"', 'mode = "open"\ntie_parts = ["s9"]', "s9"),
    Case(ReadingCode.MISSING_KEY, "voting.tie_parts", '["second_round"', '["parts"', "[voting]"),
    Case(Code.YEAR_NOT_PAST, "history[1].year", LATER, f'[[history]]\nunit = "bac-giang/so-khcn"\naward = "flag"\nyear = 2030\ndecision = "x"\n{LATER}', "year = 2030"),
    Case(Code.UNKNOWN_REFERENCE, "history[1].unit", LATER, f'[[history]]\nunit = "bac-giang/so-y-te"\naward = "flag"\nyear = 2020\ndecision = "x"\n{LATER}', "so-y-te"),
    Case(Code.WORDED_TWICE, "wordings[2].own", LATER, f'{WORDING}text = "y"\n{WORDING.rstrip()} # again\ntext = "z"\n{LATER}', "# again"),
    Case(Code.HOLE_OPEN, "wordings[1].text", LATER, f'{WORDING}text = "năm {{year"\n{LATER}', "{year"),
    Case(Code.HOLE_UNKNOWN, "wordings[1].text", LATER, f'{WORDING}text = "năm {{Nam}}"\n{LATER}', "{Nam}"),
    Case(Code.REORGANISED_STAYS, "reorganised[1].unit", LATER, GONE.replace("so-y-te", "so-gddt") + LATER, 'unit = "bac-giang/so-gddt"'),
    Case(Code.UNKNOWN_REFERENCE, "reorganised[1].into", LATER, f'{GONE}into = "bac-giang/so-thue"\n{LATER}', "so-thue"),
    Case(Code.REORGANISED_NOWHERE, "reorganised[1].awards", LATER, f"{GONE}awards = true # whose\n{LATER}", "# whose"),
    Case(Code.UNKNOWN_REFERENCE, "conditions[1].least[1].of[1]", LATER, f'[[conditions]]\nid = "x"\nname = "X"\neffect = "exclude"\nleast = [{{ of = ["s9"], points = 1 }}]\n{LATER}', "s9"),
    Case(ReadingCode.LIST_EMPTY, "conditions[1].least[1].of", LATER, f'[[conditions]]\nid = "x"\nname = "X"\neffect = "exclude"\nleast = [{{ of = [], points = 1 }}]\n{LATER}', "of = []"),
    Case(Code.ONE_OF, "grades[1].least[1].of", LATER, f'[[grades]]\nid = "x"\nname = "X"\nmin = {{ points = 1 }}\nleast = [{{ points = 3.75 }}]\n{LATER}', "3.75"),
    Case(Code.UNKNOWN_REFERENCE, "awards[1].eligibility.grade", "min_percent = 90", 'grade = "tot"', "tot"),
    Case(Code.ONE_OF, "awards[1].quota_of", 'id = "flag"', 'id = "flag"\nquota_of = "merit"', "quota_of"),
    Case(Code.UNKNOWN_REFERENCE, "score_table.sections[1].criteria[1].scored_by", POINTS, f'{POINTS}, scored_by = "so-y-te"', "so-y-te"),
    Case(Code.UNKNOWN_REFERENCE, "score_table.sections[1].scored_by", SECTION, f'{SECTION}\nscored_by = "so-y-te" # who', "# who"),
    Case(Code.ONE_OF, "scorers[1].by", LATER, f"{TEAMS}{LATER}", "[[scorers]]"),
    Case(ReadingCode.BAD_ID, "scorers[1].id", LATER, f'[[scorers]]\nid = "unit"\nname = "X"\nby = "bac-giang/so-noi-vu"\n{LATER}', 'id = "unit"'),
    Case(Code.DUPLICATE_ID, "scorers[2].id", LATER, f"{SCORER}{SCORER.replace('id = ', 'id  = ')}{LATER}", 'id  = "x"'),
    Case(Code.UNKNOWN_REFERENCE, "scorers[1].by", LATER, f'{SCORER.replace("so-noi-vu", "so-y-te")}{LATER}', "so-y-te"),
    Case(Code.SCORER_OWN_MISSING, "scorers[1].by", LATER, f'{SCORER.replace("so-noi-vu", "so-gddt")}{LATER}', 'by = "bac-giang/so-gddt"'),
    Case(Code.SCORES_ITSELF, "scorers[1].own", LATER, f'{SCORER.replace("so-noi-vu", "so-gddt")}own = "bac-giang/so-gddt" # self\n{LATER}', "# self"),
    Case(Code.SCORER_OWN_NEEDLESS, "scorers[1].own", LATER, f'{SCORER}own = "bac-giang/so-gddt" # none\n{LATER}', "# none"),
    Case(Code.SCORES_ITSELF, "scorers[1].teams[1].checks[1]", LATER, f'{TEAMS}teams = [{{ members = ["bac-giang/so-gddt"], checks = ["bac-giang/so-gddt"] }}]\n{LATER}', "checks ="),
    Case(Code.TEAM_TWICE, "scorers[1].teams[2].checks[1]", LATER, f'{TEAMS}teams = [\n{{ members = ["bac-giang/so-gddt"], checks = ["bac-giang/so-khcn"] }},\n{{ members = ["bac-giang/ban-dan-toc"], checks = ["bac-giang/so-khcn"] }}] # twice\n{LATER}', "# twice"),
    Case(Code.TEAM_MISSING, "scorers[1].teams", SECTIONS, f'{TEAMS}teams = [{{ members = ["bac-giang/so-gddt"], checks = ["bac-giang/so-khcn"] }}] # few\n{SECTIONS}scored_by = "x"\n', "# few"),
    Case(ReadingCode.LIST_EMPTY, "scorers[1].teams[1].members", LATER, f'{TEAMS}teams = [{{ members = [], checks = ["bac-giang/so-khcn"] }}]\n{LATER}', "members = []"),
    Case(Code.ROUNDS_TOO_FEW, "voting.max_rounds", "max_rounds = 2", "max_rounds = 1", "max_rounds = 1"),
    Case(Code.DATES_REVERSED, "waves[1].ends", "ends = 2024-06-30", "ends = 2023-06-30", "2023-06-30"),
    Case(Code.DATES_REVERSED, "units[3].name_to", UNIT, f"{UNIT}\nname_from = 2024-02-01\nname_to = 2024-01-31", "name_to"),
    Case(Code.DEADLINE_MISSING, "deadlines", 'id = "self_score"', 'id = "other"', "[[deadlines]]"),
    Case(ReadingCode.YEAR_ABSURD, "deadlines[10].date", SCORE, 'kind = "by"\ndate = 9999-12-13', "date = 9999-12-13"),
    Case(Code.DEADLINE_WITHOUT_DATE, "deadlines[10].date", f'[[deadlines]]\nid = "self_score"\n{SCORE}', '[[deadlines]] # no date\nid = "self_score"\nkind = "by"', "# no date"),
    Case(Code.DEADLINE_WITH_DATE, "deadlines[10].date", SCORE, 'kind = "on_occasion"\ndate = 2024-12-13', "2024-12-13"),
]
# fmt: on

# A change to one of these values makes a second mistake that is just as true.
ALSO_TRUE: dict[FileCode, set[FileCode]] = {
    Code.LEADER_TWICE: {Code.POST_MISSING},
    Code.DEPUTY_TWICE: {Code.POST_MISSING},
    Code.LEADER_IS_DEPUTY: {Code.DUPLICATE_ID},
    Code.BODY_MISSING: {Code.BODY_TWICE, Code.POST_MISSING, Code.POST_NOT_HERE},
    Code.BODY_TWICE: {Code.BODY_MISSING, Code.POST_MISSING, Code.POST_NOT_HERE},
    Code.POST_NOT_HERE: {Code.POST_MISSING},
    Code.DUPLICATE_ID: {Code.POST_MISSING},
    ReadingCode.MISSING_KEY: {ReadingCode.UNKNOWN_KEY},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.field}")
def test_a_mistake_is_found_and_placed_and_brings_no_others(case: Case) -> None:
    assert case.old in PLAN
    text = PLAN.replace(case.old, case.new, 1)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if case.at in row)
    found = mistakes(text)
    assert (line, case.field, case.code) in [(m.line, m.field, m.code) for m in found]
    assert {m.code for m in found} - {case.code} <= ALSO_TRUE.get(case.code, set())
    said = " ".join(m.message(language) for m in found for language in ("vi", "en"))
    assert not re.search(r"{[a-z]+}", said)


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = PLAN
    for case in (CASES[5], CASES[19], CASES[29]):
        text = text.replace(case.old, case.new, 1)
    found = mistakes(text)
    assert [m.code for m in found] == [
        ReadingCode.WRONG_TYPE,
        ReadingCode.TOO_MANY_DECIMALS,
        ReadingCode.UNKNOWN_VALUE,
    ]
    assert [m.line for m in found] == sorted(m.line for m in found)


def test_a_table_without_points_is_refused() -> None:
    text = PLAN.replace('kind = "normal"', 'kind = "bonus"')
    assert [m.code for m in mistakes(text)] == [Code.TOTAL_ZERO]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[bloc]\nyear = \n", 2),
        ("[bloc]\nyear = 2024\nyear = 2025\n", 3),
        ('[bloc]\nname = "Khối\n', 2),
        ("a = " + "[" * 5000, 1),
        ("a = 1e99999999999999999999", 1),
    ],
)
def test_broken_toml_is_one_mistake_with_its_line(text: str, line: int) -> None:
    (mistake,) = mistakes(text)
    assert (mistake.code, mistake.line) == (ReadingCode.SYNTAX, line)


def test_a_file_too_big_is_not_even_read() -> None:
    (mistake,) = mistakes("#" * 1_000_001)
    assert mistake.code is ReadingCode.TOO_BIG


def test_an_empty_file_lacks_every_part_it_must_have() -> None:
    assert {m.field for m in mistakes("")} == {
        *("bloc", "units", "bodies", "score_table", "awards", "voting", "council", "deadlines")
    }


def test_every_code_has_words_in_both_languages_with_the_same_holes() -> None:
    assert set(MESSAGES) == set(Code)
    assert set(READING_MESSAGES) == set(ReadingCode)
    for words in (*MESSAGES.values(), *READING_MESSAGES.values()):
        assert _holes(words.vi) == _holes(words.en)


def _holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_kind_of_mistake_has_a_case() -> None:
    elsewhere = {
        ReadingCode.SYNTAX,
        ReadingCode.TOO_BIG,
        Code.TOTAL_ZERO,
        *refused_persons.CODES.values(),
    }
    assert {case.code for case in CASES} | elsewhere == {*Code, *ReadingCode}


def test_braces_from_the_file_stay_as_they_are() -> None:
    (mistake,) = mistakes(PLAN.replace('mode = "open"', 'mode = "{value.__class__}"'))
    assert "“{value.__class__}”" in mistake.message("en")


def test_windows_line_ends_and_byte_order_mark_change_nothing() -> None:
    assert parse("\ufeff" + PLAN.replace("\n", "\r\n")) == parse(PLAN)


@pytest.mark.parametrize(
    "source",
    ["a." * 3000 + "a = 1", "[" + "a." * 3000 + "a]", '"a".' * 5000 + "a = 1"],
    ids=["key", "table", "quoted"],
)
def test_a_key_of_endless_parts_is_refused_before_the_reader_is_kept_busy(source: str) -> None:
    """Reading it takes the square of its parts: minutes for three thousand."""
    found = parse("\n" + source)
    assert isinstance(found, FileMistakes)
    assert [(item.line, item.code) for item in found.items] == [(2, ReadingCode.SYNTAX)]
    assert "more than 16 parts" in found.items[0].message("en")


def test_a_text_with_many_dots_is_no_deep_key() -> None:
    numbered = ".".join(str(n) for n in range(1, 30))
    assert not isinstance(parse(PLAN.replace("Khối VHXH1", numbered)), FileMistakes)


def test_what_floors_name_by_its_id_is_one_part_or_one_criterion() -> None:
    """Else a floor under section s1 would be held against the points of a criterion s1."""
    alike = PLAN.replace('id = "c1-2"', 'id = "s1"', 1)
    floor = '[[conditions]]\nid = "x"\nname = "X"\neffect = "exclude"\nleast = [{ every = "section", points = 1 }]\n'
    assert not isinstance(parse(alike), FileMistakes)
    (found,) = mistakes(alike.replace(LATER, floor + LATER, 1))
    assert (found.code, found.field) == (
        Code.DUPLICATE_ID,
        "score_table.sections[1].criteria[2].id",
    )
