import type { Plan } from '@/lib/deployments/model'
import type { DiffLine } from '@/lib/format/diff'
import { isObject, type Json, toText } from '@/lib/json'
import type { TakeOver } from '@/lib/take-over/model'

export const PART_STATES = { owned: 'Slipway’s', used: 'stays theirs', absent: 'not there' } as const

/** Who made it, in a sentence. */
export function makerText({ maker, trail }: Pick<TakeOver, 'maker' | 'trail'>): string {
  if (!maker) {
    return `Who made it is not known. ${trail ?? ''}`.trim()
  }
  const stack = maker.stack ? `, in the stack ${maker.stack}` : ''
  return `Made with ${maker.tool}${stack}. Known by ${maker.by}.`
}

/** What speaks for changing it in the other tool; undefined for a maker that forgets what it made. */
export function revertText({ maker, name }: Pick<TakeOver, 'maker' | 'name'>): string | undefined {
  if (!maker?.reverts) {
    return undefined
  }
  return maker.stack
    ? `The next deploy of ${maker.stack} reverts what you change of ${name} here.`
    : `The next run of ${maker.tool} reverts what you change of ${name} here, and may remove Slipway’s tags.`
}

/** The tags before and after, one line each. */
export function tagLines({ changes: [change] }: Plan): DiffLine[] {
  const [before, after] = [linesOf(change?.before), linesOf(change?.after)]
  return [...new Set([...before, ...after])]
    .sort()
    .map((text) => ({ kind: before.includes(text) ? (after.includes(text) ? 'same' : 'removed') : 'added', text }))
}

function linesOf(tags: Json | undefined): string[] {
  return isObject(tags) ? Object.entries(tags).map(([key, value]) => `${key} = ${toText(value)}`) : []
}
