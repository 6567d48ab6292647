import { expect, it } from 'vitest'
import { planVerdict } from '@/components/setup/review/plan-verdict'
import type { Change } from '@/lib/deployments/model'

const verbs = (...all: Change['verb'][]) => all.map((verb) => ({ verb }))
const allows = 'Reads nearly everything, changes nothing.'

it('says what a launch makes and allows', () => {
  expect(planVerdict({ changes: verbs('create', 'create', 'adopt', 'none'), allows })).toBe(
    'Makes 2 things in AWS. Your assistant reads nearly everything, changes nothing. Nothing runs while nobody calls.',
  )
})

it('names each kind of change with its count', () => {
  expect(planVerdict({ changes: verbs('update', 'delete', 'create', 'update'), allows })).toContain(
    'Makes 1 thing, changes 2 things, deletes 1 thing in AWS.',
  )
})

it('claims nothing about a policy that nobody could read', () => {
  expect(planVerdict({ changes: verbs('create'), allows: null })).toContain('that Slipway can’t read')
})

it('is silent where nothing changes', () => {
  expect(planVerdict({ changes: verbs('none', 'adopt'), allows })).toBeNull()
})

it('says that what it allows is still being weighed', () => {
  expect(planVerdict({ changes: verbs('create'), allows: undefined })).toContain('is being weighed')
})
