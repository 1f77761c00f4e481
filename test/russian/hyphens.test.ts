/** Division of long words. */
import assert from "node:assert/strict";
import { softHyphens } from "../../server/src/russian/hyphens";

describe("division of words", () => {
  for (const divided of [
    "про-фес-си-о-наль-ных",
    "от-вет-ствен-ный",
    "ана-ли-ти-чес-кая",
    "ме-роп-ри-я-тие",
    "ре-ко-мен-да-ции",
    "об-ра-зо-ва-тель-ное",
    "объ-яв-ле-ни-я-ми",
    "рай-о-ни-ро-ва-ние",
    "класс 5-Б, срок",
  ])
    it(divided, () => {
      const word = divided.startsWith("класс") ? divided : divided.replaceAll("-", "");
      const found = softHyphens(word);
      assert.equal(found.replaceAll("\u00ad", ""), word);
      assert.equal(found.replaceAll("\u00ad", "-"), divided);
    });
});
