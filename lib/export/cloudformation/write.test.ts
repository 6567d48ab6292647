import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { writeCloudFormation } from '@/lib/export/cloudformation/write'
import { exportedExample } from '@/lib/export/testing/exported'

const tags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => ({ [tag]: text }) }))
const read = (text: string) => parse(text, { version: '1.1', customTags: tags })

describe('a CloudFormation template of a live deployment', () => {
  const written = writeCloudFormation(exportedExample())
  const template = read(written.files[0]?.text ?? '')

  it('refers to what it makes', () => {
    const { Properties } = template.Resources.Runtime
    expect(Properties.RoleArn).toEqual({ '!GetAtt': 'ExecutionRole.Arn' })
    expect(Properties.ProtocolConfiguration).toBe('MCP')
    expect(Properties.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedClients).toEqual([
      { '!Ref': 'UserPoolClient' },
    ])
    expect(Properties.EnvironmentVariables.API_TOKEN).toEqual({ '!Ref': 'ApiToken' })
    expect(template.Parameters.ApiToken.NoEcho).toBe(true)
    expect(Properties.Tags).toEqual({ team: 'one' })
  })

  it('keeps everything that is taken over', () => {
    const resources = Object.entries<{ Type: string; DeletionPolicy: string }>(template.Resources)
    const imported = JSON.parse(written.files[1]?.text ?? '')
    expect(imported.map(({ LogicalResourceId: id }: { LogicalResourceId: string }) => id)).toEqual(
      resources.map(([id]) => id),
    )
    expect(resources.every(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')).toBe(true)
  })

  it('names what it can’t say, beside it and at the place', () => {
    const members = written.notSaid.map(({ member }) => member)
    expect(members).toEqual(
      expect.arrayContaining([
        'metadataConfiguration.requireMMDSV2',
        'protocolConfiguration.port',
        'protocolConfiguration.path',
      ]),
    )
    expect(written.files[0]?.text).toMatch(/# protocolConfiguration\.path: .*\n(\s*#.*\n)* {2}Runtime:/)
  })

  it('has an endpoint follow the newest version, and says what becomes of an older one', () => {
    expect(template.Resources.ProdEndpoint.Properties.AgentRuntimeVersion).toEqual({
      '!GetAtt': 'Runtime.AgentRuntimeVersion',
    })
    const [endpoint] = exportedExample().endpoints
    const older = writeCloudFormation(exportedExample({ endpoints: endpoint ? [{ ...endpoint, version: '1' }] : [] }))
    expect(older.files[0]?.text).toMatch(/# endpoint prod: It serves version 1,.*\n {2}ProdEndpoint:/)
    expect(read(older.files[0]?.text ?? '').Resources.ProdEndpoint.Properties.AgentRuntimeVersion).toBe('1')
  })

  it('says any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const exported = exportedExample()
        exported.runtime.variables = [{ name: 'TEXT', value }]
        const { files } = writeCloudFormation(exported)
        expect(read(files[0]?.text ?? '').Resources.Runtime.Properties.EnvironmentVariables.TEXT).toBe(value)
      }),
    )
  })
})
