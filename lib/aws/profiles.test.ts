import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialRemedy, shellWord } from '@/lib/aws/credential-remedy'
import { chooseDefault } from '@/lib/aws/default-connection'
import { readProfiles } from '@/lib/aws/profiles'
import { parseEnv } from '@/lib/env'

const directory = mkdtempSync(path.join(tmpdir(), 'slipway-profiles-'))
const config = path.join(directory, 'config')
const credentials = path.join(directory, 'credentials')
const nowhere = path.join(directory, 'nowhere')

function profilesOf(configText: string, credentialsText = '') {
  writeFileSync(config, configText)
  writeFileSync(credentials, credentialsText)
  return readProfiles({ config, credentials })
}

const everyKind = `
[default]
region = eu-west-1
[profile sso]
sso_session = corp
region = not a region
[profile old-sso]
sso_start_url = https://example.com/start
[sso-session corp]
sso_region = eu-west-1
[services local]
[profile role]
role_arn = arn:aws:iam::111122223333:role/a
source_profile = sso
[profile helper]
credential_process = /bin/helper
[profile web]
role_arn = arn:aws:iam::111122223333:role/a
web_identity_token_file = /token
[profile login]
login_session = arn:aws:iam::111122223333:user/a
[profile "two words"]
region = us-east-1
`

describe('readProfiles', () => {
  it('knows every kind, default first, and merges both files', async () => {
    const keys = '[default]\naws_access_key_id = A\naws_secret_access_key = S\n[only-here]\naws_access_key_id = A\n'
    expect(await profilesOf(everyKind, keys)).toEqual([
      { name: 'default', kind: 'static', region: 'eu-west-1' },
      { name: 'helper', kind: 'credential-process' },
      { name: 'login', kind: 'login' },
      { name: 'old-sso', kind: 'sso' },
      { name: 'only-here', kind: 'none' },
      { name: 'role', kind: 'assume-role', sourceProfile: 'sso' },
      { name: 'sso', kind: 'sso' },
      { name: 'web', kind: 'web-identity' },
    ])
  })

  it('sees a change at once', async () => {
    expect(await profilesOf('[profile a]\nregion=eu-west-1')).toHaveLength(1)
    expect(await profilesOf('[profile a]\nregion=eu-west-1\n[profile b]\nregion=eu-west-1')).toHaveLength(2)
  })

  it('finds no profiles where there is nothing to read', async () => {
    const pipe = path.join(directory, 'pipe')
    execFileSync('mkfifo', [pipe])
    const huge = path.join(directory, 'huge')
    writeFileSync(huge, `[profile a]\nregion=eu-west-1\n${'#'.repeat(1_100_000)}`)

    for (const file of [nowhere, directory, pipe, huge, '/dev/zero']) {
      expect(await readProfiles({ config: file, credentials: file })).toEqual([])
    }
  })

  it.skipIf(process.getuid?.() === 0)('finds none in a file that it may not read', async () => {
    writeFileSync(config, '[profile a]\nregion=eu-west-1')
    chmodSync(config, 0o000)
    expect(await readProfiles({ config, credentials: nowhere })).toEqual([])
    chmodSync(config, 0o600)
  })

  it('survives hostile files', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '[profile __proto__]',
        '[__proto__]',
        '[profile constructor]',
        '[',
        ']',
        '[]',
        '=',
        'region=',
        ' a=b',
        '\0',
      ),
      fc.string(),
      fc.string().map((name) => `[profile ${name}]`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        for (const { name, kind } of await profilesOf(lines.join('\n'), lines.join('\r\n'))) {
          expect(name).not.toMatch(/\p{Cc}/u)
          expect(typeof kind).toBe('string')
        }
      }),
      { numRuns: 60 },
    )
    expect(({} as { region?: string }).region).toBeUndefined()
  })
})

describe('the default connection', () => {
  const practice = { SLIPWAY_PRACTICE_URL: 'http://127.0.0.1:4566' }
  const pick = (settings: Record<string, string>, kinds: Parameters<typeof chooseDefault>[1] = []) =>
    chooseDefault(parseEnv({ ...practice, ...settings }), kinds)

  it('is the practice account without credentials, and the chain with any', () => {
    expect(pick({})).toEqual({ source: { type: 'practice' }, region: 'us-east-1' })
    expect(pick({ AWS_ACCESS_KEY_ID: 'A', AWS_REGION: 'eu-west-1' })).toEqual({
      source: { type: 'chain' },
      region: 'eu-west-1',
    })
    expect(pick({}, [{ name: 'default', kind: 'sso', region: 'eu-west-2' }]).region).toBe('eu-west-2')
    expect(pick({}, [{ name: 'default', kind: 'none' }]).source.type).toBe('practice')
    expect(pick({}, [{ name: 'other', kind: 'static' }]).source.type).toBe('practice')
    expect(pick({ AWS_PROFILE: 'other' }, [{ name: 'other', kind: 'static' }]).source.type).toBe('chain')
  })

  it('is what SLIPWAY_AWS says, as far as that exists', () => {
    expect(pick({ SLIPWAY_AWS: 'chain' }).source.type).toBe('chain')
    expect(pick({ SLIPWAY_AWS: 'practice', AWS_ACCESS_KEY_ID: 'A' }).source.type).toBe('practice')
    expect(pick({ SLIPWAY_AWS: 'practice', SLIPWAY_PRACTICE_URL: '' }).source.type).toBe('chain')
    expect(pick({ SLIPWAY_AWS: 'chain', AWS_REGION: 'not a region' }).region).toBe('us-east-1')
  })
})

describe('credentialRemedy', () => {
  const profiles = [
    { name: 'sso', kind: 'sso' as const },
    { name: 'role', kind: 'assume-role' as const, sourceProfile: 'sso' },
    { name: 'loop', kind: 'assume-role' as const, sourceProfile: 'pool' },
    { name: 'pool', kind: 'assume-role' as const, sourceProfile: 'loop' },
    { name: 'login', kind: 'login' as const },
    { name: 'helper', kind: 'credential-process' as const },
    { name: 'default', kind: 'static' as const },
  ]
  const around = { profiles, hasEnvironmentKeys: false }
  const commandFor = (profile: string) =>
    credentialRemedy({ source: { type: 'profile', profile }, region: 'us-east-1' }, around).command

  it.each([
    ['sso', 'aws sso login --profile sso'],
    ['role', 'aws sso login --profile sso'],
    ['login', 'aws login --profile login'],
    ['helper', 'aws sts get-caller-identity --profile helper'],
    ['default', 'aws configure'],
    ["x'; rm -rf ~", "aws configure --profile 'x'\\''; rm -rf ~'"],
    ['--debug', "aws configure --profile '--debug'"],
  ])('%s → %s', (profile, command) => {
    expect(commandFor(profile)).toBe(command)
  })

  it('ends for roles that assume each other', () => {
    expect(commandFor('loop')).toMatch(/^aws configure --profile (loop|pool)$/)
  })

  it('follows AWS_PROFILE and the environment for the chain', () => {
    const chain = { source: { type: 'chain' as const }, region: 'us-east-1' }
    expect(credentialRemedy(chain, { ...around, chainProfile: 'sso' }).command).toBe('aws sso login --profile sso')
    expect(credentialRemedy(chain, { ...around, hasEnvironmentKeys: true }).command).toBeUndefined()
    expect(credentialRemedy(chain, around).command).toBe('aws configure')
    const viaRole = [{ name: 'default', kind: 'assume-role' as const, sourceProfile: 'sso' }, ...profiles.slice(0, 1)]
    expect(credentialRemedy(chain, { ...around, profiles: viaRole }).command).toBe('aws sso login --profile sso')
  })

  it('quotes whatever a shell would read in its own way', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
        (text) => {
          expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text)
        },
      ),
      { numRuns: 40 },
    )
  })
})
