// Votes, worked out anew: what each candidate got, and what a round settles.
// A share of a whole: a percentage, or "2/3" or "66.5%".
function shareOf(asked) {
  if (!isSaid(asked.share)) return over(big(asked.percent), [100n, 1n]);
  const text = asked.share.replaceAll(" ", "");
  return text.endsWith("%") ? over(big(text.slice(0, -1)), [100n, 1n]) : big(text);
}

function passedBy(threshold, yes, base) {
  const order = compare([BigInt(yes), 1n], times(shareOf(threshold), [BigInt(base), 1n]));
  return yes > 0 && base > 0 && (threshold.inclusive ? order >= 0 : order > 0);
}

// How is voted on one award: as on all, but for what is said of it.
const on = (voting, award) => ({ ...voting, ...(voting.awards ?? []).find((each) => each.award === award) });
const without = (voting, units, one) => new Set(units.filter((unit) => voting.self_vote !== "forbid" || unit !== one));

function baseOf(rules, present, [award, unit], valid) {
  const voting = on(rules.voting, award);
  const members = without(voting, rules.units.map((each) => each.id), unit).size;
  const there = without(voting, present, unit).size;
  const base = { all: members, present: there, valid: Math.min(valid, there) }[voting.threshold.base];
  return [base ?? fail("base"), members];
}

function rollCall(rules, opened, cast) {
  const counted = [];
  for (const [award, units] of Object.entries(opened.candidates)) {
    for (const unit of units) {
      const voters = without(on(rules.voting, award), opened.present, unit);
      const chosen = new Map(cast.filter((c) => c[1] === award && c[2] === unit).map((c) => [c[0], c[3]]));
      const choices = [...chosen].filter(([by]) => voters.has(by)).map(([, choice]) => choice);
      const number = (choice) => choices.filter((each) => each === choice).length;
      const [base, members] = baseOf(rules, opened.present, [award, unit], number("yes") + number("no"));
      counted.push({ award, unit, yes: number("yes"), no: number("no"), blank: number("blank"), absent: members - choices.length, base });
    }
  }
  return counted;
}

function paper(rules, opened, counts) {
  const agreed = counts.filter((entry) => truthOf(entry.agreed)).map((entry) => entry.value).slice(-2);
  if (agreed.length < 2 || canonical(agreed[0]) !== canonical(agreed[1])) fail("counts");
  const valid = numberIn(agreed[1].valid);
  return agreed[1].yes.map((line) => ({
    award: line.award, unit: line.unit, yes: numberIn(line.yes), no: null, blank: null, absent: null,
    base: baseOf(rules, opened.present, [line.award, line.unit], valid)[0],
  }));
}

function cut(points, seats) {
  const units = [...points.keys()];
  if (units.length <= seats) return { into: units, equal: [], seats: seats - units.length };
  if (!seats) return { into: [], equal: [], seats: 0 };
  const least = [...points.values()].sort((a, b) => compare(b, a))[seats - 1];
  const above = units.filter((unit) => compare(points.get(unit), least) > 0);
  const equal = units.filter((unit) => compare(points.get(unit), least) === 0);
  if (above.length + equal.length === seats) return { into: [...above, ...equal], equal: [], seats: 0 };
  return { into: above, equal, seats: seats - above.length };
}

// An award's own quota: by the size of the bloc, or a share of its units.
function quotaOf(award, units) {
  if (!isSaid(award.quota_share)) return award.quota.find((row) => row.min_units <= units && units <= row.max_units)?.maximum ?? 0;
  const { rounding, at_least } = award.quota_share;
  const [n, d] = times(shareOf(award.quota_share), [BigInt(units), 1n]);
  const whole = { down: n / d, up: (n + d - 1n) / d, half_up: (2n * n + d) / (2n * d) }[rounding] ?? fail("rounding");
  return Math.min(Math.max(Number(whole), at_least), units);
}

// How many an award may propose, with what others took of the same quota.
function seatsOf(rules, award, known) {
  const source = award.quota_of ?? award.id;
  const drawing = rules.awards.filter((each) => each.id in known && (each.id === source || each.quota_of === source));
  const taken = drawing.reduce((sum, each) => sum + known[each.id].nominated.length, 0);
  return Math.max(quotaOf(rules.awards.find((each) => each.id === source), rules.units.length) - taken, 0);
}

function* compared(rule, voting, scored) {
  if (rule === "final_score") yield scored?.finals ?? fail("finals");
  else for (const part of voting.tie_parts) yield new Map([...scored.parts].map(([unit, points]) => [unit, points.get(part)]));
}

function settleAward(rules, award, number, voted, scored, earlier, known, sharing) {
  const before = earlier[award.id], whole = sharing === AS_ONE;
  if (!voted.length && before) return before;
  const voting = on(rules.voting, award.id), kept = before ? before.nominated : [];
  const first = before && !before.waiting ? before.first_round : number, lap = number - first + 1;
  const others = Object.fromEntries(whole ? Object.entries(earlier).filter(([name]) => name !== award.id) : []);
  const seats = Math.max(seatsOf(rules, award, { ...others, ...known }) - kept.length, 0);
  const passed = voted.filter((v) => !kept.includes(v.unit) && passedBy(voting.threshold, v.yes, v.base));
  const told = { award: award.id, waiting: false, first_round: first };
  if (voted.length && !passed.length && lap > 1 && (seats || !whole) && voting.nobody === "council") {
    const units = voted.map((v) => v.unit);
    return { ...told, nominated: [...kept, ...units], tied: units, rule: "council", again: [], for_council: units };
  }
  let now = cut(new Map(passed.map((v) => [v.unit, [BigInt(v.yes), 1n]])), seats);
  const tied = now.equal, byPoints = (rule) => rule === "final_score" || rule === "parts";
  let into = now.into, used = null;
  for (const rule of now.equal.length ? voting.tie_rule : []) {
    if (byPoints(rule)) {
      for (const points of compared(rule, voting, scored)) {
        now = cut(new Map(now.equal.map((unit) => [unit, points.get(unit) ?? fail("points")])), now.seats);
        into = [...into, ...now.into];
      }
      used = rule;
    } else if (rule === "council" || lap < voting.max_rounds) used = rule;
    if (!now.equal.length || used === "second_round" || used === "council") break;
  }
  const council = used === "council" ? now.equal : [];
  return {
    ...told, nominated: [...kept, ...into, ...council], tied,
    rule: now.equal.length && byPoints(used) ? null : used,
    again: used === "second_round" ? now.equal : [], for_council: council,
  };
}

const namedAbove = (award) => [award.quota_of, award.winners_of, award.not_winners_of].filter(isSaid);
const modesOf = (rules) => new Set(rules.awards.map((award) => on(rules.voting, award.id).mode));
const isStaged = (rules) => modesOf(rules).size > 1 || Boolean(rules.voting.one_award) || rules.awards.some((award) => namedAbove(award).length);

// Whether what an award's votes came to stands, of this round or of one before.
function stands(rules, award, known, voted, earlier, sharing) {
  const before = earlier[award.id];
  if (sharing !== AS_ONE) return voted.has(award.id) || Boolean(before && !before.waiting);
  if (!voted.has(award.id)) return Boolean(before && !before.waiting && !before.again.length);
  const source = award.quota_of ?? award.id;
  const above = rules.awards.slice(0, rules.awards.indexOf(award)).filter((each) => each.id === source || each.quota_of === source);
  return !above.some((each) => known[each.id].again.length || known[each.id].waiting);
}

// Each award waits that is not voted on yet and that somebody may still stand for.
function letWait(rules, proposed, known, voted, earlier, sharing) {
  rules.awards.forEach((award, at) => {
    const units = proposed[award.id] ?? [];
    if (!units.length || stands(rules, award, known, voted, earlier, sharing)) return;
    const kept = earlier[award.id]?.nominated ?? [];
    const none = { nominated: kept, tied: [], rule: null, again: [], for_council: [], waiting: false };
    known[award.id] = { ...known[award.id], ...none };
    const all = rules.voting.one_award ? rules.awards.slice(0, at).map((each) => each.id) : [];
    const above = rules.voting.one_award ? all : namedAbove(award);
    const open = above.some((name) => known[name].again.length || known[name].waiting);
    const out = new Set([...kept, ...[...all, ...(award.not_winners_of ? [award.not_winners_of] : [])].flatMap((name) => known[name].nominated)]);
    let stays = units.filter((unit) => !out.has(unit) && (!award.winners_of || known[award.winners_of].nominated.includes(unit)));
    if (award.quota_of && !seatsOf(rules, award, known)) stays = [];
    known[award.id].waiting = Boolean(open || stays.length);
  });
}

// `sharing` is how awards of one quota are held to it: round by round is how it was done once.
const AS_ONE = "whole", ROUND_BY_ROUND = "round_by_round";
function settleRound(rules, number, counted, scored, earlier, proposed, sharing = AS_ONE) {
  const known = {};
  for (const award of rules.awards) {
    const voted = counted.filter((each) => each.award === award.id);
    known[award.id] = settleAward(rules, award, number, voted, scored, earlier, known, sharing);
  }
  if (isStaged(rules)) letWait(rules, proposed ?? {}, known, new Set(counted.map((each) => each.award)), earlier, sharing);
  return Object.values(known);
}

// Who was proposed, by award: paths are AWARD.UNIT.
function proposedIn(changes) {
  const found = {};
  for (const { path } of changes) {
    const at = path.indexOf(".");
    (found[path.slice(0, at)] ??= []).push(path.slice(at + 1));
  }
  return found;
}

// Whether the candidates of an act's changes are those that were handed in.
function areNamed(changes, result) {
  const pairs = (value) => (IS.object(value) ? Object.entries(value) : []);
  const rows = pairs(result?.candidates).flatMap(([award, units]) => pairs(units).map(([unit, row]) => [`${award}.${unit}`, row]));
  const proposed = rows.filter(([, row]) => IS.object(row) && row.proposed === true).map(([path]) => path).sort();
  return alike(proposed, [...new Set(changes.filter((each) => each.new === "proposed").map(({ path }) => path))].sort());
}

// The Council's vote on a nominee: its yes, the base, whether it passes.
function councilVote(council, nominee, vote, present) {
  const { threshold } = on(council, nominee.split("/")[0]);
  const [written, amongThem, recused] = [vote.written, vote.written_yes, vote.recused].map(countedIn);
  const there = threshold.base === "all" ? council.members : numberIn(present) + (council.written ? written : 0);
  const yes = numberIn(vote.yes) + (council.written ? amongThem : 0), base = there - (council.recusal === "leaves" ? recused : 0);
  return [yes, base, passedBy(threshold, yes, base) ? "passed" : "dropped"];
}
