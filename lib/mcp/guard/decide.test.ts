import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/mcp/guard/classify'
import { decide, type GuardPolicy, type GuardRule } from '@/lib/mcp/guard/decide'

const NOW = 1_800_000_000_000
const PLACE = { region: 'eu-west-1', account: '111122223333' }
const STOP = 'aws ec2 stop-instances --instance-ids i-1'
const MODES = ['off', 'read-only', 'ask'] as const

function policy(mode: GuardPolicy['mode'], ...rules: GuardRule[]): GuardPolicy {
  return { mode, rules, name: 'prod' }
}

async function verdict(command: string | string[], rules: GuardPolicy, now = NOW) {
  return decide(await classify(command, PLACE), rules, now)
}

const allow = (action: string, more: Partial<GuardRule> = {}): GuardRule => ({ effect: 'allow', action, ...more })
const deny = (action: string, more: Partial<GuardRule> = {}): GuardRule => ({ effect: 'deny', action, ...more })

describe('a decision', () => {
  it('is the mode’s where no rule speaks', async () => {
    const read = 'aws s3api list-buckets'
    expect(await verdict(read, policy('read-only'))).toEqual({ verdict: 'allow' })
    expect(await verdict(read, policy('ask'))).toEqual({ verdict: 'allow' })
    expect(await verdict(STOP, policy('off'))).toEqual({ verdict: 'allow' })
    expect(await verdict(STOP, policy('ask'))).toMatchObject({ verdict: 'ask', why: [expect.stringContaining(STOP)] })
    expect(await verdict(STOP, policy('read-only'))).toMatchObject({
      verdict: 'deny',
      how: ["npm run slipway -- allow prod 'ec2:StopInstances' --for 15m"],
    })
    expect(await verdict('aws secretsmanager get-secret-value --secret-id s', policy('read-only'))).toMatchObject({
      verdict: 'deny',
    })
  })

  it('is made for a batch as a whole', async () => {
    const batch = ['aws s3api list-buckets', STOP]
    expect(await verdict(batch, policy('read-only'))).toMatchObject({
      verdict: 'deny',
      why: [expect.stringContaining(STOP)],
    })
    expect(await verdict([STOP, 'aws s3 rm s3://b/k'], policy('ask', allow('ec2:*')))).toMatchObject({ verdict: 'ask' })
    expect(await verdict([STOP, 'aws s3 rm s3://b/k'], policy('ask', allow('ec2:*'), allow('S3:delete*')))).toEqual({
      verdict: 'allow',
    })
  })

  it.each([
    [allow('EC2:stop*'), 'allow'],
    [allow('ec2:StopInstances', { until: NOW + 1 }), 'allow'],
    [allow('ec2:StopInstances', { until: NOW }), 'deny'],
    [allow('ec2:StartInstances'), 'deny'],
    [allow('*', { regions: ['eu-west-1'] }), 'allow'],
    [allow('*', { regions: ['us-east-1'] }), 'deny'],
    [allow('*', { account: '111122223333' }), 'allow'],
    [allow('*', { account: '444455556666' }), 'deny'],
  ])('by %j is %s', async (rule, expected) => {
    expect(await verdict(STOP, policy('read-only', rule))).toMatchObject({ verdict: expected })
  })

  it('needs a region or an account that is known, to allow by it', async () => {
    const rule = allow('*', { regions: ['eu-west-1'], account: '111122223333' })
    expect(await verdict(`${STOP} --region *`, policy('ask', rule))).toMatchObject({ verdict: 'ask' })
    expect(await verdict(`${STOP} --profile x`, policy('ask', rule))).toMatchObject({ verdict: 'ask' })
    expect(await verdict(`${STOP} --region *`, policy('ask', deny('*', { regions: ['us-east-1'] })))).toMatchObject({
      verdict: 'deny',
    })
    expect(await verdict(`${STOP} --profile x`, policy('ask', deny('*', { account: '444455556666' })))).toMatchObject({
      verdict: 'deny',
    })
  })

  it('offers no rule for what no rule can name', async () => {
    for (const line of ['aws s3 ls --endpoint-url http://198.51.100.7', 'rm -rf /', 'aws configure list']) {
      const found = await verdict(line, policy('read-only', allow('*')))
      expect(found, line).toMatchObject({ verdict: 'deny' })
      expect(found, line).not.toHaveProperty('how')
    }
  })

  it('is to deny wherever a rule denies', async () => {
    const lines = [
      'aws ec2 describe-vpcs',
      STOP,
      'aws ec2 wait instance-running --instance-ids i-1',
      'aws ec2 run-instances --dry-run',
    ]
    const patterns = ['*', 'ec2:*', 'EC2:*', '*:*', 'ec2:?*', 'e*']
    const others = fc.array(
      fc.constantFrom(allow('*'), allow('ec2:*'), allow('s3:*', { until: NOW + 1 }), deny('sqs:*')),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lines),
        fc.constantFrom(...patterns),
        others,
        fc.constantFrom(...MODES),
        fc.nat(9),
        async (line, pattern, rules, mode, at) => {
          const all = [...rules]
          all.splice(at, 0, deny(pattern))
          expect(await verdict(['aws s3 ls', line], policy(mode, ...all))).toMatchObject({ verdict: 'deny' })
        },
      ),
    )
    expect(await verdict('aws ec2 wait instance-running', policy('off', deny('ec2:DescribeInstances')))).toMatchObject({
      verdict: 'deny',
    })
    expect(await verdict('aws ec2 describe-vpcs', policy('off', deny('ec2:Stop*')))).toEqual({ verdict: 'allow' })
  })
})
