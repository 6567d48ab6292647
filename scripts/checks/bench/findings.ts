import { validateIdentityPolicy } from '@cloud-copilot/iam-policy'
import fc from 'fast-check'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { parsePolicy, policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT } from '@/lib/policies/document/limits'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { policyDocument } from '@/lib/policies/testing/arbitraries'
import type { Measurement } from './report'

const WARM_UP = 30
const KEYSTROKES = 60

/** What the editor does at every keystroke, for the longest inline policy that IAM takes. */
export async function benchFindings(): Promise<Measurement[]> {
  const text = longestPolicy()
  const catalogue = await loadCatalogue(neededServices(text, await loadCatalogue([])))
  const account = { accountId: '123456789012', partition: 'aws', region: 'eu-central-1' }
  const check = (typed: string) => checkPolicy(typed, { kind: 'identity', catalogue, account })
  const keystrokes = typing(text)
  return [
    {
      name: `findings per keystroke, ${policySize(text)} characters`,
      peer: 'JSON.parse and iam-policy',
      unit: 'ms',
      runs: keystrokes.map((typed) => time(() => check(typed))).slice(WARM_UP),
      peerRuns: keystrokes.map((typed) => time(() => validateIdentityPolicy(JSON.parse(typed)))).slice(WARM_UP),
      goal: { value: 16 },
    },
    roundTrips(),
  ]
}

const DOCUMENTS = 10_000

/** Parse → print → parse of generated documents, which must come back as they were, against JSON's own. */
function roundTrips(): Measurement {
  const documents = fc
    .sample(policyDocument, DOCUMENTS)
    .map((document) => ({ document, text: JSON.stringify(document) }))
  const different = () =>
    documents.filter(({ document, text }) => JSON.stringify(printed(text)) !== JSON.stringify(document))
  const runs = [time(() => refuseAny(different())), time(() => refuseAny(different()))]
  const peerRuns = [0, 1].map(() =>
    time(() => documents.map(({ text }) => JSON.parse(JSON.stringify(JSON.parse(text))))),
  )
  return { name: `round trip of ${DOCUMENTS} documents`, peer: 'JSON alone', unit: 'ms', runs, peerRuns }
}

function printed(text: string): unknown {
  const first = parsePolicy(text)
  const again = first.ok ? parsePolicy(JSON.stringify(first.data)) : first
  return again.ok ? again.data : again.error
}

function refuseAny(different: unknown[]): void {
  if (different.length > 0) {
    throw new Error(`${different.length} documents came back different: ${JSON.stringify(different[0])}`)
  }
}

function time(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

/** The same policy with a Sid that grows letter by letter: a new text each time, so that nothing whole can be remembered. */
function typing(text: string): string[] {
  return Array.from({ length: WARM_UP + KEYSTROKES }, (_, index) =>
    text.replace('"Statement0"', JSON.stringify(`S${'x'.repeat(index % 20)}${index}`)),
  )
}

const ACTIONS = [
  ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:GetBucket*'],
  ['ec2:StartInstances', 'ec2:StopInstances', 'ec2:Describe*', 'ec2:RunInstances'],
  ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGet*', 'dynamodb:PutItem'],
  ['lambda:InvokeFunction', 'lambda:Get*', 'lambda:List*', 'lambda:UpdateFunctionCode'],
  ['iam:PassRole', 'iam:GetRole', 'iam:ListRoles', 'iam:CreateServiceLinkedRole'],
]

function longestPolicy(): string {
  const Statement: object[] = []
  let text = ''

  for (let index = 0; ; index++) {
    const [service = ''] = ACTIONS[index % ACTIONS.length]?.[0]?.split(':') ?? []
    Statement.push({
      Sid: `Statement${index}`,
      Effect: index % 7 === 6 ? 'Deny' : 'Allow',
      Action: ACTIONS[index % ACTIONS.length],
      Resource: [`arn:aws:${service}:*:123456789012:thing/${index}/*`, `arn:aws:s3:::bucket-${index}/*`],
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1', [`aws:ResourceTag/team-${index}`]: 'a' } },
    })
    const longer = JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)

    if (policySize(longer) > INLINE_POLICIES_LIMIT) {
      return text
    }
    text = longer
  }
}
