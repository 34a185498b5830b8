(() => {
  const data = JSON.parse(document.getElementById("data").textContent), exam = data.exam, key = exam.key;
  const $ = id => document.getElementById(id), stage = $("stage");
  const el = (name, text, parent, cls) => { const n = document.createElement(name); if (text) n.textContent = text; if (cls) n.className = cls; parent.append(n); return n; };
  const nameOf = id => Object.keys(data.hypotheses).find(n => data.hypotheses[n] === id) || id;
  const answers = []; let asked = 0;
  for (const name of Object.keys(data.hypotheses)) el("option", "", $("names")).value = name;
  if (Object.keys(exam.marks).length) NmtChart.draw($("chart"), exam.marks, `Body chart of what the client drew. ${exam.side_note}`, exam.side_note);
  const know = text => el("li", text, $("known"));
  const count = () => { $("cost").textContent = `${asked} questions asked`; };

  function field(parent, label, make) { const l = el("label", label, parent), id = `f${document.querySelectorAll("label").length}`; l.htmlFor = id; const n = make(); n.id = id; parent.append(n); return n; }
  const area = () => document.createElement("textarea");
  function show(i) {
    const s = exam.stages[i], own = { asked: [], hypotheses: [] };
    answers[i] = own;
    stage.replaceChildren(); el("h2", `${i + 1}. ${s.name}`, stage);
    s.told.forEach(know); count();
    if (s.questions.length) {
      el("p", "Ask what you want to know. Every question costs.", stage);
      const box = el("div", "", stage, "questions");
      s.questions.forEach((q, n) => { const b = el("button", q.text, box); b.type = "button"; b.addEventListener("click", () => {
        if (own.asked.includes(n)) return;
        own.asked.push(n); asked++; b.disabled = true; q.answer.forEach(know); count(); }); });
    }
    el("h2", "Your hypotheses now, the likeliest first", stage);
    const before = i ? answers[i - 1].hypotheses : [], rows = [];
    for (let n = 0; n < 3; n++) {
      const old = before[n], set = el("fieldset", "", stage);
      el("legend", `Hypothesis ${n + 1}`, set);
      const input = field(set, "Name, from the list", () => { const x = document.createElement("input"); x.setAttribute("list", "names"); x.autocomplete = "off"; x.value = old ? nameOf(old.hypothesis) : ""; return x; });
      const texts = [["speaks_for", "What speaks for it"], ["speaks_against", "What speaks against it"], ["expected_absent", "What would you expect that is absent"]]
        .map(([id, label]) => [id, field(set, label, () => { const x = area(); x.value = old ? old[id] : ""; return x; })]);
      rows.push([input, texts, el("p", "", set, "alert")]);
    }
    const go = el("button", i + 1 < exam.stages.length ? "Next stage" : "To the end", el("div", "", stage, "actions"), "main");
    go.type = "button";
    go.addEventListener("click", () => {
      own.hypotheses = []; let bad = false;
      for (const [input, texts, word] of rows) {
        const id = data.hypotheses[input.value.trim()];
        word.textContent = "";
        if (!input.value.trim()) continue;
        if (!id) { word.textContent = "Choose a name from the list."; bad = true; continue; }
        own.hypotheses.push({ hypothesis: id, ...Object.fromEntries(texts.map(([t, n]) => [t, n.value.trim()])) });
      }
      if (!bad) i + 1 < exam.stages.length ? show(i + 1) : end();
    });
    if (i) stage.focus();  // the first stage is read from the top of the page
  }
  function end() {
    stage.replaceChildren(); el("h2", "How urgent is it?", stage);
    const urgency = field(stage, "Urgency", () => document.createElement("select"));
    data.urgencies.forEach(u => { el("option", u.replaceAll("_", " "), urgency).value = u; });
    urgency.value = "treat";
    const radios = [];
    if (exam.item) {
      const set = el("fieldset", "", stage); el("legend", `Which of these weighs most for ${exam.item.hypothesis}?`, set);
      exam.item.options.forEach((text, n) => { const l = el("label", "", set, "choice"), r = el("input", "", l); r.type = "radio"; r.name = "item"; r.value = n; el("span", text, l); radios.push(r); });
    }
    const student = field(stage, "Your name or number", () => { const x = document.createElement("input"); x.type = "text"; return x; });
    const go = el("button", "Show the answer", el("div", "", stage, "actions"), "main"); go.type = "button";
    go.addEventListener("click", () => finish({ schema: data.schema, case: exam.case, seed: exam.seed, student: student.value.trim() || "student", stages: answers,
      urgency: urgency.value, key_item: radios.findIndex(r => r.checked) }));
  }
  // as nmt_expert.teaching.quiz.result.score
  function score(result) {
    const ranking = result.stages.at(-1).hypotheses.map(h => h.hypothesis), off = data.urgencies.indexOf(result.urgency) - data.urgencies.indexOf(key.urgency);
    const right = ranking.slice(0, 3).findIndex(id => key.hypotheses.includes(id)) + 1;
    const urgency = Math.max(0, off < 0 ? 1 + .25 * off : 1 - .5 * off);
    const named = key.hypotheses.length ? (right ? 1 / right : 0) : +(off <= 0);
    const accuracy = (2 * named + urgency) / 3, offered = exam.stages.reduce((n, s) => n + s.questions.length, 0);
    const efficiency = 1 - .5 * Math.min(1, Math.max(0, asked - key.needed) / Math.max(1, offered - key.needed));
    return { named, urgency, accuracy, efficiency, score: accuracy * efficiency, first: ranking[0],
      missed: off > 0 && (["emergency", "urgent"].includes(key.urgency) || (key.urgency === "refer" && key.flags.length > 0)), mind: ranking[0] && !key.hypotheses.includes(ranking[0]) ? key.changed_mind[ranking[0]] || "" : "" };
  }
  function finish(result) {
    const s = score(result);
    stage.replaceChildren(); el("h2", key.published ? "Published answer" : "The rules' answer", stage);
    el("p", `${key.names}; urgency: ${key.urgency.replaceAll("_", " ")}.`, stage, "result");
    if (s.mind) el("p", `The finding that should have changed your mind: ${s.mind}.`, stage, "mind");
    if (s.missed) el("p", `Missed danger: this was ${key.urgency}. The rules raise: ${key.flags.join("; ") || "no flag"}.`, stage, "alert");
    const table = el("table", "", stage), head = el("tr", "", table);
    ["Stage", "You", "The rules"].forEach(t => { el("th", t, head).scope = "col"; });
    exam.stages.forEach((g, i) => { const row = el("tr", "", table); el("th", g.name, row).scope = "row";
      el("td", result.stages[i].hypotheses.map(h => nameOf(h.hypothesis)).join("; ") || "nothing", row); el("td", g.rules.slice(0, 3).map(r => r.name).join("; ") || "nothing", row); });
    if (exam.item && result.key_item >= 0) el("p", `Weightiest finding: ${result.key_item === exam.item.right ? "right" : "not the weightiest"}. ${exam.item.options[exam.item.right]}: ${exam.item.why}`, stage);
    el("p", `Score ${s.score.toFixed(2)} = accuracy ${s.accuracy.toFixed(2)} (hypothesis ${s.named.toFixed(2)}, urgency ${s.urgency.toFixed(2)}) times efficiency ${s.efficiency.toFixed(2)} (${asked} questions; ${key.needed} settle it).`, stage, "result");
    const text = JSON.stringify(result, null, 2), out = field(stage, "Your results, for the instructor", area); out.textContent = text; out.readOnly = true;
    const save = el("button", "Save the results", el("div", "", stage, "actions"), "main"); save.type = "button";
    save.addEventListener("click", () => { const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      a.download = `${exam.case}-${result.student.replace(/[^\w-]+/g, "-")}.json`; a.click(); });
    el("p", exam.source, stage, "soft"); stage.focus();
  }
  show(0);
})();
