import { describe, expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { CLIENTS } from '@/lib/clients/registry'
import { successorTarget } from '@/lib/clients/successor'

describe('the managed server', () => {
  it.each([
    ['us-east-1', 'us-east-1'],
    ['eu-central-1', 'eu-central-1'],
    ['eu-west-1', 'eu-central-1'],
    ['ap-southeast-2', 'us-east-1'],
  ])('near %s is in %s', (nearTo, region) => {
    expect(successorTarget(nearTo)).toMatchObject({ region, url: `https://aws-mcp.${region}.api.aws/mcp` })
  })

  it.each(CLIENTS.map((client) => ({ id: client.id, client })))(
    '$id signs for it, and says whose permissions count',
    ({ client }) => {
      const { full, needs } = emitConfig(client, successorTarget('us-east-1', 'mine'), 'linux')
      for (const word of ['https://aws-mcp.us-east-1.api.aws/mcp', 'aws-mcp', 'mine']) {
        expect(full).toContain(word)
      }
      expect(full).not.toContain('bedrock-agentcore')
      expect(JSON.stringify(needs)).not.toContain('bedrock-agentcore')
    },
  )
})
