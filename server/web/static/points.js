// What a score sheet adds up to, as the server's rules have it; tested against them.
// Points are whole numbers of the smallest unit, so that sums are exact.
(() => {
  // The points of a criterion from its figures, by its rule; all in whole UNITs, rounded to `step` of them.
  globalThis.workedOut = ({ rule, max, each, off, at, goal: fixed }, actual, target, { unit, step, rounding }) => {
    if (actual === null) return null;
    const big = (number) => (typeof number === "bigint" ? number : BigInt(Math.round(number)));
    let points = [big(actual) * big(each ?? 0), big(unit)];
    if (rule === "best") points = actual ? [big(max), 1n] : [0n, 1n];
    if (["ratio", "inverse", "excess"].includes(rule)) {
      const goal = fixed ?? target;
      if (!goal) return null;
      points = rule === "inverse" ? [big(at ?? max) * big(goal), big(actual)] : [big(at ?? max) * big(actual), big(goal)];
      if (rule === "inverse" ? !actual : rule === "excess" && big(actual) > big(goal)) points = [big(max), 1n]; // nobody knows the highest excess yet
    }
    if (points[0] > big(max) * points[1]) points = [big(max), 1n];
    if (off) points = [big(max) * points[1] - points[0], points[1]];
    const size = points[1] * big(step), rest = (points[0] % size) * 2n;
    let whole = points[0] / size;
    if (rounding === "half_up" ? rest >= size : rounding === "half_even" && (rest > size || (rest === size && whole % 2n === 1n))) whole += 1n;
    return Number(whole * big(step));
  };

  // A section's rows from above: headings { depth, cap } and criteria { max, points, aside }.
  function section({ kind, rows }, notApplicable) {
    const open = [], parts = [];
    let left = 0;
    const close = (depth) => {
      while (open.length > depth) {
        const part = open.pop(), above = open.at(-1), held = (size) => (part.cap === null ? size : Math.min(size, part.cap));
        part.points = held(part.summed);
        part.maximum = held(part.maximum);
        if (above) {
          above.summed += part.points;
          above.maximum += part.maximum;
        }
      }
    };
    rows.forEach((row) => {
      if (row.depth !== undefined) {
        close(row.depth);
        const part = { ...row, summed: 0, maximum: 0 };
        open.push(part);
        parts.push(part);
        return;
      }
      const part = open.at(-1);
      if (!row.aside) {
        part.summed += row.points ?? 0;
        part.maximum += row.max;
        left += row.points === null ? 1 : 0;
      } else if (notApplicable !== "exclude") {
        part.summed += notApplicable === "full" && kind === "normal" ? row.max : 0;
        part.maximum += row.max;
      }
    });
    close(0);
    if (kind === "deduction") parts.forEach((part) => { part.summed *= -1; part.points *= -1; });
    return { kind, parts, left };
  }

  globalThis.sheetTotals = (sections, { notApplicable, bonusMayExceed }) => {
    const found = sections.map((each) => section(each, notApplicable));
    const of = (chosen, name) => found.filter(({ kind }) => chosen(kind)).reduce((sum, { parts }) => sum + parts[0][name], 0);
    const applicable = of((kind) => kind === "normal", "maximum");
    const all = of(() => true, "points");
    return {
      parts: found.flatMap(({ parts }) => parts),
      total: bonusMayExceed ? all : Math.min(all, applicable),
      applicable,
      left: found.reduce((sum, { left }) => sum + left, 0),
    };
  };
})();
