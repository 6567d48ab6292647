import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { shellJson } from '@/lib/export/cli/shell'
import { writeCli } from '@/lib/export/cli/write'
import { exportedExample } from '@/lib/export/testing/exported'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script with an `aws` that notes what it is called with and answers something. */
function run(script: string, env: Record<string, string>, groupError = ''): string[][] {
  const log = path.join(folder, 'calls')
  writeFileSync(log, '')
  writeFileSync(path.join(folder, 'sleep'), '#!/bin/sh\n')
  writeFileSync(
    path.join(folder, 'aws'),
    `#!/bin/sh
{ for word; do printf '%s\\0' "$word"; done; for word; do case "$word" in file://*) cat "\${word#file://}"; printf '\\0';; esac; done; printf '\\1'; } >> "${log}"
case "$*" in *create-log-group*) if [ -n "$GROUP_ERROR" ]; then echo "$GROUP_ERROR" >&2; exit 254; fi;; *status*) echo READY;; *) echo "made-$2";; esac
`,
  )
  for (const name of ['aws', 'sleep']) {
    chmodSync(path.join(folder, name), 0o755)
  }
  const PATH = `${folder}:/usr/bin:/bin`
  execFileSync('sh', ['-c', script], {
    env: { NODE_ENV: 'test', PATH, GROUP_ERROR: groupError, ...env },
    stdio: 'pipe',
  })
  const calls = readFileSync(log, 'utf8').split('\u0001').slice(0, -1)
  return calls.map((call) => call.split('\0').slice(0, -1))
}

describe('a script of the AWS CLI of a live deployment', () => {
  const [file] = writeCli(exportedExample()).files
  const value = 'a"b\\c\nd\t$(id)`id`\'é'

  it('makes everything, with what came before and with the secrets that it is given', () => {
    const calls = run(file?.text ?? '', { VALUE_OF_API_TOKEN: value })
    const runtime = calls.find(([, operation]) => operation === 'create-agent-runtime')
    const request = JSON.parse(runtime?.at(-1) ?? '')
    const example = exportedExample().runtime
    expect(request).toMatchObject({
      roleArn: 'made-create-role',
      protocolConfiguration: { serverProtocol: 'MCP', port: 8080, path: '/agent/mcp' },
      environmentVariables: { API_TOKEN: value, GREETING: example.variables[2]?.value },
    })
    expect(runtime?.slice(0, -1).join(' ')).not.toContain('$(id)')
    expect(runtime).toEqual(expect.arrayContaining(['--agent-runtime-name', 'tools', '--tags', '{"team":"one"}']))
    const { customJWTAuthorizer } = request.authorizerConfiguration
    expect(customJWTAuthorizer.allowedClients).toEqual(['made-create-user-pool-client'])
    expect(customJWTAuthorizer.discoveryUrl).toContain('/made-create-user-pool/')
    expect(calls.map(([, operation]) => operation)).toEqual([
      ...['create-role', 'put-role-policy', 'attach-role-policy', 'create-user-pool', 'create-user-pool-client'],
      ...['create-agent-runtime', 'get-agent-runtime', 'get-agent-runtime', 'update-agent-runtime'],
      ...['get-agent-runtime', 'get-agent-runtime', 'get-agent-runtime'],
      ...['create-agent-runtime-endpoint', 'get-agent-runtime-endpoint', 'put-resource-policy'],
      ...['create-log-group', 'put-retention-policy'],
    ])
    expect(calls.find(([, operation]) => operation === 'create-log-group')).toContain(
      '/aws/bedrock-agentcore/runtimes/made-create-agent-runtime-DEFAULT',
    )
  })

  it('requires version 2 of the metadata service by an update, as no request that makes a runtime takes it', () => {
    const calls = run(file?.text ?? '', { VALUE_OF_API_TOKEN: value })
    const made = calls.find(([, operation]) => operation === 'create-agent-runtime')
    const update = calls.find(([, operation]) => operation === 'update-agent-runtime')
    expect(made?.at(-1)).not.toContain('metadataConfiguration')
    expect(update).toEqual(expect.arrayContaining(['--metadata-configuration', 'requireMMDSV2=true']))
    expect(update?.at(-1)).toBe(made?.at(-1))
  })

  it('says of an endpoint with an older version that it will serve the one that is made', () => {
    const [endpoint] = exportedExample().endpoints
    const older = endpoint && writeCli(exportedExample({ endpoints: [{ ...endpoint, version: '1' }] }))
    expect(older?.notSaid.map(({ member }) => member)).toContain('endpoint prod')
    expect(writeCli(exportedExample()).notSaid.map(({ member }) => member)).not.toContain('endpoint prod')
  })

  it('gives a log group that AWS made first its tags and days, and stops at any other error', () => {
    const { logGroup } = exportedExample()
    const kmsKeyId = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
    const own = logGroup && { ...logGroup, kmsKeyId, tags: { team: 'one' } }
    const tagged = writeCli(exportedExample({ logGroup: own })).files[0]
    const answer = (code: string) => `An error occurred (${code}) when calling the CreateLogGroup operation: no`
    const given = { VALUE_OF_API_TOKEN: value }
    const calls = run(tagged?.text ?? '', given, answer('ResourceAlreadyExistsException'))
    expect(calls.slice(-5).map(([, operation]) => operation)).toEqual([
      ...['create-log-group', 'associate-kms-key', 'describe-log-groups', 'tag-resource', 'put-retention-policy'],
    ])
    expect(calls.at(-5)).toContain(kmsKeyId)
    expect(calls.at(-4)).toContain(kmsKeyId)
    expect(calls.at(-2)).toEqual(expect.arrayContaining(['made-describe-log-groups', '{"team":"one"}']))
    expect(() => run(tagged?.text ?? '', given, answer('AccessDeniedException'))).toThrow(/AccessDenied/)
    expect(run(file?.text ?? '', given, answer('ResourceAlreadyExistsException')).at(-1)).toContain('30')
  })

  it('stops before the first call without them', () => {
    expect(() => run(file?.text ?? '', {})).toThrow(/VALUE_OF_API_TOKEN/)
  })

  it('says any text as it is', () => {
    const names = { reference: () => '', secret: () => '' }
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...'\'"\\$`\n!{}%é*') }), { minLength: 50, maxLength: 50 })
    fc.assert(
      fc.property(texts, (list) => {
        const answer = execFileSync('sh', ['-c', `printf '%s' ${shellJson(list, names)}`], { encoding: 'utf8' })
        expect(JSON.parse(answer)).toEqual(list)
      }),
      { numRuns: 20 },
    )
  })
})
