import { expect, it } from 'vitest'
import { begin, newLaunch } from '@/components/setup/launch/launch-machine'
import { buttonOf, headingOf, sentenceOf } from '@/components/setup/launch/launch-words'
import type { Change, Plan } from '@/lib/deployments/model'

const change = (id: string, verb: Change['verb']): Change => ({
  id,
  verb,
  kind: 'role',
  title: id,
  name: id,
  why: '',
  before: verb === 'create' ? null : {},
  after: {},
})
const planOf = (changes: Change[], settled = false): Plan => ({
  deployment: 'tools',
  changes,
  warnings: [],
  refusals: [],
  settled,
})
const facts = { name: 'tools', isEdit: false, wasBegun: false, isRefused: false }
const fresh = newLaunch(planOf([change('role', 'create'), change('runtime', 'create')]))
const halfway = newLaunch(planOf([change('role', 'none'), change('runtime', 'create')]))

it('says what there is to do, and the verb and the object', () => {
  expect(headingOf(fresh)).toBe('2 changes in AWS')
  expect(sentenceOf(fresh, facts)).toBe('Nothing has changed yet.')
  expect(buttonOf(fresh, facts)).toBe('Launch tools')
  expect(buttonOf(fresh, { ...facts, isEdit: true })).toBe('Update tools')
})

it('says that a launch whose page was closed has paused, and goes on with the button', () => {
  const begun = { ...facts, wasBegun: true }
  expect(sentenceOf(halfway, begun)).toContain('has paused')
  expect(sentenceOf(halfway, begun)).toContain('1 done, 1 to go')
  expect(buttonOf(halfway, begun)).toBe('Continue launching tools')
  expect(buttonOf(fresh, begun)).toBe('Continue launching tools')
  expect(buttonOf(fresh, { ...begun, isEdit: true })).toBe('Continue updating tools')
})

it('does not call an edit begun because most of it is there', () => {
  expect(buttonOf(halfway, { ...facts, isEdit: true })).toBe('Update tools')
})

it('has nothing to launch when all is there, even after a launch that was not watched to its end', () => {
  const settled = newLaunch(planOf([change('role', 'none')], true))
  expect(headingOf(settled)).toBe('Nothing to change')
  expect(sentenceOf(settled, { ...facts, wasBegun: true })).toContain('nothing to launch')
})

it('counts while it runs', () => {
  expect(sentenceOf(begin(fresh, 0), facts)).toBe('Launching tools: 0 of 2 done.')
})
