/** Addresses, names of files and codes inside running text: they aren't words, and nothing in them is set otherwise. */
import { matches } from "./matches";
import type { TextSpan } from "./words";

const ZONES = "ru|рф|su|com|org|net|edu|gov|info|онлайн|дети|москва";
const ENDINGS = "docx?|xlsx?|pptx?|pdf|rtf|odt|ods|txt|jpe?g|png|gif|zip|rar|7z|mp[34]|avi|html?|md|ya?ml|csv|sig";

/** A run of signs without a blank that has the look of one. */
const ADDRESS = new RegExp(
  `[^\\s«»"()]{0,200}(?:https?:\\/\\/|www\\.|@[\\p{L}\\d-]+\\.|[\\p{L}\\d_-]\\.(?:${ZONES})(?![\\p{L}\\d])|[\\p{L}\\d_-]\\.(?:${ENDINGS})(?![\\p{L}\\d]))[^\\s«»"()]{0,400}`,
  "giu",
);

const HINT = /:\/\/|www\.|@|\.[a-zа-яё]{2,6}(?![a-zа-яё])/i;

/** Their spans in text order. */
export const addressesIn = (text: string): readonly TextSpan[] =>
  HINT.test(text) ? [...matches(text, ADDRESS)].map(m => ({ from: m.index, to: m.index + m[0].length })) : [];

/** Whether a span touches one of them. */
export const isInAddress = (addresses: readonly TextSpan[], { from, to }: TextSpan): boolean =>
  addresses.some(a => from < a.to && to > a.from);
