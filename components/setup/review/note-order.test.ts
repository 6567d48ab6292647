import { expect, it } from 'vitest'
import { orderNotes } from '@/components/setup/review/note-order'
import type { PlanWarning } from '@/lib/deployments/model'
import { newSpec } from '@/lib/deployments/spec/defaults'

const spec = newSpec('tools', 'us-east-1')
const adopting = { executionRole: { mode: 'adopt' as const, arn: 'arn:aws:iam::000000000000:role/mine' } }
const note = (id: string, severity: PlanWarning['severity'] = 'warning') => ({ id, severity, title: id, text: id })
const ids = (notes: PlanWarning[]) => notes.map(({ id }) => id)

it('shows two, what comes from an answer first, and folds the rest', () => {
  const notes = [note('idle-cost', 'info'), note('end-of-life'), note('vpc-egress'), note('vpc-zones')]
  const { dangers, shown, folded } = orderNotes(notes, spec)
  expect([ids(dangers), ids(shown), ids(folded)]).toEqual([
    [],
    ['vpc-egress', 'vpc-zones'],
    ['end-of-life', 'idle-cost'],
  ])
})

it('never folds a danger, and lets dangers take the place of what is less', () => {
  const notes = [note('vpc-egress'), note('one', 'danger'), note('two', 'danger'), note('three', 'danger')]
  const { dangers, shown, folded } = orderNotes(notes, spec)
  expect([ids(dangers), ids(shown), ids(folded)]).toEqual([['one', 'two', 'three'], [], ['vpc-egress']])
})

it('does not repeat what the steps before say', () => {
  const notes = [note('single-user'), note('prompt-injection')]
  expect(ids(orderNotes(notes, spec).shown)).toEqual([])
  expect(ids(orderNotes(notes, adopting).shown)).toEqual(['prompt-injection'])
})
