// The state of the page, and what follows from a change of it.
const run = JSON.parse(byId("data").textContent);
index(run);
const form = byId("filters");
const state = { document: null, triple: null };
const reader = new Reader(run, (triple) => select(triple, true));
const table = new Table(run, { choose: (triple, chosen) => select(triple, chosen), sort: refresh });

function refresh() {
  const { words, drug, relation, section, polarity, certainty, confidence } = form.elements;
  const wanted = {
    document: state.document, words: words.value, drug: drug.value, relation: relation.value,
    section: section.value, polarity: polarity.value, certainty: certainty.value, confidence: Number(confidence.value),
  };
  const found = choose(run.triples, wanted);
  table.show(found, state.triple);
  const where = state.document === null ? "" : ` in ${run.documents[state.document].id}`;
  byId("shown").textContent = `${found.length.toLocaleString("en")} of ${plural(run.triples.length, "triple")}${where}`;
  byId("least").textContent = Number(confidence.value).toFixed(2);
}

// A triple that was chosen (not only passed by the arrow keys) also comes into sight on a small screen.
function select(triple, chosen) {
  state.triple = triple;
  reader.show(triple.document, triple);
  markDocument(triple.document);
  history.replaceState(null, "", `#triple=${triple.id}`);
  if (table.triples[table.active] !== triple) {
    table.active = table.triples.indexOf(triple);
    if (table.active >= 0) table.reveal();
    table.draw();
  }
  if (chosen) {
    showTab("text");
    showPane("reader");
    reader.scroll();
  }
}

function open(number) {
  state.document = state.document === number ? null : number;
  state.triple = null;
  table.active = -1;
  reader.show(number, null);
  markDocument(number);
  setGraphDrug(run.documents[number].drug);
  refresh();
  showPane("triples");
}

function markDocument(number) {
  for (const button of byId("documents").querySelectorAll("button")) {
    const at = Number(button.dataset.at);
    button.setAttribute("aria-pressed", String(at === state.document));
    button.classList.toggle("read", at === number);
  }
}

function listDocuments() {
  const counts = tally(run.triples, (triple) => [triple.document]);
  const items = run.documents.map((one, at) => {
    const button = el("button", { type: "button", "data-at": at, "aria-pressed": "false", title: one.id },
      el("span", { class: "one" }, one.drug ?? one.title ?? one.id), el("small", { class: "one" }, one.id),
      el("span", { class: "count", "aria-label": `${plural(counts.get(at) ?? 0, "triple")}, ${plural(one.mentions, "mention")}` },
        String(counts.get(at) ?? 0)));
    return el("li", {}, button);
  });
  byId("documents").replaceChildren(...items);
  byId("documents").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) open(Number(button.dataset.at));
  });
  byId("find").addEventListener("input", (event) => {
    const asked = event.target.value.trim().toLowerCase();
    items.forEach((item) => { item.hidden = !item.textContent.toLowerCase().includes(asked); });
  });
}

function fillFilters() {
  const { drug, relation, section, polarity, certainty, confidence } = form.elements;
  const counted = (keys) => tally(run.triples, keys);
  const byName = (counts) => [...counts].sort(([a], [b]) => a.localeCompare(b, "en"));
  const byCount = (counts) => [...counts].sort(([, a], [, b]) => b - a);
  fillSelect(drug, byName(counted((triple) => [triple.subject.name])), "any");
  fillSelect(relation, run.relations.map((name) => [name, counted((triple) => [triple.relation]).get(name) ?? 0]), "any");
  fillSelect(section, byCount(counted((triple) => triple.sections)), "any", spaced);
  fillSelect(polarity, byCount(counted((triple) => [triple.polarity])), "any");
  fillSelect(certainty, byCount(counted((triple) => [triple.certainty])), "any");
  const drugs = counted((triple) => (triple.subject.label === "DRUG" ? [triple.subject.name] : []));
  fillSelect(byId("graph-drug"), byName(drugs), drugs.size ? null : "no drug");
  if (run.triples.every((triple) => triple.confidence === null)) {
    confidence.disabled = true;
    confidence.closest("label").title = "No triple of this run has a confidence";
  }
}

function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll(".panes button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }
}

function showTab(name) {
  document.body.dataset.tab = name;
  for (const tab of ["text", "graph"]) {
    const isShown = tab === name;
    byId(`pane-${tab}`).hidden = !isShown;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(isShown));
    byId(`tab-${tab}`).tabIndex = isShown ? 0 : -1;
  }
  if (name === "graph") redraw();
}

function redraw() {
  drawGraph(run, byId("graph-drug").value, byId("graph-all").checked, (triple) => select(triple, true));
}

function setGraphDrug(name) {
  const picker = byId("graph-drug");
  if ([...picker.options].some((option) => option.value === name)) picker.value = name;
  if (!byId("pane-graph").hidden) redraw();
}

function switchTheme() {
  const root = document.documentElement;
  const isDark = getComputedStyle(root).colorScheme === "dark"
    || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = isDark ? "light" : "dark";
}

function listen() {
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    state.document = null;
    markDocument(reader.number);
    refresh();
  }));
  form.elements.drug.addEventListener("change", (event) => setGraphDrug(event.target.value));
  byId("theme").addEventListener("click", switchTheme);
  for (const button of document.querySelectorAll(".panes button")) {
    button.addEventListener("click", () => showPane(button.dataset.pane));
  }
  for (const tab of ["text", "graph"]) {
    byId(`tab-${tab}`).addEventListener("click", () => showTab(tab));
    byId(`tab-${tab}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tab === "text" ? "graph" : "text";
      showTab(other);
      byId(`tab-${other}`).focus();
    });
  }
  byId("graph-drug").addEventListener("change", redraw);
  byId("graph-all").addEventListener("change", redraw);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      showPane("triples");
      form.elements.words.focus();
    } else if (event.key === "Escape") {
      byId("table").focus();
    }
  });
}

byId("summary").textContent = `${plural(run.documents.length, "document")}, ${plural(run.triples.length, "triple")}`
  + ` · version ${run.version}`;
listDocuments();
fillFilters();
listen();
showPane("triples");
refresh();
const asked = location.hash.match(/^#triple=(\w+)$/)?.[1];
const first = run.triples.find((triple) => triple.id === asked);
if (first) {
  setGraphDrug(first.subject.name);
  select(first, true);
} else if (run.documents.length) {
  reader.show(0, null);
  markDocument(0);
  setGraphDrug(run.documents[0].drug);
}
