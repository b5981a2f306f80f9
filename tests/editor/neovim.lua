-- Works in Neovim as an author would, and writes down what was seen, a line of JSON for each step.
local seen = io.open(vim.env.SEEN, "w")

local function note(name, value)
  seen:write(vim.json and vim.json.encode({ name, value }) or vim.fn.json_encode({ name, value }), "\n")
  seen:flush()
end

local function complaints()
  return vim.diagnostic.get(0)
end

local function wait(test)
  return vim.wait(60000, test, 20)
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 60000) or {}) do
    return answer.result
  end
end

local function at(words, inside)
  vim.fn.cursor(1, 1)
  vim.fn.search("\\V" .. words, "cW")
  local place = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_win_set_cursor(0, { place[1], place[2] + (inside or 0) })
end

local function hover(words, inside)
  at(words, inside)
  local answer = ask("textDocument/hover", vim.lsp.util.make_position_params())
  return answer and answer.contents.value
end

local function work()
  vim.cmd("edit rules/beirut-2011.rules")
  note("file type", vim.bo.filetype)
  wait(function()
    local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
    return client ~= nil and client.initialized
  end)
  note("field", hover("meeting.city = ", 9))
  note("sound", #complaints())
  vim.cmd([[silent! %s/require meeting\.city/require meeting.cty/]])
  wait(function() return #complaints() > 0 end)
  note("complaint", complaints()[1].message)
  at("require meeting.cty", 17)
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local change = ask("textDocument/codeAction", params)[1]
  note("change", change.title)
  vim.lsp.util.apply_workspace_edit(change.edit, "utf-16")
  wait(function() return #complaints() == 0 end)
  note("mended", #complaints())
  note("rule", hover("intersessional-in-first-half", 3))
  at("sitting(meeting) <=", 2)
  vim.lsp.buf.definition()
  wait(function() return vim.api.nvim_get_current_line():match("^define") ~= nil end)
  note("definition", vim.api.nvim_get_current_line())
  vim.lsp.buf.rename("lasting")
  wait(function() return vim.fn.search("lasting(meeting) <=", "n") > 0 end)
  vim.cmd("undo")
  note("undone", vim.fn.search("lasting(", "n"))
  at("meeting.city = ", 8)
  local offered = ask("textDocument/completion", vim.lsp.util.make_position_params()).items
  note("offered", vim.tbl_map(function(item) return item.label end, offered))
  vim.cmd("edit! samples/2012-slips.yaml")
  wait(function() return #complaints() > 0 end)
  note("verdicts", #complaints())
  note("value", hover("end: 2012-07-19", 7))
end

local ok, why = pcall(work)
note("end", ok or tostring(why))
seen:close()
vim.cmd("qa!")
