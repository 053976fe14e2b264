// What a score sheet adds up to by the table that a case froze.
function rounded(table, value) {
  if (!(IS.integer(table.decimals) && table.decimals >= 0 && table.decimals < 16)) fail("decimals");
  const unit = 10n ** BigInt(table.decimals);
  const size = value[0] < 0n ? -value[0] : value[0];
  let whole = size * unit / value[1];
  const rest = size * unit % value[1] * 2n;
  const half = rest === value[1];
  if (table.rounding === "half_up" ? rest >= value[1]
    : table.rounding === "half_even" ? rest > value[1] || (half && whole % 2n === 1n)
      : table.rounding === "down" ? false : fail("rounding")) whole += 1n;
  return [value[0] < 0n ? -whole : whole, unit];
}
const fail = (why) => { throw new Error(why); };

// Tables that do not say how they are worked out round sums and finals to their decimals.
function totals(sheet) {
  const { table } = sheet;
  const exact = table.arithmetic === "exact";
  let normal = ZERO, extra = ZERO, applicable = ZERO, scale = ZERO;
  for (const section of table.sections) {
    let [points, most, whole] = partOf(sheet, section.kind, section);
    if (section.kind === "deduction") points = negative(points);
    if (!exact) points = rounded(table, points);
    if (section.kind === "normal") {
      normal = plus(normal, points);
      applicable = plus(applicable, most);
      scale = plus(scale, whole);
    } else extra = plus(extra, points);
  }
  const scaled = applicable[0] ? over(times(normal, scale), applicable) : ZERO;
  const within = (points, most) => table.bonus_may_exceed || compare(points, most) < 0 ? points : most;
  const held = (points, most) => exact ? within(points, most) : rounded(table, within(points, most));
  return [held(plus(normal, extra), applicable), held(plus(scaled, extra), scale)];
}

// A part of the table and those within it, each held at its cap: its points, the most that applies to the unit, the most of all.
function partOf(sheet, kind, part, depth = 1) {
  if (depth > 30) fail("parts");
  let sums = [ZERO, ZERO, ZERO];
  const add = (more) => { sums = sums.map((sum, at) => plus(sum, more[at])); };
  for (const criterion of part.criteria) add([...worthOf(sheet, kind, criterion), big(criterion.max_points)]);
  for (const inner of part.parts ?? []) add(partOf(sheet, kind, inner, depth + 1));
  return (part.cap ?? null) === null ? sums : sums.map((sum) => lesser(sum, big(part.cap)));
}

// What each part of the table comes to; what is taken off is negative.
function partPoints(sheet) {
  const found = new Map();
  const add = (kind, part) => {
    const points = partOf(sheet, kind, part)[0];
    found.set(part.id, kind === "deduction" ? negative(points) : points);
    for (const inner of part.parts ?? []) add(kind, inner);
  };
  for (const section of sheet.table.sections) add(section.kind, section);
  return found;
}

const lesser = (a, b) => (compare(a, b) < 0 ? a : b);

function worthOf({ table, lines, unit, best }, kind, criterion) {
  const most = big(criterion.max_points);
  const line = lines.get(criterion.id);
  const aside = line?.accepted || (criterion.not_for ?? []).includes(unit);
  if (!aside) return [pointsOf(table, kind, criterion, line, best), most];
  if (table.not_applicable === "exclude") return [ZERO, ZERO];
  return [table.not_applicable === "full" && kind === "normal" ? most : ZERO, most];
}

// Points given, or worked out from a figure: so many each, each day late, by a target, by the best of the bloc.
function pointsOf(table, kind, criterion, line, best) {
  const { count, days_late: late, target } = criterion;
  if (!count && !late && !target) return line?.points ? big(line.points) : ZERO;
  if (!line?.actual) return ZERO;
  const most = big(criterion.max_points), actual = big(line.actual);
  if (count || late) {
    const size = lesser(most, times(actual, big(count ? count.per : late.per_day)));
    const off = count ? count.from_full === true : kind !== "deduction";
    return rounded(table, off ? plus(most, negative(size)) : size);
  }
  return rounded(table, lesser(most, byTarget(target, line, most, best.get(criterion.id) ?? ZERO)));
}

// What figures of the bloc are compared by: themselves, or their share of the target; null without one.
function measured(target, line) {
  if (target.formula === "best") return big(line.actual);
  const goal = big(target.value ?? (line.target || 0));
  return goal[0] ? over(big(line.actual), goal) : null;
}

// Points by a target or by the best of the bloc, not yet held at the maximum.
function byTarget(target, line, most, best) {
  const share = measured(target, line), at = target.at_target ? big(target.at_target) : most;
  if (!share) return ZERO;
  const less = (value) => plus(value, negative(big("1")));
  switch (target.formula) {
    case "best": return best[0] ? over(times(most, share), best) : ZERO;
    case "inverse": return share[0] ? over(at, share) : most;
    case "ratio": return times(at, share);
    case "excess":
      if (compare(share, big("1")) <= 0) return times(at, share);
      return plus(at, over(times(plus(most, negative(at)), less(share)), less(best)));
    default: return fail("formula");
  }
}

// The highest figure of each criterion, among sheets to whose units it applies.
function bestOf(table, sheets) {
  const best = new Map(), targets = new Map(), criteria = (part) => [...part.criteria, ...(part.parts ?? []).flatMap(criteria)];
  for (const each of table.sections.flatMap(criteria)) if (each.target) targets.set(each.id, each.target);
  for (const { lines } of sheets) {
    for (const [name, line] of lines) {
      if (!targets.has(name) || !line.actual || line.accepted) continue;
      const before = best.get(name) ?? ZERO, figure = measured(targets.get(name), line) ?? ZERO;
      best.set(name, compare(before, figure) < 0 ? figure : before);
    }
  }
  return best;
}

// What of the table applies to a unit: points and maximum by part and criterion.
function standingOf(sheet) {
  const found = new Map();
  const add = (kind, part) => {
    const [points, applies] = partOf(sheet, kind, part);
    if (applies[0]) found.set(part.id, [points, applies]);
    for (const criterion of part.criteria) {
      const aside = sheet.lines.get(criterion.id)?.accepted || (criterion.not_for ?? []).includes(sheet.unit);
      if (!aside) found.set(criterion.id, [worthOf(sheet, kind, criterion)[0], big(criterion.max_points)]);
    }
    for (const inner of part.parts ?? []) add(kind, inner);
  };
  for (const section of sheet.table.sections) add(section.kind, section);
  return found;
}

function fallsShort(sheet, standing, floor) {
  const normal = sheet.table.sections.filter((each) => each.kind === "normal");
  const criteria = (part) => [...part.criteria.map((each) => each.id), ...(part.parts ?? []).flatMap(criteria)];
  const every = () => (floor.every === "section" ? normal.map((each) => each.id) : normal.flatMap(criteria));
  return (floor.of ?? every()).filter((name) => standing.has(name)).some((name) => {
    const [points, most] = standing.get(name);
    const order = compare(points, isSaid(floor.points) ? big(floor.points) : times(shareOf(floor), most));
    return order < 0 || (floor.strict && order === 0);
  });
}

// What a criterion that applies to the unit counts; nothing where the table has none such.
function criterionOf(sheet, name) {
  const criteria = (part) => [...part.criteria, ...(part.parts ?? []).flatMap(criteria)];
  for (const section of sheet.table.sections) {
    const found = criteria(section).find((each) => each.id === name);
    if (found && !sheet.lines.get(name)?.accepted && !(found.not_for ?? []).includes(sheet.unit)) return worthOf(sheet, section.kind, found)[0];
  }
  return null;
}
