import { withPracticeHint } from '@/cli/shared/practice-hint'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Change, Loss, Plan } from '@/lib/deployments/model'
import type { Failure } from '@/lib/result'

const SIGNS = { create: '+', update: '~', delete: '-', adopt: '=', none: ' ' } as const

/** The plan as text: what changes, then what to know. */
export function planText(plan: Plan): string {
  const rows = plan.changes.map(changeLine)
  const warnings = plan.warnings.map(({ severity, title, text }) => `${severity}: ${title}. ${text}`)
  const refusals = plan.refusals.map((failure) => `refused: ${failureText(failure)}`)
  const summary = plan.settled ? 'Nothing differs.' : `${plan.changes.filter(isChange).length} changes.`
  const losses = lossLines(lossesOf(plan)).trimEnd().split('\n').filter(Boolean)
  return `${[...rows, '', ...losses, ...warnings, ...refusals, summary].join('\n')}\n`
}

/** What goes, one line a policy. */
export function lossLines(losses: Loss[]): string {
  return losses
    .flatMap(({ role, items }) => items.map(({ policy, text }) => `permissions lost: ${role}: ${policy}: ${text}\n`))
    .join('')
}

function failureText({ message, remedy, command, details, requestId }: Failure): string {
  return [
    message,
    remedy,
    command && `  ${command}`,
    details && `  AWS: ${details}`,
    requestId && `  Request id: ${requestId}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n')
}

function changeLine({ verb, title, inProgress, operation }: Change): string {
  const what = inProgress ?? operation
  return `${SIGNS[verb]} ${title}${what ? `  (${what})` : ''}`
}

function isChange({ verb }: Change): boolean {
  return verb !== 'none' && verb !== 'adopt'
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** A failure goes where it can be read: as JSON when that was asked for, else as words. */
export function printFailure(failure: Failure, json: boolean): void {
  const hinted = withPracticeHint(failure)

  if (json) {
    printJson({ state: 'failed', failure: hinted })
  } else {
    process.stderr.write(`${failureText(hinted)}\n`)
  }
}
