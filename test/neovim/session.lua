-- What a person does in Neovim with the server, through Neovim's own commands; run.mjs starts it and counts the lines
-- `ok …` and `not ok …`. SERVER is the command with its arguments as JSON, FOLDER the package that is worked on.

local folder = vim.env.FOLDER
local checks = {}

local function check(title, run)
  table.insert(checks, { title = title, run = run })
end

local function equal(found, wanted)
  if not vim.deep_equal(found, wanted) then
    error("found " .. vim.inspect(found) .. ", wanted " .. vim.inspect(wanted), 2)
  end
end

local function eventually(what, holds)
  if not vim.wait(20000, holds, 20) then
    error("in 20 s not seen: " .. what, 2)
  end
end

local function open(name)
  vim.cmd("edit! " .. vim.fn.fnameescape(folder .. "/" .. name))
end

-- Puts the cursor on the first place of literal `words`.
local function go(words)
  vim.fn.cursor(1, 1)
  if vim.fn.search("\\V" .. vim.fn.escape(words, "\\"), "cW") == 0 then
    error("no «" .. words .. "» in " .. vim.fn.bufname(), 2)
  end
end

local function rules()
  return vim.tbl_map(function(d)
    return d.code or d.user_data.lsp.code -- before 0.8 the code is in the data only
  end, vim.diagnostic.get(0))
end

-- The text of the window that floats over the buffer, if one does.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
    end
  end
end

local client
local function attach()
  client = client
    or vim.lsp.start_client({ name = "reglament", cmd = vim.fn.json_decode(vim.env.SERVER), root_dir = folder })
  vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
  vim.lsp.buf_attach_client(0, client)
end

-- Neovim knows `*.md` as Markdown: the buffer's type is set after its own guess.
vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  pattern = { "*.reg.md", "*.reg.yaml", "*.reg.yml", "reglament.yaml" },
  callback = function(event)
    vim.bo[event.buf].filetype = event.file:match("%.md$") and "reglament" or "reglament-yaml"
  end,
})
vim.api.nvim_create_autocmd("FileType", { pattern = { "reglament", "reglament-yaml" }, callback = attach })

check("the server starts with a document", function()
  open("polozhenie.reg.md")
  equal(vim.bo.filetype, "reglament")
  eventually("the server's capabilities", function()
    local known = vim.lsp.get_client_by_id(client)
    return known and known.initialized
  end)
end)

check("a slip is told as it is typed and leaves with its correction", function()
  eventually("a clean document", function()
    return #rules() == 0
  end)
  go("2.4. Председатель")
  vim.cmd([[normal! A Порядок указан в пункте 9.7 настоящего Положения.]])
  eventually("the finding", function()
    return vim.tbl_contains(rules(), "ref-broken")
  end)
  vim.cmd("undo")
  eventually("a clean document again", function()
    return #rules() == 0
  end)
end)

check("hover tells the duties of a role", function()
  go("Координатор ПОС назначается")
  vim.lsp.buf.hover()
  eventually("a window with the role", function()
    return (floating() or ""):find("Кто назначает или избирает: .*п. 2%.2") ~= nil
  end)
end)

check("definition leads from the report to the clause of the regulation", function()
  open("otchyot.reg.md")
  go("1.4 Положения")
  vim.lsp.buf.definition()
  eventually("the regulation", function()
    return vim.fn.expand("%:t") == "polozhenie.reg.md" and vim.fn.getline("."):find("^1%.4%. ") ~= nil
  end)
end)

check("references list the documents that speak of the clause", function()
  go("1.4. Задачами")
  vim.lsp.buf.references({ includeDeclaration = false })
  local function files()
    local names = {}
    for _, item in ipairs(vim.fn.getqflist()) do
      names[vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ":t")] = true
    end
    return names
  end
  eventually("the report among them", function()
    return files()["otchyot.reg.md"]
  end)
  vim.cmd("cclose")
end)

check("completion offers clause numbers", function()
  open("polozhenie.reg.md")
  go("2.4. Председатель")
  vim.cmd([[normal! A По п. 1.4.]])
  local start = vim.fn.col("$") - 1
  vim.fn.cursor(vim.fn.line("."), vim.fn.col("$"))
  local found = {}
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = vim.fn.line(".") - 1, character = vim.str_utfindex(vim.fn.getline("."), start) },
  }, 20000)
  for _, answer in pairs(answers or {}) do
    for _, item in ipairs(vim.lsp.util.extract_completion_items(answer.result)) do
      table.insert(found, item.label)
    end
  end
  vim.cmd("undo")
  if not vim.tbl_contains(found, "1.4.2") then
    error("found " .. vim.inspect(found))
  end
end)

check("rename changes a role in every document, each in its own case", function()
  open("polozhenie.reg.md")
  go("Координатор ПОС назначается")
  vim.lsp.buf.rename("наставник ПОС")
  eventually("the new name in the regulation and in the order", function()
    local order = vim.fn.bufnr("prikaz-64.reg.md")
    local lines = order >= 0 and vim.api.nvim_buf_get_lines(order, 0, -1, false) or {}
    return vim.fn.search("\\V2.2. Наставник ПОС назначается", "n") > 0
      and table.concat(lines, "\n"):find("аставником ПОС", 1, true) ~= nil
  end)
end)

local function run()
  for _, one in ipairs(checks) do
    local ok, reason = pcall(one.run)
    io.stdout:write((ok and "ok " or "not ok ") .. one.title .. (ok and "" or "\n" .. tostring(reason)) .. "\n")
  end
  vim.cmd("qall!")
end

run()
