/** An esbuild plugin: imported YAML is read at build time, so that no start has to. Scalars are strings, as in our own reader. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** @type {import("esbuild").Plugin} */
export const readsYaml = {
  name: "yaml",
  setup({ onLoad }) {
    onLoad({ filter: /\.yaml$/ }, ({ path }) => ({
      contents: JSON.stringify(parse(readFileSync(path, "utf8"), { schema: "failsafe" })),
      loader: "json",
    }));
  },
};
