/** URIs and paths of files: folders, names, decoding, relative paths in both directions. */

/** Without the last slash. */
export const folderOf = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf("/")));

/** Last part of a URI or path, decoded. */
export const fileName = (uri: string): string => decode(uri.slice(uri.lastIndexOf("/") + 1));

/** `%D0…` as letters; what isn't encoded well stays as it is. Decoded text is never decoded again: «100%» is a name. */
export const decode = (s: string): string => {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
};

/** What two spellings of one address have in common: encoded or not, «й» as one sign or as two. */
export const addressKey = (uri: string): string => decode(uri).normalize();

/** URI of a relative path written in a document. */
export function resolveUri(from: string, path: string): string {
  const folder = folderOf(from);
  const key = `${folder}\0${path}`;
  let uri = resolved.get(key);
  if (uri === undefined) {
    if (resolved.size >= MOST_RESOLVED) resolved.clear();
    resolved.set(key, (uri = joined(folder, path)));
  }
  return uri;
}

/** The same few paths are asked for at each check. */
const resolved = new Map<string, string>();

const MOST_RESOLVED = 50_000;

function joined(folder: string, path: string): string {
  const parts = folder.split("/");
  const steps = decode(path.split("#")[0]!).split("/");
  for (const step of steps) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(encodeStep(step));
  }
  return parts.join("/");
}

/** The path by which a document in `folder` (a URI without the last slash) names another one: as a person would type it. */
export const relativePath = (folder: string, uri: string): string => pathBetween(addressKey(folder), addressKey(uri));

/** The same for a folder and a file that are decoded already. */
export function pathBetween(folder: string, file: string): string {
  const from = folder.split("/");
  const to = file.split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** A path segment as VS Code encodes it in a URI. */
export const encodeStep = (s: string): string =>
  // Half of a surrogate pair has no code.
  encodeURIComponent(s.replace(/\p{Cs}/gu, "\ufffd")).replace(/[!'()*]/g, percent);

/** A path as a Markdown link writes it: what ends an address or begins an anchor is encoded, Cyrillic stays readable. */
export const linkPath = (path: string): string =>
  path.replace(/[%\s()<>#]/g, c => (/[()]/.test(c) ? percent(c) : encodeURIComponent(c)));

const percent = (c: string): string => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
