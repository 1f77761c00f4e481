// Which packages are shipped, and what of an audit is about them. No side effects: tests use it.

/** Folders of packages that files lie in: `node_modules/a`, `node_modules/b/node_modules/@c/d`. */
export const packageFolders = files => {
  const found = files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(found.filter(Boolean))].sort();
};

/** Findings of `npm audit --json` about packages that are shipped. */
export const shippedFindings = (report, folders) =>
  Object.values(report.vulnerabilities ?? {}).flatMap(({ name, severity, nodes, via }) => {
    const shipped = nodes.filter(node => folders.includes(node));
    const why = via.filter(v => typeof v === "object").map(v => `${v.title} ${v.url}`);
    // Without reasons of its own it only depends on a package that is named itself.
    return shipped.length && why.length ? [{ name, severity, folders: shipped, why }] : [];
  });
