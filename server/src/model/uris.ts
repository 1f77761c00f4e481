/** URIs and paths of files: folders, decoding, relative paths in both directions. */
export const folderOf = (uri: string) => uri.slice(0, uri.lastIndexOf("/") + 1);

export const decode = (s: string) => {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
};

/** URI of a relative path written in a document. */
export function resolveUri(from: string, path: string): string {
  const key = `${folderOf(from)}\0${path}`;
  let uri = resolved.get(key);
  if (uri === undefined) {
    if (resolved.size >= MOST_RESOLVED) resolved.clear();
    resolved.set(key, (uri = joined(from, path)));
  }
  return uri;
}

/** The same few paths are asked for at each check. */
const resolved = new Map<string, string>();

const MOST_RESOLVED = 50_000;

function joined(from: string, path: string): string {
  const parts = folderOf(from).split("/").slice(0, -1);
  const steps = decode(path).split("#")[0]!.split("/");
  for (const step of steps) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(encodeStep(step));
  }
  return parts.join("/");
}

/** The path by which a document in `folder` (a URI without the last slash) names another one. */
export function relativePath(folder: string, uri: string): string {
  const from = decode(folder).split("/");
  const to = decode(uri).split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** As VS Code encodes a path segment. */
const encodeStep = (s: string) =>
  // Half of a surrogate pair has no code.
  encodeURIComponent(s.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
