// Lists of edits and of documents, some at a time.

const STEP = 50;
const FIELDS = ["action", "cls", "rule", "lang", "safety"];
const COLUMN = { cls: 0, rule: 1, lang: 2, safety: 3, action: 4 };
const LABELS = {
  action: (value) => DONE[value],
  cls: (value) => `${value} ${data.classes[value] ?? ""}`,
  lang: (value) => (value === "und" ? "not told" : value),
  safety: (value) => SAFETY[value],
  rule: (value) => value,
};

function card(found) {
  const where = make("div", { class: "where" },
    make("a", { href: link(found.doc, found.number), dir: "auto", text: `${found.doc.n}:${found.line}` }),
    make("code", { text: found.rule }), make("span", {}, `${DONE[found.action]}, ${SAFETY[found.safety]}`),
    found.lang === "und" ? null : make("span", {}, found.lang));
  const change = make("div", { class: "change" });
  const changed = found.before !== found.after;
  // Where spaces at an end are all that differs, they are shown.
  const shown = changed && found.before.trim() === found.after.trim() ? (text) => text.replace(/^ +| +$/g, (spaces) => "␣".repeat(spaces.length)) : (text) => text.trim();
  const side = (kind, text) => make("span", { class: kind, dir: "auto" }, ...visible(shown(text) || "(space)", true));
  change.append(side(changed ? "old" : "same", found.before));
  if (changed && found.after) change.append(side("new", found.after));
  if (found.suggestion) change.append(side("maybe", found.suggestion));
  const twin = found.twin && make("p", { class: "twin" }, `Kept, ${(100 * found.twin[2]).toFixed(0)} % alike: line ${found.twin[1]} of `, make("bdi", { text: found.twin[0] }), found.twin[3] && found.twin[2] < 1 ? make("span", { dir: "auto", text: `: ${found.twin[3]}` }) : null);
  return make("li", { class: `card ${found.action}` }, where, change, make("p", { class: "said", text: found.reason }), twin);
}

function matching(filter) {
  const found = [];
  const part = (filter.q ?? "").toLowerCase();
  for (const doc of data.documents) {
    if (part && !doc.n.toLowerCase().includes(part)) continue;
    doc.e.forEach((row, number) => {
      if (FIELDS.every((name) => !filter[name] || row[COLUMN[name]] === filter[name])) found.push([doc, number]);
    });
  }
  return found;
}

const inRun = (filter, but) => data.edits.filter((row) => FIELDS.every((name) => name === but || !filter[name] || row[COLUMN[name]] === filter[name]));
const sum = (rows) => rows.reduce((total, row) => total + row[5], 0);

// Each choice with how many edits it would leave, the largest first.
function fillFilters(filter) {
  for (const name of FIELDS) {
    const counts = new Map();
    for (const row of inRun(filter, name)) counts.set(row[COLUMN[name]], (counts.get(row[COLUMN[name]]) ?? 0) + row[5]);
    if (filter[name] && !counts.has(filter[name])) counts.set(filter[name], 0);
    const choices = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const select = $("filters").elements[name];
    select.replaceChildren(make("option", { value: "" }, "all"), ...choices.map(([value, count]) => make("option", { value }, `${LABELS[name](value)} (${count.toLocaleString("en")})`)));
    select.value = filter[name] ?? "";
  }
  const field = $("filters").elements.q;
  if (document.activeElement !== field) field.value = filter.q ?? "";
}

function showEdits(filter) {
  fillFilters(filter);
  const found = matching(filter);
  const run = sum(inRun(filter));
  $("edit-count").textContent = filter.q
    ? `${found.length.toLocaleString("en")} edits in documents shown here whose name contains “${filter.q}”.`
    : `${found.length.toLocaleString("en")} edits here, of ${run.toLocaleString("en")} in the run.`;
  paged($("edit-list"), $("more-edits"), found, ([doc, number]) => card(edit(doc, number)));
}

function showDocuments(part) {
  const found = data.documents.filter((doc) => doc.n.toLowerCase().includes(part.toLowerCase()));
  $("document-count").textContent = `${found.length.toLocaleString("en")} of the ${data.documents.length.toLocaleString("en")} documents shown here; ${data.touched.toLocaleString("en")} in the run have edits.`;
  paged($("document-list"), $("more-documents"), found, (doc) => make("li", {},
    make("a", { href: link(doc), dir: "auto", text: doc.n }),
    make("span", { class: "tally" }, tallyOf(doc.c))));
}

const tallyOf = (counts) => ["fixed", "removed", "flagged"].map((name, i) => counts[i] && `${counts[i]} ${name}`).filter(Boolean).join(" · ");

function paged(list, button, found, build) {
  let at = 0;
  const more = () => {
    list.append(...found.slice(at, at + STEP).map(build));
    at += STEP;
    button.hidden = at >= found.length;
  };
  list.replaceChildren();
  button.onclick = more;
  more();
}

// A few of each, no rule twice while others wait.
function few(action, most = 5) {
  const seen = new Set(), first = [], later = [];
  for (const [doc, number] of matching({ action })) {
    const found = edit(doc, number);
    (seen.has(found.rule) ? later : first).push(found);
    seen.add(found.rule);
    if (first.length >= most) break;
  }
  return [...first, ...later].slice(0, most);
}

function showFew(id, action, none) {
  if (!$(id)) return;
  const found = few(action);
  if (!found.length) { $(id).replaceChildren(make("p", { class: "muted" }, none)); return; }
  const total = sum(inRun({ action }));
  $(id).replaceChildren(make("ul", { class: "cards" }, ...found.map(card)), make("p", {}, make("a", { href: `#view=edits&action=${action}` }, `All ${total.toLocaleString("en")}`)));
}
