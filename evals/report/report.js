// The list of cases: it filters, sorts and opens. What articles, people and models wrote becomes text nodes and nothing
// else: no string is ever read as mark-up. Rows are made as they are needed, what a case opens to when it is opened.
(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  const STEP = 100;
  const both = data.mode === "compare";
  let order = { at: -1, down: true };
  let shown = STEP;

  // Elements
  function make(name, attributes = {}, ...children) {
    const found = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) found.setAttribute(key, value);
    found.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return found;
  }
  const isolated = (text) => make("bdi", {}, String(text));
  const titled = (title, ...children) => (children.flat().length ? [make("h3", {}, title), ...children.flat()] : []);

  // Values
  const chosen = (name) => form.elements[name]?.value ?? "";
  const isAmount = (score) => data.amounts.includes(score);
  const value = (row, side = 0) => row.sides[side].scores[chosen("score")] ?? null;
  const change = (row) => (value(row, 0) === null || value(row, 1) === null ? null : value(row, 1) - value(row, 0));
  const number = (n, digits = 1) => n.toLocaleString("en", { maximumFractionDigits: digits });
  function told(score, n) {
    if (n === null || n === undefined) return "unscored";
    return isAmount(score) ? number(n, 2) : `${number(100 * n)} %`;
  }
  function cell(row, side) {
    const name = chosen("score");
    if (row.sides[side].error) return "failed";
    return name in row.sides[side].scores ? told(name, value(row, side)) : "–";
  }
  const signed = (row) => (change(row) === null ? "–" : (change(row) > 0 ? "+" : "") + told(chosen("score"), change(row)));
  const outcome = (side) => (side.error ? "failed" : side.outcome || "");

  const known = (key) => data.rows.some((row) => ![null, undefined, ""].includes(key(row)));
  const columns = [
    { name: "Question", key: (row) => row.question.toLowerCase(), show: heading },
    { name: "Reader", key: readers, show: (row) => isolated(readers(row)), idle: new Set(data.rows.map(readers)).size < 2 },
    ...(both
      ? [
          { name: "A", key: (row) => value(row, 0), show: (row) => cell(row, 0), num: true },
          { name: "B", key: (row) => value(row, 1), show: (row) => cell(row, 1), num: true },
          { name: "Change", key: change, show: signed, num: true, bad: (row) => change(row) < 0 },
        ]
      : [
          { name: "Outcome", key: (row) => outcome(row.sides[0]), show: (row) => badge(row.sides[0]), idle: !known((row) => outcome(row.sides[0])) },
          { name: "Confidence", key: (row) => row.sides[0].confidence, show: (row) => sure(row.sides[0]), num: true, idle: !known((row) => row.sides[0].confidence) },
          { name: "Score", key: value, show: (row) => cell(row, 0), num: true, bad: failed },
          { name: "Seconds", key: seconds, show: (row) => (seconds(row) === null ? "" : number(seconds(row), 2)), num: true },
        ]),
  ].filter((column) => !column.idle);

  function readers(row) {
    return [...new Set(row.sides.map((side) => side.reader))].join(" / ");
  }
  function seconds(row) {
    return row.sides[0].scores.seconds ?? (row.sides[0].timings.total_ms === undefined ? null : row.sides[0].timings.total_ms / 1000);
  }
  function failed(row) {
    return value(row) !== null && value(row) < 1 && !isAmount(chosen("score"));
  }
  const sure = (side) => (side.confidence === null || side.confidence === undefined ? "" : side.confidence.toFixed(2));
  function badge(side) {
    const kind = outcome(side);
    return kind ? make("span", { class: `badge ${/^[a-z_]+$/.test(kind) ? kind : ""}` }, kind.replaceAll("_", " ")) : "";
  }
  function heading(row) {
    const button = make("button", { type: "button", class: "ask", "aria-expanded": "false", dir: "auto" }, row.question || row.id);
    return [button, make("span", { class: "id" }, isolated([row.id, ...row.tags].join(" · ")))];
  }

  // Which rows, in which order
  const kinds = {
    failed: (row) => failed(row),
    passed: (row) => value(row) === 1,
    unscored: (row) => chosen("score") in row.sides[0].scores && value(row) === null,
    error: (row) => row.sides.some((side) => side.error),
    changed: (row) => change(row),
    better: (row) => change(row) > 0,
    worse: (row) => change(row) < 0,
  };
  for (const row of data.rows) {
    const words = [row.id, row.question, ...row.tags, ...row.gold.flat(), ...row.sides.flatMap((side) => [side.text, side.error || ""])];
    row.words = words.join("\n").toLowerCase();
  }
  function matching() {
    const wanted = chosen("search").toLowerCase().split(/\s+/).filter(Boolean);
    const [show, reader, tag] = ["show", "reader", "tag"].map(chosen);
    return data.rows.filter(
      (row) =>
        wanted.every((word) => row.words.includes(word)) &&
        (!show || kinds[show](row)) &&
        (!reader || row.sides.some((side) => side.reader === reader)) &&
        (!tag || row.tags.includes(tag)),
    );
  }
  function sorted(rows) {
    if (order.at < 0) return rows;
    const sign = order.down ? -1 : 1;
    const keyed = rows.map((row) => [columns[order.at].key(row), row]);
    const missing = (key) => key === null || key === undefined || key === "";
    keyed.sort(([a], [b]) => missing(a) - missing(b) || (missing(a) ? 0 : sign * (a < b ? -1 : a > b ? 1 : 0)));
    return keyed.map(([, row]) => row);
  }

  // What a case opens to
  function marked(text, spans) {
    const ends = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
    return ends.slice(1).map((end, at) => {
      const start = ends[at];
      const over = spans.filter((span) => span.start <= start && end <= span.end);
      if (!over.length) return text.slice(start, end);
      const closing = over.filter((span) => span.end === end).map((span) => span.number);
      return make("mark", {}, text.slice(start, end), closing.length ? make("sup", {}, closing.join(" ")) : "");
    });
  }
  function cited(side) {
    const places = new Map();
    for (const one of side.citations) {
      const key = one.passage ?? `quote ${one.number}`;
      places.set(key, [...(places.get(key) || []), one]);
    }
    return [...places.values()].flatMap((group) => {
      const first = group[0];
      const whence = [first.outlet, first.published, first.title].filter(Boolean).map((part, at) => [at ? " · " : "", isolated(part)]);
      const text = first.passage === undefined ? group.map((one) => make("mark", {}, one.quote)) : marked(data.passages[first.passage], group);
      const numbers = make("b", {}, `[${group.map((one) => one.number).join(", ")}] `);
      return [make("p", { class: "whence" }, numbers, ...whence.flat()), make("p", { class: "passage", dir: "auto" }, text)];
    });
  }
  const listed = (pairs, kind = null) => (pairs.length ? [make("dl", { class: kind }, pairs.flatMap(([name, ...said]) => [make("dt", {}, isolated(name)), make("dd", { dir: "auto" }, said.flat())]))] : []);
  function scores(side) {
    return listed(Object.entries(side.scores).map(([name, n]) => [name, told(name, n), side.reasons[name] ? make("span", { class: "why" }, ` — ${side.reasons[name]}`) : ""]), "pairs");
  }
  function found(side) {
    if (!side.hits.length) return [];
    const each = side.hits.flatMap((hit) => [
      make("p", { class: "whence" }, isolated(hit.article ?? ""), ` · score ${hit.score ?? "?"}${hit.cited ? " · cited" : ""}`),
      make("p", { class: "passage", dir: "auto" }, data.passages[hit.passage]),
    ]);
    return [make("details", {}, make("summary", {}, `${side.hits.length} passages found`), each)];
  }
  const items = (lines) => (lines.length ? [make("ul", {}, lines.map((line) => make("li", { dir: "auto" }, line)))] : []);
  function used(side) {
    const time = Object.entries(side.timings).map(([name, ms]) => `${name.replace("_ms", "")} ${number(ms)} ms`);
    const { prompt_tokens: read, completion_tokens: wrote, cost_usd: cost } = side.usage;
    const tokens = read || wrote ? [`${number(read)} tokens read, ${number(wrote)} written`] : [];
    const said = [...time, ...tokens, ...(cost ? [`$${cost}`] : [])].join(" · ");
    return said ? [make("p", { class: "small why" }, said)] : [];
  }
  function answered(side, at) {
    const who = (both ? `${"AB"[at]}: ` : "Answer of ") + side.reader + (side.by && side.by !== side.reader ? ` (${side.by})` : "");
    return [
      make("h3", { class: "lead" }, isolated(who), " ", badge(side), sure(side) ? ` confidence ${sure(side)}` : ""),
      side.asked ? make("p", { class: "small why" }, "Asked as: ", isolated(side.asked)) : "",
      side.error ? make("p", { class: "bad" }, side.error) : make("p", { class: "answer", dir: "auto" }, side.text),
      ...items(side.notices), ...titled("Citations in their passage", cited(side)),
      ...titled("Where sources differ", items(side.differ.map(([about, kind, sides]) => `${about} (${kind}): ${sides.join(" | ")}`))),
    ];
  }
  function rest(side) {
    const dropped = items(side.dropped.map(([text, reason]) => `${text} — ${reason}`));
    return [...titled("Dropped by the checks", dropped), ...found(side), ...used(side)];
  }
  function detail(row) {
    const wanted = titled("Wanted", listed(row.gold));
    const [first] = row.sides;
    const parts = both
      ? row.sides.map((side, at) => make("div", {}, answered(side, at), titled("Scores", scores(side)), rest(side)))
      : [make("div", {}, answered(first, 0)), make("div", {}, titled("Scores", scores(first)), wanted, rest(first))];
    return make("div", { class: `case ${data.mode}` }, make("div", { class: "sides" }, parts), both ? wanted : "");
  }

  // The table
  function line(row) {
    const cells = columns.map((column, at) => {
      const kind = [column.num ? "num" : "", column.bad?.(row) ? "bad" : ""].join(" ").trim();
      return make("td", { class: kind || null, "data-label": at ? column.name : null }, [column.show(row)].flat());
    });
    const made = make("tr", {}, cells);
    made.querySelector(".ask").addEventListener("click", (event) => toggle(event.currentTarget, made, row));
    return made;
  }
  function toggle(button, made, row) {
    const open = made.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    if (open) made.after(make("tr", { class: "detail" }, make("td", { colspan: columns.length }, detail(row))));
    else made.nextElementSibling.remove();
  }
  function draw() {
    const rows = sorted(matching());
    list.tBodies[0].replaceChildren(...rows.slice(0, shown).map(line));
    more.hidden = rows.length <= shown;
    more.textContent = `Show ${Math.min(STEP, rows.length - shown)} more`;
    document.getElementById("count").textContent = `${rows.length} of ${data.rows.length}`;
    [...list.tHead.rows[0].cells].forEach((head, at) => {
      if (at === order.at) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }
  function again() {
    shown = STEP;
    draw();
  }
  columns.forEach((column, at) => {
    const button = make("button", { type: "button" }, column.name);
    button.addEventListener("click", () => {
      order = { at, down: order.at === at ? !order.down : Boolean(column.num) };
      again();
    });
    list.tHead.rows[0].append(make("th", { scope: "col", class: column.num ? "num" : null }, button));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", again);
  more.addEventListener("click", () => {
    shown += STEP;
    draw();
  });
  draw();
})();
