import { failureText } from '@/cli/shared/report'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import type { Fit } from '@/lib/right-size/fit'
import type { ActionUse } from '@/lib/right-size/model'
import { FEW_DAYS, type RightSize } from '@/lib/right-size/read-right-size'
import { type RefusedAction, statementsOf } from '@/lib/right-size/refused-statements'
import type { Replay } from '@/lib/right-size/replay'
import { STATES, servicesOf } from '@/lib/right-size/services'
import { placeWords, SOURCES } from '@/lib/right-size/words'

/** For programs: the whole policies, and permissions one by one. */
export function documentOf({
  use,
  actions,
  resources,
  missing,
  calls,
  refused,
  role,
  days,
  observedDays,
  unread,
}: RightSize): object {
  const { trimmed, left, fit, replay } = actions
  const all = [...use.actions.values()]
  return {
    ...{ role, days, observedDays, unread },
    calls: calls.length,
    missing,
    permissions: all.filter(({ state, lastAt }) => state !== 'unused' || lastAt !== null),
    neverUsed: all.filter(({ state, lastAt }) => state === 'unused' && lastAt === null).map(({ action }) => action),
    leftAlone: [...use.opaque],
    refused: { rows: refused, statements: statementsOf(refused.filter(({ why }) => why === undefined)) },
    proposal: { trimmed, left, ...fitOf(fit), replay },
    resources: { narrowed: resources.narrowed, ...fitOf(resources.fit), replay: resources.replay },
  }
}

function fitOf({ placed, inlineSize, attached, problem }: Fit): object {
  const policies = placed.map(({ text, ...one }) => ({ ...one, document: text === '' ? null : JSON.parse(text) }))
  return { policies, inlineSize, attached, ...(problem !== undefined && { problem }) }
}

/** What has to be known before the proposal is believed. */
export function headOf({ observedDays, days, missing, unread, use, actions }: RightSize): string {
  const few = observedDays < FEW_DAYS && [
    `! Observed for ${counted(observedDays, 'day')}: what happens once a fortnight may never have been seen.`,
  ]
  const failures = missing.map(
    ({ source, failure }) => `! ${SOURCES[source]} could not be read. ${failureText(failure)}`,
  )
  const isBlind = missing.some(({ source }) => source === 'last-accessed' || source === 'trail')
  const blind = isBlind && ['! Without it nothing can be called unused, so nothing is trimmed.']
  const closed = unread.map((name) => `! The text of ${visibleText(name)} may not be read: it stays as it is.`)
  const opaque = [...use.opaque].map(
    (prefix) => `! Something unknown was called in ${visibleText(prefix)}: nothing of it is trimmed.`,
  )
  const left = actions.left.map(
    ({ policy, statement }) =>
      `! Statement ${statement + 1} of ${visibleText(policy)} allows all but something (NotAction): it stays as it is.`,
  )
  const observed = observedDays >= FEW_DAYS && [`Observed for ${observedDays} of ${counted(days, 'day')}.`]
  const lines = [few, failures, blind, closed, opaque, left, observed].flatMap((part) => part || [])
  return `${lines.join('\n')}\n`
}

/** For people: services, what was used, and the policies that would do. */
export function textOf({ role, use, refused, actions, resources }: RightSize): string {
  const { trimmed, fit, replay } = actions
  const second =
    resources.narrowed.length > 0
      ? [
          '',
          `As a second step, ${counted(resources.narrowed.length, 'action')} could be narrowed to the resources seen:`,
          `  ${resources.narrowed.join(', ')}`,
          `  ${replayText(resources.replay)}`,
        ]
      : []
  const proposal = actions.policies.some(({ isChanged }) => isChanged)
    ? [
        `${counted(trimmed.length, 'action')} can be trimmed. ${replayText(replay)}`,
        ...(fit.problem === undefined ? [] : [`! ${visibleText(fit.problem)}`]),
        ...placedLines(fit),
      ]
    : ['Nothing can be trimmed.']
  return [
    `Role ${visibleText(role)}`,
    ...table([...use.actions.values()]),
    '',
    ...usedLines(use.actions),
    '',
    ...refusedLines(refused),
    ...proposal,
    ...second,
    '',
  ].join('\n')
}

/** A line for each service, the used ones first; those of which nothing was used are many, and become one line. */
function table(all: readonly ActionUse[]): string[] {
  const { touched, idle } = servicesOf(all)
  const cells = (texts: (string | number)[]) => texts.map((text) => String(text).padStart(9)).join('')
  return [
    `${'service'.padEnd(28)}${cells([...STATES])}`,
    ...touched.map(({ name, counts }) => `${name.padEnd(28)}${cells(STATES.map((state) => counts[state]))}`),
    ...(idle.services > 0
      ? [`${`${counted(idle.services, 'service')} never used`.padEnd(28)}${cells([0, 0, idle.actions, 0])}`]
      : []),
  ]
}

function usedLines(actions: ReadonlyMap<string, ActionUse>): string[] {
  const shown = [...actions.values()].filter(({ state }) => state === 'used' || state === 'refused')
  return shown
    .toSorted((one, other) => other.count - one.count || (one.action < other.action ? -1 : 1))
    .map(({ action, state, count, unknown = 0, lastAt, regions, neededBy }) => {
      const when = lastAt === null ? '' : `last ${new Date(lastAt).toISOString()}`
      const how = neededBy
        ? `needed by ${neededBy}`
        : count > 0
          ? `${state} ${counted(count, 'time')}${unknown > 0 ? ` (${unknown} with an outcome not known yet)` : ''}`
          : 'used, by IAM’s report'
      return `  ${[action, how, when, regions.join(', ')]
        .filter((part) => part !== '')
        .map(visibleText)
        .join('  ')}`
    })
}

/** What was refused and why it is left out; then, to copy, what allows those that merely read. */
function refusedLines(rows: readonly RefusedAction[]): string[] {
  const reading = rows.filter(({ why }) => why === undefined)
  const lines = rows.map(({ action, resources, count, lastAt, why }) => {
    const on =
      resources[0] === '*' ? '' : ` on ${resources.length > 1 ? `${resources.length} resources` : resources[0]}`
    const how = `${counted(count, 'time')}, last ${new Date(lastAt).toISOString()}`
    return visibleText(`  ${action}${on}  ${how}${why === undefined ? '' : `  ${why}`}`)
  })
  const statements = statementsOf(reading).map((statement) => `    ${visibleText(JSON.stringify(statement))}`)
  return [
    ...(rows.length > 0 ? [`${counted(rows.length, 'permission')} refused:`, ...lines] : []),
    ...(statements.length > 0 ? ['  What merely reads would be allowed by:', ...statements] : []),
    ...(rows.length > 0 ? [''] : []),
  ]
}

function replayText({ of, stillAllowed, notByThese }: Replay): string {
  const others = notByThese > 0 ? ` ${counted(notByThese, 'call')} of permissions that these policies don’t give.` : ''
  const format = (count: number) => count.toLocaleString('en-US')
  return `${format(stillAllowed)} of ${format(of)} calls of this time still allowed.${others}`
}

function placedLines({ placed, inlineSize }: Fit): string[] {
  const lines = placed.flatMap(({ from, name, as, size, text }) => {
    const named = name === from ? '' : ` ${name}`
    const head = `  ${from} ${placeWords({ from, name, as })}${named}${as === 'removed' ? '' : ` (${size.toLocaleString('en-US')} characters)`}`
    return as === 'as-it-is' || as === 'removed' ? [visibleText(head)] : [visibleText(head), `    ${visibleText(text)}`]
  })
  return [...lines, `  Inline policies in all: ${inlineSize.toLocaleString('en-US')} of 10,240 characters.`]
}
