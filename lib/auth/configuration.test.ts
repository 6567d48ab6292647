import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openAddresses, ownOrigins } from '@/lib/auth/door/base-url'
import { parseEnv } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'
import { whyNotStateFolder } from '@/scripts/lib/state-folder'

vi.mock('node:os', async (original) => ({ ...(await original<object>()), networkInterfaces: vi.fn() }))

const OIDC = {
  SLIPWAY_OIDC_ISSUER: 'https://issuer.example',
  SLIPWAY_OIDC_CLIENT_ID: 'id',
  SLIPWAY_OIDC_CLIENT_SECRET: 'secret',
  SLIPWAY_ALLOWED_EMAILS: 'a@example.com',
}
const PASSWORD = { SLIPWAY_PASSWORD: 'long enough' }
const EVERYWHERE = { SLIPWAY_HOST: '0.0.0.0' }

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-for-tests-of-at-least-32-characters')
  vi.mocked(networkInterfaces).mockReturnValue({
    lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
    eth0: [
      { address: '192.0.2.7', family: 'IPv4', internal: false },
      { address: 'fe80::1', family: 'IPv6', internal: false },
    ],
  } as unknown as ReturnType<typeof networkInterfaces>)
})

async function check(settings: Record<string, string>) {
  const { checkConfiguration } = await import('@/lib/auth/configuration')
  return checkConfiguration(parseEnv(settings))
}

describe('the state folder', () => {
  it.each([undefined, ''])('is .slipway where SLIPWAY_STATE_DIR is %j, never the working folder', (value) => {
    expect(parseEnv({ SLIPWAY_STATE_DIR: value }).SLIPWAY_STATE_DIR).toBe('.slipway')
  })
})

describe('a wrong configuration is told in a sentence', () => {
  it.each([
    [{ PORT: 'http' }, /^PORT=http is not valid: use a whole number from 1 to 65535\.$/],
    [{ SLIPWAY_REAUTH_MINUTES: '1.5' }, /^SLIPWAY_REAUTH_MINUTES=1\.5 is not valid: use a whole number of minutes/],
    [{ SLIPWAY_REAUTH_MINUTES: '-1' }, /^SLIPWAY_REAUTH_MINUTES=-1 is not valid: use a whole number of minutes/],
    [{ PORT: '0' }, /^PORT=0 is not valid: use a whole number/],
    [{ PORT: '70000' }, /^PORT=70000 is not valid: use a whole number/],
    [{ SLIPWAY_AWS: 'real' }, /^SLIPWAY_AWS=real is not valid: .*practice.*chain.*\.$/],
    [{ SLIPWAY_PASSWORD: 'short' }, /^SLIPWAY_PASSWORD is too short: use at least 8 characters\.$/],
    [{ SLIPWAY_OIDC_ISSUER: 'https://issuer.example' }, /^Single sign-on needs .*SLIPWAY_OIDC_CLIENT_SECRET\.$/],
    [{ NEXTAUTH_URL: 'slipway.example' }, /^NEXTAUTH_URL must be the whole address/],
    [{ NEXTAUTH_URL: 'localhost:3000' }, /^NEXTAUTH_URL must be the whole address/],
    [EVERYWHERE, /^SLIPWAY_HOST=0\.0\.0\.0 opens the console to a network, so set SLIPWAY_PASSWORD/],
    [{ SLIPWAY_HOST: '192.0.2.7' }, /^SLIPWAY_HOST=192\.0\.2\.7 opens/],
  ])('%j', async (settings: Record<string, string>, words) => {
    await expect(check(settings)).rejects.toThrow(words)
  })

  it('a short secret, too', async () => {
    vi.stubEnv('NEXTAUTH_SECRET', 'short')
    await expect(check({})).rejects.toThrow(/^NEXTAUTH_SECRET is too short: .* 32 characters\.$/)
  })

  it.each<Record<string, string>>([{}, { PORT: '' }, { ...EVERYWHERE, ...PASSWORD }, { ...EVERYWHERE, ...OIDC }])(
    'but not %j',
    async (settings) => {
      await expect(check(settings)).resolves.toBeUndefined()
    },
  )

  it('and a folder that can’t be written is none', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'slipway-configuration-'))
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    expect(whyNotStateFolder(file)).toMatch(
      /^The state folder \S+ is a file, so name another one with SLIPWAY_STATE_DIR\.$/,
    )
    expect(whyNotStateFolder(path.join(file, 'below'))).toMatch(
      /^The state folder \S+ can't be written \(.+\), so name/,
    )
    expect(whyNotStateFolder(path.join(folder, 'new'))).toBeUndefined()
    expect(readdirSync(path.join(folder, 'new'))).toEqual([])
  })
})

describe('a state folder that can be none', () => {
  it.skipIf(process.platform !== 'linux')('answers below /proc, too, where Node’s own mkdir never ends', () => {
    const answer = /can't be written \(The path does not lead to a file in a folder\), so name another one/
    expect(whyNotStateFolder('/proc/slipway')).toMatch(answer)
    expect(whyNotStateFolder('/proc/slipway/deep/er')).toMatch(answer)
  })

  it('is one that may only be read, or that lies in one', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'slipway-configuration-'))
    chmodSync(folder, 0o555)

    asSomebody(() => {
      for (const place of [folder, path.join(folder, 'below')]) {
        expect(whyNotStateFolder(place)).toMatch(/can't be written \(This user may not write there\), so name another/)
      }
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

/** Nothing is read-only for root, so root is somebody else meanwhile. */
function asSomebody(run: () => void) {
  const { geteuid, seteuid } = process

  if (geteuid?.() !== 0 || !seteuid) {
    return run()
  }
  seteuid(65_534)

  try {
    run()
  } finally {
    seteuid(0)
  }
}

describe('a console that listens everywhere', () => {
  const everywhere = { NEXTAUTH_URL: undefined, SLIPWAY_HOST: '0.0.0.0', PORT: 3000 }

  it('is opened at the addresses of its computer, which it answers to', () => {
    expect(openAddresses(everywhere)).toEqual(['http://192.0.2.7:3000'])
    expect([...ownOrigins(everywhere)]).toContain('http://192.0.2.7:3000')
    expect(openAddresses({ ...everywhere, SLIPWAY_HOST: '127.0.0.1' })).toEqual(['http://slipway.localhost:3000'])
    expect([...ownOrigins({ ...everywhere, SLIPWAY_HOST: '127.0.0.1' })]).not.toContain('http://192.0.2.7:3000')
    expect(openAddresses({ ...everywhere, NEXTAUTH_URL: 'https://slipway.example/' })).toEqual([
      'https://slipway.example',
    ])
  })

  it('is one that others reach', () => {
    expect(['127.0.0.1', '127.0.0.2', 'localhost', '::1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '::', '', '10.0.0.7', '127.0.0.1.example', 'notlocalhost'].some(isLoopback)).toBe(false)
  })
})
