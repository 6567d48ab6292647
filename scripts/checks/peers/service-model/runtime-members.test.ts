import { expect, it } from 'vitest'
import { lostMembers } from '@/scripts/checks/peers/service-model/runtime-members'

it('finds nothing lost where each answered member goes back or is only answered', () => {
  const update = ['agentRuntimeId', 'clientToken', 'roleArn', 'futureField']
  expect(lostMembers({ update, answer: ['agentRuntimeId', 'status', 'roleArn', 'futureField'] })).toEqual([])
})

it('names a member that an update takes and Slipway does not send, and one that it would send in vain', () => {
  expect(lostMembers({ update: ['roleArn', 'status'], answer: ['roleArn', 'status', 'futureState'] })).toEqual([
    'an update of a runtime loses status',
    'UpdateAgentRuntime takes no futureState',
  ])
  expect(lostMembers({ update: ['secret'], answer: [] })).toEqual(['GetAgentRuntime does not answer secret'])
})
