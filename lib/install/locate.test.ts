import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import type { Computer } from '@/lib/install/computer'
import { locate } from '@/lib/install/locate'
import { testComputer } from '@/lib/install/testing/home'

function make(file: string, text = '{}'): string {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

function of(id: string, computer: Computer) {
  const client = findClient(id)
  return client && locate(client, computer)
}

describe('where a client’s file is', () => {
  it.each([
    ['claude-desktop', 'mac', 'Library/Application Support/Claude/claude_desktop_config.json'],
    ['claude-desktop', 'windows', 'AppData/Roaming/Claude/claude_desktop_config.json'],
    ['claude-code', 'linux', '.claude.json'],
    ['vs-code', 'linux', '.config/Code/User/mcp.json'],
    ['cursor', 'windows', '.cursor/mcp.json'],
    ['goose', 'windows', 'AppData/Roaming/Block/goose/config/config.yaml'],
    ['kiro', 'mac', '.kiro/settings/mcp.json'],
    ['codex', 'linux', '.codex/config.toml'],
  ] as const)('%s on %s: %s', (id, os, relative) => {
    const computer = testComputer(os)
    expect(of(id, computer)).toMatchObject({
      file: path.join(computer.home, relative),
      exists: false,
      isInstalled: false,
    })
    make(path.join(computer.home, relative))
    expect(of(id, computer)).toMatchObject({ exists: true, isInstalled: true, others: [] })
  })

  it('is below XDG_CONFIG_HOME on Linux, and only there', () => {
    const computer = { ...testComputer(), config: '/elsewhere' }
    expect(of('zed', computer)?.file).toBe('/elsewhere/zed/settings.json')
    expect(of('zed', { ...computer, os: 'mac' })?.file).toBe(path.join(computer.home, '.config/zed/settings.json'))
  })

  it('is the package’s own for Claude Desktop from the Microsoft Store', () => {
    const computer = testComputer('windows')
    const folder = path.join(computer.localAppData, 'Packages', 'Claude_abc123', 'LocalCache', 'Roaming', 'Claude')
    mkdirSync(folder, { recursive: true })
    expect(of('claude-desktop', computer)).toMatchObject({
      file: path.join(folder, 'claude_desktop_config.json'),
      isInstalled: true,
    })
    const usual = make(path.join(computer.appData, 'Claude', 'claude_desktop_config.json'))
    expect(of('claude-desktop', computer)?.file).toBe(usual)
    make(path.join(folder, 'claude_desktop_config.json'))
    expect(of('claude-desktop', computer)).toMatchObject({
      file: path.join(folder, 'claude_desktop_config.json'),
      others: [{ path: usual }],
    })
  })

  it('names both homes of Cline, and takes the one that is there', () => {
    const computer = testComputer()
    const legacy = 'Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'
    const old = make(path.join(computer.config, legacy))
    expect(of('cline', computer)).toMatchObject({ file: old, others: [] })
    const current = make(path.join(computer.home, '.cline/data/settings/cline_mcp_settings.json'))
    expect(of('cline', computer)).toMatchObject({ file: current, others: [{ path: old }] })
  })

  it('knows a program on the path, and a folder of the client’s own', () => {
    const computer = testComputer()
    const bin = path.dirname(make(path.join(computer.home, 'bin', 'claude')))
    expect(of('claude-code', { ...computer, path: [bin] })?.isInstalled).toBe(true)
    mkdirSync(path.join(computer.home, '.warp'))
    expect(of('warp', computer)?.isInstalled).toBe(true)
  })

  it('is nowhere for clients whose servers are in a window, a project or a program', () => {
    const without = CLIENTS.filter((client) => locate(client, testComputer()) === undefined).map(({ id }) => id)
    expect(without.sort()).toEqual(['inspector', 'jetbrains-ai', 'mcp-remote', 'roo-code', 'strands'])
  })
})
