import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { keptCredential } from '@/cli/shared/kept-credential'
import { JSON_OPTION } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import type { Connection } from '@/lib/aws/connection'
import { COMPARISON, SUCCESSOR } from '@/lib/clients/successor'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import { AppError } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { compare } from '@/lib/successor/compare'
import type { Comparison, Coverage, Outlook } from '@/lib/successor/model'
import { outlookOf } from '@/lib/successor/outlook'
import type { PersonPolicies } from '@/lib/successor/policy'
import { readMove } from '@/lib/successor/read-successor'
import { coverageWords, STATE_WORDS } from '@/lib/successor/words'

const NOTES = `
Without options it says what a move would lose, and which recorded calls the managed server can do. --compare runs commands that
only read on both servers. Nothing in AWS changes. Exit codes: 0 nothing speaks against it, 2 with --compare: answers differ or
were refused, 1 failed.`

/** Says whether a runtime can give way to the server that AWS runs, and what that takes. Changes nothing. */
export const successor: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .option('--compare', 'run the same reading commands on both, and compare the answers')
    .option('--policy', 'print only the policies for a person, as JSON')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
    .action(async (wanted, { compare: isComparing = false, policy = false, json = false, connection: chosen }) => {
      const connection = chosen ?? terminalConnection()
      const runtime = must(await findRuntime(connection, wanted))
      const outlook = outlookOf(runtime, connection.region)

      if (outlook.state === 'none') {
        finishWithout(outlook.why, json, policy)
        done(EXIT.done)
        return
      }
      const move = await readMove(connection, runtime)

      if (policy) {
        process.stdout.write(policyText(move.policies))
        done(EXIT.done)
        return
      }
      const comparison = isComparing ? await compareBoth(connection, runtime, move.commands) : undefined

      if (json) {
        printJson({ outlook, ...move, policies: documentsOf(move.policies), ...(comparison && { comparison }) })
      } else {
        process.stdout.write([...outlookLines(outlook), ...coverageLines(move.coverage), ''].join('\n'))
        process.stdout.write(comparison ? `\n${comparisonLines(comparison).join('\n')}\n` : '')
      }
      const isSame = comparison?.rows.every(({ state }) => state === 'same' || state === 'not-compared') ?? true
      done(isSame ? EXIT.done : EXIT.pending)
    })

function finishWithout(why: string, json: boolean, policy: boolean): void {
  if (json) {
    printJson({ outlook: { state: 'none', why } })
  } else if (policy) {
    process.stderr.write(`${visibleText(why)}\n`)
  } else {
    process.stdout.write(`${visibleText(why)}\n`)
  }
}

async function compareBoth(connection: Connection, runtime: RuntimeDetail, commands: string[]): Promise<Comparison> {
  const credential = await keptCredential(connection, runtime)

  if (!credential) {
    throw new AppError({
      code: 'invalid-input',
      message: 'The runtime takes tokens, and none is kept here.',
      remedy: 'Sign in with: slipway login, then compare again.',
    })
  }
  return must(await compare(connection, runtime, credential, commands))
}

function outlookLines(outlook: Extract<Outlook, { state: 'possible' }>): string[] {
  return [
    `A move to the ${SUCCESSOR.name} is possible, through its endpoint in ${outlook.region}.`,
    '',
    'What would be lost',
    ...outlook.losses.map((loss) => `  ${loss}`),
    '',
    'When to stay',
    ...COMPARISON.stay.map((reason) => `  ${reason}`),
    '',
  ]
}

function coverageLines(coverage: Coverage): string[] {
  const { rows, calls, days, unknownWhy } = coverage

  if (calls === 0) {
    return [`No call is recorded on this computer in ${counted(days, 'day')}: calls are recorded by the bridge.`]
  }
  const why = unknownWhy === undefined ? [] : [`! What you may do is not known. ${visibleText(unknownWhy)}`]
  return [
    `${counted(calls, 'call')} recorded on this computer in ${counted(days, 'day')}`,
    ...rows.map((row) => {
      const name = row.action ?? row.tool
      return `  ${visibleText(name).padEnd(36)} ${counted(row.calls, 'call').padEnd(10)} ${coverageWords(row)}`
    }),
    ...why,
  ]
}

function comparisonLines({ endpoint, here, there, rows }: Comparison): string[] {
  return [
    `Compared with ${endpoint}`,
    `  The runtime acts as ${visibleText(here?.arn ?? 'somebody unknown')}.`,
    `  The managed server acts as ${visibleText(there?.arn ?? 'somebody unknown')}.`,
    ...rows.flatMap(({ command, state, why, diff = [] }) => [
      `  ${STATE_WORDS[state].padEnd(16)} ${visibleText(command)}`,
      ...(state === 'same' ? [] : [`    ${visibleText(why)}`]),
      ...diff
        .filter(({ kind }) => kind !== 'same')
        .slice(0, MOST_DIFF_LINES)
        .map(({ kind, text }) => `    ${kind === 'added' ? '+' : '-'} ${visibleText(text)}`),
    ]),
  ]
}

const MOST_DIFF_LINES = 12

function policyText({ allow, limit }: PersonPolicies): string {
  return `${JSON.stringify(limit === undefined ? [JSON.parse(allow)] : [JSON.parse(allow), JSON.parse(limit)], null, 2)}\n`
}

function documentsOf({ allow, limit, leftOut }: PersonPolicies): object {
  return { allow: JSON.parse(allow), ...(limit === undefined ? {} : { limit: JSON.parse(limit) }), leftOut }
}
