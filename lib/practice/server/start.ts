import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ACCOUNT_ID, DEFAULT_REGION } from '@/lib/practice/account'
import type { RealServer } from '@/lib/practice/agentcore/container/server-process'
import { endMicroVms } from '@/lib/practice/agentcore/data/microvm'
import { keepEvents } from '@/lib/practice/cloudtrail/trail'
import { operatorOf } from '@/lib/practice/iam/access/identity'
import type { Account } from '@/lib/practice/server/calls'
import { createPracticeServer } from '@/lib/practice/server/server'
import { practiceServices } from '@/lib/practice/server/services'
import { warmUp } from '@/lib/practice/server/warm-up'
import type { CallListener } from '@/lib/practice/wire/events'
import { createFaults, type Faults, type Switches } from '@/lib/practice/wire/faults'
import { createRouter } from '@/lib/practice/wire/routing'
import { openState, type StateStore } from '@/lib/practice/wire/state'

export type PracticeOptions = {
  /** 0 (the default) takes any free port. */
  port?: number
  host?: '127.0.0.1'
  /** Where the state is kept; null or absent: in memory only. */
  stateFile?: string | null
  now?: () => number
  /** What the switches start with: delays of 0 in tests. */
  delays?: Partial<Switches>
  onCall?: CallListener
  /**
   * Runs this program as the container of every session of a runtime, in place of the built-in imitation of the AWS API MCP
   * Server: on a loopback port, with the runtime's variables, its role's credentials and this account as AWS_ENDPOINT_URL.
   * What it writes goes to the runtime's log group. It isn't isolated: it can do what the user who starts it can.
   */
  realServer?: RealServer | undefined
}

export type Practice = {
  url: string
  accessKeyId: string
  secretAccessKey: string
  accountId: string
  region: string
  state: StateStore
  faults: Faults
  close: () => Promise<void>
}

/** Starts a practice account on loopback. Rejects with EADDRINUSE when the port is taken. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const { port = 0, host = '127.0.0.1', stateFile = null } = options
  const state = openState(stateFile)
  const services = practiceServices(options.realServer)
  const models = services.map(({ model }) => model)
  const faults = createFaults(
    models.map(({ id }) => id),
    options.delays,
  )
  let url = ''
  const account: Account = {
    state,
    faults,
    now: options.now ?? Date.now,
    onCall: options.onCall ?? (() => undefined),
    baseUrl: () => url,
    services,
    route: createRouter(models),
  }
  const gone = new AbortController()
  const server = createPracticeServer(account)
  server.listen(port, host)
  await once(server, 'listening')
  url = `http://${host}:${(server.address() as AddressInfo).port}`
  const { accessKeyId, secretAccessKey } = operatorOf(state)
  await state.flush()
  const warmed = warmUp(state, gone.signal)

  return {
    url,
    accessKeyId,
    secretAccessKey,
    accountId: ACCOUNT_ID,
    region: DEFAULT_REGION,
    state,
    faults,
    close: async () => {
      gone.abort()
      await warmed
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      endMicroVms(state, account.now(), 'account-closed')
      await closed
      keepEvents(state, account.now())
      await state.flush()
    },
  }
}
