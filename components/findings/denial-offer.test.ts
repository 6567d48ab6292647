import { describe, expect, it } from 'vitest'
import { denialOffer } from '@/components/findings/denial-offer'
import { pastedEvents } from '@/components/findings/pasted'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'
import type { DiagnosedEvent } from '@/lib/troubles/model'
import { originWords } from '@/lib/troubles/text/origin'

const STREAM = '2026/08/21/[runtime-logs]006c885c-65b2-4000-8000-000000000000'
const HEAD = '2026-08-21 14:03:11.482 | ERROR    | awslabs.aws_api_mcp_server.core.aws.driver:interpret_command:88 - '

function message(action: string, role = 'exec'): string {
  return `An error occurred (AccessDenied) when calling the X operation: User: arn:aws:sts::111122223333:assumed-role/${role}/s is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`
}

function line(text: string): DiagnosedEvent[] {
  return [{ id: '1', at: 0, stream: STREAM, text }]
}

function offered(events: DiagnosedEvent[], roleName?: string) {
  const [finding] = diagnose(events, { isWhole: false }).findings
  return finding?.denial && denialOffer(finding.denial, roleName === undefined ? {} : { roleName })
}

describe('what a denied line offers', () => {
  it.each([
    'iam:PutRolePolicy',
    'secretsmanager:GetSecretValue',
    's3:DeleteObject',
    'kms:Decrypt',
    'sts:AssumeRole',
    '*:*',
  ])('is no statement for %s, whoever wrote the line', (action) => {
    for (const events of [line(HEAD + message(action)), line(message(action)), pastedEvents(message(action))]) {
      expect(offered(events, 'exec')?.kind).not.toBe('statement')
      expect(offered(events)?.kind).not.toBe('statement')
    }
  })

  it.each(['ec2:DescribeInstances', 's3:ListAllMyBuckets'])(
    'is one click for %s in the server’s own format',
    (action) => {
      expect(offered(line(HEAD + message(action)), 'exec')).toMatchObject({
        kind: 'statement',
        roleName: 'exec',
        statement: { Action: [action] },
      })
    },
  )

  it('is nothing for another role than that of the runtime', () => {
    const events = line(HEAD + message('ec2:DescribeInstances', 'other'))
    expect(offered(events, 'exec')).toMatchObject({ kind: 'held', roleName: 'exec' })
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
    expect(words(pastedEvents(message('ec2:DescribeInstances')))).toContain('the pasted text')
    expect(words([{ id: '1', at: 0, stream: 'x', text: message('s3:ListBucket') }])).toContain('not known')
  })
})
