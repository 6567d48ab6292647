import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { mergeConfig } from '@/lib/clients/merge/merge-config'
import { entryName, LAUNCHERS, OPERATING_SYSTEMS, type Target } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { AUTHS, clientOf, configOf, textsOf } from '@/lib/clients/testing/target'

const REFERENCE =
  /^(\$\{(env:|input:)?[\w-]+\}|\{env:\w+\}|\$\{\{ secrets\.\w+ \}\}|<YOUR_JWT>|\$(env:)?AGENTCORE_JWT|\{os\.environ\[)/

const base64url = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 20, maxLength: 60 })
const token = fc.tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`)
const keyId = fc
  .string({ unit: fc.constantFrom(...'ABCXYZ234567'), minLength: 16, maxLength: 16 })
  .map((id) => `AKIA${id}`)
const word = fc.string({ unit: fc.constantFrom(...`abcXYZ019 -_.'"$\`\\%é`), minLength: 1, maxLength: 12 })

const target: fc.Arbitrary<Target> = fc
  .record({
    name: fc.string().map(entryName),
    region: fc.constantFrom('us-east-1', 'eu-central-1', 'cn-north-1'),
    id: fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 1, maxLength: 30 }),
    qualifier: fc.constantFrom('DEFAULT', 'prod'),
    auth: fc.constantFrom(...AUTHS),
    profile: fc.option(word, { nil: undefined }),
    launcher: fc.constantFrom(...LAUNCHERS),
  })
  .map(({ id, qualifier, profile, ...rest }) => {
    const arn = encodeURIComponent(`arn:aws:bedrock-agentcore:${rest.region}:111122223333:runtime/${id}`)
    const url = `https://bedrock-agentcore.${rest.region}.amazonaws.com/runtimes/${arn}/invocations?qualifier=${qualifier}`
    return { ...rest, url, profile }
  })

it('no secret is in any file, command, link, need or note, whatever the environment and the target hold', () => {
  const before = { ...process.env }

  fc.assert(
    fc.property(
      target,
      fc.constantFrom(...OPERATING_SYSTEMS),
      token,
      keyId,
      base64url,
      (wanted, os, jwt, id, secret) => {
        Object.assign(process.env, { AGENTCORE_JWT: jwt, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret })

        for (const client of CLIENTS) {
          const config = emitConfig(client, wanted, os)
          const decoded = config.link?.split(/[?&]/).map((part) => decodeURIComponent(part)) ?? []
          const opened = decoded
            .map((part) => part.replace(/^config=/, ''))
            .map((part) => (/^eyJ/.test(part) ? atob(part) : part))
          const text = [...textsOf(config), JSON.stringify(config.additions), ...opened].join('\n')

          for (const value of [jwt, id, secret]) {
            expect(text).not.toContain(value)
          }
          for (const [, value = ''] of text.matchAll(/Bearer ([^"\\\n]+)/g)) {
            expect(value).toMatch(REFERENCE)
          }
          expect(opened.join('\n')).not.toMatch(/YOUR_JWT|refresh|password":"/i)
        }
      },
    ),
    { numRuns: 40 },
  )
  process.env = before
})

it('a token in the pasted file stays in that file: the merge brings none, and sends none anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(token, async (jwt) => {
      const fetched = globalThis.fetch
      let calls = 0
      globalThis.fetch = () => {
        calls += 1
        throw new Error('no')
      }
      const other = `{ "mcpServers": { "other": { "headers": { "Authorization": "Bearer ${jwt}" } } } }`
      const result = await mergeConfig(other, configOf('cursor', 'jwt'))
      globalThis.fetch = fetched
      expect(calls).toBe(0)
      expect(result.ok && result.data.text.split(jwt).length).toBe(2)
    }),
    { numRuns: 10 },
  )
})

it('a profile’s name reaches the program word for word through bash, whatever it is', () => {
  fc.assert(
    fc.property(word, (profile) => {
      const line = configOf('claude-code', 'sigv4', 'mac', { profile }).command ?? ''
      const output = execFileSync('bash', ['-c', `claude() { printf '%s\\0' "$@"; }; ${line}`]).toString()
      expect(output.split('\0').slice(-3, -1)).toEqual(['--profile', profile])
    }),
    { numRuns: 25 },
  )
})

it('references name the variable, and no other one', () => {
  for (const { id } of CLIENTS) {
    const { tokenReference } = clientOf(id)
    expect(tokenReference ?? 'AGENTCORE_JWT').toMatch(/AGENTCORE_JWT|agentcore-jwt/)
  }
})
