import { describe, expect, it } from 'vitest'
import { findManaged } from '@/lib/policies/managed/find-managed'
import { managedRows } from '@/lib/policies/managed/managed-table'

async function names(question: string): Promise<string[]> {
  return (await findManaged(question, 'aws')).policies.map(({ name }) => name)
}

describe('the search over the managed policies of AWS', () => {
  it('puts a name that is written out first, in any spelling', async () => {
    for (const row of managedRows().filter((_, index) => index % 40 === 0)) {
      expect((await names(row.name))[0]).toBe(row.name)
      expect((await names(row.name.toLowerCase()))[0]).toBe(row.name)
    }
  })

  it('finds by service and level', async () => {
    expect((await names('s3 read-only'))[0]).toBe('AmazonS3ReadOnlyAccess')
    expect((await names('dynamodb readonly')).slice(0, 3)).toContain('AmazonDynamoDBReadOnlyAccess')
    // Only the service is called so; its policies say EC2 Container Registry.
    expect(await names('elastic container registry readonly')).toContain('AmazonEC2ContainerRegistryReadOnly')
  })

  it.each([
    ['ReadOlnyAccess', 'ReadOnlyAccess'],
    ['dynmodb readonly', 'AmazonDynamoDBReadOnlyAccess'],
    ['SecurtyAudit', 'SecurityAudit'],
  ])('forgives the typing mistake in %s', async (typed, meant) => {
    expect(await names(typed)).toContain(meant)
  })

  it('finds nothing for words that no policy has', async () => {
    expect(await findManaged('qzxqzxqzx', 'aws')).toEqual({ policies: [], more: 0 })
  })

  it('answers with fifty at most and says how many there are besides', async () => {
    const { policies, more } = await findManaged('aws', 'aws')
    expect(policies).toHaveLength(50)
    expect(more).toBeGreaterThan(500)
  })

  it('offers three that only look when nothing is asked', async () => {
    expect((await names(' ')).toSorted()).toEqual(['ReadOnlyAccess', 'SecurityAudit', 'ViewOnlyAccess'])
  })

  it('holds a long question out', async () => {
    const began = performance.now()
    await findManaged('abcdefgh '.repeat(500), 'aws')
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

describe('what a policy allows at a glance', () => {
  async function one(name: string, partition = 'aws') {
    return (await findManaged(name, partition)).policies[0]
  }

  it('names levels, services and reach', async () => {
    expect(await one('AdministratorAccess')).toMatchObject({
      services: 'all',
      everyResource: true,
      levels: { length: 5 },
    })
    expect(await one('AmazonS3ReadOnlyAccess')).toMatchObject({ services: 2, levels: ['list', 'read'] })
    expect(await one('AWSDenyAll')).toMatchObject({ services: 0, levels: [], denies: true })
  })

  it('is in the partition of the account', async () => {
    expect((await one('ViewOnlyAccess', 'aws-cn'))?.arn).toBe('arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess')
  })

  it('marks what no role of a person can have', async () => {
    expect(await one('AWSSupportServiceRolePolicy')).toMatchObject({ use: 'service-linked', isAttachable: false })
    expect(await one('AWSLambdaBasicExecutionRole')).toMatchObject({ use: 'service-role', isAttachable: true })
    expect(await one('AmazonGuardDutyFullAccess')).toMatchObject({
      isRetired: true,
      services: null,
      isAttachable: false,
    })
  })
})
