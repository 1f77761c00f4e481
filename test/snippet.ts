/** A reader of VS Code's snippet syntax, enough to expand a body as the editor does when every default is kept. */

export interface Expanded {
  readonly text: string;
  /** Numbers of the tab stops in order of appearance, with repetitions. */
  readonly stops: readonly number[];
  readonly choices: readonly (readonly string[])[];
}

/**
 * Expands a body typed on `line` (the line's text with the prefix), taking the choice number `pick` of every list, or its last.
 * Throws where the editor would insert the syntax as text.
 */
export function expand(body: string, line = "", pick = 0): Expanded {
  const reader = new Reader(body, { TM_CURRENT_LINE: line }, pick);
  const text = reader.any("");
  // A stop without a default of its own shows the default of its namesake.
  const filled = text.replace(/\0(\d+)\0/g, (_, n: string) => reader.defaults.get(Number(n)) ?? "");
  return { text: filled, stops: reader.stops, choices: reader.choices };
}

class Reader {
  at = 0;
  readonly stops: number[] = [];
  readonly choices: string[][] = [];
  readonly defaults = new Map<number, string>();
  constructor(
    readonly body: string,
    readonly variables: Readonly<Record<string, string>>,
    readonly pick: number,
  ) {}

  /** Text up to an unescaped `end`, or to the body's end. */
  any(end: string): string {
    let text = "";
    while (this.at < this.body.length && !(end && this.body[this.at] === end)) {
      const c = this.body[this.at]!;
      if (c === "\\" && /[$}\\]/.test(this.body[this.at + 1] ?? "")) {
        text += this.body[this.at + 1];
        this.at += 2;
      } else if (c === "$") text += this.stop();
      else {
        text += c;
        this.at++;
      }
    }
    return text;
  }

  private stop(): string {
    const bare = this.eat(/\$(\d+)/y);
    if (bare) return this.mark(Number(bare[1]));
    const open = this.eat(/\$\{(\d+)/y);
    if (open) {
      const n = Number(open[1]);
      if (this.eat(/\}/y)) return this.mark(n);
      if (this.eat(/\|/y)) {
        const list = this.must(/((?:\\.|[^|\\])*)\|\}/y, "список вариантов")[1]!;
        const options = list.split(/(?<!\\),/).map(o => o.replace(/\\(.)/g, "$1"));
        this.choices.push(options);
        return this.default(n, options[Math.min(this.pick, options.length - 1)]!);
      }
      this.must(/:/y, "«:» после номера");
      this.stops.push(n);
      const text = this.any("}");
      this.must(/\}/y, "закрывающая «}»");
      if (!this.defaults.has(n)) this.defaults.set(n, text);
      return text;
    }
    const name = this.must(/\$\{([A-Z_]+)/y, "номер или имя после «$»")[1]!;
    const value = this.variables[name];
    if (value === undefined) throw new Error(`неизвестная переменная ${name}`);
    if (this.eat(/\}/y)) return value;
    const transform = this.must(/\/((?:\\.|[^/\\])*)\/((?:\\.|[^/\\])*?)\/([a-z]*)\}/y, "преобразование");
    // Of the format only the form `${1:+text}` is in use: text when the group holds something.
    const format = /^\$\{(\d):\+(.*)\}$/.exec(transform[2]!);
    if (!format) throw new Error(`неизвестное преобразование: ${transform[2]}`);
    return value.replace(new RegExp(transform[1]!, transform[3]), (...groups) =>
      groups[Number(format[1])] ? format[2]! : "",
    );
  }

  private mark(n: number): string {
    this.stops.push(n);
    return n === 0 ? "" : `\0${n}\0`;
  }

  private default(n: number, text: string): string {
    this.stops.push(n);
    if (!this.defaults.has(n)) this.defaults.set(n, text);
    return text;
  }

  private eat(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const m = pattern.exec(this.body);
    if (m) this.at = pattern.lastIndex;
    return m;
  }

  private must(pattern: RegExp, what: string): RegExpExecArray {
    const m = this.eat(pattern);
    if (!m) throw new Error(`ожидается ${what}: ${this.body.slice(this.at, this.at + 40)}`);
    return m;
  }
}
