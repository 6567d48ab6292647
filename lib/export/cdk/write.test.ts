import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCdk } from '@/lib/export/cdk/write'
import { exportedExample } from '@/lib/export/testing/exported'

/** What the app hands to the constructs, by id; with stand-ins for the CDK. */
function run(text: string): Record<string, { [member: string]: unknown }> {
  const made: Record<string, { [member: string]: unknown }> = {}
  const construct = class {
    constructor(_: unknown, id: string, props: { [member: string]: unknown }) {
      made[id] = props
      Object.assign(this, { ref: `ref ${id}`, attrArn: `arn ${id}`, valueAsString: `given ${id}` })
      Object.assign(this, { attrAgentRuntimeId: `id ${id}`, attrAgentRuntimeArn: `arn ${id}` })
    }
    node = { children: [] }
  }
  const cdk = new Proxy({}, { get: () => construct })
  const names = 'App CfnParameter CfnResource RemovalPolicy Stack agentcore cognito iam logs'.split(' ')
  const body = text.slice(text.indexOf('\n\n'))
  new Function(...names, body)(...names.map((name) => (/^[A-Z]/.test(name) ? construct : cdk)))
  return made
}

describe('a CDK app of a live deployment', () => {
  const written = writeCdk(exportedExample())

  it('refers to what it makes', () => {
    const { Runtime } = run(written.files[0]?.text ?? '')
    expect(Runtime).toMatchObject({
      roleArn: 'arn ExecutionRole',
      protocolConfiguration: 'MCP',
      environmentVariables: { API_TOKEN: 'given ApiToken', GREETING: exportedExample().runtime.variables[2]?.value },
      authorizerConfiguration: { customJwtAuthorizer: { allowedClients: ['ref UserPoolClient'] } },
    })
  })

  it('says any text as it is', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'$`{}"\'\\\n') }))
    fc.assert(
      fc.property(hostile, (value) => {
        const exported = exportedExample({ policies: [] })
        exported.runtime.variables = [{ name: 'TEXT', value }]
        expect(run(writeCdk(exported).files[0]?.text ?? '').Runtime?.environmentVariables).toEqual({ TEXT: value })
      }),
      { numRuns: 50 },
    )
  })
})
