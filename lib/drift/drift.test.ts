import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '@/lib/aws/event-history'
import type { Observed } from '@/lib/deployments/observe/observed'
import { fingerprintOf, fingerprintTag, nameHash, readFingerprint } from '@/lib/deployments/spec/fingerprint'
import { whoChanged } from '@/lib/drift/events'
import { policyDifferences } from '@/lib/drift/former'
import type { DriftRow } from '@/lib/drift/model'
import { notCompared } from '@/lib/drift/not-compared'

const ADMIN = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const BASE = 'AgentCoreBasePermissions'
/** Found by trying: its hash is that of the base policy's name. */
const ALIKE = 'A0cb79t'

it('sees a policy whose name was chosen to have the hash of another', () => {
  expect(nameHash(ALIKE)).toBe(nameHash(BASE))
  const own = { [BASE]: { a: 1 } }
  const tag = fingerprintTag(fingerprintOf({ plain: { trust: 1 }, policies: { inline: own, managed: [] } }))
  const noted = readFingerprint(tag)
  const found = noted && [
    policyDifferences(noted, { [ALIKE]: ADMIN, ...own }),
    policyDifferences(noted, { ...own, [ALIKE]: ADMIN }),
  ]
  expect(found).toEqual([[{ state: 'added', name: ALIKE }], [{ state: 'added', name: ALIKE }]])
})

it('names whoever changed it, whatever his user agent says', () => {
  const mallory: HistoryEvent = {
    ...{ name: 'UpdateAgentRuntime', at: '2026-12-01T10:00:00.000Z', region: 'us-east-1', issuer: '', invokedBy: '' },
    ...{ arn: 'arn:aws:sts::000000000000:assumed-role/x/mallory', address: '203.0.113.9', agent: 'slipway/0.1.0' },
    parameters: {},
  }
  const row: DriftRow = {
    ...{ part: 'environment', kind: 'environment', title: '', what: '', state: 'changed', after: { A: 'b' } },
  }
  expect(whoChanged(row, { events: [mallory], isCut: false })).toMatchObject({ arn: mallory.arn, isSure: false })
})

describe('who changed the environment', () => {
  const update = (arn: string, agent: string, at: string): HistoryEvent => ({
    ...{ name: 'UpdateAgentRuntime', region: 'us-east-1', issuer: '', invokedBy: '', address: '203.0.113.9' },
    ...{ arn, agent, at, parameters: {} },
  })
  const row: DriftRow = {
    ...{ part: 'environment', kind: 'environment', title: '', what: '', state: 'changed', after: { A: 'b' } },
  }
  const own = update('arn:operator', 'slipway/0.1.0', '2026-12-01T10:00:00.000Z')

  it('is nobody as long as CloudTrail does not have the newest update', () => {
    const versionAt = Date.parse('2026-12-01T10:09:00Z')
    expect(whoChanged(row, { events: [own], isCut: false }, versionAt)).toBeUndefined()
  })

  it('is whoever updated it before Slipway did, which leaves what is there', () => {
    const theirs = update('arn:mallory', 'aws-cli/2', '2026-12-01T09:00:00.000Z')
    const who = whoChanged(row, { events: [own, theirs], isCut: false }, Date.parse(own.at))
    expect(who).toMatchObject({ arn: 'arn:mallory', isSure: false })
  })
})

describe('what is not compared', () => {
  const observed = (config: object, role: object | null) => ({ runtime: { config }, role }) as unknown as Observed
  const noted = fingerprintOf({ plain: { trust: 1 }, policies: { inline: {}, managed: [] } })

  it('is said', () => {
    const config = { requestHeaderConfiguration: {}, metadataConfiguration: {}, environmentVariables: { TOKEN: 'x' } }
    const attached = [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }]
    const ours = { arn: 'arn:aws:iam::000000000000:policy/ours', name: 'ours' }
    const role = { attachedPolicies: [...attached, ours], permissionsBoundaryArn: ours.arn }
    expect(notCompared(noted, observed(config, role))).toEqual([
      expect.stringContaining('TOKEN'),
      'Members that the setup does not know are not compared: requestHeaderConfiguration.',
      'Of managed policies only the names are compared, not what ours says.',
      'The permissions boundary of the role is not compared.',
    ])
    expect(notCompared({ ...noted, hasPolicies: false }, observed({}, null))).toEqual([
      'The execution role was made elsewhere, so its policies are not compared.',
    ])
  })

  it('is nothing of a plain deployment', () => {
    const role = { attachedPolicies: [], permissionsBoundaryArn: null }
    expect(notCompared(noted, observed({ agentRuntimeArtifact: {}, roleArn: 'x' }, role))).toEqual([])
  })
})
