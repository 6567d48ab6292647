import { terminalWriter } from '@/lib/auth/terminal'
import { forgetClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { advance } from '@/lib/deployments/advance/advance'
import { specFromValues } from '@/lib/deployments/setup/form'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { setupStart } from '@/lib/deployments/setup/setup-values'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { announcePracticeAccount } from '@/lib/env'
import { clientsOf } from './account'
import type { Practice, Stack } from './stack'

const MOST_TURNS = 200

/**
 * A deployment as the setup would make it of these answers, without the setup, and its runtime's id. The page stays
 * where it is. launch.spec.ts holds that both leave the same in AWS.
 */
export async function deployed({ practice }: Stack, answers: SetupValues = {}): Promise<string> {
  const connection = connectTo(practice)
  const spec = await specOf(connection, answers)
  await launchAll(connection, spec)
  const { agentRuntimes = [] } = await clientsOf(practice).control.listAgentRuntimes({})
  return agentRuntimes.find(({ agentRuntimeName }) => agentRuntimeName === spec.name)?.agentRuntimeId ?? ''
}

/** Leads this process to the stack's account: another spec file of the same worker may have had another. */
function connectTo(practice: Practice): Connection {
  const connection: Connection = { source: { type: 'practice' }, region: practice.region }

  if (process.env.SLIPWAY_PRACTICE_URL !== practice.url) {
    delete process.env.SLIPWAY_PRACTICE_URL
    delete process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID
    delete process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY
    announcePracticeAccount(practice)
    forgetClients(connection)
  }
  return connection
}

/** What the setup starts with, and these answers in place of its own. */
async function specOf(connection: Connection, answers: SetupValues): Promise<DeploymentSpec> {
  const start = await setupStart(connection, undefined)
  const spec = start.ok ? specFromValues({ ...start.data.values, ...answers }) : start

  if (!spec.ok) {
    throw new Error(JSON.stringify(spec.error))
  }
  return spec.data
}

async function launchAll(connection: Connection, spec: DeploymentSpec): Promise<void> {
  const performed: string[] = []
  const writer = terminalWriter()

  if (!writer.ok) {
    throw new Error(writer.error.message)
  }

  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const result = await advance(writer.data, connection, spec, { performed })

    if (result.state === 'done') {
      return
    }
    if (result.state === 'failed') {
      throw new Error(JSON.stringify(result.failure))
    }
    if (result.state === 'progress') {
      performed.push(result.changeId)
    }
  }
  throw new Error(`The launch of ${spec.name} is not at its end after ${MOST_TURNS} turns.`)
}
