import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outlivingOf } from '@/lib/stop/outlives'

const ROLE = 'arn:aws:iam::000000000000:role/tools'
const KIND = { event: 'CreateRole', what: 'Role', name: ['roleName'], page: 'iam/home#/roles/details/NAME' }
const EVENT = {
  eventTime: '2026-12-01T08:30:00Z',
  awsRegion: 'us-east-1',
  userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: ROLE } } },
  requestParameters: { roleName: 'backdoor' },
}
const of = (event: unknown) => outlivingOf(JSON.stringify(event), KIND, { roleArn: ROLE })

it('is what the role made, with its name, time and region', () => {
  const page = 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/roles/details/'
  const found = { at: '2026-12-01T08:30:00.000Z', what: 'Role', name: 'backdoor', region: 'us-east-1' }
  expect(of(EVENT)).toEqual([{ ...found, href: `${page}backdoor` }])
  const arn = 'arn:aws:iam::000000000000:role/team/a&b'
  expect(of({ ...EVENT, requestParameters: { roleName: arn } })[0]?.href).toBe(`${page}a%26b`)
  expect(of({ ...EVENT, requestParameters: null })[0]?.href).toBeUndefined()
  expect(of({ ...EVENT, requestParameters: null })[0]?.name).toBe('of unknown name')
})

it('is nothing that another did, that failed, or that is no event', () => {
  const other = { ...EVENT, userIdentity: { sessionContext: { sessionIssuer: { arn: `${ROLE}-2` } } } }
  expect([of(other), of({ ...EVENT, errorCode: 'AccessDenied' }), of({ ...EVENT, eventTime: 'soon' })].flat()).toEqual(
    [],
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(outlivingOf(text, KIND, { roleArn: ROLE })).toEqual([])
    }),
  )
})
