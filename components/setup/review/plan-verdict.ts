import type { Change } from '@/lib/deployments/model'
import { counted } from '@/lib/format/counted'

const VERBS = [
  ['create', 'makes'],
  ['update', 'changes'],
  ['delete', 'deletes'],
] as const

type PlanFacts = {
  changes: Pick<Change, 'verb'>[]
  /** What the assistant will be able to do, as a sentence; null where that isn't known, undefined while it is weighed. */
  allows: string | null | undefined
}

/** What a launch would do, and allow, in one breath; nothing where nothing changes. */
export function planVerdict({ changes, allows }: PlanFacts): string | null {
  const parts = VERBS.flatMap(([verb, word]) => {
    const count = changes.filter((change) => change.verb === verb).length
    return count === 0 ? [] : [`${word} ${counted(count, 'thing')}`]
  })
  const [first, ...rest] = parts

  if (first === undefined) {
    return null
  }
  return [
    `${capital([first, ...rest].join(', '))} in AWS.`,
    allowedPart(allows),
    'Nothing runs while nobody calls.',
  ].join(' ')
}

/** While it is weighed, of about the length that it will have. */
function allowedPart(allows: string | null | undefined): string {
  if (allows === undefined) {
    return 'What your assistant will read, change and reach by that is being weighed; it follows in a moment.'
  }
  return `Your assistant ${allows === null ? 'may do what a policy says that Slipway can’t read.' : small(allows)}`
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function small(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
