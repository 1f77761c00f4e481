// The pictures of README and docs: from which examples, what a person does there, and what must have happened.
import assert from "node:assert/strict";

/** How each theme is called in the palette, and the class that its workbench has. */
export const themes = {
  light: { name: "Light 2026", workbenchClass: "[class*='2026-light']" },
  dark: { name: "Dark 2026", workbenchClass: "[class*='2026-dark']" },
  contrast: { name: "Dark High Contrast", workbenchClass: ".hc-black" },
};

const model = { examples: ["obrazets"], file: "polozhenie-pos.reg.md" };
const disagreeing = { examples: ["nesoglasovannyi-paket"], file: "polozhenie.reg.md" };
const draft = { examples: ["1-prikaz-i-polozhenie/черновик"], file: "polozhenie.reg.md" };
const EDITOR = ".part.editor";
const CARD = ".monaco-hover:not(.hidden) .monaco-hover-content:visible";
const rows = ".monaco-list-row";

/** What the editor knows of a document: docs/features.md, in its order. */
const features = {
  references: {
    examples: ["obrazets", "nesoglasovannyi-paket"],
    file: "obrazets/polozhenie-pos.reg.md",
    size: [880, 440],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 78);
      await ui.clickOn("4.2. Координатор ПОС", "Координатор");
      await ui.until(ui.page.locator(`.reference-zone-widget ${rows}`).first(), () =>
        ui.page.keyboard.press("Shift+F12"),
      );
      await shows(ui, `.reference-zone-widget ${rows}`, /plan\.reg\.yaml/, /голос координатора ПОС/);
    },
  },
  "hover-role": {
    ...model,
    size: [900, 500],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 91);
      await hover(ui, "5.1.2. На первом заседании", "секретарь", /Исполняет: Мельникова А\.Р\. \(/);
    },
  },
  "hover-reference": {
    ...model,
    size: [900, 420],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 122);
      await hover(ui, "в соответствии с пп. 5.2.1", "5.2.1", /Каждый член ПОС посещает уроки/);
    },
  },
  "completion-prose": {
    ...draft,
    size: [1200, 400],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 48);
      await ui.clickBehind("проводятся ежемесячно.");
      let pressed = false;
      await ui.until(ui.page.locator(".view-line", { hasText: /^2\.7\./ }), async () => {
        if (pressed) await ui.page.keyboard.press("Control+Z"); // a late number gives way to a plain new line
        pressed = true;
        await ui.page.keyboard.press("Enter");
      });
      await ui.page.keyboard.type("Протоколы подписываются коорд");
      await suggest(ui);
      await shows(ui, `.suggest-widget ${rows}`, /координатором/);
    },
    /** The chosen form stands in the text. */
    async after(ui) {
      await ui.page.keyboard.press("Enter");
      await ui.spot("2.7. Протоколы подписываются координатором");
    },
  },
  "completion-yaml": {
    examples: ["obrazets"],
    file: "plan.reg.yaml",
    size: [1200, 420],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 24);
      await ui.clickBehind("ответственный: Савельев К.И.");
      for (const _ of "Савельев К.И.") await ui.page.keyboard.press("Backspace");
      await suggest(ui);
      await shows(ui, `.suggest-widget ${rows}`, /координатор ПОС/, /секретарь ПОС/, /Савельев К\.И\./);
    },
    async after(ui) {
      await ui.page.keyboard.press("Enter");
      await ui.spot("ответственный: координатор ПОС");
    },
  },
  rename: {
    ...disagreeing,
    size: [900, 420],
    crop: ".part.panel",
    async stage(ui) {
      await reading(ui, 37);
      await ui.clickOn("2.2. Модератор ПОС", "Модератор");
      const box = ui.page.locator(".rename-box input");
      await ui.until(box, () => ui.page.keyboard.press("F2"));
      await box.fill("наставник ПОС");
      await box.press("Control+Enter");
      await ui.page
        .locator(".part.panel")
        .getByRole("button", { name: /Maximize/ })
        .click();
      const file = name => ui.page.locator(`.part.panel ${rows}`, { hasText: name });
      for (const other of ["grafik.reg.yaml", "plan.reg.yaml"]) await file(other).getByRole("checkbox").click();
      await shows(ui, `.part.panel ${rows}`, /polozhenie\.reg\.md/, /наставник ПОС/);
    },
    async after(ui) {
      await ui.page.locator(".part.panel").getByRole("button", { name: "Apply" }).click();
      await ui.spot("2.2. Наставник ПОС назначается");
      await ui.command("File: Save All", "Save All");
      await ui.onDisk("plan.reg.yaml", "ответственный: наставник ПОС");
    },
  },
  "clause-menu": {
    ...disagreeing,
    size: [1000, 640],
    crop: ".monaco-menu, .cursors-layer .cursor",
    async stage(ui) {
      await reading(ui, 33);
      await clauseMenu(ui, "2.2. Модератор");
      await shows(ui, ".monaco-menu .action-label", /Вставить пункт перед/, /Сдвинуть пункт или раздел вверх/);
    },
  },
  "clause-result": {
    ...disagreeing,
    size: [1280, 440],
    crop: EDITOR,
    async stage(ui) {
      const { page } = ui;
      await reading(ui, 37);
      await clauseMenu(ui, "2.2. Модератор");
      await menuItem(ui, "Вставить пункт перед");
      const question = page.locator(".monaco-dialog-box");
      await question.getByRole("button", { name: "Изменить", exact: true }).click();
      await ui.spot("2.3. Модератор ПОС");
      await page.keyboard.type("Положение размещается на сайте лицея.");
      // The minutes, beside the regulation, cite what was 2.3 and is 2.4 now.
      await page.keyboard.press("Control+P");
      await page.keyboard.type("protokol-1.reg.md");
      await page.locator(`.quick-input-list ${rows}`, { hasText: "protokol-1.reg.md" }).first().waitFor();
      await page.keyboard.press("Control+Enter");
      await page.locator(".tab.active", { hasText: "protokol-1.reg.md" }).waitFor();
      await ui.goToLine(19);
      await ui.spot("2.4 Положения");
      await page.keyboard.press("Control+1");
      await ui.goToLine(39);
    },
  },
  formatting: {
    examples: ["5 детский сад/черновик"],
    file: "polozhenie.reg.md",
    size: [1240, 440],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 1);
      await ui.page.keyboard.press("Control+Home");
      await ui.until(ui.page.locator(".tab.active.dirty"), () => ui.page.keyboard.press("Control+Shift+I")); // Linux's key
      await ui.command("File: Compare Active File with Saved", "Compare Active File with Saved");
      await ui.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    },
  },
  lenses: {
    ...model,
    size: [900, 500],
    crop: EDITOR,
    own: {
      "reglament.lenses.references.enabled": true,
      "reglament.lenses.sections.enabled": true,
      "reglament.inlayHints.roles.enabled": true,
      "reglament.inlayHints.references.enabled": true,
    },
    async stage(ui) {
      await reading(ui, 78);
      await shows(ui, ".codelens-decoration", /ссыл/, /раздел/);
      await ui.page.locator(".sticky-widget .sticky-line-content").first().waitFor();
    },
  },
  review: {
    ...draft,
    size: [1000, 440],
    crop: `${EDITOR}, .part.statusbar`,
    async stage(ui) {
      await reading(ui, 1);
      await ui.command("Режим рецензента", "Режим рецензента");
      await ui.clickOn("1.1. Профессиональное", "1.1.");
      await ui.page.keyboard.press("Control+F8");
      await ui.page.locator(".statusbar-item", { hasText: /Замечание \d+ из/ }).waitFor();
    },
  },
  "review-table": {
    ...draft,
    size: [1040, 520],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 1);
      await ui.command("Таблица замечаний", "Таблица замечаний");
      await ui.webview().getByRole("link", { name: /^п\. / }).first().waitFor();
    },
  },
  paste: {
    ...draft,
    size: [1000, 460],
    crop: EDITOR,
    async stage(ui) {
      await reading(ui, 25);
      await ui.page.keyboard.press("Control+End");
      await ui.copyFromWord([
        ["7.4.", "Заседания ПОС открыты для учителей других школ."],
        ["7.5.", "Протокол заседания ведёт секретарь ПОС."],
      ]);
      await ui.page.keyboard.press("Control+V");
      await ui.spot("3.4. Заседания ПОС открыты");
      await ui.spot("3.5. Протокол заседания ведёт");
    },
  },
  address: {
    ...model,
    size: [1000, 800],
    crop: ".quick-input-widget",
    async stage(ui) {
      await reading(ui, 99);
      await ui.clickOn("5.1.3. Заседание правомочно", "правомочно");
      await ui.command("Копировать адрес", "Копировать адрес пункта");
      await shows(ui, `.quick-input-list ${rows}`, /пунктом 5\.1\.3/, /от 29\.08\.2025 № 118/);
      await ui.page.mouse.move(500, 700);
    },
  },
};

export const pictures = {
  editor: {
    ...draft,
    async stage({ page }) {
      await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
      await page.keyboard.press("Control+Shift+M");
      await page
        .locator(`.markers-panel ${rows}`, { hasText: /Ln \d+,/ })
        .first()
        .waitFor();
    },
  },
  preview: {
    ...model,
    async stage(ui) {
      await ui.page.keyboard.press("Control+B"); // without the explorer the page fits at its own size
      await ui.previewButton().click();
      await ui.webview().locator("#sheet .block").nth(3).waitFor();
    },
  },
  ...features,
  ...Object.fromEntries(Object.entries(themes).flatMap(([suffix, theme]) => inTheme(suffix, theme))),
};

/** What a package looks like: the printed table, the pictures, the view «Документы». */
function inTheme(suffix, theme) {
  const plan = { examples: ["obrazets"], file: "plan.reg.yaml", theme, size: [1240, 720] };
  return [
    [`table-${suffix}`, { ...plan, stage: see("Страница", ".grid") }],
    [`timeline-${suffix}`, { ...plan, stage: see("Лента года", ".rows") }],
    [`matrix-${suffix}`, { ...plan, stage: see("Матрица задач", ".matrix") }],
    [`calendar-${suffix}`, { ...plan, file: "grafik.reg.yaml", stage: see("Календарь", ".month") }],
    [
      `tree-${suffix}`,
      {
        examples: ["1-prikaz-i-polozhenie/исправлено", "nesoglasovannyi-paket", "obrazets"],
        without: "nesoglasovannyi-paket/otchyot.reg.md",
        file: "nesoglasovannyi-paket/polozhenie.reg.md",
        theme,
        stage: tree,
      },
    ],
  ];
}

/** Opens the preview over the text, at its full width, on one of its tabs; `shown` is what has to be there. */
function see(tab, shown) {
  return async ui => {
    const { page } = ui;
    await ui.previewButton().waitFor(); // commands are there as well
    await page.keyboard.press("Control+B");
    await ui.command("Открыть предпросмотр", /Открыть предпросмотр(?! сбоку)/);
    await ui.webview().getByRole("tab", { name: tab }).click();
    await ui.webview().locator(`#sheet ${shown}`).first().waitFor();
    await page.mouse.move(640, 718);
    // Headless Chromium may keep a strip of what lay over the page before: have it painted anew.
    await ui
      .webview()
      .locator("body")
      .evaluate(async body => {
        body.hidden = true;
        await new Promise(resolve => setTimeout(resolve, 300));
        body.hidden = false;
      });
  };
}

/** The view «Документы» beside a regulation with its lenses. */
async function tree(ui) {
  const { page } = ui;
  await ui.documents();
  const row = text => page.locator(`.part.sidebar ${rows}`, { hasText: text }).first();
  await row("nesoglasovannyi-paket").locator(".monaco-tl-twistie").click();
  await row(/График заседаний.* 9 замечаний/).waitFor();
  await row("на согласовании").dblclick();
  await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
  await ui.goToLine(28);
  await page.locator(".codelens-decoration a", { hasText: "в плане" }).first().waitFor();
  // The names of rows in full: the sash between the sidebar and the editor is drawn to the right.
  const edge = await page.locator(".part.sidebar").boundingBox();
  await page.mouse.move(edge.x + edge.width, 400);
  await page.mouse.down();
  await page.mouse.move(edge.x + 500, 400, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(900, 700);
}

/** Only the text, with its findings, from a line on. */
async function reading(ui, line) {
  await ui.previewButton().waitFor();
  await ui.page.keyboard.press("Control+B");
  await ui.page.locator(".part.sidebar").waitFor({ state: "hidden" });
  // The server is there: the path above the text goes on behind the file.
  await ui.page.locator(".monaco-breadcrumb-item").last().filter({ hasNotText: ".reg." }).waitFor();
  await ui.inEditor();
  await ui.goToLine(line);
}

/** Rests the mouse on words until their card says so; a late answer is shown only when the mouse stirs. */
async function hover(ui, from, to, said) {
  let stir = 0;
  await ui.until(ui.page.locator(CARD, { hasText: said }), async () => {
    const { x, y } = await ui.spot(from, to); // lenses that come move the lines
    stir = 1 - stir;
    await ui.page.mouse.move(x + stir, y);
  });
}

/** Asks for suggestions, with what is known of the chosen one beside them. */
async function suggest(ui) {
  const { page } = ui;
  const widget = page.locator(".suggest-widget.visible");
  await ui.until(widget.locator(rows).first(), () => page.keyboard.press("Control+Space"));
  const details = page.locator(".suggest-details");
  await ui.until(details, () => page.keyboard.press("Control+Space"));
}

async function clauseMenu(ui, words) {
  const { page } = ui;
  const { x, y } = await ui.spot(words);
  await page.mouse.click(x, y);
  await page.mouse.click(x, y, { button: "right" });
  const menu = page.locator(".monaco-menu .action-label", { hasText: /^Пункт$/ });
  await menu.waitFor();
  await ui.until(page.locator(".monaco-menu .action-label", { hasText: "Вставить пункт перед" }), () => menu.hover());
}

/** A menu takes no click in its first moments. */
async function menuItem(ui, words) {
  const entry = ui.page.locator(".monaco-menu .action-label", { hasText: words });
  for (let tries = 0; tries < 5 && (await entry.isVisible()); tries++) {
    await ui.page.waitForTimeout(700);
    await entry.click({ timeout: 2000 }).catch(() => {});
    await ui.page.waitForTimeout(300);
  }
}

/** Waits until the elements together show all the texts. */
async function shows(ui, selector, ...texts) {
  let seen = "";
  for (let i = 0; i < 100; i++) {
    seen = (await ui.page.locator(selector).allTextContents()).join("\n").replaceAll("\u00a0", " ");
    if (texts.every(t => t.test(seen))) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail(`${selector} doesn't show ${texts.filter(t => !t.test(seen)).join(", ")}:\n${seen}`);
}
