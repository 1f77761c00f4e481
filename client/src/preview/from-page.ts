/** What the page says, believed only as far as it has the shape: documents of others are shown in it. */
import * as z from "zod/mini";
import type { FromPage, PageState } from "./messages";

const view = z.enum(["page", "timeline", "matrix", "meetings"]);
const line = z.int().check(z.gte(0));
const address = z.string().check(z.maxLength(8192));

const fromPage: z.ZodMiniType<FromPage> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("view"), view }),
  z.strictObject({ type: z.literal("source"), line, uri: z.optional(address) }),
  z.strictObject({ type: z.literal("scrolled"), line }),
  z.strictObject({ type: z.literal("open"), href: address }),
]) as z.ZodMiniType<FromPage>;

const pageState = z.object({ uri: address, view: z.optional(view) });

/** A message of the page; undefined for anything else. */
export const readMessage = (message: unknown): FromPage | undefined => fromPage.safeParse(message).data;

/** What the editor has kept of the page over a restart, as far as the panel needs it. */
export const readState = (state: unknown): Pick<PageState, "uri" | "view"> | undefined =>
  pageState.safeParse(state).data as Pick<PageState, "uri" | "view"> | undefined;
