import { type ActName, actNameAt, missingWords, shortFormStems, titleName } from "../../model/act-names";
import type { Doc } from "../../model/document";
import { fileName } from "../../model/uris";
import { type Block, blocksWhere } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import { approvalOf } from "../../workspace/neighbours";
import { placeOf } from "../../workspace/place";
import { where } from "../engine/footprint";
import type { Rule } from "../engine/rule";

export const titleMismatch: Rule = {
  id: "title-mismatch",
  group: "structure",
  severity: "warning",
  summary: "Документ везде назван одинаково.",
  docs: "Заголовок, слова «настоящее Положение о …» в тексте и приказ об утверждении должны называть один и тот же документ. Если названия расходятся, непонятно, что именно утверждено и на что ссылаться.\n\nНазвания сравниваются по основам слов; сокращение, введённое словами «(далее – …)», считается своим полным названием. Наименование организации можно не повторять.",
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о методическом объединении учителей\n\n## 1. Общие положения\n\n1.1. Настоящее Положение о методическом объединении учителей (далее – МО) определяет порядок работы.\n\n1.2. Настоящее Положение о МО действует бессрочно.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о методическом объединении учителей\n\n## 1. Общие положения\n\n1.1. Настоящее <|Положение о методическом совете|> определяет порядок работы.\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: prikaz.reg.md\n---\n\n# <|Положение о совете молодых учителей|>\n//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n# О совете\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете учителей.\n",
    },
    {
      good: "//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: prikaz.reg.md\n---\n\n# Положение о совете учителей\n\n1.1. Настоящее Положение определяет порядок работы.\n//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n# О совете\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о наставничестве.\n2. Утвердить Положение о совете учителей школы.\n",
      hidden: true,
    },
  ],
  reads: where(/настоящ|утверд|далее/iu),
  *check(doc, { profile, workspace }) {
    const { title } = doc.outline;
    const kind = profile?.titleWord;
    const full = title && kind ? titleName(title.title, kind) : undefined;
    if (!title || !kind || !full?.core.length) return;
    const shorts = shortFormStems(doc);
    const root = kind.slice(0, -1);
    const { blocks, starts } = doc.tree;
    const names = new RegExp(
      `(?<!\\p{L})(?:настоящ|данн)\\p{Ll}+\\s+(${root}\\p{Ll}{0,3})(?=\\s+обо?\\s|\\s+о\\s)`,
      "giu",
    );
    for (const i of blocksWhere(doc.tree, saysThis)) {
      const text = flow(blocks[i]!);
      for (const m of text.matchAll(names)) {
        const name = actNameAt(text, m.index + m[0].length);
        const reason = difference(full, name, shorts);
        if (!reason || !name.core.length) continue;
        const from = starts[i]! + m.index + m[0].length - m[1]!.length;
        yield {
          from,
          to: starts[i]! + name.to,
          message: `${placeOf(doc, i)} документ назван не так, как в заголовке: ${reason}.`,
          related: [{ from: title.titleFrom, to: title.titleTo, message: "Заголовок" }],
        };
      }
    }
    const order = approvalOf(workspace, doc);
    if (order?.kind !== "text") return;
    const inOrder = namesIn(order, root);
    if (inOrder.some(n => !difference(full, n.name, shorts))) return;
    // The order may approve several acts: the one that shares most with the title is meant.
    const near = inOrder.find(
      n => full.core.length - missingWords(full, n.name, shorts).length >= full.core.length / 2,
    );
    if (!near) return;
    yield {
      from: title.titleFrom,
      to: title.titleTo,
      message: `Приказ (${fileName(order.uri)}) называет документ не так, как заголовок: ${difference(full, near.name, shorts)}.`,
      related: [{ uri: order.uri, from: near.from, to: near.to, message: "Название в приказе" }],
    };
  },
};

/** «настоящее», «данное»: cheap to look for before the whole name is. */
const saysThis = (block: Block) => block.kind !== "heading" && /настоящ|данн/iu.test(block.text);

function difference(
  full: ActName,
  name: ActName,
  shorts: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const lost = missingWords(full, name, shorts);
  if (lost.length) return `нет ${lost.length > 1 ? "слов" : "слова"} ${lost.map(w => `«${w.text}»`).join(", ")}`;
  if (full.about !== name.about)
    return name.about ? "с «о», которого в заголовке нет" : "без «о», которое есть в заголовке";
  return undefined;
}

/** Names of the acts that an order approves. */
function namesIn(order: Doc, root: string): { name: ActName; from: number; to: number }[] {
  const found: { name: ActName; from: number; to: number }[] = [];
  order.tree.blocks.forEach((block, i) => {
    if (!/(?:утвердить|утверждаю|принять|ввести)/i.test(block.text)) return;
    const text = flow(block);
    for (const m of text.matchAll(new RegExp(`(?<!\\p{L})${root}[ея](?!\\p{L})[\\s«]*`, "giu"))) {
      const name = actNameAt(text, m.index + m[0].length);
      const start = order.tree.starts[i]!;
      if (name.core.length) found.push({ name, from: start + m.index, to: start + name.to });
    }
  });
  return found;
}
