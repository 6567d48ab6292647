import { describe, expect, it } from 'vitest'
import { attentionItems } from '@/components/overview/attention'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const NONE = { unfinished: [], leftovers: [] }
const now = Date.parse('2026-11-23T00:00:00Z')

function runtime(changes: Partial<RuntimeDetail>): RuntimeDetail {
  return {
    id: 'server-1',
    name: 'server',
    arn: 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/server-1',
    version: '1',
    status: 'READY',
    lastUpdatedAt: '2026-11-01T00:00:00Z',
    createdAt: '2026-11-01T00:00:00Z',
    roleArn: 'arn:aws:iam::000000000000:role/role',
    roleName: 'role',
    network: { mode: 'PUBLIC', subnets: [], securityGroups: [] },
    lifecycle: {},
    environment: {},
    inboundAuth: { type: 'sigv4' },
    mmdsV2: true,
    invocationUrl: 'https://example.com',
    configuration: {},
    ...changes,
  }
}

function ids(...runtimes: RuntimeDetail[]): string[] {
  return attentionItems(runtimes, runtimes, NONE, now).map(({ id }) => id)
}

describe('attentionItems', () => {
  it('is empty when all is well', () => {
    expect(ids(runtime({ image: 'public.ecr.aws/team/other:1' }))).toEqual([])
  })

  it('puts failures first and gives their reason', () => {
    const slow = runtime({ id: 'b', mmdsV2: false })
    const broken = runtime({ id: 'a', name: 'broken', status: 'CREATE_FAILED', failureReason: 'No health.' })
    const [first] = attentionItems([slow, broken], [slow, broken], NONE, now)

    expect(ids(slow, broken)).toEqual(['failed-a', 'mmds-b'])
    expect(first).toMatchObject({ tone: 'danger', title: 'broken could not be created', text: 'No health.' })
  })

  it('says nothing of metadata while a runtime is still being made', () => {
    expect(ids(runtime({ status: 'CREATING', mmdsV2: false }))).toEqual([])
  })

  it('counts the days to the end of the server, once for all of its runtimes', () => {
    const server = runtime({ image: '1.dkr.ecr.us-east-1.amazonaws.com/aws-api-mcp-server:1.3.47' })
    const items = attentionItems([server, server], [server, server], NONE, now)

    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ tone: 'info', title: expect.stringContaining('in 234 days') })
    expect(attentionItems([], [server], NONE, Date.parse('2027-07-20'))[0]).toMatchObject({ tone: 'warning' })
  })

  it('leads to what an interrupted launch or deletion left', () => {
    const unfinished = [{ id: 'server-1', name: 'server', missing: ['its log group', 'a user who may sign in'] }]
    const leftovers = [{ deployment: 'gone', parts: ['Execution role r', 'user pool p'] }]
    const items = attentionItems([], [], { unfinished, leftovers }, now)

    expect(items.map(({ title }) => title)).toEqual([
      'server lacks its log group and a user who may sign in',
      'Parts of gone are left without a runtime',
    ])
    expect(items.map(({ action }) => 'href' in action && action.href)).toEqual([
      '/setup?step=review&from=server-1',
      '/runtimes/gone/delete',
    ])
  })
})
