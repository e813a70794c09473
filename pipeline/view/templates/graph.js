// The mechanism of a drug: from the drug through its targets to what comes of it, along `via`.
const BOX = { width: 170, height: 40, gap: 14, step: 252, margin: 16 };
const BARRED = new Set(["inhibits", "antagonizes", "decreases"]);
const MOST = 24;

// Nodes are objects of the drug's triples, equal names once; an edge comes from each cause, or from the drug.
function mechanism(run, drug, all) {
  const claims = run.triples.filter((triple) => triple.subject.name === drug);
  const causes = new Set(claims.flatMap((triple) => triple.via));
  const kept = claims.filter((triple) => all || triple.via.length || causes.has(triple.at)
    || run.targets.includes(triple.object.label));
  const key = (side) => `${side.label}\n${side.name}`;
  const nodes = new Map([["", { name: drug, label: "DRUG", column: 0, from: [] }]]);
  const edges = new Map();
  for (const triple of kept) {
    const to = key(triple.object);
    if (!nodes.has(to)) nodes.set(to, { ...triple.object, column: 1, from: [] });
    const origins = triple.via.map((at) => key(run.triples[at].object)).filter((from) => from !== to);
    for (const from of origins.length ? origins : [""]) {
      const name = [from, to, triple.relation, triple.polarity].join("\n\n");
      if (edges.has(name)) edges.get(name).count += 1;
      else edges.set(name, { from, to, triple, count: 1 });
    }
  }
  const links = [...edges.values()].filter((edge) => nodes.has(edge.from));
  for (let round = 0; round < 6; round += 1) {
    for (const { from, to } of links) {
      const depth = nodes.get(from).column + 1;
      if (depth > nodes.get(to).column && depth <= 6) nodes.get(to).column = depth;
    }
  }
  return { nodes, links };
}

// Columns by the length of the chain; within one, nodes stand near what they come from.
function place({ nodes, links }) {
  for (const { from, to } of links) nodes.get(to).from.push(nodes.get(from));
  const columns = [];
  for (const node of nodes.values()) (columns[node.column] ??= []).push(node);
  const filled = columns.filter(Boolean);
  let left = 0;
  filled.forEach((column, x) => {
    const middle = (node) => node.from.reduce((sum, one) => sum + (one.y ?? 0), 0) / (node.from.length || 1);
    column.sort((a, b) => middle(a) - middle(b) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
    column.slice(MOST).forEach((node) => { node.left = true; left += 1; });
    column.slice(0, MOST).forEach((node, y) => {
      node.x = BOX.margin + x * BOX.step;
      node.y = BOX.margin + y * (BOX.height + BOX.gap);
    });
  });
  const rows = Math.max(...filled.map((column) => Math.min(column.length, MOST)));
  const height = 2 * BOX.margin + rows * (BOX.height + BOX.gap) - BOX.gap;
  for (const column of filled) {
    const shown = column.filter((node) => !node.left);
    const used = shown.length * (BOX.height + BOX.gap) - BOX.gap;
    for (const node of shown) node.y += (height - 2 * BOX.margin - used) / 2;
  }
  return { width: 2 * BOX.margin + (filled.length - 1) * BOX.step + BOX.width, height, left };
}

function cut(name, most = 21) {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function drawNode(node) {
  return svg("g", { class: `node label-${node.label}`, transform: `translate(${node.x} ${node.y})` },
    svg("title", {}, `${node.name} (${spaced(node.label)})`),
    svg("rect", { width: BOX.width, height: BOX.height, rx: 7 }),
    svg("rect", { class: "edge-of", width: 4, height: BOX.height, rx: 2 }),
    svg("text", { x: 13, y: 17 }, cut(node.name)),
    svg("text", { class: "small", x: 13, y: 32 }, spaced(node.label)));
}

function drawEdge(edge, nodes, onChoose) {
  const { triple } = edge;
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x - 5, to.y + BOX.height / 2];
  const bend = Math.max(36, Math.abs(x2 - x1) / 2);
  const said = `${triple.polarity === "negated" ? "not " : ""}${triple.relation}`;
  const group = svg("g", {
    class: `edge ${triple.polarity} ${triple.certainty} relation-${triple.relation}`, role: "button", tabindex: 0,
    "aria-label": `${from.name} ${said} ${to.name}`,
  },
  svg("path", { class: "hit", d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }),
  svg("path", {
    class: "line", d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    "marker-end": BARRED.has(triple.relation) ? "url(#bar)" : "url(#arrow)",
  }),
  svg("text", { class: "small", x: x2 - 6, y: y2 - 5, "text-anchor": "end" }, said));
  group.addEventListener("click", () => onChoose(triple));
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onChoose(triple);
  });
  return group;
}

function drawGraph(run, drug, all, onChoose) {
  const graph = mechanism(run, drug, all);
  const home = byId("graph");
  if (!graph.links.length) {
    home.replaceChildren(el("p", { class: "hint" }, `No target and no mechanism link of ${drug || "this drug"} in this run.`));
    return;
  }
  const { width, height, left } = place(graph);
  const nodes = [...graph.nodes.values()].filter((node) => !node.left);
  const links = graph.links.filter((edge) => !graph.nodes.get(edge.from).left && !graph.nodes.get(edge.to).left);
  const marker = (id, shape) => svg("marker", {
    id, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, orient: "auto", markerUnits: "userSpaceOnUse",
  }, svg("path", { d: shape }));
  home.replaceChildren(
    svg("svg", { viewBox: `0 0 ${width} ${height}`, width, role: "group", "aria-label": `Mechanism of ${drug}` },
      svg("defs", {}, marker("arrow", "M1 1 L9 5 L1 9 z"), marker("bar", "M7 0 h2 v10 h-2 z")),
      ...links.map((edge) => drawEdge(edge, graph.nodes, onChoose)), ...nodes.map(drawNode)),
    el("p", { class: "hint" }, "Arrow: activates, increases, causes, treats. Bar: inhibits, antagonizes, decreases. Dashed: negated. "
      + `Dotted: hedged. A line leads to its evidence.${left ? ` ${left} more are left out: filter the table for all.` : ""}`));
}
