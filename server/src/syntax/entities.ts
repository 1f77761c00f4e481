/** HTML's entities as the signs they stand for: the names of HTML 4 in the order of their codes, what editors write beside them, and all that are written as numbers. */

const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const GREEK_CAPITALS =
  "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega";
const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";

const inOrder = (names: string, first: number): [string, string][] =>
  names.split(" ").map((name, i) => [name, String.fromCharCode(first + i)]);

const SIGNS: ReadonlyMap<string, string> = new Map([
  ...inOrder(LATIN, 0xa0),
  ...inOrder(GREEK_CAPITALS, 0x391),
  ...inOrder(GREEK, 0x3b1),
  ...Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    Tab: " ",
    NewLine: " ",
    lsquo: "‘",
    rsquo: "’",
    sbquo: "‚",
    ldquo: "“",
    rdquo: "”",
    bdquo: "„",
    lsaquo: "‹",
    rsaquo: "›",
    ndash: "–",
    mdash: "—",
    minus: "−",
    hyphen: "‐",
    dash: "‐",
    hellip: "…",
    bull: "•",
    numero: "№",
    trade: "™",
    euro: "€",
    dagger: "†",
    Dagger: "‡",
    permil: "‰",
    prime: "′",
    Prime: "″",
    oline: "‾",
    frasl: "⁄",
    ensp: "\u2002",
    emsp: "\u2003",
    thinsp: "\u2009",
    zwnj: "\u200c",
    zwj: "\u200d",
    lrm: "\u200e",
    rlm: "\u200f",
    OElig: "Œ",
    oelig: "œ",
    Scaron: "Š",
    scaron: "š",
    Yuml: "Ÿ",
    fnof: "ƒ",
    circ: "ˆ",
    tilde: "˜",
    larr: "←",
    uarr: "↑",
    rarr: "→",
    darr: "↓",
    harr: "↔",
    rArr: "⇒",
    lArr: "⇐",
    hArr: "⇔",
    forall: "∀",
    part: "∂",
    exist: "∃",
    empty: "∅",
    nabla: "∇",
    isin: "∈",
    notin: "∉",
    prod: "∏",
    sum: "∑",
    radic: "√",
    infin: "∞",
    ang: "∠",
    and: "∧",
    or: "∨",
    cap: "∩",
    cup: "∪",
    int: "∫",
    there4: "∴",
    sim: "∼",
    cong: "≅",
    asymp: "≈",
    ne: "≠",
    equiv: "≡",
    le: "≤",
    ge: "≥",
    sub: "⊂",
    sup: "⊃",
    perp: "⊥",
    sdot: "⋅",
    loz: "◊",
    check: "✓",
    cross: "✗",
    square: "□",
    spades: "♠",
    clubs: "♣",
    hearts: "♥",
    diams: "♦",
  }),
]);

/** The text with its entities replaced; a name that isn't known stays as it is written. */
export const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole: string, decimal, hex, name) => {
    if (name) return SIGNS.get(String(name)) ?? SIGNS.get(String(name).toLowerCase()) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(WINDOWS[code] ?? code) : "";
  });

/** `&#150;`: codes of Windows-1252 that old editors write for Unicode's. */
const WINDOWS: Readonly<Record<number, number>> = {
  130: 0x201a,
  132: 0x201e,
  133: 0x2026,
  137: 0x2030,
  139: 0x2039,
  145: 0x2018,
  146: 0x2019,
  147: 0x201c,
  148: 0x201d,
  149: 0x2022,
  150: 0x2013,
  151: 0x2014,
  153: 0x2122,
  155: 0x203a,
};
