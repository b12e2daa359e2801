-- SPDX-License-Identifier: GPL-2.0-only
-- Uses the language server from Neovim without a screen: a line for each check, a non-zero exit at the first that fails.
local PATIENCE_MS = 30000

local function fail(text)
  io.stderr:write('test:neovim: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local function check(title, holds)
  if not vim.wait(PATIENCE_MS, holds, 50) then fail(title) end
  io.stdout:write('ok  ' .. title .. '\n')
end

local function diagnostic(code)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == code then return one end
  end
end

local function ask(method, line, column, more)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = line, character = column },
  }
  local answer = vim.lsp.buf_request_sync(0, method, vim.tbl_extend('force', params, more or {}), PATIENCE_MS)
  for _, one in pairs(answer or {}) do
    if one.result then return one.result end
  end
end

vim.cmd('edit drivers/frame/frame.c')
check('diagnostics', function()
  local errno = diagnostic('errno-as-vm-fault')
  return errno and errno.lnum == 21 and errno.message:find('frame_fault() returns -ENODEV or -ENOMEM', 1, true)
end)

local fault = vim.fn.search('\\.fault')
check('hover', function()
  local hover = ask('textDocument/hover', fault - 1, vim.fn.getline(fault):find('fault') - 1)
  return hover and hover.contents.value:find('mmap_lock', 1, true) ~= nil
end)

check('definition of a handler', function()
  local found = ask('textDocument/definition', fault - 1, vim.fn.getline(fault):find('frame_fault') - 1)
  local first = found and (found[1] or found)
  local line = first and (first.range or first.targetSelectionRange).start.line
  return line and vim.fn.getline(line + 1) == 'static vm_fault_t frame_fault(struct vm_fault *vmf)'
end)

check('completion offers the ops that are not set', function()
  vim.fn.append(fault, '\t.')
  local found = ask('textDocument/completion', fault, 2)
  vim.fn.deletebufline('%', fault + 1)
  local labels = {}
  for _, one in ipairs(found and (found.items or found) or {}) do labels[one.label] = one end
  local mkwrite = labels['.page_mkwrite']
  return not labels['.fault'] and mkwrite and mkwrite.textEdit.newText == '.page_mkwrite = frame_page_mkwrite,'
end)

check('completion after return offers the results of the op', function()
  local line = vim.fn.search('return err;')
  local found = ask('textDocument/completion', line - 1, vim.fn.getline(line):find('err') - 1)
  local labels = {}
  for _, one in ipairs(found and (found.items or found) or {}) do labels[one.label] = one end
  return labels['VM_FAULT_SIGBUS'] and not labels['VM_FAULT_FALLBACK']
end)

check('signature help names the parameters', function()
  local line = vim.fn.search('vmf_insert_pfn(')
  local bracket = vim.fn.getline(line):find('(', 1, true)
  local found = ask('textDocument/signatureHelp', line - 1, bracket)
  local label = found and found.signatures[1].label
  return label and label:find('unsigned long addr', 1, true) ~= nil
end)

check('from a handler back to its entry', function()
  local line = vim.fn.search('vm_fault_t frame_fault(')
  local found = ask('textDocument/declaration', line - 1, vim.fn.getline(line):find('frame_fault') - 1)
  return found and found[1] and found[1].range.start.line == fault - 1
end)

check('hints and lenses', function()
  local whole = { range = { start = { line = 0, character = 0 }, ['end'] = { line = 999, character = 0 } } }
  local hints = ask('textDocument/inlayHint', 0, 0, whole)
  local lenses = ask('textDocument/codeLens', 0, 0)
  return hints and #hints > 0 and lenses and #lenses > 0
end)

check('the page of a rule', function()
  local told
  vim.lsp.handlers['window/showMessage'] = function(_, message) told = message.message end
  vim.lsp.handlers['window/showDocument'] = function(_, document)
    told = document.uri
    return { success = true }
  end
  -- The line that an earlier check put in and took away again has the server look anew.
  local errno = diagnostic('errno-as-vm-fault')
  if not errno then return false end
  local position = { line = errno.lnum, character = errno.col }
  local range = { start = position, ['end'] = position }
  local context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, errno.lnum) }
  local actions = ask('textDocument/codeAction', errno.lnum, errno.col, { range = range, context = context })
  for _, action in ipairs(actions or {}) do
    if action.title == 'Explain errno-as-vm-fault' then
      vim.lsp.buf_request_sync(0, 'workspace/executeCommand', action.command, PATIENCE_MS)
      vim.wait(PATIENCE_MS, function() return told ~= nil end, 50)
    end
  end
  return told and told:find('errno-as-vm-fault.md', 1, true) ~= nil
end)

local const
check('what concludes from the whole tree', function()
  const = diagnostic('non-const-table')
  return const and const.lnum == fault - 2
end)
check('a code action', function()
  local position = { line = const.lnum, character = const.col }
  local range = { start = position, ['end'] = position }
  local context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, const.lnum) }
  local actions = ask('textDocument/codeAction', const.lnum, const.col, { range = range, context = context })
  for _, action in ipairs(actions or {}) do
    if action.kind == 'quickfix' and action.edit and action.title:find('const') then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      return true
    end
  end
end)
check('the text it makes', function()
  return vim.fn.getline(const.lnum + 1):find('const struct vm_operations_struct') ~= nil
end)
check('the diagnostic is gone', function()
  return diagnostic('non-const-table') == nil
end)
vim.cmd('qall!')
