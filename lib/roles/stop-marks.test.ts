import { expect, it } from 'vitest'
import { carriesStop, STOP_POLICY, withoutStop } from '@/lib/roles/stop-marks'

const role = (Effect: string) => {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action: '*', Resource: '*' }] })
  return { inlinePolicies: [{ name: STOP_POLICY, document }], attachedPolicies: [], tags: {} }
}

it('takes a deny under the name of the stop for the stop', () => {
  expect([carriesStop(role('Deny')), withoutStop(role('Deny')).inlinePolicies]).toEqual([true, []])
})

it('leaves an Allow under its name to be seen', () => {
  expect([carriesStop(role('Allow')), withoutStop(role('Allow')).inlinePolicies.length]).toEqual([false, 1])
})
