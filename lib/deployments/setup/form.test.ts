import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsForm, specFromValues, valuesFromSpec } from '@/lib/deployments/setup/form'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { formatLines, parseLines } from '@/lib/deployments/setup/form-lines'
import { importSpec } from '@/lib/deployments/setup/import-spec'
import { DEFAULT_NAME, newSpec } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { ruleText } from '@/lib/tokens/claims/claim-rules'

const base = newSpec(DEFAULT_NAME, 'us-east-1')
const values = valuesFromSpec(base)
const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,30}$/)
const line = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/)

const rules = fc.oneof(
  fc.record({ claim: word, operator: fc.constantFrom('EQUALS' as const, 'CONTAINS' as const), values: fc.tuple(line) }),
  fc.record({ claim: word, operator: fc.constant('CONTAINS_ANY' as const), values: fc.array(word, { minLength: 1 }) }),
)

const specs: fc.Arbitrary<DeploymentSpec> = fc.record({
  version: fc.constant(1 as const),
  name: word,
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  server: fc
    .record(
      {
        port: fc.integer({ min: 8000, max: 12_000 }).filter((port) => port !== 8443),
        path: fc.stringMatching(/^\/[a-z/]{0,12}$/),
        minimumMemoryMiB: fc.integer({ min: 1, max: 16_384 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    )
    .map((place) => ({ ...base.server, ...place })),
  inboundAuth: fc.oneof(
    fc.constant({ type: 'sigv4' as const }),
    word.map((userName) => ({ type: 'jwt' as const, userPool: { mode: 'create' as const, userName } })),
    fc.record({
      type: fc.constant('oidc' as const),
      discoveryUrl: word.map((host) => `https://${host}/.well-known/openid-configuration`),
      allowedClients: fc.uniqueArray(word, { minLength: 1 }),
      allowedAudience: fc.uniqueArray(word),
      allowedScopes: fc.uniqueArray(word),
      customClaims: fc.uniqueArray(rules, { maxLength: 10, selector: ruleText }),
    }),
  ),
  executionRole: fc.oneof(
    fc.constant(base.executionRole),
    word.map((name) => ({ mode: 'adopt' as const, arn: `arn:aws:iam::000000000000:role/${name}` })),
  ),
  environment: fc.dictionary(word, line, { maxKeys: 10 }),
  network: fc.constant({ mode: 'PUBLIC' as const }),
  lifecycle: fc.constant({ idleSeconds: 900, maxSeconds: 28_800 }),
  logRetentionDays: fc.constantFrom(30 as const, 1 as const, null),
  tags: fc.dictionary(word, word, { maxKeys: 5 }),
})

function fieldsOf(changes: SetupValues): Record<string, string[]> {
  const result = specFromValues({ ...values, ...changes })
  return result.ok ? {} : (result.error.fields ?? {})
}

describe('the setup form', () => {
  it.each([
    ['port', '7999'],
    ['port', '8443'],
    ['port', '0x1f90'],
    ['path', 'mcp'],
    ['path', '/a b'],
    ['minimumMemoryMiB', '0'],
  ])('tells at %s what AWS would refuse: %s', (name, value) => {
    expect(Object.keys(fieldsOf({ [name]: value }))).toEqual([name])
  })

  it('says a spec and reads it back unchanged', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(specFromValues(valuesFromSpec(spec))).toEqual({ ok: true, data: spec })
      }),
    )
  })

  it('names the field and AWS’s limit', () => {
    expect(fieldsOf({ name: 'has-hyphen' }).name?.[0]).toContain('no hyphens')
    expect(fieldsOf({ idleSeconds: '59' }).idleSeconds?.[0]).toContain('60 to 28,800')
    expect(fieldsOf({ idleSeconds: '2000', maxSeconds: '1000' }).idleSeconds?.[0]).toContain('maximum lifetime')
    expect(fieldsOf({ image: 'docker.io/nginx' }).image?.[0]).toContain('Amazon ECR')
    expect(fieldsOf({ environment: `BIG=${'x'.repeat(4200)}` }).environment?.[0]).toContain('4 KB')
    expect(fieldsOf({ environment: 'no equals sign' }).environment?.[0]).toContain('Line 1')
    expect(fieldsOf({ environment: 'A=1\n__proto__=2' }).environment?.[0]).toContain('Line 2: __proto__ is no name')
    expect(fieldsOf({ tags: '__proto__=2' }).tags?.[0]).toContain('__proto__ is no name')
    expect(fieldsOf({ environment: 'A=1\nA=2' }).environment?.[0]).toContain('twice')
    expect(fieldsOf({ tags: 'aws:x=1' }).tags?.[0]).toContain('reserved')
    expect(fieldsOf({ networkMode: 'VPC', subnets: '', securityGroups: 'sg-12345678' }).subnets).toBeDefined()
    const issuer = { authType: 'jwt', poolMode: 'oidc', discoveryUrl: 'https://x/.well-known/openid-configuration' }
    expect(fieldsOf({ ...issuer, discoveryUrl: 'https://x' }).discoveryUrl?.[0]).toContain('.well-known')
    expect(fieldsOf(issuer).allowedClients?.[0]).toContain('at least one')
    expect(fieldsOf({ ...issuer, allowedAudience: 'a b' }).allowedAudience?.[0]).toContain('without spaces')
    expect(fieldsOf({ ...issuer, customClaims: 'team IS dev' }).customClaims?.[0]).toContain('EQUALS')
  })

  it.each(['', 's3 read-only'])(
    'is refused at its field while a policy is searched for with %j',
    (managedPolicyArn) => {
      const checked = specFromValues({ ...values, roleMode: 'create', grant: 'managed', managedPolicyArn })
      expect(checked).toMatchObject({ ok: false, error: { fields: { managedPolicyArn: [expect.any(String)] } } })
    },
  )

  it('never throws on what anybody may send', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(values), '__proto__'), fc.string()), (hostile) => {
        expect(typeof specFromValues({ ...values, ...hostile }).ok).toBe('boolean')
      }),
    )
  })
})

describe('an uploaded spec', () => {
  it('becomes answers', () => {
    expect(importSpec(JSON.stringify(base), 'us-east-1')).toEqual({ ok: true, data: { values } })
  })

  it.each(['', 'not json', 'null', '[]', '{}', JSON.stringify({ ...base, extra: 1 })])(
    'is refused in words: %j',
    (text) => {
      expect(importSpec(text, 'us-east-1')).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    },
  )

  it('with several policies becomes answers that say all of it', () => {
    const document = '{"Version":"2012-10-17","Statement":[]}'
    const permissions = {
      managedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit'],
      inlinePolicies: [{ name: 'Mine', document }],
    }
    const several = { ...base, executionRole: { mode: 'create' as const, name: 'mine', permissions } }
    const imported = importSpec(JSON.stringify(several), 'us-east-1')
    expect(imported.ok && specFromValues(imported.data.values)).toEqual({ ok: true, data: several })
  })

  it('is refused rather than cut when the form can’t show all of it', () => {
    const rule = { claim: 'team', operator: 'CONTAINS_ANY' as const, values: ['a, b'] }
    const inboundAuth = {
      type: 'oidc' as const,
      discoveryUrl: 'https://x/.well-known/openid-configuration',
      allowedClients: [],
      allowedAudience: [],
      allowedScopes: [],
      customClaims: [rule],
    }
    const wide = { ...base, inboundAuth }
    expect(fitsForm(wide)).toBe(false)
    expect(importSpec(JSON.stringify(wide), 'us-east-1')).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})

describe('lines of names and values', () => {
  it('say whatever AWS may have, and are read again as the same', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aB1=#"\\ \n\r\t,:'), maxLength: 8 })
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((name) => name !== ''),
          text,
        ),
        (record) => {
          expect(parseLines(formatLines(record))).toEqual({ entries: record, errors: [] })
        },
      ),
    )
  })
})

it('a form that is wrong in all of its lines is told a few of them, and soon', () => {
  const unfinished = specFromValues({ ...values, environment: 'x\n'.repeat(74_000) })
  const misnamed = specFromValues({
    ...values,
    tags: Array.from({ length: 20_000 }, (_, n) => `a<${n}=`).join('\n'),
    environment: Array.from({ length: 20_000 }, (_, n) => `-${n}=`).join('\n'),
  })

  for (const result of [unfinished, misnamed]) {
    const told = result.ok ? [] : (result.error.fields?.environment ?? [])
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual(20)
  }
})

it.each(['environment', 'tags'])('refuses a spec whose %s name __proto__, rather than drop it', (where) => {
  const spec = { name: 'a', server: { preset: 'aws-api-mcp-server' }, [where]: JSON.parse('{"__proto__":"x"}') }
  const result = importSpec(JSON.stringify(spec), 'us-east-1')
  expect(result.ok ? '' : result.error.details).toContain('__proto__ is no name')
})
