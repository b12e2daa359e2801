-- SPDX-License-Identifier: GPL-2.0-only
-- Starts the language server for C files, in the folder `vim.g.vmops_root` with the command `vim.g.vmops_command`.
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'c',
  callback = function()
    local options = { name = 'vmops', cmd = vim.g.vmops_command, root_dir = vim.g.vmops_root }
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(options))
  end,
})
