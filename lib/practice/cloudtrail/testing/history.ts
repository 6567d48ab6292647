import { CloudTrail, type Event, type LookupAttributeKey } from '@aws-sdk/client-cloudtrail'
import { type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'

/** For tests: an account whose history shows everything at once. */
export function trailAccount(): Promise<TestAccount> {
  return testAccount({ trailLagMs: 0 })
}

/** For tests: the clock moves, so that no lookup is throttled. */
export async function lookup({ clock, config }: TestAccount, key: LookupAttributeKey, value: string): Promise<Event[]> {
  clock.now += 1000
  const attribute = { AttributeKey: key, AttributeValue: value }
  const { Events = [] } = await new CloudTrail(config).lookupEvents({ LookupAttributes: [attribute] })
  return Events
}

export function detail(event: Event | undefined) {
  return JSON.parse(event?.CloudTrailEvent ?? '{}')
}
