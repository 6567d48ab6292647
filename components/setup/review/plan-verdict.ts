import type { Change } from '@/lib/deployments/model'
import { idleCost } from '@/lib/deployments/spec/lifecycle'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { counted } from '@/lib/format/counted'

const VERBS = [
  ['create', 'makes'],
  ['update', 'changes'],
  ['delete', 'deletes'],
] as const

type PlanFacts = {
  changes: Pick<Change, 'verb'>[]
  lifecycle: Pick<DeploymentSpec['lifecycle'], 'idleSeconds'>
  /** What the assistant will be able to do, as a sentence; null where that isn't known, undefined while it is weighed. */
  allows: string | null | undefined
}

/** What a launch would do, allow and cost, in one breath; nothing where nothing changes. */
export function planVerdict({ changes, lifecycle, allows }: PlanFacts): string | null {
  const parts = VERBS.flatMap(([verb, word]) => {
    const count = changes.filter((change) => change.verb === verb).length
    return count === 0 ? [] : [`${word} ${counted(count, 'thing')}`]
  })
  const [first, ...rest] = parts

  if (first === undefined) {
    return null
  }
  const cost = idleCost(lifecycle.idleSeconds).perMonth.toFixed(2)
  return [
    `${capital([first, ...rest].join(', '))} in AWS.`,
    allowedPart(allows),
    `Costs about $${cost} a month for what sessions hold while idle, at ten a day; nothing runs while nobody calls.`,
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
