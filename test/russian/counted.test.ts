import assert from "node:assert/strict";
import { counted } from "../../server/src/russian/counted";

describe("counted nouns", () => {
  it("stand in the form that the number asks for", () => {
    const said = [1, 2, 5, 11, 21, 22, 25, 101, 111].map(n => counted(n, ["раз", "раза", "раз"]));
    assert.deepEqual(said, ["1 раз", "2 раза", "5 раз", "11 раз", "21 раз", "22 раза", "25 раз", "101 раз", "111 раз"]);
    const meetings = [0, 1, 4, 12, 14, 31, 104, 112].map(n => counted(n, ["заседание", "заседания", "заседаний"]));
    assert.deepEqual(meetings, [
      "0 заседаний",
      "1 заседание",
      "4 заседания",
      "12 заседаний",
      "14 заседаний",
      "31 заседание",
      "104 заседания",
      "112 заседаний",
    ]);
  });
});
