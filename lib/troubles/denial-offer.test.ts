import { describe, expect, it } from 'vitest'
import { denialOffer } from '@/lib/troubles/denial-offer'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'
import type { DiagnosedEvent } from '@/lib/troubles/model'
import type { Subject } from '@/lib/troubles/remedies'
import { originWords, PASTED, placeOf } from '@/lib/troubles/text/origin'

const STREAM = '2026/08/21/[runtime-logs]006c885c-65b2-4000-8000-000000000000'
const HEAD = '2026-08-21 14:03:11.482 | ERROR    | awslabs.aws_api_mcp_server.core.aws.driver:interpret_command:88 - '

function message(action: string, role = 'exec'): string {
  return `An error occurred (AccessDenied) when calling the X operation: User: arn:aws:sts::111122223333:assumed-role/${role}/s is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`
}

function line(text: string): DiagnosedEvent[] {
  return [{ id: '1', at: 0, stream: STREAM, text }]
}

function pasted(text: string): DiagnosedEvent[] {
  return [{ id: '1', at: 0, stream: PASTED, text }]
}

const HERE = { account: '111122223333' }

function offered(events: DiagnosedEvent[], subject: Subject = {}) {
  const [finding] = diagnose(events, { isWhole: false }).findings
  return (
    finding?.denial && denialOffer(finding.denial, subject, finding.origin ? placeOf(finding.origin) : { from: 'log' })
  )
}

describe('what a denied line offers', () => {
  it.each([
    'iam:PutRolePolicy',
    'secretsmanager:GetSecretValue',
    's3:DeleteObject',
    'kms:Decrypt',
    'sts:AssumeRole',
    '*:*',
  ])('is nothing to save for %s, whoever wrote the line', (action) => {
    for (const events of [line(HEAD + message(action)), line(message(action)), pasted(message(action))]) {
      for (const subject of [{}, { ...HERE, roleName: 'exec' }, { ...HERE, executionRoles: ['exec'] }]) {
        expect(offered(events, subject)?.kind).not.toBe('statement')
      }
    }
  })

  it.each(['ec2:DescribeInstances', 's3:ListAllMyBuckets'])(
    'is one click for %s in the server’s own format',
    (action) => {
      expect(offered(line(HEAD + message(action)), { ...HERE, roleName: 'exec' })).toMatchObject({
        kind: 'statement',
        roleName: 'exec',
        statement: { Action: [action] },
      })
    },
  )

  it('is one click in a pasted text only for an execution role that the connection has', () => {
    const events = pasted(message('ec2:DescribeInstances'))
    expect(offered(events, { ...HERE, executionRoles: ['exec'] })).toMatchObject({
      kind: 'statement',
      roleName: 'exec',
    })
    expect(offered(events, { ...HERE, executionRoles: ['other'] })?.kind).toBe('hand-over')
    expect(offered(events)?.kind).toBe('hand-over')
    expect(offered(events, { executionRoles: ['exec'] })?.kind).toBe('hand-over')
  })

  it('is nothing for another role than that of the runtime, or one of another account', () => {
    const events = line(HEAD + message('ec2:DescribeInstances', 'other'))
    expect(offered(events, { ...HERE, roleName: 'exec' })).toMatchObject({ kind: 'held', roleName: 'exec' })
    const own = pasted(message('ec2:DescribeInstances'))
    expect(offered(own, { account: '444455556666', executionRoles: ['exec'] })).toMatchObject({
      kind: 'held',
      reason: 'The text speaks of the account 111122223333, and this connection is of 444455556666.',
    })
  })

  it('is something to hand over for whoever sets up or calls a runtime, in a pasted text', () => {
    const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/awsapi-AbCdEf1234'
    const refused = (who: string, action: string, resource: string) =>
      pasted(`User: arn:aws:${who} is not authorized to perform: ${action} on resource: ${resource}`)

    expect(
      offered(
        refused(
          'iam::111122223333:user/dev',
          'bedrock-agentcore:InvokeAgentRuntime',
          `${arn}/runtime-endpoint/DEFAULT`,
        ),
      ),
    ).toMatchObject({
      kind: 'hand-over',
      to: 'the IAM user dev',
      statement: { Resource: [arn, `${arn}/runtime-endpoint/*`] },
    })
    expect(
      offered(
        refused(
          'sts::111122223333:assumed-role/AWSReservedSSO_PowerUserAccess_0123456789abcdef/me',
          'iam:PassRole',
          'arn:aws:iam::111122223333:role/exec',
        ),
        { ...HERE, executionRoles: ['exec'] },
      ),
    ).toMatchObject({ kind: 'hand-over', to: 'the permission set PowerUserAccess of IAM Identity Center' })
    expect(offered(line(message('iam:PassRole', 'Dev')), { ...HERE, roleName: 'exec' })?.kind).toBe('held')
  })

  it('says where the line came from', () => {
    const words = (events: DiagnosedEvent[]) => {
      const [finding] = diagnose(events, { isWhole: false }).findings
      return finding?.origin ? originWords(finding.origin) : ''
    }
    const own = words(line(HEAD + message('ec2:DescribeInstances')))
    expect(own).toContain(STREAM)
    expect(own).toContain("in the server's own format")
    expect(own).not.toContain('not in the')
    expect(words(line(message('ec2:DescribeInstances')))).toContain("not in the server's own format")
    expect(words(pasted(message('ec2:DescribeInstances')))).toContain('the pasted text')
    expect(words([{ id: '1', at: 0, stream: 'x', text: message('s3:ListBucket') }])).toContain('not known')
  })
})
