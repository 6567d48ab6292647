import { failureText } from '@/cli/shared/report'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Change, Loss, Plan } from '@/lib/deployments/model'
import { counted } from '@/lib/format/counted'

const SIGNS = { create: '+', update: '~', delete: '-', adopt: '=', none: ' ' } as const

/** The plan as text: what changes, then what to know. */
export function planText(plan: Plan): string {
  const rows = plan.changes.map(changeLine)
  const warnings = plan.warnings.map(
    ({ severity, title, text, code }) => `${severity}: ${title}. ${text}${code === undefined ? '' : `\n${code}`}`,
  )
  const refusals = plan.refusals.map((failure) => `refused: ${failureText(failure)}`)
  const summary = plan.settled ? 'Nothing differs.' : `${counted(plan.changes.filter(isChange).length, 'change')}.`
  const losses = lossLines(lossesOf(plan)).trimEnd().split('\n').filter(Boolean)
  return `${[...rows, '', ...losses, ...warnings, ...refusals, summary].join('\n')}\n`
}

/** What goes, one line a policy. */
export function lossLines(losses: Loss[]): string {
  return losses
    .flatMap(({ role, items }) => items.map(({ policy, text }) => `permissions lost: ${role}: ${policy}: ${text}\n`))
    .join('')
}

function changeLine({ verb, title, inProgress, operation }: Change): string {
  const what = inProgress ?? operation
  return `${SIGNS[verb]} ${title}${what ? `  (${what})` : ''}`
}

function isChange({ verb }: Change): boolean {
  return verb !== 'none' && verb !== 'adopt'
}
