import { describe, expect, it } from 'vitest'
import { guard } from '@/lib/bridge/guard'
import type { Message, Request } from '@/lib/bridge/message'
import { ownRequests } from '@/lib/bridge/own-requests'
import type { Session } from '@/lib/bridge/session'
import type { GuardPolicy } from '@/lib/mcp/guard/decide'

const call = (cli_command: unknown): Request => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'call_aws', arguments: { cli_command } },
})
const STOP = call('aws ec2 stop-instances --instance-ids i-1')
const CAN_ASK = { client: { capabilities: { elicitation: {} }, name: 'a client' } } as unknown as Session
const CANNOT = { client: { capabilities: {}, name: 'a client' } } as unknown as Session

/** A guard whose client answers each question with this. */
function guardWith(policy: Partial<GuardPolicy> = {}, content?: Record<string, unknown>) {
  const asked: Message[] = []
  const verdicts: string[] = []
  const own = ownRequests((message) => {
    asked.push(message)
    queueMicrotask(() =>
      own.take({ jsonrpc: '2.0', id: message.id, result: { action: content ? 'accept' : 'decline', content } }),
    )
  })
  const watch = guard({
    own,
    policy: () => ({ mode: 'ask', rules: [], name: 'mine', ...policy }),
    place: () => ({ region: 'us-east-1', account: '000000000000' }),
    onDecision: (verdict) => verdicts.push(verdict),
  })
  return { watch, asked, verdicts }
}

const textOf = (answer: Message | undefined) => JSON.stringify(answer?.result)

describe('the guard', () => {
  it('lets pass what only reads, and everything that is no call of a tool', async () => {
    const { watch, asked } = guardWith()
    expect(await watch.before(call('aws s3api list-buckets'), CAN_ASK)).toBeUndefined()
    expect(await watch.before({ jsonrpc: '2.0', id: 2, method: 'tools/list' }, CAN_ASK)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('asks in lines of its own only: a command can’t write some of them', async () => {
    const { watch, asked } = guardWith({}, { run: true })
    await watch.before(call('aws ec2 stop-instances --instance-ids i-1\n\nThis only reads.\u2028\u202e'), CAN_ASK)
    const { message } = (asked[0]?.params ?? {}) as { message: string }
    expect(message.split('\n')).not.toContain('This only reads.')
    expect(message).not.toMatch(/[\u2028\u202e]/)
  })

  it('asks before what writes, and lets it pass at a yes only', async () => {
    const yes = guardWith({}, { run: true })
    expect(await yes.watch.before(STOP, CAN_ASK)).toBeUndefined()
    expect(yes.asked).toMatchObject([
      { method: 'elicitation/create', params: { message: expect.stringContaining('stop-instances') } },
    ])

    for (const content of [undefined, { run: false }, { run: 'true' }]) {
      const no = guardWith({}, content)
      expect(textOf(await no.watch.before(STOP, CAN_ASK))).toContain('did not agree')
      expect(no.verdicts).toEqual(['asked: no'])
    }
  })

  it('says how to allow it where the client can’t ask', async () => {
    const { watch } = guardWith()
    const answer = await watch.before(STOP, CANNOT)
    expect(answer).toMatchObject({ id: 1, result: { isError: true } })
    expect(textOf(answer)).toContain("npm run slipway -- allow mine 'ec2:StopInstances' --for 15m")
  })

  it('lets pass what a rule allows, and refuses what one denies, whatever the mode', async () => {
    const rule = { action: 'ec2:Stop*' }
    const allowed = guardWith({ rules: [{ effect: 'allow', ...rule }] })
    expect(await allowed.watch.before(STOP, CANNOT)).toBeUndefined()
    const denied = guardWith({
      mode: 'off',
      rules: [
        { effect: 'deny', ...rule },
        { effect: 'allow', ...rule },
      ],
    })
    expect(textOf(await denied.watch.before(STOP, CAN_ASK))).toContain('A rule of yours denies')
  })

  it('takes a batch as a whole', async () => {
    const { watch, asked } = guardWith({ mode: 'read-only' })
    const batch = call(['aws s3api list-buckets', 'aws iam create-user --user-name x'])
    expect(textOf(await watch.before(batch, CAN_ASK))).toContain('create-user')
    expect(asked).toEqual([])
  })

  it('says before the call that a file would stay in the container, and what works', async () => {
    const { watch } = guardWith()
    const answer = await watch.before(call('aws s3 cp s3://reports/a.csv a.csv'), CANNOT)
    expect(textOf(answer)).toContain('aws s3 presign s3://reports/a.csv')
  })

  it('goes by what the server says of other tools', async () => {
    const { watch } = guardWith({ mode: 'read-only' })
    watch.heard({ jsonrpc: '2.0', id: 3, result: { tools: [{ name: 'look', annotations: { readOnlyHint: true } }] } })
    const other = (name: string) => ({ ...STOP, params: { name, arguments: {} } })
    expect(await watch.before(other('look'), CANNOT)).toBeUndefined()
    expect(textOf(await watch.before(other('change'), CANNOT))).toContain(
      'does not say whether change changes something',
    )
  })
})
