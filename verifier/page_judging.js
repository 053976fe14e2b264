// How units stand to conditions, grades and awards, and whether what is told twice is told alike.
const factOf = (unit, condition) => `${unit}\n${condition}`;
const PAPER = ["number", "dated", "note"];
const paperOf = (row) => PAPER.map((part) => typedIn(row[part])).join("\n");
const sayAlike = (case_, result, alike) => case_.alike.set(result, (case_.alike.get(result) ?? true) && alike);

// The most that a part of the table can give, held at its cap.
function mostOf(part) {
  let most = ZERO;
  for (const each of part.criteria) most = plus(most, big(each.max_points));
  for (const inner of part.parts ?? []) most = plus(most, mostOf(inner));
  return (part.cap ?? null) === null ? most : lesser(most, big(part.cap));
}

function neededFor(table, { points, base, number, share }) {
  if (points !== null) return big(points);
  if (base === "number") return times(shareOf({ share }), big(number));
  const kinds = { scale: ["normal"], scale_with_bonus: ["normal", "bonus"] }[base] ?? fail("base");
  const parts = table.sections.filter((part) => kinds.includes(part.kind));
  return times(shareOf({ share }), parts.map(mostOf).reduce(plus, ZERO));
}

// What a unit comes under, and the highest grade it has and no condition bars, lower by one for each that downgrades.
function judgeUnit(rules, sheet, facts = new Set()) {
  const standing = standingOf(sheet);
  const short = (floors) => floors.some((floor) => fallsShort(sheet, standing, floor));
  const met = (rules.conditions ?? []).filter((each) => facts.has(factOf(sheet.unit, each.id)) || short(each.least));
  const out = met.find((each) => each.effect === "exclude");
  if (out) return { out: out.id, grade: -1 };
  const grades = rules.grades ?? [], final = totals(sheet)[1];
  const first = grades.findIndex(({ minimum, least, without }) => {
    const order = compare(final, neededFor(rules.score_table, minimum));
    return (minimum.strict ? order > 0 : order >= 0) && !short(least ?? []) && !met.some((each) => (without ?? []).includes(each.id));
  });
  const lower = met.filter((each) => each.effect === "downgrade").length;
  return { out: null, grade: first < 0 ? -1 : Math.min(first + lower, grades.length - 1) };
}

// Why the rules bar a unit from an award; empty where they do not.
function barredFrom(rules, award, judged) {
  if (judged && judged.out !== null) return `condition/${judged.out}`;
  const asked = award.eligibility.grade ?? null;
  if (asked === null) return "";
  const place = (rules.grades ?? []).findIndex((grade) => grade.id === asked);
  if (place < 0) fail("grade");
  return judged && judged.grade >= 0 && judged.grade <= place ? "" : "grade";
}

// Facts that the ranking is handed in with, by unit and condition, each with its paper.
function declareIn(case_, task, { changes, result }) {
  const turned = (into) => new Map(changes.filter((each) => each.new === into).map(({ path, reason }) => {
    const dot = path.lastIndexOf(".");
    return [factOf(path.slice(0, dot), path.slice(dot + 1)), saidText(reason)];
  }));
  const papers = Object.entries(result.facts ?? {}).flatMap(([condition, units]) => Object.entries(units).filter(([, row]) => truthOf(row.declared)).map(([unit, row]) => [factOf(unit, condition), paperOf(row)]));
  const before = case_.declared, gone = turned("taken_back");
  const wanted = new Set([...before, ...turned("declared").keys()].filter((fact) => !gone.has(fact)));
  case_.rankedBy.set(task, before);
  Object.assign(case_, { declared: new Set(papers.map(([fact]) => fact)), takenBack: gone });
  for (const [fact, paper] of papers) case_.papers.set(fact, paper);
  sayAlike(case_, "facts", wanted.size === case_.declared.size && [...wanted].every((fact) => case_.declared.has(fact)));
}

// Whether what the records said of a unit is what its condition asks of them.
function isRecorded(rules, row) {
  const asked = (rules.conditions ?? []).find((each) => each.id === row.condition)?.record;
  if (!asked || !rules.units.some((unit) => unit.id === row.unit)) return false;
  if (!IS.integer(row.days) || row.days < 0) return false;
  return row.reached === null || (asked.state === "late" && String(row.reached) > String(row.due));
}

// Values of the kind that a rule needs; whatever else stands there cannot be read.
const objectOf = (value) => (IS.object(value) ? value : fail("object"));
const rowsBy = (value) => Object.entries(objectOf(value)).map(([name, row]) => [name, objectOf(row)]);
const truthOf = (value) => ((value ?? null) === null || IS.boolean(value) ? Boolean(value) : fail("truth"));
const typedIn = (value) => ((value ?? null) === null ? "" : ["string", "number"].includes(typeof value) ? String(value).trim() : fail("typed"));
const numberIn = (value) => (IS.integer(value) ? value : fail("number"));
const countedIn = (value) => ((value ?? null) === null ? 0 : numberIn(value));
const saidText = (value) => (IS.string(value) ? value : String(numberIn(value)));
const aboutOf = ({ object }) => object.slice(object.indexOf("/") + 1);
const rowsOf = (value) => (IS.list(value) && value.every(IS.object) ? value : fail("rows"));

// What the records said of units, and who was told to be eligible, step by step.
function recordedIn(case_, payload, rules) {
  for (const move of case_ && (payload?.moved ?? null) !== null ? rowsOf(payload.moved) : []) {
    if ("recorded" in move) {
      const rows = rowsOf(move.recorded);
      case_.recorded = new Set(rows.map((row) => factOf(saidText(row.unit), saidText(row.condition))));
      sayAlike(case_, "facts", !rules || rows.every((row) => isRecorded(rules, row)));
    }
    if ("judged" in move) case_.toldEligible = new Map(move.judged.map((row) => [`${row.award_id}\n${row.unit_id}`, [row.eligible, row.ineligible_because]]));
    for (const row of "revoked" in move ? rowsOf(move.revoked) : []) {
      const paper = [saidText(row.number), saidText(row.date)];
      case_.revoked[saidText(row.nominee)] = paper;
      sayAlike(case_, "revoked", case_.previous === `case/${saidText(row.award_case)}`);
    }
  }
}

// Whether what others give is what their form says; points by figures are not typed.
function isAsTyped(given, form, { changes, result }) {
  const same = (told, typed) => !compare(big(told || "0"), big(typed || "0")) && (Boolean(told) || !typed);
  if (form === "give_points") {
    return rowsBy(result.scores).every(([cell, row]) => {
      const told = given.get(cell) ?? {};
      const points = ["points", "actual", "target"].filter((part) => (row[part] ?? null) !== null);
      return points.every((part) => same(told[part] ?? "", typedIn(row[part]))) && (told.ground ?? "") === typedIn(row.ground);
    });
  }
  const reasons = Object.values(result.parties ?? {}).filter((each) => each.decision === "leave_out").map((each) => typedIn(each.reason));
  const left = changes.map(({ path }) => given.get(path.slice(0, path.lastIndexOf(".")))).map((cell) => [cell.left_out === "True", cell.ground]);
  return left.every(([out]) => out) && canonical([...new Set(left.map(([, ground]) => ground))].sort()) === canonical([...new Set(reasons)].sort());
}
