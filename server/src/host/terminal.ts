/** Text of documents and names of files on a terminal: what would steer it is shown instead. */

/** On one line, without control characters and without marks that turn the direction of writing. */
export const printable = (text: string): string =>
  text.replace(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, sign => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code); // ␛
    return code === 0x7f ? "␡" : `\\u${code.toString(16).padStart(4, "0")}`;
  });
