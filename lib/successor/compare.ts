import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { apart } from '@/lib/aws/conversation'
import type { Credential, Subject } from '@/lib/mcp/access'
import type { CommandOutcome } from '@/lib/mcp/command/command-outcomes'
import { recordOf, textOf } from '@/lib/mcp/json-values'
import { AppError, fail, ok, type Result } from '@/lib/result'
import { inRegion, MOST_COMMANDS, whyNotSent } from '@/lib/successor/commands'
import { compareAnswers } from '@/lib/successor/compare-answers'
import type { ComparedRow, Comparison } from '@/lib/successor/model'
import { managedEndpoint, managedSide, runtimeSide, type Side } from '@/lib/successor/side'

type Sides = { here: Side; there: Side }

/** Runs commands that only read on both servers, one after the other, and compares the answers. Changes nothing. */
export async function compare(
  connection: Connection,
  subject: Subject,
  credential: Credential,
  commands: readonly string[],
): Promise<Result<Comparison>> {
  if (commands.length === 0 || commands.length > MOST_COMMANDS) {
    return fail({ code: 'invalid-input', message: `Give 1 to ${MOST_COMMANDS} commands, one a line.` })
  }
  try {
    // A session that is half open when the client leaves has a machine that nobody would end.
    return ok(await apart(() => compareAll(connection, subject, credential, commands)))
  } catch (error) {
    if (error instanceof AppError) {
      return fail(error.failure)
    }
    throw error
  }
}

async function compareAll(
  connection: Connection,
  subject: Subject,
  credential: Credential,
  commands: readonly string[],
): Promise<Comparison> {
  // The managed one first: without it, no machine of the runtime has to start.
  const there = await managedSide(connection)

  try {
    const here = await runtimeSide(connection, subject, credential)

    try {
      const sides = { here, there }
      const [one, other] = await both(sides, inRegion('aws sts get-caller-identity', connection.region))
      const rows: ComparedRow[] = []

      for (const command of commands) {
        rows.push({ command, ...(await compareOne(sides, command, connection.region)) })
      }
      return { endpoint: managedEndpoint(connection).url, here: callerIn(one), there: callerIn(other), rows }
    } finally {
      await here.end()
    }
  } finally {
    await there.end()
  }
}

async function compareOne(sides: Sides, command: string, region: string): Promise<Omit<ComparedRow, 'command'>> {
  const why = await whyNotSent(command)

  if (why !== undefined) {
    return { state: 'not-compared', why: `Not sent: ${why}` }
  }
  const line = inRegion(command, region)
  const [here, there] = await both(sides, line)
  const verdict = compareAnswers(here, there, Date.now())

  if (verdict.state !== 'differs' || here.failure || there.failure) {
    return verdict
  }
  const again = compareAnswers(here, await sides.here.run(line), Date.now())
  return again.state === 'same'
    ? verdict
    : { state: 'not-compared', why: 'The runtime’s own answer changes from one call to the next.' }
}

async function both({ here, there }: Sides, line: string): Promise<[CommandOutcome, CommandOutcome]> {
  return Promise.all([here.run(line), there.run(line)])
}

function callerIn({ data }: CommandOutcome): Comparison['here'] {
  const { Account, Arn } = recordOf(data) ?? {}
  const [account, arn] = [textOf(Account), textOf(Arn)]
  return account === undefined || arn === undefined ? null : { account, arn }
}
