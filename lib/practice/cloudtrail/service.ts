import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail'
import * as exported from '@aws-sdk/client-cloudtrail'
import { lookupEvents } from '@/lib/practice/cloudtrail/lookup'
import { commonError } from '@/lib/practice/wire/common-errors'
import { jsonModel } from '@/lib/practice/wire/models'
import { type Call, operation, type ServiceDefinition } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

const PER_SECOND = 2

/** The event history: what every account has without a trail. */
export const cloudTrailService: ServiceDefinition = {
  model: jsonModel({
    id: 'cloudtrail',
    signingName: 'cloudtrail',
    targetPrefix: 'CloudTrail_20131101',
    exported,
  }),
  iamPrefix: 'cloudtrail',
  command: { name: 'cloudtrail', fullName: 'AWS CloudTrail' },
  operations: {
    LookupEvents: operation<LookupEventsRequest, LookupEventsResponse>({
      run: (input, call) => {
        throttle(call)
        return lookupEvents(input, call)
      },
    }),
  },
}

/** When each region was asked, as far as it counts. */
const asked = new WeakMap<StateStore, Map<string, number[]>>()

function throttle({ state, region, now }: Call): void {
  const regions = asked.get(state) ?? new Map<string, number[]>()
  const since = now() - 1000
  const lately = (regions.get(region) ?? []).filter((at) => at > since)
  asked.set(state, regions)

  if (lately.length >= PER_SECOND) {
    throw commonError('json', 'throttled', 'Rate exceeded')
  }
  regions.set(region, [...lately, now()])
}
