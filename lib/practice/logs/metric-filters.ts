import type {
  DescribeMetricFiltersRequest,
  DescribeSubscriptionFiltersRequest,
  TestMetricFilterRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { compile } from '@/lib/practice/logs/filter-events'
import { type GroupReference, onGroup, requireGroup } from '@/lib/practice/logs/resources'
import { type Call, operation } from '@/lib/practice/wire/service'

/** Trying a pattern, and the lists of what can't be made here: they are empty, as in an account that has none. */
export const metricFilterOperations = {
  TestMetricFilter: operation({ run: testMetricFilter }),
  DescribeMetricFilters: operation({
    authorization: onGroup<DescribeMetricFiltersRequest>,
    run: (input: DescribeMetricFiltersRequest, call) => ({ metricFilters: noneOf(input, call) }),
  }),
  DescribeSubscriptionFilters: operation({
    authorization: onGroup<DescribeSubscriptionFiltersRequest>,
    run: (input: DescribeSubscriptionFiltersRequest, call) => ({ subscriptionFilters: noneOf(input, call) }),
  }),
  DescribeResourcePolicies: operation({ run: () => ({ resourcePolicies: [] }) }),
}

function testMetricFilter({ filterPattern = '', logEventMessages = [] }: TestMetricFilterRequest) {
  const matches = compile(filterPattern)
  return {
    matches: logEventMessages.flatMap((eventMessage, index) =>
      matches(eventMessage) ? [{ eventNumber: index + 1, eventMessage, extractedValues: {} }] : [],
    ),
  }
}

/** A group that is named has to be there. */
function noneOf(input: GroupReference, call: Call): never[] {
  if (input.logGroupName !== undefined) {
    requireGroup(input, call)
  }
  return []
}
