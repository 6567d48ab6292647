import fc from 'fast-check'
import { expect, it } from 'vitest'
import { configurationOf, RESPONSE_ONLY, unmanagedOf } from '@/lib/runtimes/configuration'

it('leaves out what AWS only answers, and nothing else', () => {
  const answer = Object.fromEntries(RESPONSE_ONLY.map((name) => [name, 'x']))
  const network = { networkMode: 'VPC', futureMode: 1 }
  const networkModeConfig = { subnets: ['subnet-1'], futureFlag: true }
  expect(
    configurationOf({
      ...answer,
      description: '',
      allowedPorts: [],
      roleArn: 'r',
      networkConfiguration: { ...network, networkModeConfig: { ...networkModeConfig, requireServiceS3Endpoint: true } },
      futureField: { deep: [null, { kept: 0 }], gone: null },
    }),
  ).toEqual({
    roleArn: 'r',
    networkConfiguration: { ...network, networkModeConfig },
    futureField: { deep: [null, { kept: 0 }] },
  })
})

it('keeps every member of any other name as it came', () => {
  const name = fc.stringMatching(/^[a-z]{1,12}$/)
  const value = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^.+$/), fc.dictionary(name, fc.integer()))
  fc.assert(
    fc.property(fc.dictionary(name, value), (members) => {
      const { status: _, ...kept } = members
      expect(configurationOf(members)).toEqual(kept)
    }),
  )
})

it('tells what Slipway does not manage', () => {
  expect(unmanagedOf({ roleArn: 'r', platformVersion: 'V1', futureField: 1 })).toEqual({
    platformVersion: 'V1',
    futureField: 1,
  })
})
