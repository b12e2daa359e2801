-- SPDX-License-Identifier: GPL-2.0-only
-- Asks of a file what `vim.g.vmops_asked` lists, and writes the answers to `vim.g.vmops_answered`.
local PATIENCE_MS = 120000

local function fail(text)
  io.stderr:write('ask.lua: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local function read(path) return table.concat(vim.fn.readfile(path), '\n') end

local asked = vim.json.decode(read(vim.g.vmops_asked))
local ended = false
vim.lsp.handlers['$/progress'] = function(_, progress)
  if progress.value.kind == 'end' then ended = true end
end
local told = nil
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(_, found) if ended then told = found end end
vim.cmd('edit ' .. asked.file)
if not vim.wait(PATIENCE_MS, function() return told ~= nil end, 50) then fail('no diagnostics') end

local uri = vim.uri_from_bufnr(0)
local result = { diagnostics = {}, answers = {} }
for _, one in ipairs(told.diagnostics) do
  table.insert(result.diagnostics, { line = one.range.start.line, code = one.code or vim.NIL, message = one.message })
end
for _, one in ipairs(asked.requests) do
  local position = { line = one.line, character = one.column }
  local params = { textDocument = { uri = uri }, position = position }
  if one.method == 'references' then params.context = { includeDeclaration = true } end
  if one.method == 'inlayHint' then
    params.range = { start = { line = 0, character = 0 }, ['end'] = { line = 99999, character = 0 } }
  end
  if one.method == 'codeAction' then
    params.range = { start = position, ['end'] = position }
    params.context = { diagnostics = {} }
    for _, found in ipairs(told.diagnostics) do
      if found.range.start.line == one.line then table.insert(params.context.diagnostics, found) end
    end
  end
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/' .. one.method, params, PATIENCE_MS)
  local answer = vim.NIL
  for _, each in pairs(answers or {}) do if each.result then answer = each.result end end
  table.insert(result.answers, answer)
end
vim.fn.writefile({ vim.json.encode(result) }, vim.g.vmops_answered)
vim.cmd('qall!')
