-- Opens a document in Neovim without a screen, and does what a person would do: look at the findings, ask what a member
-- is, apply a fix. Started by .ci/try-lsp in the folder of the document, with the settings in CIMD_SETTINGS.

local function wait_for(what, is_there)
  if not vim.wait(30000, is_there, 20) then
    error("waited in vain for " .. what)
  end
end

-- The settings, started as the version of Neovim does it.
local settings = dofile(vim.env.CIMD_SETTINGS)
vim.cmd("edit client.json")
local buffer = vim.api.nvim_get_current_buf()
if vim.lsp.enable then
  vim.lsp.config("cimd", settings)
  vim.lsp.enable("cimd")
  vim.cmd("set filetype=json")
else
  local id = vim.lsp.start_client({ name = "cimd", cmd = settings.cmd, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(buffer, id)
end

local function found(rule)
  return vim.tbl_filter(function(one)
    return one.code == rule or (one.user_data and one.user_data.lsp and one.user_data.lsp.code == rule)
  end, vim.diagnostic.get(buffer))
end

wait_for("the finding", function() return #found("redirect-uri-duplicate") == 1 end)
local duplicate = found("redirect-uri-duplicate")[1]
local line = vim.api.nvim_buf_get_lines(buffer, duplicate.lnum, duplicate.lnum + 1, true)[1]
local text = line:sub(duplicate.col + 1, duplicate.end_col)
assert(text == '"https://app.example.net/a"', text)

local function ask(method, parameters)
  parameters.textDocument = vim.lsp.util.make_text_document_params(buffer)
  for _, answer in pairs(assert(vim.lsp.buf_request_sync(buffer, method, parameters, 30000))) do
    return assert(answer.result, vim.inspect(answer.error))
  end
end

local here = { line = duplicate.lnum, character = 60 }
local hover = ask("textDocument/hover", { position = here })
assert(hover.contents.value:find("# `redirect_uris`", 1, true), hover.contents.value)

local actions = ask("textDocument/codeAction", {
  range = { start = here, ["end"] = here },
  context = { diagnostics = {}, only = { "quickfix" } },
})
assert(#actions == 1, vim.inspect(actions))
local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer }) or vim.lsp.buf_get_clients(buffer)
local _, client = next(clients)
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
line = vim.api.nvim_buf_get_lines(buffer, duplicate.lnum, duplicate.lnum + 1, true)[1]
assert(line:find('"redirect_uris": ["https://app.example.net/a"], "logo_uri"', 1, true), line)
wait_for("the finding to go", function() return #found("redirect-uri-duplicate") == 0 end)

-- Typing behind characters that UTF-16 counts in another way.
vim.api.nvim_buf_set_text(buffer, 2, 27, 2, 27, { '", "redirect_uri": "😀' })
wait_for("the misspelt member", function()
  return #vim.tbl_filter(function(one) return one.lnum == 2 end, vim.diagnostic.get(buffer)) > 0
end)

vim.cmd("edit! package.json")
vim.wait(300)
assert(#vim.diagnostic.get(vim.api.nvim_get_current_buf()) == 0, "package.json is left alone")
local version = vim.version()
io.stdout:write(("Neovim %d.%d: findings, hover, a code action\n"):format(version.major, version.minor))
vim.cmd("qall!")
