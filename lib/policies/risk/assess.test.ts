import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { assessRisk } from '@/lib/policies/risk/assess'
import { ESCALATION_PATHS } from '@/lib/policies/risk/escalation-paths'
import { RISK_GRADES, type Risk } from '@/lib/policies/risk/model'

function policy(...Statement: PolicyStatement[]): NamedPolicy {
  return { name: 'p', document: { Version: '2012-10-17', Statement } }
}

function allow(Action: string[], rest: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action, Resource: ['*'], ...rest }
}

function found(id: string, policies: NamedPolicy[], boundary?: NamedPolicy): Risk | undefined {
  return assessRisk(policies, boundary).find((risk) => risk.id === id)
}

function rank(risk: Risk | undefined): number {
  return risk ? RISK_GRADES.indexOf(risk.grade) : RISK_GRADES.length
}

describe.each(ESCALATION_PATHS)('path $id', ({ id, actions }) => {
  const free = found(id, [policy(allow(actions))])

  it('is flagged by its smallest policy, in one statement or several, and names them', () => {
    expect(free?.statements).toEqual([{ policy: 'p', statement: 0 }])
    const spread = found(id, [policy(...actions.map((action) => allow([action])))])
    expect(spread?.statements).toHaveLength(actions.length)
    expect(spread?.grade).toBe(free?.grade)
  })

  it('is not flagged without any one of its actions, or with one denied', () => {
    for (const action of actions) {
      const rest = actions.filter((other) => other !== action)
      expect(found(id, [policy(...(rest.length > 0 ? [allow(rest)] : []))])).toBeUndefined()
      expect(found(id, [policy(allow(actions), { ...allow([action]), Effect: 'Deny' })])).toBeUndefined()
      expect(
        found(id, [policy(allow(actions))], policy({ Effect: 'Allow', NotAction: [action], Resource: ['*'] })),
      ).toBeUndefined()
    }
  })

  it('is graded lower with a scope on any one of its actions', () => {
    for (const action of actions) {
      const service = action.slice(0, action.indexOf(':'))
      const rest = actions.filter((other) => other !== action)
      const others = rest.length > 0 ? [allow(rest)] : []
      const named = allow([action], { Resource: [`arn:aws:${service}:us-east-1:111122223333:thing/one`] })
      const tagged = allow([action], { Condition: { StringEquals: { 'aws:ResourceTag/team': ['one'] } } })
      const both = { ...named, Condition: tagged.Condition ?? {} }
      expect(rank(found(id, [policy(...others, named)]))).toBeGreaterThan(rank(free))
      expect(rank(found(id, [policy(...others, tagged)]))).toBeGreaterThan(rank(free))
      expect(rank(found(id, [policy(...others, both)]))).toBeGreaterThan(rank(found(id, [policy(...others, named)])))
      expect(found(id, [policy(...others, both)])?.limitedBy).toEqual(['condition', 'resource'])
    }
  })
})

describe('assessRisk', () => {
  it('takes a wide pattern for what it is, and an empty condition for none', () => {
    const wide = found('iam-005', [policy(allow(['iam:*'], { Resource: ['arn:aws:iam::111122223333:role/*'] }))])
    expect(wide).toMatchObject({ grade: 'critical', limitedBy: [] })
    const weak = { StringNotEquals: { 'aws:RequestedRegion': ['x'] }, Bool: { 'aws:SecureTransport': ['true'] } }
    expect(found('iam-005', [policy(allow(['iam:Put*'], { Condition: weak }))])).toMatchObject({ limitedBy: [] })
  })

  it('knows to which service a role can be passed', () => {
    const passing = (service: string) => [
      policy(
        allow(['iam:PassRole'], { Condition: { StringEquals: { 'iam:PassedToService': [service] } } }),
        allow(['lambda:*', 'ec2:RunInstances']),
      ),
    ]
    expect(found('lambda-001', passing('lambda.amazonaws.com'))).toMatchObject({
      grade: 'high',
      limitedBy: ['condition'],
    })
    expect(found('ec2-001', passing('lambda.amazonaws.com'))).toBeUndefined()
    expect(found('lambda-001', passing('ec2.amazonaws.com'))).toBeUndefined()
  })

  it('does not let a Deny with exceptions or conditions silence a path', () => {
    const only = { ...allow(['iam:*'], { NotResource: ['arn:aws:iam::*:role/app-*'] }), Effect: 'Deny' as const }
    delete only.Resource
    expect(found('iam-005', [policy(allow(['iam:PutRolePolicy']), only)])).toBeDefined()
    const named = allow(['iam:PutRolePolicy'], { Resource: ['arn:aws:iam::1:role/other'] })
    expect(found('iam-005', [policy(named, only)])).toBeUndefined()
    const sometimes = { ...allow(['iam:*'], { Condition: { Bool: { 'aws:x': ['true'] } } }), Effect: 'Deny' as const }
    expect(found('iam-005', [policy(allow(['iam:PutRolePolicy']), sometimes)])).toBeDefined()
  })

  it('limits by the boundary', () => {
    const boundary = policy(allow(['*'], { Resource: ['arn:aws:iam::1:role/app-*'] }))
    expect(found('iam-005', [policy(allow(['iam:*']))], boundary)).toMatchObject({ limitedBy: ['resource'] })
  })

  it('names the shells of AgentCore as the worst', () => {
    const [worst] = assessRisk([policy(allow(['bedrock-agentcore:*']))])
    expect(worst).toMatchObject({ category: 'agentcore', grade: 'critical' })
    expect(
      found('AgentCoreInvokeRuntimeCommand', [policy(allow(['bedrock-agentcore:InvokeAgentRuntime*']))]),
    ).toBeDefined()
  })

  it('marks what only adds to a simpler path', () => {
    const risks = assessRisk([policy(allow(['iam:CreateAccessKey', 'iam:DeleteAccessKey']))])
    expect(risks.find(({ id }) => id === 'iam-003')?.within).toBe('iam-002')
    expect(risks.find(({ id }) => id === 'iam-002')?.within).toBeUndefined()
  })

  it('sees what is refused, over several policies together', () => {
    const first = policy(allow(['iam:*']))
    const second = { ...policy({ Effect: 'Allow', NotAction: ['iam:*'], Resource: ['*'] }), name: 'q' }
    expect(assessRisk([first, second])[0]).toMatchObject({ id: 'administration', grade: 'critical' })
    expect(assessRisk([policy(allow(['*']))])[0]?.id).toBe('administration')
    expect(found('administration', [policy(allow(['s3:*']))])).toBeUndefined()
  })

  it('groups the rest by service, scoped ones lower', () => {
    const all = found('secrets:secretsmanager', [policy(allow(['secretsmanager:Get*']))])
    expect(all).toMatchObject({ category: 'secrets', grade: 'high', actions: ['secretsmanager:GetSecretValue'] })
    const one = allow(['secretsmanager:*'], { Resource: ['arn:aws:secretsmanager:us-east-1:1:secret:app-*'] })
    expect(found('secrets:secretsmanager', [policy(one)])).toMatchObject({ grade: 'medium', limitedBy: ['resource'] })
    const categories = assessRisk([policy(allow(['s3:*', 'kms:*', 'sts:*']))]).map(({ id }) => id)
    expect(categories).toEqual(
      expect.arrayContaining([
        'exfiltration:s3',
        'exposure:s3',
        'change:s3',
        'credentials:sts',
        'secrets:kms',
        'sts-001',
      ]),
    )
  })

  it('finds nothing in a harmless policy', () => {
    expect(assessRisk([policy(allow(['ec2:DescribeInstances', 'ce:Get*']))])).toEqual([])
    expect(assessRisk([])).toEqual([])
  })
})

function published<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../testing/data/${name}.json`, import.meta.url), 'utf8'))
}

describe('the tables', () => {
  it('hold every path of pathfinding.cloud', () => {
    const source = published<{ id: string; required: string[] }[]>('escalation-paths.pathfinding')
    expect(source).toHaveLength(65)

    for (const { id, required } of source) {
      expect(ESCALATION_PATHS.find((one) => one.id === id)?.actions).toEqual(required)
    }
  })

  it('hold every combination of Prowler that is not another pattern', () => {
    const source = published<Record<string, string[]>>('escalation-combinations.prowler')
    const known = new Set(ESCALATION_PATHS.map(({ actions }) => actions.toSorted().join()))
    const missing = Object.entries(source).filter(([, actions]) => !known.has(actions.toSorted().join()))
    expect(missing.map(([name]) => name)).toEqual(['OverPermissiveIAM', 'IAMPut'])
  })

  it('speak of every sensitive action of the CC0 list', () => {
    const actions = Object.values(published<Record<string, string[]>>('sensitive-actions')).flat()
    expect(actions).toHaveLength(522)
    const silent = actions.filter((action) => assessRisk([policy(allow([action]))]).length === 0)
    expect([...new Set(silent)]).toEqual(['iam:PassRole'])
  })
})
