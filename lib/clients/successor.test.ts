import { describe, expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { CLIENTS } from '@/lib/clients/registry'
import { canSignIn, successorTarget, withSignIn } from '@/lib/clients/successor'

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

  it.each(CLIENTS.filter(canSignIn).map((client) => ({ id: client.id, client })))(
    '$id signs in at AWS by itself: the address, no token and no signing proxy',
    ({ client }) => {
      const { full, additions, command, link, needs } = emitConfig(
        withSignIn(client),
        successorTarget('eu-west-1'),
        'linux',
      )
      expect(full).toContain('https://aws-mcp.eu-central-1.api.aws/mcp')
      expect(JSON.stringify([full, additions])).not.toMatch(
        /Bearer|AGENTCORE_JWT|YOUR_JWT|agentcore-jwt|proxy-for-aws|header/i,
      )
      expect([command, link]).toEqual([undefined, undefined])
      expect(JSON.stringify(needs)).toContain('signin:AuthorizeOAuth2Access')
    },
  )

  it('is an address and nothing else where a client takes one', () => {
    const claude = CLIENTS.find(({ id }) => id === 'claude-code') ?? CLIENTS[0]
    const { full } = emitConfig(withSignIn(claude as (typeof CLIENTS)[number]), successorTarget('us-east-1'), 'mac')
    expect(JSON.parse(full).mcpServers['aws-mcp']).toEqual({
      type: 'http',
      url: 'https://aws-mcp.us-east-1.api.aws/mcp',
    })
  })
})
