/** The pages of the rules as Markdown, made from the rules themselves. */
import { allRules } from "./rules/all";
import { levelNames } from "./rules/engine/level-names";
import { groups, type Rule, type RuleGroup } from "./rules/engine/rule";

/** File name → text; `README.md` is the index. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([["README.md", index()]]);
  for (const rule of allRules) pages.set(`${rule.id}.md`, page(rule));
  return pages;
}

const hasFix = (rule: Rule) => rule.examples.some(e => e.fixed !== undefined);

function index(): string {
  const lines = [
    "# Правила",
    "",
    "Страницы составлены по самим правилам. Уровень правила меняется в `reglament.yaml`: `правила: { list-case: нет }`.",
    "",
  ];
  for (const group of Object.keys(groups) as RuleGroup[]) {
    const rules = allRules.filter(r => r.group === group);
    if (!rules.length) continue;
    lines.push(`## ${groups[group]}`, "", "| Правило | Уровень | О чём | Исправление |", "|---|---|---|---|");
    for (const r of rules)
      lines.push(`| [${r.id}](${r.id}.md) | ${levelNames[r.severity]} | ${r.summary} | ${hasFix(r) ? "есть" : "–"} |`);
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function page(rule: Rule): string {
  const lines = [
    `# ${rule.id}`,
    "",
    `**${rule.summary}**`,
    "",
    `${groups[rule.group]} · ${levelNames[rule.severity]}${hasFix(rule) ? " · исправляется щелчком" : ""}`,
    "",
    rule.docs.trim(),
    "",
  ];
  const block = (title: string, text: string, today?: string) =>
    lines.push(`## ${title}${today ? `, сегодня ${today}` : ""}`, "", "```markdown", plain(text), "```", "");
  const shown = rule.examples.filter(e => !e.hidden);
  const good = shown.find(e => e.good !== undefined);
  const bad = shown.filter(e => e.bad !== undefined);
  if (good) block("Верно", good.good!, good.today);
  bad.forEach((e, i) => {
    block(bad.length > 1 ? `Замечание ${i + 1}` : "Замечание", e.bad!, e.today);
    if (e.fixed !== undefined) block(bad.length > 1 ? `После исправления ${i + 1}` : "После исправления", e.fixed);
  });
  lines.push(
    "## Настройка",
    "",
    "```yaml",
    "# reglament.yaml",
    "правила:",
    `  ${rule.id}: нет   # нет | подсказка | сведение | предупреждение | ошибка`,
    "```",
    "",
  );
  return `${lines.join("\n").trimEnd()}\n`;
}

const plain = (text: string) => text.replace(/<\||\|>|<\|>/g, "").trimEnd();
