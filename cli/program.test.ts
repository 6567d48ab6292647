import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from '@commander-js/extra-typings'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { VERBS } from '@/cli/registry'
import type { VerbEntry } from '@/cli/shared/verb'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-program-'))
process.env.SLIPWAY_STATE_DIR = stateDir
const RAN = 77
let out = ''
let err = ''
let loaded: string[] = []

/** The verbs as they are, but for what they would do. */
const IDLE: VerbEntry[] = VERBS.map((entry) => ({
  ...entry,
  load: async () => {
    const declare = await entry.load()
    loaded.push(entry.name)
    return (command, done) => {
      declare(command, done)
      command.action(() => done(RAN))
    }
  },
}))

beforeEach(clear)
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(stateDir, { recursive: true })
})
vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
  out += text
  return true
})
vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
  err += text
  return true
})

function clear(): void {
  out = ''
  err = ''
  loaded = []
}

async function run(...args: string[]) {
  clear()
  const code = await slipway(args, IDLE)
  return { code, out, err }
}

async function declared({ load }: VerbEntry): Promise<Command> {
  const command = new Command()
  const declare = await load()
  declare(command, () => undefined)
  return command
}

describe('help', () => {
  it.each(VERBS)('of $name names every argument and option, however it is asked for', async (entry) => {
    const words = entry.name.split(' ')
    const { code, out: help, err: nothing } = await run(...words, '--help')
    const { options, registeredArguments } = await declared(entry)
    expect([code, nothing]).toEqual([0, ''])
    expect(help).toMatch(new RegExp(`^Usage: npm run slipway -- ${entry.name} `))
    expect(help.replace(/\s+/g, ' ')).toContain(entry.summary)

    for (const { flags, description } of options) {
      expect(help).toContain(`  ${flags} `)
      expect(description).not.toBe('')
    }
    for (const argument of registeredArguments) {
      expect(help).toContain(`\n  ${argument.name()} `)
      expect(argument.description).not.toBe('')
    }
    for (const asked of [
      [...words, '-h'],
      ['help', ...words],
      [...words.slice(0, -1), 'help', ...words.slice(-1)],
    ]) {
      expect(await run(...asked)).toEqual({ code: 0, out: help, err: '' })
    }
  })

  it('names every verb, and loads none', async () => {
    const help = await run('help')

    for (const { name } of VERBS) {
      expect(help.out).toContain(`\n  ${name} `)
    }
    expect([help.code, help.err, loaded]).toEqual([0, '', []])
    expect(await run('--help')).toEqual(help)
    expect(await run('-h')).toEqual(help)
    expect(await run()).toEqual({ code: 1, out: '', err: help.out })
  })

  it('of a group names its verbs; without one of them, on standard error', async () => {
    const help = await run('policy', '--help')
    expect(help.out).toMatch(/policy check .*\n.*policy simulate /)
    expect(help.out).not.toContain('plan')
    expect(await run('policy', 'help')).toEqual(help)
    expect(await run('policy')).toEqual({ code: 2, out: '', err: help.out })
    expect((await run('logs')).code).toBe(1)
  })

  it('of config is shown for the bare word too', async () => {
    clear()
    expect(await slipway(['config', 'help'])).toBe(0)
    expect(out).toContain('--managed')
  })
})

describe('a wrong call', () => {
  it.each([
    [['plam'], 1, "Unknown command 'plam'. Did you mean plan?"],
    [['help', 'plam'], 1, 'Did you mean plan?'],
    [['plam', '--help'], 1, 'Did you mean plan?'],
    [['polcy', 'check'], 1, 'Did you mean policy?'],
    [['policy', 'chek', '--help'], 2, 'Did you mean check?'],
    [['toString'], 1, "Unknown command 'toString'."],
    [['--jsn'], 1, "Unknown option '--jsn'."],
    [['plan', 'a', '--jsn'], 1, "Unknown option '--jsn'. Did you mean --json?"],
    [['plan', '--jsn', 'a', '--yez=1', '-q'], 1, 'Unknown as well: --yez=1, -q.'],
    [['plan', 'a', '--yes'], 1, "Unknown option '--yes'."],
    [['policy', 'check', 'a', '--trst'], 2, 'Did you mean --trust?'],
    [['plan'], 1, "Missing required argument 'spec'."],
    [['plan', 'a', 'b'], 1, 'Too many arguments'],
    [['token', 'a', '--user'], 1, "'--user <name>' argument missing"],
    [['token', 'a', '--user', '--keep'], 1, "'--user <name>' argument missing: '--keep' looks like an option."],
    [['policy', 'simulate', 'a', '--acton', 's3:GetObject'], 2, 'Did you mean --action?'],
    [['config', 'a', '--os', 'beos'], 2, 'Allowed choices are mac, linux, windows.'],
    [['apply', 'a', '--connection', 'x'], 1, 'practice/us-east-1, chain/us-east-1'],
  ])('%j', async (args, code, words) => {
    const said = await run(...args)
    expect([said.code, said.out]).toEqual([code, ''])
    expect(said.err).toContain(words)
    expect(said.err).toMatch(/\nSee: npm run slipway -- [a-z ]*--help\n$/)
  })

  it('is JSON where a document was asked for', async () => {
    const said = await run('plan', '--json', '--jsn')
    expect(JSON.parse(said.out)).toMatchObject({ state: 'failed', failure: { code: 'invalid-input' } })
    expect([said.code, said.err]).toEqual([1, ''])
    expect((await run('logs', 'tail', '--json', '--jsn')).out).toBe('')
  })
})

describe('a right call', () => {
  it.each([
    [['plan', 'a', '--json', '--connection=practice/us-east-1']],
    [['plan', '--', '--jsn']],
    [['policy', 'check', '--', '--help', '-h']],
    [['logs', 'tail', '-f', '/a', '--filter=-x']],
    [['token', '--user=--keep', 'a']],
    [['policy', 'simulate', '--action', 's3:GetObject', '--context', 'a=b', 'file', '--context', 'a=c']],
  ])('%j loads its verb alone', async (args) => {
    expect(await run(...args)).toEqual({ code: RAN, out: '', err: '' })
    expect(loaded).toHaveLength(1)
  })
})

describe('any list of arguments', () => {
  const verb = fc.constantFrom(...VERBS.map(({ name }) => name.split(' ')))
  const known = fc.constantFrom('--json', '--yes', '--connection', '--user', '--action', '--since', '--os', '-f', '--')
  const word = fc.oneof(known, fc.constantFrom('help', '--help', 'plan', 'policy', '-', ''), fc.string())
  const free = fc.array(word, { maxLength: 8 })

  it('ends with an exit code, and says why when it did not run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(verb, fc.constant([])), free, async (name, args) => {
        const said = await run(...name, ...args)
        expect([0, 1, 2, RAN]).toContain(said.code)
        expect(said.out + said.err === '').toBe(said.code === RAN)
      }),
      { numRuns: 500 },
    )
  }, 60_000)

  it('is refused with every option named that no verb knows', async () => {
    const strange = fc.stringMatching(/^--zz[a-z]{1,8}(=[a-z]{0,3})?$/)
    const plain = fc.array(fc.oneof(fc.stringMatching(/^[a-z/]{1,8}$/), fc.constant('--json')), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(verb, plain, strange, plain, strange, async (name, before, first, between, second) => {
        const said = await run(...name, ...before, first, ...between, second)
        expect([1, 2]).toContain(said.code)
        expect(said.out + said.err).toContain(first)
        expect(said.out + said.err).toContain(second)
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
