/** Script of the preview page: puts changed blocks in, scrolls in step with the text, leads back to it, changes the view. */
import "./page.css";
import "./pictures.css";
import type { PreviewFinding, PreviewView } from "../../../server/src/protocol";
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
const tools = document.getElementById("tools")!;
const tabs = document.getElementById("views")!;
const toggle = document.getElementById("findings") as HTMLButtonElement;
const severityWords = { 1: "Ошибка", 2: "Предупреждение", 3: "Сведение", 4: "Подсказка" } as const;
const viewNames: Readonly<Record<PreviewView, string>> = {
  page: "Страница",
  timeline: "Лента года",
  matrix: "Матрица задач",
  meetings: "Календарь",
};
const shown = new Map<string, Shown>();
let order: Shown[] = [];
let state: PageState = api.getState() ?? { uri: document.body.dataset.uri ?? "", scroll: 0 };
let view: PreviewView = state.view ?? "page";
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
sheet.addEventListener("dblclick", event => {
  if (view === "page") goToSource(event.target);
});
sheet.addEventListener("click", event => {
  const link = (event.target as Element).closest(".to");
  if (link) goToSource(link);
  else followLink(event);
});
sheet.addEventListener("keydown", event => {
  const target = event.target as Element;
  if (event.key === "Enter" && !target.closest("a[href], summary")) goToSource(target);
  else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.ctrlKey || target.closest(".to"))) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
tabs.addEventListener("click", event => {
  const tab = (event.target as Element).closest<HTMLElement>("[role=tab]");
  if (tab) choose(tab);
});
tabs.addEventListener("keydown", event => {
  const all = [...tabs.children] as HTMLElement[];
  const i = all.indexOf(document.activeElement as HTMLElement);
  const ends = { ArrowRight: (i + 1) % all.length, ArrowLeft: (i - 1 + all.length) % all.length };
  const to = { ...ends, Home: 0, End: all.length - 1 }[event.key];
  const tab = to === undefined ? undefined : all[to];
  if (!tab) return;
  event.preventDefault();
  choose(tab);
  tab.focus();
});
if (state.findings !== undefined) showFindings(state.findings);
api.postMessage({ type: "ready" });

function update(message: Extract<ToPage, { type: "update" }>): void {
  const other = message.uri !== state.uri;
  const turned = message.view !== view;
  const { scrolls = {} } = state;
  view = message.view;
  document.body.dataset.view = view;
  showTabs(message.views);
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
  const before = state.scroll;
  const scroll = other ? 0 : turned ? (scrolls[view] ?? 0) : before;
  if (first || other || turned) {
    quietUntil = performance.now() + 200;
    window.scrollTo(0, scroll);
    first = false;
  }
  if (other) save({ uri: message.uri, view, scroll, scrolls: {} });
  else if (turned) save({ view, scroll, scrolls: { ...scrolls, [state.view ?? "page"]: before } });
  else save({ view });
  rove();
}

/** One tab for each view; a document that has only its page needs none. */
function showTabs(views: readonly PreviewView[]): void {
  tabs.hidden = views.length < 2;
  toggle.hidden = view !== "page";
  if (views.join() !== [...tabs.children].map(t => (t as HTMLElement).dataset.view).join())
    tabs.replaceChildren(
      ...views.map(name => {
        const tab = document.createElement("button");
        tab.type = "button";
        tab.id = `view-${name}`;
        tab.dataset.view = name;
        tab.textContent = viewNames[name];
        tab.setAttribute("role", "tab");
        tab.setAttribute("aria-controls", "sheet");
        return tab;
      }),
    );
  select(view);
  sheet.setAttribute("role", tabs.hidden ? "region" : "tabpanel");
}

function select(chosen: string | undefined): void {
  for (const tab of tabs.children as HTMLCollectionOf<HTMLElement>) {
    const on = tab.dataset.view === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
}

function choose(tab: HTMLElement): void {
  select(tab.dataset.view);
  api.postMessage({ type: "view", view: tab.dataset.view as PreviewView });
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
    const shift = window.scrollY - tools.offsetHeight;
    marks.push({ line, top: top + shift });
    last = line;
    if (endLine > line) marks.push({ line: endLine + 1, top: bottom + shift });
    last = Math.max(last, endLine);
  }
  return marks;
}

const between = (value: number, a: number, b: number, x: number, y: number): number =>
  b > a ? x + ((value - a) / (b - a)) * (y - x) : x;

function scrollToLine(line: number): void {
  // The text and a picture of it have no common order.
  if (view !== "page") return;
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
    if (view !== "page" || performance.now() < quietUntil) return;
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

/** Tab comes to one place, the uppermost in sight; the arrows go on from it: by blocks of the page, by links of a picture. */
let stop: Stop | undefined;
type Stop = HTMLElement | SVGElement;
function stops(): Stop[] {
  if (view === "page") return order.map(b => b.element);
  // What is folded has no box.
  return [...sheet.querySelectorAll<Stop>(".to")].filter(e => e.getClientRects().length);
}
function rove(to?: Stop): void {
  if (!to && stop?.isConnected && sheet.contains(document.activeElement) && document.activeElement !== sheet) return;
  const next = to ?? stops().find(e => e.getBoundingClientRect().bottom > tools.offsetHeight);
  if (next === stop) return;
  if (stop) stop.tabIndex = -1;
  if (next) next.tabIndex = 0;
  stop = next;
}

function move(by: 1 | -1): void {
  const all = stops();
  const current = (document.activeElement as Element | null)?.closest(view === "page" ? ".block" : ".to");
  const i = all.indexOf((current ?? stop) as Stop);
  const next = all[i < 0 ? 0 : current ? i + by : i];
  if (!next) return;
  rove(next);
  next.focus();
}

/** To what an element names, else to the block it is in. */
function goToSource(target: EventTarget | null): void {
  if (!(target instanceof Element)) return;
  const own = target.closest<HTMLElement | SVGElement>("[data-line]");
  if (own) {
    const { line, uri } = own.dataset;
    api.postMessage({ type: "source", line: Number(line), ...(uri ? { uri } : {}) });
    return;
  }
  const block = shown.get(target.closest(".block")?.id ?? "");
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
