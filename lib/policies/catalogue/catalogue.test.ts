import { describe, expect, it, vi } from 'vitest'
import { catalogueDate, loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { managedPolicy, managedPolicyArns } from '@/lib/policies/templates/managed-policies'

describe('loadCatalogue', () => {
  it('knows services and their actions', async () => {
    const catalogue = await loadCatalogue(['S3', 'iam'])
    expect(catalogue.prefixes().length).toBeGreaterThan(400)
    expect(catalogue.service('S3')?.actions.find(({ name }) => name === 'GetObject')).toMatchObject({
      access: 'read',
      resourceTypes: expect.arrayContaining([{ name: 'object', required: false }]),
    })
    expect(catalogue.service('iam')?.actions.find(({ name }) => name === 'PutRolePolicy')?.access).toBe('permissions')
    expect(await catalogueDate()).toMatch(/^20\d\d-/)
  })

  it('tells what is not loaded from what AWS does not have', async () => {
    // Once loaded, a service stays.
    vi.resetModules()
    const { loadCatalogue: loadAfresh } = await import('@/lib/policies/catalogue/catalogue')
    const catalogue = await loadAfresh([])
    expect([catalogue.isKnown('zocalo'), catalogue.isKnown('nowhere')]).toEqual([false, false])
    expect(catalogue.isKnown('workdocs')).toBe(true)
    expect(catalogue.service('workdocs')).toBeUndefined()
  })

  it.each(['../../package', '..', 'nowhere', '', '__proto__', 'constructor', 's3/../ec2', 's3\u0000'])(
    'knows no service %j',
    async (prefix) => {
      const catalogue = await loadCatalogue([prefix])
      expect([catalogue.isKnown(prefix), catalogue.service(prefix)]).toEqual([false, undefined])
    },
  )

  it('expands patterns', async () => {
    const catalogue = await loadCatalogue(['s3', 'sts'])
    const expanded = (pattern: string) =>
      resolveActions(catalogue, pattern).map(({ service, action }) => `${service.prefix}:${action.name}`)
    expect(expanded('s3:GetObjectA*')).toContain('s3:GetObjectAcl')
    expect(expanded('STS:getcalleridentity')).toEqual(['sts:GetCallerIdentity'])
    expect([...expanded('../../package:*'), ...expanded('nowhere:*')]).toEqual([])
  })
})

describe('managedPolicy', () => {
  async function effect(name: string, action: string): Promise<string> {
    const policy = await managedPolicy(`arn:aws:iam::aws:policy/${name}`)
    const identityPolicies = policy ? [{ name, document: policy.document }] : []
    return evaluatePolicies({ identityPolicies, request: { action, resource: '*', context: {} } }).effect
  }

  it.each([
    ['ReadOnlyAccess', 's3:GetObject', true],
    ['ReadOnlyAccess', 's3:ListAllMyBuckets', true],
    ['ReadOnlyAccess', 'ec2:DescribeInstances', true],
    ['ReadOnlyAccess', 'dynamodb:Scan', true],
    ['ReadOnlyAccess', 'sts:GetCallerIdentity', true],
    ['ReadOnlyAccess', 'logs:FilterLogEvents', true],
    ['ReadOnlyAccess', 's3:PutObject', false],
    ['ReadOnlyAccess', 'secretsmanager:GetSecretValue', false],
    ['ReadOnlyAccess', 'sts:AssumeRole', false],
    ['ReadOnlyAccess', 'kms:Decrypt', false],
    ['job-function/ViewOnlyAccess', 's3:ListAllMyBuckets', true],
    ['job-function/ViewOnlyAccess', 'ec2:DescribeInstances', true],
    ['job-function/ViewOnlyAccess', 's3:GetObject', false],
    ['SecurityAudit', 's3:GetBucketPolicy', true],
    ['SecurityAudit', 'iam:GetRole', true],
    ['SecurityAudit', 's3:GetObject', false],
    ['SecurityAudit', 'dynamodb:Scan', false],
    ['AdministratorAccess', 'iam:CreateUser', true],
    ['PowerUserAccess', 'ec2:RunInstances', true],
    ['PowerUserAccess', 'iam:CreateUser', false],
    ['IAMFullAccess', 'iam:CreateUser', true],
    ['IAMFullAccess', 's3:GetObject', false],
  ])('%s, %s: %s', async (name, action, allowed) => {
    expect((await effect(name, action)) === 'allowed').toBe(allowed)
  })

  it('knows no other ARN, and every partition', async () => {
    expect(await managedPolicy('arn:aws:iam::aws:policy/Nothing')).toBeNull()
    expect(await managedPolicy('arn:aws:iam::123456789012:policy/ReadOnlyAccess')).toBeNull()
    for (const arn of managedPolicyArns('aws-us-gov')) {
      expect(await managedPolicy(arn)).not.toBeNull()
    }
  })
})
