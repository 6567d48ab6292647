import { describe, expect, it } from 'vitest'
import { merged, mergeTarget, refused } from '@/lib/clients/testing/merging'

describe('what is not the client’s file', () => {
  it.each([
    ['vs-code', '{"mcpServers":{}}', /mcpServers/],
    ['cursor', '{"context_servers":{}}', /Zed/],
    ['cursor', '{"name":"x","version":"1.0.0","scripts":{}}', /package\.json/],
    ['claude-code', '{"mcpServers":{},"globalShortcut":""}', /claude_desktop_config/],
    ['claude-desktop', '{"mcpServers":{},"numStartups":4}', /claude\.json/],
    ['zed', '{"amp.mcpServers":{}}', /Amp/],
    ['opencode', '{"mcpServers":{"a":{"command":"x"}}}', /mcpServers/],
    ['codex', '[project]\nname = "x"\n', /pyproject/],
    ['continue', 'extensions:\n  a:\n    cmd: x\n', /Goose/],
    ['goose', 'services:\n  web:\n    image: x\n', /compose/],
    ['vs-code', '{"[python]":{"editor.tabSize":4}}', /settings\.json/],
    ['codex', '{"mcpServers":{}}', /This is JSON: the config of Codex is TOML/],
    ['cursor', '[mcp_servers.a]\ncommand = "x"\n', /This is TOML/],
    ['cursor', 'mcpServers:\n  a:\n    command: x\n', /This is YAML/],
    ['goose', '# x\n[mcp_servers.a]\ncommand = "x"\n', /This is TOML/],
    ['cursor', '```json\n{}\n```', /Markdown/],
    ['cursor', "{'mcpServers':{}}", /single quotes/],
    ['cursor', '"mcpServers":{"a":{"command":"x"}}', /braces around the whole are missing/],
    ['cursor', '{"command":"uvx","args":[]}', /without a name/],
    ['cursor', '{"mcpServers":{"__proto__":{}}}', /__proto__/],
    ['cursor', 'claude mcp add tools -- uvx x', /shell/],
    ['goose', 'npx -y mcp-remote URL', /shell/],
    ['cursor', '\uFEFF{\0"\0', /UTF-16/],
    ['codex', 'a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x\n', /Line 2 is a merge conflict/],
    ['cursor', '{"a":1}\n{"b":2}', /Line 2 begins a second document/],
    ['goose', 'a: 1\n---\nb: 2\n', /several documents/],
    ['cursor', '{\n“mcpServers”: {}}', /Line 2 has curly quotes/],
    ['cursor', '{\n"a": 1\n"mcpServers": {}}', /Line 3 begins a member, but no comma/],
    ['codex', '[mcp_servers.a]\ncommand = "C:\\Users\\x"\n', /Line 2 has a single backslash/],
    ['goose', 'a: "C:\\Quux\\x"\n', /Line 1 has a single backslash/],
    ['cursor', '{"a":'.repeat(300), /nested more than 200 levels/],
    ['cursor', '['.repeat(100_000), /nested more than 200 levels/],
  ])('%s %j', async (id, file, words) => {
    const { message, remedy } = await refused(file.slice(0, 400_000), mergeTarget(id))
    expect(message).toMatch(words)
    expect(remedy).toMatch(/\S/)
  })

  it.each([
    ['cursor', '{"servers":{"a":{"command":"x"}}}', /Cursor reads "mcpServers": it does not read "servers"/],
    ['codex', '[mcpServers.a]\ncommand = "x"\n', /does not read \[mcpServers\]/],
    ['codex', '[a]\ncommand = "x"\n', /Codex does not read "a"/],
    ['vs-code', '{"servers":{},"mcpServers":{"a":{}}}', /VS Code reads "servers": it does not read "mcpServers"/],
    ['cursor', '{"mcpServers":{"a":{"command":"y"}},"a":{"command":"x"}}', /does not read "a" at the top/],
    ['cursor', '{"mcpServers":{},}', /Line 1 has a comma after the last member/],
    ['cursor', '{"mcpServers":{"a":{"command":"C:\\temp\\bin"}}}', /mcpServers\.a\.command has a tab or line break/],
  ])('%s %j is merged with a note', async (id, file, words) => {
    expect((await merged(file, mergeTarget(id))).notes.join('\n')).toMatch(words)
  })

  it.each([
    ['cursor', '{}'],
    ['gemini-cli', '{"hooks":{},"theme":"x","mcpServers":{}}'],
    ['zed', '{"theme":"x","agent":{},"context_servers":{"a":{"command":"x"}}}'],
    ['amp', '{"editor.fontSize":12,"amp.mcpServers":{}}'],
    ['claude-code', '{"numStartups":1,"projects":{"/x":{"mcpServers":{}}}}'],
    ['goose', 'GOOSE_MODE: auto\nextensions:\n  a:\n    cmd: x\n'],
    ['codex', 'model = "x"\n[projects."/x"]\ntrust_level = "trusted"\n'],
  ])('%s %s is merged without a word', async (id, file) => {
    const { notes, questions } = await merged(file, mergeTarget(id))
    expect([...notes, ...questions]).toEqual([])
  })
})
