/** Script of the preview page: puts changed blocks in, scrolls in step with the text, leads back to it. */
import "./page.css";
import type { PreviewFinding } from "../../../server/src/protocol";
import type { FromPage, PageState, ToPage } from "./messages";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

interface Shown {
  readonly element: HTMLElement;
  line: number;
  endLine: number;
  notes: string;
}

const api = acquireVsCodeApi();
const sheet = document.getElementById("sheet")!;
const toggle = document.getElementById("findings") as HTMLButtonElement;
const severityWords = { 1: "Ошибка", 2: "Предупреждение", 3: "Сведение", 4: "Подсказка" } as const;
const shown = new Map<string, Shown>();
let order: Shown[] = [];
let state: PageState = api.getState() ?? { uri: document.body.dataset.uri ?? "", scroll: 0 };
let first = true;
/** Scroll events up to this time are our own doing. */
let quietUntil = 0;

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.type === "update") update(data);
  else if (data.type === "scroll") scrollToLine(data.line);
  else if (state.findings === undefined) showFindings(data.shown);
});
toggle.addEventListener("click", () => {
  const on = !document.body.classList.contains("with-findings");
  showFindings(on);
  save({ findings: on });
});
window.addEventListener("scroll", scheduleScroll, { passive: true });
sheet.addEventListener("dblclick", event => goToSource(event.target));
sheet.addEventListener("click", followLink);
sheet.addEventListener("keydown", event => {
  if (event.key === "Enter" && !(event.target as Element).closest("a")) goToSource(event.target);
  else if (event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
if (state.findings !== undefined) showFindings(state.findings);
api.postMessage({ type: "ready" });

function update(message: Extract<ToPage, { type: "update" }>): void {
  const other = message.uri !== state.uri;
  const wanted = new Set(message.order);
  for (const [id, { element }] of shown) {
    if (wanted.has(id)) continue;
    element.remove();
    shown.delete(id);
  }
  document.getElementById("empty")?.remove();
  let cursor = sheet.firstElementChild;
  order = message.order.flatMap((id, i) => {
    const [line, endLine] = message.lines[i]!;
    let block = shown.get(id);
    if (!block) {
      const html = message.html[id];
      if (html === undefined) return [];
      block = { element: create(id, html), line, endLine, notes: "" };
      shown.set(id, block);
    }
    block.line = line;
    block.endLine = endLine;
    if (block.element === cursor) cursor = cursor.nextElementSibling;
    else sheet.insertBefore(block.element, cursor);
    return [block];
  });
  if (order.length === 0) sheet.append(emptyNote());
  putFindings(message.findings);
  document.title = message.title;
  if (first || other) {
    quietUntil = performance.now() + 200;
    window.scrollTo(0, other ? 0 : state.scroll);
    first = false;
  }
  save(other ? { uri: message.uri, scroll: 0 } : {});
  rove();
}

function create(id: string, html: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "block";
  element.id = id;
  element.tabIndex = -1;
  // The server escaped every character that comes from the document.
  element.innerHTML = html;
  return element;
}

function emptyNote(): HTMLElement {
  const note = document.createElement("p");
  note.id = "empty";
  note.className = "empty";
  note.textContent = "В документе пока нет текста.";
  return note;
}

function putFindings(findings: readonly PreviewFinding[]): void {
  const byBlock = new Map<Shown, PreviewFinding[]>();
  for (const finding of findings) {
    const block = blockOf(finding.line);
    if (block) byBlock.set(block, [...(byBlock.get(block) ?? []), finding]);
  }
  for (const block of order) {
    const own = byBlock.get(block) ?? [];
    const notes = JSON.stringify(own.map(f => [f.severity, f.rule, f.message]));
    if (notes === block.notes) continue;
    block.notes = notes;
    block.element.querySelector(":scope > .findings")?.remove();
    if (own.length) block.element.append(findingList(own));
  }
  toggle.textContent = findings.length ? `Замечания: ${findings.length}` : "Замечаний нет";
}

/** The block that a source line is printed in; a line that isn't printed goes to the one before it. */
function blockOf(line: number): Shown | undefined {
  let before: Shown | undefined;
  for (const block of order) {
    if (line >= block.line && line <= block.endLine) return block;
    if (block.line <= line && (!before || block.line >= before.line)) before = block;
  }
  return before ?? order[0];
}

function findingList(findings: readonly PreviewFinding[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "findings";
  list.setAttribute("aria-label", "Замечания");
  for (const { severity, message, rule } of findings) {
    const item = document.createElement("li");
    item.className = `s${severity}`;
    item.title = rule;
    const word = document.createElement("b");
    word.textContent = `${severityWords[severity]}.`;
    item.append(word, ` ${message}`);
    list.append(item);
  }
  return list;
}

function showFindings(on: boolean): void {
  document.body.classList.toggle("with-findings", on);
  toggle.setAttribute("aria-pressed", String(on));
}

function save(change: Partial<PageState>): void {
  state = { ...state, ...change };
  api.setState(state);
}

/** Blocks that stand on the page in the order of the text, with their tops: the ends of the scale between lines and pixels. */
function scale(): { line: number; top: number }[] {
  const marks = [{ line: 0, top: 0 }];
  let last = 0;
  for (const { element, line, endLine } of order) {
    if (line <= last) continue;
    const { top, bottom } = element.getBoundingClientRect();
    marks.push({ line, top: top + window.scrollY });
    last = line;
    if (endLine > line) marks.push({ line: endLine + 1, top: bottom + window.scrollY });
    last = Math.max(last, endLine);
  }
  return marks;
}

const between = (value: number, a: number, b: number, x: number, y: number): number =>
  b > a ? x + ((value - a) / (b - a)) * (y - x) : x;

function scrollToLine(line: number): void {
  const marks = scale();
  const next = marks.findIndex(m => m.line > line);
  const from = marks[next < 0 ? marks.length - 1 : next - 1] ?? marks[0]!;
  const to = next < 0 ? from : marks[next]!;
  quietUntil = performance.now() + 200;
  window.scrollTo(0, between(line, from.line, to.line, from.top, to.top));
  rove();
}

let scheduled = false;
function scheduleScroll(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    save({ scroll: window.scrollY });
    rove();
    if (performance.now() < quietUntil) return;
    const marks = scale();
    const next = marks.findIndex(m => m.top > window.scrollY);
    const from = marks[next < 0 ? marks.length - 1 : Math.max(0, next - 1)]!;
    const to = next < 0 ? from : marks[next]!;
    api.postMessage({
      type: "scrolled",
      line: Math.floor(between(window.scrollY, from.top, to.top, from.line, to.line)),
    });
  });
}

/** Tab comes to one block, the uppermost in sight; Ctrl+Up and Ctrl+Down go on from it. */
let stop: HTMLElement | undefined;
function rove(to?: HTMLElement): void {
  if (!to && sheet.contains(document.activeElement) && document.activeElement !== sheet) return;
  const next = to ?? order.find(b => b.element.getBoundingClientRect().bottom > 0)?.element;
  if (next === stop) return;
  if (stop) stop.tabIndex = -1;
  if (next) next.tabIndex = 0;
  stop = next;
}

function move(by: 1 | -1): void {
  const current = (document.activeElement as Element | null)?.closest(".block");
  const i = order.findIndex(b => b.element === (current ?? stop));
  const next = order[i < 0 ? 0 : current ? i + by : i]?.element;
  if (!next) return;
  rove(next);
  next.focus();
}

function goToSource(target: EventTarget | null): void {
  const element = target instanceof Element ? target.closest(".block") : null;
  const block = element && shown.get(element.id);
  if (block && block.line >= 0) api.postMessage({ type: "source", line: block.line });
}

function followLink(event: MouseEvent): void {
  const href = (event.target as Element).closest("a")?.getAttribute("href");
  if (!href) return;
  event.preventDefault();
  if (!href.startsWith("#")) {
    api.postMessage({ type: "open", href });
    return;
  }
  const place = [...sheet.querySelectorAll<HTMLElement>("[data-number]")].find(e => e.dataset.number === href.slice(1));
  place?.scrollIntoView({ block: "start" });
  const block = place?.closest<HTMLElement>(".block");
  if (block) {
    rove(block);
    block.focus({ preventScroll: true });
  }
}
