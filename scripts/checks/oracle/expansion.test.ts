import { expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { compareExpansion } from './compare-expansion'
import { patternLists } from './pattern-lists'

it('takes patterns for the same actions as iam-expand, of every service', async () => {
  const catalogue = await loadCatalogue('all')
  const { lists, actions, different } = await compareExpansion(catalogue, patternLists(catalogue, SEED, 300))
  expect(different).toEqual([])
  expect(lists).toBeGreaterThan(700)
  expect(actions).toBeGreaterThan(40_000)
}, 60_000)

const SEED = 20261129
