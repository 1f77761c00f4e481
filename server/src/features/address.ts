/** The formal address of the place at the cursor, in all cases. */
import { Address, type AddressForm, type AddressParams } from "../protocol";
import type { Case } from "../russian/forms";
import { formalAddress } from "../workspace/address";
import type { Feature } from "./feature";

const questions: readonly (readonly [Case, string])[] = [
  ["nom", "именительный: что?"],
  ["gen", "родительный: чего?"],
  ["dat", "дательный: чему?"],
  ["acc", "винительный: что?"],
  ["ins", "творительный: чем?"],
  ["prep", "предложный: в чём?"],
];

export const address: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(Address, ({ uri, position }: AddressParams): readonly AddressForm[] => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!text || doc?.kind !== "text") return [];
      const offset = text.offsetAt(position);
      return questions.map(([to, label]) => ({ label, text: formalAddress(session.workspace, doc, offset, to) }));
    });
  },
};
