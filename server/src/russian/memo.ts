/** Texts that are remembered beyond which all are forgotten: cells and names repeat, but nothing may grow for ever. */
const MOST = 5_000;

/** The same reading of a text, each text read once. The results are shared: nobody may change them. */
export function memoized<T>(read: (text: string) => T, most = MOST): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    let found = known.get(text);
    if (found === undefined && !known.has(text)) {
      if (known.size >= most) known.clear();
      known.set(text, (found = read(text)));
    }
    return found as T;
  };
}

/** Values by an owner, with whom they go, and a key. */
export type OwnedMemory<Owner extends object, Key, T> = WeakMap<Owner, Map<Key, T>>;

/** The value that is remembered, else the one that `make` makes: never undefined. */
export function remembered<Owner extends object, Key, T>(
  memory: OwnedMemory<Owner, Key, T>,
  owner: Owner,
  key: Key,
  make: () => T,
): T {
  let own = memory.get(owner);
  if (!own) memory.set(owner, (own = new Map()));
  let value = own.get(key);
  if (value === undefined) own.set(key, (value = make()));
  return value;
}

/** What `read` makes of an object: made once and kept while the object lives. Results are shared, nobody may change them. */
export function ofOwner<Owner extends object, T>(read: (owner: Owner) => T): (owner: Owner) => T {
  const kept = new WeakMap<Owner, { readonly value: T }>();
  return owner => {
    let own = kept.get(owner);
    if (!own) kept.set(owner, (own = { value: read(owner) }));
    return own.value;
  };
}

/**
 * What `read` makes of an object and of up to three other values: kept while the object lives, and made anew when one of
 * these is no longer the same. Give it whatever the result depends on: a matcher, a profile, the revision of the workspace.
 */
export function ofOwnerWith<Owner extends object, A, T>(read: (owner: Owner, a: A) => T): (owner: Owner, a: A) => T;
export function ofOwnerWith<Owner extends object, A, B, T>(
  read: (owner: Owner, a: A, b: B) => T,
): (owner: Owner, a: A, b: B) => T;
export function ofOwnerWith<Owner extends object, A, B, C, T>(
  read: (owner: Owner, a: A, b: B, c: C) => T,
): (owner: Owner, a: A, b: B, c: C) => T;
// No rest parameter: it would make a list at each look-up.
export function ofOwnerWith<Owner extends object, T>(
  read: (owner: Owner, a: unknown, b: unknown, c: unknown) => T,
): (owner: Owner, a?: unknown, b?: unknown, c?: unknown) => T {
  const kept = new WeakMap<
    Owner,
    { readonly a: unknown; readonly b: unknown; readonly c: unknown; readonly value: T }
  >();
  return (owner, a, b, c) => {
    let own = kept.get(owner);
    if (!own || own.a !== a || own.b !== b || own.c !== c)
      kept.set(owner, (own = { a, b, c, value: read(owner, a, b, c) }));
    return own.value;
  };
}
