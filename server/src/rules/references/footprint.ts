/** What rules on references read of a block. */
import { factsOf } from "../../model/facts";
import { ofBlock } from "../../syntax/blocks";

/** Words by which a reference may belong to another act: then every word round it counts. */
const ACTS = /Поряд|Правил|Устав|Федеральн|Приказ|Закон|Кодекс|Указ|Постановлени|Санитарн|СанПиН|СП/;

export const referencesFootprint = ofBlock(b => {
  const { references: all, links, acts: cited } = factsOf(b);
  if (!all.length && !links.length) return "";
  if (links.length || cited.length || ACTS.test(b.text)) return b.text;
  return JSON.stringify(all.map(r => [r.target, r.path, r.foreign, r.own, b.text.slice(r.to, r.to + 60)]));
});
