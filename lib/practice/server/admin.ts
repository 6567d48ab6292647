import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { parsePolicy } from '@/lib/policies/document/document'
import { ACCOUNT_ID, DEFAULT_REGION } from '@/lib/practice/account'
import { endMicroVms } from '@/lib/practice/agentcore/data/microvm'
import { forgetGathered } from '@/lib/practice/cloudtrail/trail'
import { sentMessages } from '@/lib/practice/cognito/sign-in/messages'
import { coverageOf } from '@/lib/practice/coverage/coverage'
import { operatorArn, operatorOf } from '@/lib/practice/iam/access/identity'
import type { Account } from '@/lib/practice/server/calls'
import { faultsDocument } from '@/lib/practice/wire/faults'
import { header, type WireRequest, type WireResponse } from '@/lib/practice/wire/wire'

const policyBody = z.strictObject({ policy: z.union([z.string(), z.record(z.string(), z.unknown())]) })

/**
 * The practice account's own interface, JSON over HTTP. Every request needs the header `x-practice-key`, the operator's
 * secret access key: a page in a browser can't know it, and there are no CORS headers.
 *
 * - `GET /_practice/status` → `{ accountId, region, operatorArn, operatorPolicy, notKept, faults, switches }`; `notKept` says why
 *   the state is not being written, else it is null
 * - `GET /_practice/faults` → `{ faults: Fault[], left: (number | null)[], switches: Switches }`; `left` says how often each
 *   fault will still strike, null for good
 * - `PUT /_practice/faults` with `{ faults?: Fault[], switches?: Partial<Switches> }` replaces the faults and changes the
 *   named switches → the same as GET
 * - `DELETE /_practice/faults` removes the faults, and puts every switch back to what the account started with
 * - `POST /_practice/reset` empties the account and removes the faults; the operator's keys stay
 * - `GET /_practice/messages` → `{ messages: PracticeMessage[] }`: what Cognito would have sent by e-mail and SMS, newest last
 * - `GET /_practice/coverage` → `{ judgedOn, judges, services: ServiceCoverage[] }`: what is imitated, what is not, and who judged it
 * - `PUT /_practice/operator-policy` with `{ policy: string | object }`, an identity policy → status
 *
 * Errors are `{ error: string }` with status 400, 403, 404 or 405.
 */
export async function answerAdmin(account: Account, request: WireRequest): Promise<WireResponse> {
  if (!hasKey(account, request)) {
    return json(403, { error: 'The header x-practice-key must be the secret access key of the practice account.' })
  }
  const { faults, state } = account

  switch (`${request.method} ${request.path}`) {
    case 'GET /_practice/status':
      return json(200, status(account))
    case 'GET /_practice/faults':
      return json(200, faultsOf(account))
    case 'PUT /_practice/faults':
      return putFaults(account, request)
    case 'DELETE /_practice/faults':
      faults.clear()
      return json(200, faultsOf(account))
    case 'POST /_practice/reset':
      resetAccount(account)
      await state.flush()
      return json(200, status(account))
    case 'GET /_practice/messages':
      return json(200, { messages: sentMessages(state) })
    case 'GET /_practice/coverage':
      return json(200, coverageOf(account.services))
    case 'PUT /_practice/operator-policy':
      return putOperatorPolicy(account, request)
    default:
      return json(404, { error: `There is no ${request.method} ${request.path}.` })
  }
}

/** Empties the account. The operator's keys stay, or every client would have to be told new ones. */
export function resetAccount({ state, faults }: Pick<Account, 'state' | 'faults'>): void {
  const { accessKeyId, secretAccessKey, userId } = operatorOf(state)
  endMicroVms(state, Date.now(), 'account-closed')
  forgetGathered(state)
  state.reset()
  Object.assign(operatorOf(state), { accessKeyId, secretAccessKey, userId })
  faults.clear()
}

function putFaults(account: Account, request: WireRequest): WireResponse {
  const parsed = faultsDocument(account.services.map(({ model }) => model.id)).safeParse(parseBody(request))

  if (!parsed.success) {
    return json(400, { error: z.prettifyError(parsed.error) })
  }
  const { faults, switches } = parsed.data

  if (faults) {
    account.faults.set(faults)
  }
  account.faults.switch(switches ?? {})
  return json(200, faultsOf(account))
}

async function putOperatorPolicy(account: Account, request: WireRequest): Promise<WireResponse> {
  const parsed = policyBody.safeParse(parseBody(request))

  if (!parsed.success) {
    return json(400, { error: z.prettifyError(parsed.error) })
  }
  const { policy } = parsed.data
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy)
  const read = parsePolicy(text)

  if (!read.ok) {
    return json(400, { error: read.error.message })
  }
  operatorOf(account.state).policy = text
  await account.state.flush()
  return json(200, status(account))
}

function status(account: Account) {
  return {
    accountId: ACCOUNT_ID,
    region: DEFAULT_REGION,
    operatorArn: operatorArn(),
    operatorPolicy: operatorOf(account.state).policy,
    notKept: account.state.notKept(),
    ...faultsOf(account),
  }
}

function faultsOf({ faults }: Account) {
  return { faults: faults.list(), left: faults.left(), switches: { ...faults.switches } }
}

function hasKey({ state }: Account, request: WireRequest): boolean {
  const given = Buffer.from(header(request.headers, 'x-practice-key') ?? '')
  const wanted = Buffer.from(operatorOf(state).secretAccessKey)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function parseBody(request: WireRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'))
  } catch {
    return undefined
  }
}

function json(status: number, value: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: JSON.stringify(value),
  }
}
