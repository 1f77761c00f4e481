/** JSON Schemas of the YAML that users write, for editors and tools that know nothing of ours. Made from the zod schemas. */
import * as z from "zod";
import { headerSchema } from "./model/header-schema";
import { builtIn } from "./profiles/all";
import { type Profile, profileSchema, tableDocumentSchema } from "./profiles/profile";
import { configSchema } from "./workspace/config";

/** File name → text: one for each built-in table profile, `header`, `profile`, `reglament`. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const schemas = new Map<string, string>();
  const add = (name: string, title: string, schema: z.ZodType, refine: (json: JsonSchema) => void = () => {}) => {
    const { $schema, ...json } = toJson(schema);
    refine(json);
    schemas.set(`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...json }, null, 2)}\n`);
  };
  for (const profile of builtIn)
    if (profile.table && profile.extension === ".reg.yaml")
      add(profile.fileName, profile.label, tableDocumentSchema(profile), json => ofType(json, profile));
  add("header", "Шапка документа", headerSchema);
  add("profile", "Свой вид документа", profileSchema);
  add("reglament", "reglament.yaml", configSchema);
  return schemas;
}

type JsonSchema = ReturnType<typeof toJson>;

const toJson = (schema: z.ZodType) =>
  z.toJSONSchema(schema, {
    // What YAML tools read best.
    target: "draft-7",
    override({ jsonSchema, path }) {
      // We read every value as text; other tools take 1.2, да and an empty value for what they look like.
      if (jsonSchema.type === "string" && !jsonSchema.enum && path.at(-1) !== "propertyNames")
        (jsonSchema as { type: unknown }).type = ["string", "number", "boolean", "null"];
    },
  });

function ofType(json: JsonSchema, { type, description }: Profile): void {
  const key = json.properties?.документ;
  if (key && typeof key === "object") {
    delete key.type;
    key.const = type;
  }
  if (description) json.description = description;
}
