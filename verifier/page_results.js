// Results, worked out anew from what was handed in: ranks, rounds, nominees, the Council, decisions.
const nothing = () => ({ appraised: false, lines: new Map() });

function scored(sheet, form, result) {
  if (form === "score") {
    const lines = rowsBy(result.scores).map(([name, row]) => [name, { aside: truthOf(row.not_applicable), accepted: false, points: "" }]);
    return { appraised: false, lines: new Map(lines) };
  }
  if (result.verdict === "incomplete") return sheet;
  const lines = new Map(form === "appraise_2" ? sheet.lines : []);
  for (const [name, row] of rowsBy(result.scores)) {
    const aside = Boolean(sheet.lines.get(name)?.aside);
    const [points, actual, target] = [row.points, row.actual, row.target].map(typedIn);
    lines.set(name, { aside, accepted: truthOf(row.accept_not_applicable) && aside, points, actual, target });
  }
  return { appraised: true, lines };
}

// What others give units, cell by cell; answers what stood there before.
function givenIn(given, changes) {
  const before = new Map();
  for (const { path, new: now } of changes) {
    const dot = path.lastIndexOf("."), cell = path.slice(0, dot);
    if (!before.has(cell)) before.set(cell, given.get(cell) ?? {});
    given.set(cell, { ...given.get(cell), [path.slice(dot + 1)]: typedIn(now) });
  }
  return before;
}

// The lines of a unit's sheet, with what others give it for the criteria that they score.
function withGiven(table, case_, unit) {
  const criteria = (part) => [...part.criteria, ...(part.parts ?? []).flatMap(criteria)];
  const scored = table.sections.flatMap(criteria).filter((each) => each.scored_by).map((each) => each.id);
  const lines = new Map([...case_.sheets.get(unit).lines].filter(([name]) => !scored.includes(name)));
  for (const name of scored) {
    const { points = "", actual = "", target = "", left_out: out } = case_.given.get(`${unit}:${name}`) ?? {};
    lines.set(name, { aside: out === "True", accepted: out === "True", points, actual, target });
  }
  return lines;
}

const byCandidate = (tally) => canonical(Object.fromEntries(tally.map((line) => [`${line.award}\n${line.unit}`, line])));
const loose = (awards) => canonical(Object.fromEntries(awards.map((a) => [a.award, [a.rule, truthOf(a.waiting), ...["nominated", "tied", "again", "for_council"].map((part) => [...a[part]].sort())]])));
const namesOf = (rules) => new Map(rules.units.map((unit) => [unit.id, unit.short.vi]));
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Forms of which results are made by what was handed in; where that is sealed, none is.
const SCORED = ["score", "appraise", "appraise_2"];
const HANDED_IN = [...SCORED, "rank", "give_points", "late_units", "council_vote", "issue_decision", "revocation_issue"];
// Forms in which the Chairman decides, and the result that is made of it.
const DECIDED = new Map([["decide", "decisions"], ["revocation_decide", "revoked"]]);
// Forms that results are made of, by the kind of their case: another's may have the same names.
const FORMS = new Map([["evaluation", [...SCORED, "rank", "give_points", "late_units"]], ["award_review", ["candidates"]], ["submission", ["council_vote", "decide", "issue_decision"]], ["revocation", ["revocation_decide", "revocation_issue"]]]);

class Results {
  constructor(report, rules, excerpt = false, whole = false) {
    Object.assign(this, { report, rules, excerpt, whole, cases: new Map(), found: [] });
  }
  take(event) {
    this.handle(event);
    const case_ = this.cases.get(event.stream);
    try { recordedIn(case_, event.payload, this.rules.get(case_?.rules)); } catch { this.unreadable(event.stream, event.header.kind); }
  }
  handle(event) {
    const handle = Object.hasOwn(Results.kinds, event.header.kind) ? Results.kinds[event.header.kind] : null;
    if (!handle || !event.stream.startsWith("case/")) return;
    if (!this.cases.has(event.stream)) {
      this.cases.set(event.stream, { sheets: new Map(), parts: new Map(), before: new Map(), given: new Map(), givenBefore: new Map(), out: new Set(), opened: new Map(), rounds: [], decided: {}, issued: {}, revoking: {}, revoked: {}, papers: new Map(), takenBack: new Map(), alike: new Map(), toldEligible: null, judged: null, declared: new Set(), recorded: new Set(), rankedBy: new Map() });
    }
    const case_ = this.cases.get(event.stream);
    case_.begun ||= event.header.kind === "case.opened";
    if (!event.payload) {
      case_.erased ||= Boolean(event.erased);
      case_.withheld ||= event.header.kind !== "task.completed";
      return;
    }
    try { handle.call(this, case_, event, event.payload); } catch { this.unreadable(event.stream, event.header.kind); }
  }
  tell(stream, what, told, lines = [], line) {
    const case_ = this.cases.get(stream), before = this.cases.get(case_.previous);
    const agrees = told === false && (this.excerpt || [case_, before].some((each) => each?.erased || each?.early)) ? null : told;
    this.found.push([stream, what, agrees, lines]);
    if (agrees === false) this.report.wrong("result", `${stream} ${what}`, "", line);
  }
  // What cannot be worked out is wrong, unless what it is made of is not in the file.
  unreadable(stream, what, line) {
    const case_ = this.cases.get(stream), alone = ["", "case/"].includes(case_.previous ?? "");
    const before = alone ? case_ : this.cases.get(case_.previous);
    const there = [case_, before].every((each) => each?.begun && !each.withheld);
    this.tell(stream, what, there ? false : null, [], line);
  }
  // What awards, units and nominees of a case are called by its rules: Vietnamese, English.
  called(stream) {
    const rules = this.rules.get(this.cases.get(stream).rules);
    try {
      const units = rules.units.map((unit) => [unit.id, [unit.short.vi, unit.short.en]]);
      const awards = rules.awards.map((award) => [award.id, [award.name.vi, award.name.en]]);
      const nominees = awards.flatMap(([award, names]) => units.map(([unit, short]) => [`${award}/${unit}`, names.map((name, at) => `${name}, ${short[at]}`)]));
      const conditions = (rules.conditions ?? []).map((each) => [`condition/${each.id}`, [each.name.vi, each.name.en]]);
      return new Map([...conditions, ...units.map(([, short]) => [short[0], short]), ...awards, ...nominees]);
    } catch { return new Map(); }
  }
  // A case by its title, kind and bloc, as far as the file tells them: Vietnamese, English.
  titled(stream) {
    const case_ = this.cases.get(stream), bloc = held(this.rules.get(case_?.rules), "bloc");
    const [title, short] = case_?.names ?? [["", ""], ["", ""]], of = bothOf(held(bloc, "short"));
    return [0, 1].map((at) => [title[at], title[at].includes(short[at]) ? "" : short[at], of[at]].filter(Boolean).join("; "));
  }
  static kinds = {
    "history.baseline"(case_) { case_.boundLater = true; },
    "case.opened"(case_, event, payload) {
      case_.line = event.line;
      case_.kind = saidText(payload.kind);
      case_.names = [payload.title, payload.short].map(bothOf);
      case_.early = !("previous" in payload || "nominees" in payload);
      const { rules } = payload, previous = payload.previous ?? "", nominees = payload.nominees ?? [];
      if (!IS.list(nominees) || !areTexts([rules, previous, ...nominees])) fail("opened");
      Object.assign(case_, { rules, previous: `case/${previous}`, nominees: nominees.length ? nominees : null });
    },
    "task.completed"(case_, event, payload) {
      const { form, key } = objectOf(payload.task), result = payload.result;
      if (case_.kind !== undefined && !FORMS.get(case_.kind)?.includes(form)) return;
      if (result === null && "sealed" in payload && HANDED_IN.includes(form)) {
        case_.withheld = true;
        this.tell(event.stream, event.header.kind, null);
      } else if (SCORED.includes(form) && "scores" in objectOf(result)) {
        case_.before.set(event.header.object, [key, case_.sheets.get(key)]);
        case_.sheets.set(key, scored(case_.sheets.get(key) ?? nothing(), form, result));
      } else if (form === "rank") {
        declareIn(case_, event.header.object, payload);
      } else if (["give_points", "late_units"].includes(form)) {
        case_.givenBefore.set(event.header.object, givenIn(case_.given, payload.changes));
        sayAlike(case_, "others", isAsTyped(case_.given, form, payload));
      } else if (form === "candidates") {
        case_.proposed = proposedIn(payload.changes);
        sayAlike(case_, "candidates", areNamed(payload.changes, result));
      }
      else if (form === "council_vote") this.council(case_, event, payload);
      else if (DECIDED.has(form)) {
        case_.decided[key] = payload.outcome;
        sayAlike(case_, DECIDED.get(form), alike(result?.verdict ?? null, payload.outcome));
      } else if (form === "issue_decision") case_.issued[key] = saidText(result.number);
      else if (form === "revocation_issue") case_.revoking[key] = [saidText(result.number), saidText(result.date)];
    },
    "task.taken_back"(case_, event) {
      case_.declared = case_.rankedBy.get(event.header.object) ?? case_.declared;
      case_.rankedBy.delete(event.header.object);
      for (const [cell, parts] of case_.givenBefore.get(event.header.object) ?? []) case_.given.set(cell, parts);
      case_.givenBefore.delete(event.header.object);
      const before = case_.before.get(event.header.object);
      case_.before.delete(event.header.object);
      if (before?.[1]) case_.sheets.set(before[0], before[1]);
      else if (before) case_.sheets.delete(before[0]);
    },
    "unit.fact_declared"(case_, event, payload) {
      const fact = factOf(aboutOf(event.header), saidText(payload.condition));
      sayAlike(case_, "facts", case_.declared.has(fact) && case_.papers.get(fact) === paperOf(payload));
    },
    "unit.fact_taken_back"(case_, event, payload) {
      const fact = factOf(aboutOf(event.header), saidText(payload.condition));
      sayAlike(case_, "facts", !case_.declared.has(fact) && case_.takenBack.get(fact) === payload.reason);
    },
    "unit.taken_out"(case_, event) {
      case_.out.add(aboutOf(event.header));
    },
    "scores.frozen"(case_, event, payload) {
      case_.finals = new Map(payload.ranking.map((line) => [line.unit, big(line.scaled)]));
      const rules = this.rules.get(case_.rules);
      if (!rules) return this.tell(event.stream, "ranking", null);
      const ranked = rules.units.filter((unit) => !case_.out.has(unit.id) && case_.sheets.get(unit.id)?.appraised);
      const linesOf = new Map(ranked.map((unit) => [unit.id, withGiven(rules.score_table, case_, unit.id)]));
      const best = bestOf(rules.score_table, [...linesOf.values()].map((lines) => ({ lines })));
      const sheets = ranked.map((unit) => ({ table: rules.score_table, lines: linesOf.get(unit.id), unit: unit.id, best }));
      const known = new Set([...case_.declared, ...case_.recorded]);
      case_.judged = new Map(sheets.map((sheet) => [sheet.unit, judgeUnit(rules, sheet, known)]));
      const anew = sheets.filter((sheet) => case_.judged.get(sheet.unit).out === null).map((sheet) => {
        const unit = { id: sheet.unit };
        case_.parts.set(unit.id, partPoints(sheet));
        const [total, scaled] = totals(sheet);
        return { unit: unit.id, total, scaled };
      });
      for (const line of anew) line.rank = 1 + anew.filter((other) => compare(other.scaled, line.scaled) > 0).length;
      const told = new Map(payload.ranking.map((line) => [line.unit, line]));
      const compared = payload.ranking.every(({ unit, collated }) => !linesOf.has(unit) || Object.entries(collated === undefined ? {} : objectOf(collated)).every(([name, points]) => {
        const counted = criterionOf(sheets.find((sheet) => sheet.unit === unit), name);
        return counted && !compare(big(points), counted);
      }));
      const agrees = compared && told.size === anew.length && anew.every((line) => {
        const other = told.get(line.unit);
        return other && other.rank === line.rank && !compare(big(other.total), line.total) && !compare(big(other.scaled), line.scaled);
      });
      const names = namesOf(rules);
      anew.sort((a, b) => a.rank - b.rank || byText(a.unit, b.unit));
      this.tell(event.stream, "ranking", agrees, anew.map((line) => [String(line.rank), names.get(line.unit), said(line.total), said(line.scaled)]));
      this.beside(event.stream, case_, rules, [...known].sort(byText));
      case_.sheets.clear();
      case_.before.clear();
      case_.given.clear();
      case_.givenBefore.clear();
      return undefined;
    },
    "round.opened"(case_, event, payload) { case_.opened.set(numberIn(payload.round), payload); },
    "round.closed"(case_, event, payload) { case_.rounds.push([event.line, { ...payload, round: numberIn(payload.round) }]); },
    "dossier.archived"(case_, event, payload) {
      const told = Object.fromEntries(payload.nominees.map((n) => [n.nominee, [n.decision, n.number]]));
      const anew = Object.fromEntries((case_.nominees ?? Object.keys(told)).map((n) => [n, [case_.decided[n] ?? "dropped", case_.issued[n] ?? ""]]));
      const lines = Object.keys(anew).sort(byText).map((n) => [n, ...anew[n]]);
      this.tell(event.stream, "decisions", canonical(anew) === canonical(told) && (case_.alike.get("decisions") ?? true), lines);
    },
  };
  // The facts that units were ranked by, and whether others gave what was typed.
  beside(stream, case_, rules, known) {
    const names = namesOf(rules);
    if ((rules.conditions ?? []).some((each) => each.fact || each.record)) {
      const lines = known.map((fact) => fact.split("\n")).map(([unit, condition]) => [names.get(unit) ?? unit, `condition/${condition}`]);
      this.tell(stream, "facts", case_.alike.get("facts") ?? true, lines);
    }
    if (rules.scorers?.length) this.tell(stream, "others", case_.alike.get("others") ?? true);
  }
  // Holds who was told to be eligible against conditions and grades, not against what else a decision table asks.
  eligible(stream, case_) {
    const rules = this.rules.get(case_.rules), before = this.cases.get(case_.previous);
    if (!case_.toldEligible?.size || !rules || !(rules.conditions?.length || rules.grades?.length)) return undefined;
    if (!before?.judged) return this.tell(stream, "eligibility", null);
    const names = namesOf(rules), barred = new Map();
    for (const award of rules.awards) {
      for (const unit of names.keys()) barred.set(`${award.id}\n${unit}`, barredFrom(rules, award, before.judged.get(unit)));
    }
    const told = case_.toldEligible;
    const agrees = told.size === barred.size && [...told].every(([of, [able, why]]) => {
      if (!barred.has(of)) return false;
      if (barred.get(of)) return able === false && why === barred.get(of);
      return able === (why === "") && why !== "grade" && !String(why).startsWith("condition/");
    });
    const proposed = Object.entries(case_.proposed ?? {}).flatMap(([award, units]) => units.map((unit) => `${award}\n${unit}`));
    const lines = [...barred].filter(([, why]) => why).map(([of, why]) => [of.split("\n")[0], names.get(of.split("\n")[1]), why]);
    const named = case_.alike.get("candidates") ?? true;
    return this.tell(stream, "eligibility", agrees && named && proposed.every((of) => told.get(of)?.[0] === true), lines, case_.line);
  }
  council(case_, event, payload) {
    const rules = this.rules.get(case_.rules);
    if (!rules) return this.tell(event.stream, "council", null);
    const { votes, present } = payload.result;
    const anew = Object.fromEntries(Object.entries(votes).map(([n, vote]) => [n, councilVote(rules.council, n, vote, present)]));
    const told = Object.fromEntries(payload.changes.map((c) => [c.path, [c.yes, c.base, c.new]]));
    const lines = Object.keys(anew).sort(byText).map((n) => [n, `${anew[n][0]}/${anew[n][1]}`, anew[n][2]]);
    return this.tell(event.stream, "council", canonical(anew) === canonical(told), lines);
  }
  finish() {
    for (const [stream, case_] of this.cases) {
      if (case_.early && !case_.boundLater) {
        case_.early = false;
        this.tell(stream, "case.opened", false, [], case_.line);
      }
      for (const [what, judge] of [["eligibility", this.eligible], ["round", this.count], ["revoked", this.revoked]]) {
        try { judge.call(this, stream, case_); } catch { this.unreadable(stream, what, case_.line ?? 0); }
      }
    }
    for (const [stream, case_] of this.cases) {
      const before = this.cases.get(case_.previous);
      if (!before && !["", "case/"].includes(case_.previous ?? "")) this.tell(stream, "follows", this.whole ? false : null, [], case_.line);
      if (!case_.nominees || !before?.nominated) continue;
      const anew = Object.entries(before.nominated).flatMap(([award, units]) => units.map((unit) => `${award}/${unit}`)).sort(byText);
      const agrees = canonical(anew) === canonical([...case_.nominees].sort(byText));
      this.tell(stream, "nominees", agrees, anew.map((n) => [n]), case_.line);
    }
  }
  count(stream, case_) {
    const rules = this.rules.get(case_.rules), scored = this.cases.get(case_.previous);
    let earlier = {};
    for (const [line, payload] of case_.rounds) {
      const opened = case_.opened.get(payload.round) ?? fail("round");
      if (!rules) { this.tell(stream, "round", null); continue; }
      const counted = opened.mode === "open" ? rollCall(rules, opened, payload.roll_call) : paper(rules, opened, payload.counts);
      const told = loose(payload.settled.awards);
      const ways = [AS_ONE, ROUND_BY_ROUND].map((way) => settleRound(rules, payload.round, counted, scored, earlier, case_.proposed, way));
      const settled = ways.find((way) => loose(way) === told) ?? ways[0];
      earlier = Object.fromEntries(settled.map((award) => [award.award, award]));
      const held = Object.keys(opened.candidates).every((award) => on(rules.voting, award).mode === opened.mode);
      const named = case_.alike.get("candidates") ?? true;
      const agrees = held && named && byCandidate(payload.tally.candidates) === byCandidate(counted) && loose(settled) === told;
      const names = namesOf(rules);
      this.tell(stream, `round ${payload.round}`, agrees, counted.map((t) => [t.award, names.get(t.unit) ?? t.unit, `${t.yes}/${t.base}`]), line);
      case_.nominated = Object.fromEntries(settled.map((award) => [award.award, award.nominated]));
    }
  }
  // Holds the awards that are registered as revoked against who decided and awarded what.
  revoked(stream, case_) {
    const { revoking, revoked, decided } = case_, before = this.cases.get(case_.previous);
    const nominees = Object.keys(revoking).sort(byText);
    if (!nominees.length && !Object.keys(revoked).length) return undefined;
    if (!case_.begun || !before?.begun) return this.tell(stream, "revoked", null);
    const stood = nominees.every((n) => decided[n] === "revoke" && before.decided[n] === "approve" && Boolean(before.issued[n]));
    const agrees = stood && canonical(revoking) === canonical(revoked) && (case_.alike.get("revoked") ?? true);
    return this.tell(stream, "revoked", agrees, nominees.map((n) => [n, ...revoking[n]]), case_.line);
  }
}
