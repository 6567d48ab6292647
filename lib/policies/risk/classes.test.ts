import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summarise } from '@/lib/policies/access/summarise'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy } from '@/lib/policies/document/document'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { assessRisk } from '@/lib/policies/risk/assess'
import { classifyRisks, goneRisks, labelsOf } from '@/lib/policies/risk/classes'
import { RISK_CLASSES, RISK_GRADES } from '@/lib/policies/risk/model'
import { changeable, riskVerdict } from '@/lib/policies/risk/verdict'
import { basePolicy } from '@/lib/policies/templates/base-permissions'
import { managedPolicy } from '@/lib/policies/templates/managed-policies'

function policy(...Action: string[]): NamedPolicy {
  return { name: 'p', document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: ['*'] }] } }
}

async function awsPolicy(name: string): Promise<NamedPolicy> {
  const found = await managedPolicy(`arn:aws:iam::aws:policy/${name}`)
  return found ?? policy()
}

async function verdict(...policies: NamedPolicy[]): Promise<string> {
  const catalogue = await loadCatalogue('all')
  return riskVerdict(classifyRisks(assessRisk(policies)), changeable(summarise(policies, catalogue)))
}

const PATTERNS = ['*', 's3:*', 's3:Put*', 'iam:*', 'ec2:Describe*', 'lambda:*', 'kms:*', 'ecr:*', 'sts:*', 'logs:*']
const somePatterns = fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1 })

describe('classifyRisks', () => {
  it('puts every risk in exactly one group, loses none, and tells the worst first', () => {
    fc.assert(
      fc.property(somePatterns, somePatterns, (now, before) => {
        const risks = assessRisk([policy(...now)])
        const groups = classifyRisks(risks, assessRisk([policy(...before)]))
        const ids = groups.flatMap(({ items }) => items.map(({ risk }) => risk.id))
        expect(ids.toSorted()).toEqual(risks.map(({ id }) => id).toSorted())
        const classes = groups.map((group) => RISK_CLASSES.indexOf(group.class))
        expect(classes).toEqual(classes.toSorted((one, other) => one - other))
        expect(new Set(classes).size).toBe(classes.length)

        for (const { items, grade } of groups) {
          const ranks = items.map(({ risk, change }) => (change ? 0 : 10) + RISK_GRADES.indexOf(risk.grade))
          expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
          expect(items.every(({ risk }) => RISK_GRADES.indexOf(risk.grade) >= RISK_GRADES.indexOf(grade))).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('puts a write on S3 before all that ReadOnlyAccess reads, and marks it as new', async () => {
    const reading = await awsPolicy('ReadOnlyAccess')
    const groups = classifyRisks(assessRisk([reading, policy('s3:PutObject')]), assessRisk([reading]))
    expect(groups.map((group) => group.class)).toEqual(['changes', 'secrets', 'data', 'everyday'])
    expect(groups[0]).toMatchObject({ count: '1 service', items: [{ label: 'S3', change: 'new' }] })
    expect(groups.slice(1).flatMap(({ items }) => items.filter(({ change }) => change))).toEqual([])
  })

  it('tells wider from new, and names what is gone', () => {
    const before = assessRisk([policy('s3:PutObject', 'sqs:ReceiveMessage')])
    const now = assessRisk([policy('s3:PutObject', 's3:DeleteObject')])
    expect(classifyRisks(now, before)[0]?.items).toMatchObject([{ label: 'S3', change: 'wider' }])
    expect(goneRisks(now, before).map(({ id }) => id)).toEqual(['exfiltration:sqs'])
    expect(classifyRisks(now, now).flatMap(({ items }) => items.filter(({ change }) => change))).toEqual([])
  })

  it('counts a service once, and ways that need nothing simpler', () => {
    const [secrets] = classifyRisks(assessRisk([policy('iam:UpdateAccessKey', 'ssm:GetParameter')]))
    expect(secrets).toMatchObject({ class: 'secrets', count: '2 services' })
    const itself = classifyRisks(assessRisk([policy('iam:CreateAccessKey', 'iam:DeleteAccessKey')]))[0]
    expect(itself && labelsOf(itself)).toEqual(['iam:CreateAccessKey'])
    expect(itself?.count).toBe('1 way')
  })
})

describe('riskVerdict', () => {
  it.each([
    ['ReadOnlyAccess', /^Reads nearly everything, changes nothing, reaches secrets in \d+ services\.$/],
    ['job-function/ViewOnlyAccess', /^Reads data in \d+ services, changes nothing, reaches secrets in \d+ services\.$/],
    ['AdministratorAccess', /^Does practically everything in this account\.$/],
  ])('%s', async (name, said) => {
    expect(await verdict(await awsPolicy(name))).toMatch(said)
  })

  it('names a few services, and what a server writes about itself', async () => {
    const base = basePolicy({ partition: 'aws', region: 'us-east-1', accountId: '111122223333', ecr: null })
    const parsed = parsePolicy(base)
    const own: NamedPolicy = parsed.ok ? { name: 'base', document: parsed.data } : policy()
    expect(await verdict(own)).toBe(
      'Reads no stored data that Slipway knows of, changes nothing but logs and metrics, reaches no secrets that Slipway knows of.',
    )
    expect(await verdict(own, policy('s3:GetObject', 'sqs:TagQueue'))).toBe(
      'Reads data in S3, changes SQS, reaches no secrets that Slipway knows of.',
    )
    expect(await verdict(policy('iam:PutRolePolicy'))).toContain('can give itself more in 1 way')
  })

  it('claims nothing about what the catalogue has not loaded', () => {
    const wide = [policy('*')]
    const changes = changeable({ services: [], notLoaded: ['s3'], unknown: [] })
    expect(riskVerdict([], changes)).toContain('may change things')
    expect(riskVerdict(classifyRisks(assessRisk(wide)), changes)).toContain('everything')
  })
})
