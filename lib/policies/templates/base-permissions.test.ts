import { describe, expect, it } from 'vitest'
import { parsePolicy, policySize } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import { type BaseTarget, basePolicy, missingBasePermissions } from '@/lib/policies/templates/base-permissions'

const target: BaseTarget = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  ecr: { accountId: '709825985650', region: 'eu-west-1', repository: 'amazon-web-services/aws-api-mcp-server' },
}

function parsed(text: string): PolicyDocument {
  const result = parsePolicy(text)

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

describe('basePolicy', () => {
  it('is complete by its own measure, small, and refused by nobody', () => {
    const document = parsed(basePolicy(target))
    expect(missingBasePermissions([{ name: 'base', document }], target)).toEqual([])
    expect(refusePolicy(document)).toBeNull()
    expect(policySize(basePolicy(target))).toBeLessThan(2000)
    expect(basePolicy(target)).not.toMatch(/us-east-1|bedrock:Invoke|AccessToken|PutResourcePolicy/)
  })

  it('needs no registry for a public image', () => {
    expect(basePolicy({ ...target, ecr: null })).not.toContain('ecr:')
  })
})

describe('missingBasePermissions', () => {
  it('finds what a role of another region and registry lacks', () => {
    const elsewhere = { ...target, region: 'us-east-1', ecr: { accountId: '1', region: 'us-east-1', repository: '*' } }
    const missing = missingBasePermissions([{ name: 'base', document: parsed(basePolicy(elsewhere)) }], target)
    expect(missing.map(({ action }) => action)).toEqual([
      'ecr:BatchGetImage',
      'ecr:GetDownloadUrlForLayer',
      'logs:DescribeLogStreams',
      'logs:CreateLogGroup',
      'logs:DescribeLogGroups',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ])
    expect(missing[0]?.resource).toBe(
      'arn:aws:ecr:eu-west-1:709825985650:repository/amazon-web-services/aws-api-mcp-server',
    )
  })

  it('is content with log permissions for this runtime alone', () => {
    const text = basePolicy(target).replaceAll('runtimes/*', 'runtimes/demo-*')
    const policies = [{ name: 'base', document: parsed(text) }]
    expect(missingBasePermissions(policies, { ...target, runtimeName: 'demo' })).toEqual([])
    expect(missingBasePermissions(policies, { ...target, runtimeName: 'other' })).toHaveLength(4)
  })

  it('lists everything for an empty role, and heeds a Deny and the boundary', () => {
    const all = missingBasePermissions([], target)
    const base = { name: 'base', document: parsed(basePolicy(target)) }
    const deny = parsed('{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"xray:*","Resource":"*"}}')
    const denied = missingBasePermissions([base, { name: 'deny', document: deny }], target)
    expect(all).toHaveLength(13)
    expect(denied.map(({ action }) => action.split(':')[0])).toEqual(['xray', 'xray', 'xray', 'xray'])
    expect(missingBasePermissions([base], target, { name: 'deny', document: deny })).toEqual(all)
  })
})
