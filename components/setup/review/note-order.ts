import type { PlanWarning } from '@/lib/deployments/model'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

/** True of every server of its kind, whatever was chosen. */
const GENERAL = new Set(['end-of-life', 'single-user', 'prompt-injection'])

const GRAVITY = { danger: 0, warning: 1, info: 3 }

const SHOWN = 2

/**
 * The notes that stand open on the page of the launch, and those that fold. Dangers always stand open; two notes do
 * when there are that many, those that come from an answer before those that hold for every server.
 */
export function orderNotes(notes: PlanWarning[], spec: Pick<DeploymentSpec, 'executionRole'>) {
  const ordered = notes.filter(({ id }) => !isSaid(id, spec)).toSorted((one, other) => rank(one) - rank(other))
  const dangers = ordered.filter(({ severity }) => severity === 'danger')
  const others = ordered.filter(({ severity }) => severity !== 'danger')
  const open = Math.max(0, SHOWN - dangers.length)
  return { dangers, shown: others.slice(0, open), folded: others.slice(open) }
}

/** The steps before say these, each beside the answer that it is about. A role that exists is asked for without a word on it. */
function isSaid(id: string, { executionRole }: Pick<DeploymentSpec, 'executionRole'>): boolean {
  return id === 'single-user' || (id === 'prompt-injection' && executionRole.mode === 'create')
}

function rank({ severity, id }: PlanWarning): number {
  return GRAVITY[severity] + (GENERAL.has(id) ? 1 : 0)
}
