import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBlocks } from '@/lib/deployments/setup/foreign/hcl'
import { hclString } from '@/lib/export/terraform/hcl'
import { writeTerraform } from '@/lib/export/terraform/write'
import { exportedExample } from '@/lib/export/testing/exported'

/** What Terraform makes of a quoted text, after its own rules. */
function unquoted(text: string): string {
  const inner = text.slice(1, -1)
  expect(inner.replace(/\\.|\$\$\{|%%\{/g, 'x')).not.toMatch(/[$%]\{|"|\n/)
  return inner.replace(/\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\(.)|([$%])\4\{/g, (_, four, eight, sign, template) =>
    template
      ? `${template}{`
      : sign
        ? ({ n: '\n', r: '\r', t: '\t' }[sign as string] ?? sign)
        : String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  )
}

describe('a Terraform configuration of a live deployment', () => {
  const written = writeTerraform(exportedExample())
  const [main = '', imports = ''] = written.files.map(({ text }) => text)

  it('refers to what it makes', () => {
    expect(main).toContain('role_arn           = aws_iam_role.execution.arn')
    expect(main).toContain('allowed_clients = [aws_cognito_user_pool_client.tools_client.id]')
    expect(main).toMatch(/API_TOKEN += var\.api_token/)
    expect(written.files[2]?.text).toContain('sensitive   = true')
  })

  it('has an endpoint follow the newest version, and says what becomes of an older one', () => {
    expect(main).toMatch(/agent_runtime_version = aws_bedrockagentcore_agent_runtime\.main\.agent_runtime_version/)
    const [endpoint] = exportedExample().endpoints
    const older = writeTerraform(exportedExample({ endpoints: endpoint ? [{ ...endpoint, version: '1' }] : [] }))
    expect(older.files[0]?.text).toMatch(/# endpoint prod: It serves version 1,.*\nresource .*_endpoint" "prod"/)
    expect(older.files[0]?.text).toMatch(/agent_runtime_version = "1"/)
  })

  it('imports each resource that it has', () => {
    const resources = readBlocks(main, ([type]) => type === 'resource')
    expect(imports.match(/^import \{$/gm)).toHaveLength(resources.length)
    for (const { labels } of resources) {
      expect(imports).toContain(`to = ${labels[1]}.${labels[2]}\n`)
    }
  })

  it('names what it can’t say, beside it and at the place', () => {
    expect(written.notSaid.map(({ member }) => member)).toContain('metadataConfiguration.requireMMDSV2')
    expect(main).toMatch(/# protocolConfiguration\.path: .*\n(#.*\n)*resource "aws_bedrockagentcore_agent_runtime"/)
  })

  it('says any text as it is', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'$%{}"\\\n') }))
    fc.assert(
      fc.property(hostile, (text) => {
        expect(unquoted(hclString(text))).toBe(text)
      }),
    )
  })
})
