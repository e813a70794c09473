// Elements are made here, and every text goes in as a text node: nothing of a run is ever read as markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const clear = (node) => {
  node.replaceChildren();
  return node;
};
const byId = (id) => document.getElementById(id);
const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
const spaced = (name) => name.toLowerCase().replaceAll("_", " ");

// A row of options: the first one, of value "", leaves the choice open. Counts are those of the whole run.
function fillSelect(select, counts, open, name = (value) => value) {
  const options = [...counts].map(([value, count]) => el("option", { value }, `${name(value)} (${count})`));
  select.replaceChildren(...(open === null ? [] : [el("option", { value: "" }, open)]), ...options);
}

function tally(items, keys) {
  const counts = new Map();
  for (const item of items) for (const key of keys(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
