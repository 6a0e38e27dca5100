-- cimd in Neovim 0.11 or newer: put this file into ~/.config/nvim/lsp/, and in init.lua write
--
--     vim.lsp.enable("cimd")
--
-- The server decides which files are documents; all others stay silent.
return {
  cmd = { "cimd", "lsp" },
  filetypes = { "json", "jsonc", "terraform", "hcl", "yaml", "toml" },
  root_markers = { "cimd.toml", ".git" },
}
