/** The views of a document: its printed page and the pictures that its package allows. */

import type { Doc } from "../model/document";
import type { PreviewBlock, PreviewView } from "../protocol";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { partOf, profileFor } from "../workspace/packages/packages";
import { answersOf } from "../workspace/planning/task-coverage";
import { tableOf } from "../workspace/tables";
import { identified, renderPage } from "./html";
import { drawMatrix } from "./matrix";
import { drawMeetings } from "./meetings";
import { drawnYear } from "./picture";
import { schedulesOf } from "./schedule";
import { drawTimeline } from "./timeline";

/** The views a document has, the page first. They depend on what its profile and its neighbours hold, not on its type. */
export function viewsOf(workspace: Workspace, doc: Doc): readonly PreviewView[] {
  const part = partOf(workspace, doc);
  const table = tableOf(doc, profileFor(workspace, doc));
  const timed = table?.shape.columns.some(c => c.kind === "срок");
  const views: PreviewView[] = ["page"];
  if (part === "план" && timed) views.push("timeline");
  if ((part === "план" || part === "основа") && answersOf(workspace, doc)) views.push("matrix");
  if (table?.shape.row === "заседание" || (part === "основа" && schedulesOf(workspace, doc).length))
    views.push("meetings");
  return views;
}

/** The blocks of a view from top to bottom. A block of a picture has no line; the links in it have. */
export function renderView(workspace: Workspace, doc: Doc, view: PreviewView): PreviewBlock[] {
  if (view === "page") return renderPage(workspace, doc, configOf(workspace, doc.uri));
  return identified(draw(workspace, doc, view).map(html => ({ html, line: -1, endLine: -1 })));
}

function draw(workspace: Workspace, doc: Doc, view: Exclude<PreviewView, "page">): readonly string[] {
  if (view === "matrix") return drawMatrix(workspace, doc);
  const year = drawnYear(workspace, doc);
  if (!year) return ['<p class="empty">Укажите учебный год: без него сроки не положить на календарь.</p>'];
  return view === "timeline" ? drawTimeline(workspace, doc, year) : drawMeetings(workspace, doc, year);
}
