import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, LAUNCHERS } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { successorTarget } from '@/lib/clients/successor'
import {
  AUTHS,
  CASES,
  clientOf,
  configOf,
  entryOf,
  parseConfig,
  target,
  textsOf,
  url,
} from '@/lib/clients/testing/target'

const all = CASES.map(({ client, auth, os, id }) => ({ id, auth, os, config: emitConfig(client, target(auth), os) }))
const linked = all.flatMap(({ id, auth, os, config }) => (config.link ? [{ id, auth, os, link: config.link }] : []))
const lines = all.filter(({ config }) => config.command !== undefined)

/** The words that a program gets from a line of bash. */
function wordsOf(line: string): string[] {
  const [program = ''] = line.split(' ')
  const script = `AGENTCORE_JWT=leaked; ${program}() { printf '%s\\0' "$@"; }; ${line}`
  return execFileSync('bash', ['-c', script]).toString().split('\0').slice(0, -1)
}

describe('rule 1: the ARN is encoded once, in a link once more', () => {
  it.each(all)('$id $auth $os', ({ config }) => {
    expect(config.full).toContain('runtimes/arn%3Aaws%3A')
    expect(config.full + (config.command ?? '')).not.toMatch(/%253A|runtimes\/arn:/)
  })

  it.each(linked)('link of $id $auth $os', ({ link }) => {
    const config = new URL(link).searchParams.get('config')
    const plain = config && !config.startsWith('{') ? atob(config) : decodeURIComponent(link)
    expect(plain.includes(url) || plain.includes(encodeURIComponent(url))).toBe(true)
  })
})

describe('rule 2: the address reaches the program whole, through bash and PowerShell', () => {
  it.each(lines.filter(({ os, config }) => os === 'linux' && !config.command?.includes('%253A')))(
    '$id $auth',
    ({ config }) => {
      expect(wordsOf(config.command ?? '').join('\n')).toContain(url)
      expect(config.powershell ?? `'${url}'`).toContain(`'${url}'`)
    },
  )
})

describe('rule 3: the shell leaves a reference alone, and no JSON is given to PowerShell', () => {
  it.each(lines.filter(({ id, auth, os }) => auth === 'jwt' && os === 'linux' && id !== 'inspector'))(
    '$id $auth',
    ({ config }) => {
      expect(wordsOf(config.command ?? '').join(' ')).not.toContain('leaked')
    },
  )

  const literal = lines.filter(({ id, auth }) => id !== 'inspector' || auth === 'sigv4')

  it.each(literal)('$id $auth $os: a line with double quotes has no PowerShell form', ({ config }) => {
    expect(config.powershell ?? '').not.toMatch(/'[^']*"/)
  })

  it('Inspector itself looks nothing up, so there the shell fills the variable in', () => {
    expect(wordsOf(configOf('inspector', 'jwt').command ?? '')).toContain('Authorization: Bearer leaked')
    expect(configOf('inspector', 'jwt').powershell).toContain('"Authorization: Bearer $env:AGENTCORE_JWT"')
  })
})

describe('rule 4: a token is named or a placeholder with a warning, and links hold neither', () => {
  it.each(all.filter(({ auth }) => auth === 'jwt'))('$id $os', ({ id, config }) => {
    const { tokenReference } = clientOf(id)
    expect(config.full).toContain(tokenReference ?? '<YOUR_JWT>')
    expect(config.full.includes('<YOUR_JWT>') && !/do not commit/.test(config.notes.join(' '))).toBe(false)
    expect(decodeURIComponent(config.link ?? '')).not.toContain('YOUR_JWT')
  })
})

describe('rule 5: every client’s own word for a remote server', () => {
  const words: Record<string, { address: string; type?: string }> = {
    windsurf: { address: 'serverUrl' },
    goose: { address: 'uri', type: 'streamable_http' },
    cline: { address: 'url', type: 'streamableHttp' },
    continue: { address: 'url', type: 'streamable-http' },
    'roo-code': { address: 'url', type: 'streamable-http' },
    opencode: { address: 'url', type: 'remote' },
    'vs-code': { address: 'url', type: 'http' },
    'claude-code': { address: 'url', type: 'http' },
    'gemini-cli': { address: 'url', type: 'http' },
    'copilot-cli': { address: 'url', type: 'http' },
    cursor: { address: 'url' },
    zed: { address: 'url' },
    kiro: { address: 'url' },
    'lm-studio': { address: 'url' },
  }

  it.each(Object.entries(words))('%s', (id, { address, type }) => {
    const entry = entryOf(configOf(id, 'jwt'))
    expect(entry[address]).toBe(url)
    expect(entry.type).toBe(type)
  })
})

describe('rule 6: time-outs in the client’s own unit', () => {
  it.each([
    ['cline', 'seconds'],
    ['goose', 'seconds'],
    ['codex', 'seconds'],
    ['gemini-cli', 'milliseconds'],
    ['opencode', 'milliseconds'],
    ['kiro', 'milliseconds'],
  ] as const)('%s: %s', (id, unit) => {
    const { timeouts = [] } = clientOf(id)
    expect(timeouts.length).toBeGreaterThan(0)
    for (const { setting, value, unit: own } of timeouts) {
      expect(own).toBe(unit)
      expect(unit === 'seconds' ? value : value / 1000).toBeGreaterThanOrEqual(60)
      expect(unit === 'seconds' ? value : value / 1000).toBeLessThanOrEqual(600)
      expect(entryOf(configOf(id, 'sigv4'))[setting]).toBe(value)
      expect(entryOf(configOf(id, 'jwt'))[setting]).toBe(value)
    }
  })
})

describe('rule 7: names fit every client', () => {
  it('letters, digits, _ and -, at most 20', () => {
    fc.assert(fc.property(fc.string(), (name) => /^[A-Za-z0-9_-]{1,20}$/.test(entryName(name))))
  })
})

describe('rule 8: a fragment for the file that is there, and the key that it goes into', () => {
  it.each(all.filter(({ id }) => id !== 'strands'))('$id $auth $os', ({ config }) => {
    expect(config.fragment).toContain(url)
    expect(config.container).not.toBe('')
    expect(config.additions.some(({ path }) => path.join('.').startsWith(config.container))).toBe(true)
    expect(config.full.length).toBeGreaterThan(config.fragment.length - 1)
  })

  it('VS Code’s input comes along', () => {
    expect(configOf('vs-code', 'jwt').additions.map(({ path }) => path[0])).toEqual(['inputs', 'servers'])
    expect(parseConfig('jsonc', configOf('vs-code', 'jwt').full).inputs).toEqual([
      expect.objectContaining({ id: 'agentcore-jwt', password: true }),
    ])
  })
})

describe('rule 9: programs with a window are told how they get the variable, and where uvx is', () => {
  it.each([
    ['cursor', 'mac', 'launchctl setenv AGENTCORE_JWT'],
    ['cursor', 'linux', 'systemctl --user import-environment'],
    ['windsurf', 'windows', 'SetEnvironmentVariable'],
  ] as const)('%s on %s', (id, os, command) => {
    expect(JSON.stringify(configOf(id, 'jwt', os).needs)).toContain(command)
  })

  it('terminal programs are not', () => {
    expect(JSON.stringify(configOf('claude-code', 'jwt', 'mac').needs)).not.toContain('launchctl')
  })

  it.each([
    ['mac', '/Users/<YOU>/.local/bin/uvx'],
    ['linux', '/home/<YOU>/.local/bin/uvx'],
    ['windows', 'C:\\Users\\<YOU>\\.local\\bin\\uvx.exe'],
  ] as const)('the full path on %s', (os, command) => {
    const config = configOf('claude-desktop', 'sigv4', os, { launcher: 'path' })
    expect(entryOf(config).command).toBe(command)
    expect(JSON.stringify(config.needs)).toContain(os === 'windows' ? 'Get-Command uvx' : 'command -v uvx')
  })
})

describe('rule 10: one auth method per config', () => {
  it.each(all.filter(({ id }) => id !== 'strands'))('$id $auth $os', ({ auth, config }) => {
    expect(config.full.includes('mcp-proxy-for-aws')).toBe(auth === 'sigv4')
    expect(/Bearer|bearer/.test(config.full)).toBe(auth === 'jwt')
  })
})

describe('rule 11: a link has a form to copy beside it, and opens the client', () => {
  it.each(linked)('$id $auth $os', ({ id, link, os, auth }) => {
    expect(link).toMatch(/^(cursor|vscode|goose|lmstudio):|^https:\/\/kiro\.dev\//)
    expect(configOf(id, auth, os).full).not.toBe('')
  })

  it.each(AUTHS)('%s: the link carries the same server as the file', (auth) => {
    const link = (id: string) => configOf(id, auth).link ?? ''
    const inQuery = (id: string) => new URL(link(id)).searchParams.get('config') ?? ''
    expect(JSON.parse(atob(inQuery('cursor')))).toEqual(entryOf(configOf('cursor', auth)))
    expect(JSON.parse(inQuery('kiro'))).toEqual(entryOf(configOf('kiro', auth)))
    const code = JSON.parse(decodeURIComponent(link('vs-code').replace('vscode:mcp/install?', '')))
    expect(code).toMatchObject({ name: 'tools', ...entryOf(configOf('vs-code', auth)) })
  })

  it('LM Studio and Goose have one for SigV4 only: theirs hold no header', () => {
    expect(
      JSON.parse(atob(new URL(configOf('lm-studio', 'sigv4').link ?? '').searchParams.get('config') ?? '')),
    ).toEqual(entryOf(configOf('lm-studio', 'sigv4')))
    const { searchParams } = new URL(configOf('goose', 'sigv4').link ?? '')
    expect([searchParams.get('cmd'), ...searchParams.getAll('arg')].slice(0, 3)).toEqual([
      'uvx',
      'mcp-proxy-for-aws@1.7.0',
      url,
    ])
    expect(configOf('lm-studio', 'jwt').link ?? configOf('goose', 'jwt').link).toBeUndefined()
  })
})

describe('rule 12: legacy and unconfirmed formats say so', () => {
  it('in their status', () => {
    const named = (status: string) => CLIENTS.filter((client) => client.status === status).map(({ id }) => id)
    expect(named('legacy').sort()).toEqual(['amazon-q', 'roo-code'])
    expect(named('unconfirmed').sort()).toEqual(['amp', 'jetbrains-ai', 'junie', 'warp'])
  })
})

describe('rule 13: sessions cost', () => {
  it.each(all)('$id $auth $os says that each open client keeps a microVM', ({ config }) => {
    expect(config.notes.join(' ')).toMatch(/session of its own/)
  })

  it('but not for the managed server, which has none', () => {
    expect(emitConfig(clientOf('cursor'), successorTarget('us-east-1'), 'mac').notes.join(' ')).not.toMatch(
      /session of its own/,
    )
  })
})

describe('the signing proxy', () => {
  const clients = CLIENTS.filter(({ format }) => format !== 'python').map(({ id }) => id)

  it.each(clients)('%s: pinned, endpoint before any option, service and region always, profile last', (id) => {
    for (const launcher of LAUNCHERS) {
      const { full } = configOf(id, 'sigv4', 'linux', { launcher, profile: 'prod admin' })
      expect(full).toMatch(/mcp-proxy-for-aws[@:]1\.7\.0/)
      const order = [url, '--service', 'bedrock-agentcore', '--region', 'us-east-1', '--profile', 'prod admin']
      const found = order.map((word) => full.indexOf(`"${word}"`) + full.indexOf(`- ${word}`))
      expect(found).toEqual([...found].sort((one, other) => one - other))
    }
    expect(configOf(id, 'sigv4').full).not.toMatch(/--profile|--read-only|--metadata|@latest/)
  })

  it('has a line that fetches it beforehand, and pins what it runs everywhere', () => {
    for (const { config, auth } of all) {
      const text = textsOf(config).join('\n')
      expect(text).not.toContain('@latest')
      expect(auth === 'jwt' || /mcp-proxy-for-aws(@|==)1\.7\.0/.test(text)).toBe(true)
    }
    expect(JSON.stringify(configOf('cursor', 'sigv4').needs)).toContain('uvx mcp-proxy-for-aws@1.7.0 --help')
  })

  it('in a container, reads the profiles and nothing else of the home folder', () => {
    const { command, args } = entryOf(configOf('cursor', 'sigv4', 'mac', { launcher: 'docker' }))
    expect(command).toBe('docker')
    expect(args).toContain('/Users/<YOU>/.aws:/app/.aws:ro')
    expect(args).toContain('public.ecr.aws/mcp-proxy-for-aws/mcp-proxy-for-aws:1.7.0')
  })
})

it('Claude Desktop on Windows gets its bridge through cmd', () => {
  expect(entryOf(configOf('claude-desktop', 'jwt', 'windows'))).toMatchObject({ command: 'cmd' })
})
