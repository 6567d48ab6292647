import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { withFileLock } from '@/lib/sign-ins/keeping/file-lock'
import { dropSignIn, readSignIn, writeSignIn } from '@/lib/sign-ins/keeping/store'
import type { SignIn } from '@/lib/sign-ins/model'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-store-'))
process.env.SLIPWAY_STATE_DIR = stateDir
delete process.env.SLIPWAY_KEYCHAIN

const none = async () => undefined
const place = { runtimeArn: 'arn:one', discoveryUrl: 'https://issuer/.well-known/openid-configuration' }
const sample: SignIn = {
  via: 'oidc',
  ...place,
  clientId: 'app',
  userName: 'ada',
  refreshToken: 'very-secret',
  send: 'access',
}
const folder = path.join(stateDir, 'sign-ins')
const nameOf = (arn: string) => createHash('sha256').update(arn).digest('hex').slice(0, 24)
const fileOf = (arn: string) => path.join(folder, `${nameOf(arn)}.jwe`)

afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => rmSync(stateDir, { recursive: true }))

/** A keychain in memory; `locked` as one that nobody unlocks. */
function keychain({ locked = false, forgetful = false } = {}) {
  let held: string | null = null
  const answer = <T>(value: T) => (locked ? Promise.reject(new Error('locked')) : Promise.resolve(value))
  return async () => ({
    read: () => answer(forgetful ? null : held),
    write: (value: string) => {
      held = value
      return answer(undefined)
    },
  })
}

describe('a kept sign-in', () => {
  it('is read as it was written, of its owner alone, and its text holds no secret', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ minLength: 1 }), async (userName, refreshToken) => {
        await writeSignIn({ ...sample, userName, refreshToken }, none)
        expect(await readSignIn(place, none)).toEqual({ ...sample, userName, refreshToken })
      }),
      { numRuns: 20 },
    )
    await writeSignIn(sample, none)
    for (const name of readdirSync(folder)) {
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600)
      expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain('secret')
    }
    dropSignIn(place)
    expect(await readSignIn(place, none)).toBeUndefined()
  })

  it('is as good as none for another issuer, in another runtime’s place, changed, without its key, or where others may read', async () => {
    await writeSignIn(sample, none)
    expect(await readSignIn({ ...place, discoveryUrl: 'https://other' }, none)).toBeUndefined()
    copyFileSync(fileOf('arn:one'), fileOf('arn:two'))
    expect(await readSignIn({ ...place, runtimeArn: 'arn:two' }, none)).toBeUndefined()

    chmodSync(fileOf('arn:one'), 0o640)
    expect(await readSignIn(place, none)).toBeUndefined()
    chmodSync(fileOf('arn:one'), 0o600)
    expect(await readSignIn(place, none)).toEqual(sample)

    const text = readFileSync(fileOf('arn:one'), 'utf8')
    writeFileSync(
      fileOf('arn:one'),
      text.replace(/\.(.)([^.]*)$/, (_, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
    )
    expect(await readSignIn(place, none)).toBeUndefined()
    writeFileSync(fileOf('arn:one'), text)
    rmSync(path.join(folder, 'key'))
    expect(await readSignIn(place, none)).toBeUndefined()
  })

  it('has its key in the keychain where that works, and says so when it does not answer later', async () => {
    const find = keychain()
    await writeSignIn(sample, find)
    expect(existsSync(path.join(folder, 'key'))).toBe(false)
    expect(await readSignIn(place, find)).toEqual(sample)
    await expect(readSignIn(place, none)).rejects.toMatchObject({ failure: { code: 'unavailable' } })
    await expect(readSignIn(place, keychain({ locked: true }))).rejects.toMatchObject({
      failure: { details: 'locked' },
    })
    expect(await readSignIn(place, keychain())).toBeUndefined()
  })

  it.each([keychain({ locked: true }), keychain({ forgetful: true })])(
    'has it in a file where the keychain does not keep it',
    async (find) => {
      await writeSignIn(sample, find)
      expect(existsSync(path.join(folder, 'key'))).toBe(true)
      expect(await readSignIn(place, none)).toEqual(sample)
    },
  )

  it('is taken over, once, from where an earlier version kept it', async () => {
    const old = path.join(stateDir, 'tokens', `${nameOf('arn:one')}.json`)
    const { runtimeArn, discoveryUrl } = place
    const held = { runtimeArn, userName: 'owner', refreshToken: 'r', clientId: 'c' }
    mkdirSync(path.dirname(old))
    writeFileSync(old, JSON.stringify(held), { mode: 0o600 })
    const moved = { via: 'cognito', ...held, discoveryUrl }
    expect(await readSignIn(place, none)).toEqual(moved)
    expect(existsSync(old)).toBe(false)
    expect(await readSignIn(place, none)).toEqual(moved)

    writeFileSync(old, JSON.stringify({ ...held, userName: 'others may read it' }), { mode: 0o644 })
    expect(await readSignIn(place, none)).toEqual(moved)
  })
})

describe('the lock', () => {
  const file = path.join(stateDir, 'locked')

  it('lets one in at a time, and is taken over from a process that is gone', async () => {
    // No process has this number: it is more than any system gives out.
    writeFileSync(`${file}.lock`, `${2 ** 30} `)
    let inside = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 4 }, () =>
        withFileLock(file, async () => {
          inside += 1
          most = Math.max(most, inside)
          await new Promise((resolve) => setTimeout(resolve, 5))
          inside -= 1
        }),
      ),
    )
    expect(most).toBe(1)
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  it('goes when what was done under it fails', async () => {
    await expect(withFileLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(`${file}.lock`)).toBe(false)
  })
})
