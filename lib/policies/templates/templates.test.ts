// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { describe, expect, it } from 'vitest'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { assessRisk } from '@/lib/policies/risk/assess'
import type { RiskCategory, RiskGrade } from '@/lib/policies/risk/model'
import {
  type ParameterName,
  parameterErrors,
  TEMPLATE_PARAMETERS,
  type TemplateValues,
} from '@/lib/policies/templates/template-parameters'
import { POLICY_TEMPLATES } from '@/lib/policies/templates/templates'

/** What nothing that Slipway itself proposes may open. */
const DANGERS: RiskCategory[] = ['administration', 'escalation', 'credentials', 'secrets']
const SEVERE: RiskGrade[] = ['critical', 'high']

const examples: TemplateValues = Object.fromEntries(
  Object.entries(TEMPLATE_PARAMETERS).map(([name, { example }]) => [name, example]),
)

function built(id: string, values: TemplateValues = examples): PolicyDocument {
  const result = parsePolicy(POLICY_TEMPLATES.find((template) => template.id === id)?.build(values) ?? '')

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

describe.each(POLICY_TEMPLATES)('template $id', ({ id, parameters }) => {
  it('is a policy that Slipway takes, with valid examples', () => {
    expect(parameterErrors(parameters, examples)).toEqual({})
    expect(refusePolicy(built(id))).toBeNull()
    const risks = assessRisk([{ name: id, document: built(id) }])
    expect(risks.filter(({ category, grade }) => DANGERS.includes(category) && SEVERE.includes(grade))).toEqual([])
  })

  it('uses every parameter', () => {
    const text = JSON.stringify(built(id))
    for (const name of parameters) {
      for (const part of (examples[name] ?? '').split(/,\s*/)) {
        expect(text).toContain(part)
      }
    }
  })
})

const here = { 'aws:RequestedRegion': 'us-east-1' }
const there = { 'aws:RequestedRegion': 'eu-west-1' }
const instance = 'arn:aws:ec2:us-east-1:123456789012:instance/i-1'
const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/Orders'
const platform = { 'aws:ResourceTag/team': 'platform' }

type Case = [string, string, string, Record<string, string>, boolean]

describe('what the templates allow', () => {
  it.each<Case>([
    ['read-only-services', 'ec2:DescribeInstances', '*', here, true],
    ['read-only-services', 'ec2:DescribeInstances', '*', there, false],
    ['read-only-services', 'ec2:StartInstances', instance, here, false],
    ['read-only-services', 'rds:DescribeDBInstances', '*', here, false],
    ['s3-bucket-reader', 's3:ListBucket', 'arn:aws:s3:::example-bucket', {}, true],
    ['s3-bucket-reader', 's3:GetObject', 'arn:aws:s3:::example-bucket/a/b', {}, true],
    ['s3-bucket-reader', 's3:GetObject', 'arn:aws:s3:::example-bucket-2/a', {}, false],
    ['s3-bucket-reader', 's3:PutObject', 'arn:aws:s3:::example-bucket/a', {}, false],
    ['ec2-reader', 'ec2:DescribeVpcs', '*', here, true],
    ['ec2-reader', 'ec2:DescribeVpcs', '*', there, false],
    ['ec2-operator-by-tag', 'ec2:StopInstances', instance, platform, true],
    ['ec2-operator-by-tag', 'ec2:StopInstances', instance, { 'aws:ResourceTag/team': 'other' }, false],
    ['ec2-operator-by-tag', 'ec2:StopInstances', instance, {}, false],
    ['ec2-operator-by-tag', 'ec2:TerminateInstances', instance, platform, false],
    ['ec2-operator-by-tag', 'ec2:DescribeInstances', '*', here, true],
    ['cloudwatch-investigator', 'logs:StartQuery', '*', here, true],
    ['cloudwatch-investigator', 'cloudwatch:GetMetricData', '*', there, false],
    ['cloudwatch-investigator', 'logs:DeleteLogGroup', '*', here, false],
    ['dynamodb-table-reader', 'dynamodb:Query', `${table}/index/by-date`, {}, true],
    ['dynamodb-table-reader', 'dynamodb:GetItem', `${table}2`, {}, false],
    ['dynamodb-table-reader', 'dynamodb:PutItem', table, {}, false],
    ['dynamodb-table-writer', 'dynamodb:Query', `${table}/index/by-date`, {}, true],
    ['dynamodb-table-writer', 'dynamodb:PutItem', table, {}, true],
    ['dynamodb-table-writer', 'dynamodb:PutItem', `${table}2`, {}, false],
    ['dynamodb-table-writer', 'dynamodb:DeleteTable', table, {}, false],
    ['cost-explorer', 'ce:GetCostAndUsage', '*', {}, true],
    ['cost-explorer', 'ce:CreateAnomalyMonitor', '*', {}, false],
    ['time-window', 's3:ListBucket', '*', { 'aws:CurrentTime': '2027-01-11T12:00:00Z' }, true],
    ['time-window', 's3:ListBucket', '*', { 'aws:CurrentTime': '2027-01-11T07:59:59Z' }, false],
    ['time-window', 's3:ListBucket', '*', { 'aws:CurrentTime': '2027-01-11T18:00:01Z' }, false],
    ['time-window', 's3:ListBucket', '*', {}, false],
  ])('%s: %s on %s %j: %s', (id, action, resource, context, allowed) => {
    const decision = evaluatePolicies({
      identityPolicies: [{ name: id, document: built(id) }],
      request: { action, resource, context },
    })
    expect(decision.effect === 'allowed').toBe(allowed)
  })

  it('the add-on takes away what another policy gives', () => {
    const all = parsePolicy('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')
    const identityPolicies = [
      { name: 'all', document: all.ok ? all.data : built('cost-explorer') },
      { name: 'never', document: built('never-allow') },
    ]
    const effect = (action: string) =>
      evaluatePolicies({ identityPolicies, request: { action, resource: '*', context: {} } }).effect
    expect(effect('secretsmanager:GetSecretValue')).toBe('explicit-deny')
    expect(effect('iam:PutRolePolicy')).toBe('explicit-deny')
    expect(effect('iam:GetRole')).toBe('allowed')
  })
})

describe('parameterErrors', () => {
  it.each<[ParameterName, string]>([
    ['region', 'us-east-1"'],
    ['accountId', '123'],
    ['bucket', 'a/*'],
    ['bucket', ''],
    ['table', '*'],
    ['services', 's3, *'],
    ['tagKey', '${aws:username}'],
    ['tagValue', 'a\nb'],
    ['from', 'tomorrow'],
  ])('refuses %s %j', (name, value) => {
    expect(parameterErrors([name], { [name]: value })).toHaveProperty(name)
  })

  it('wants the end after the start', () => {
    const values = { from: '2027-01-02T00:00:00Z', until: '2027-01-01T00:00:00Z' }
    expect(parameterErrors(['from', 'until'], values)).toHaveProperty('until')
  })
})
