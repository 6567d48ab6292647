import { randomUUID } from 'node:crypto'
import { ACCOUNT_ID, DEFAULT_REGION, PARTITION } from '@/lib/practice/account'
import { arrivalOf, type Given, recorded } from '@/lib/practice/cloudtrail/record'
import { authenticate } from '@/lib/practice/iam/access/authenticate'
import { authorizerFor } from '@/lib/practice/iam/access/authorize'
import { loadAttachedPolicies } from '@/lib/practice/iam/policies/managed'
import { commonError } from '@/lib/practice/wire/common-errors'
import { strike } from '@/lib/practice/wire/effects'
import type { CallEvent, CallListener } from '@/lib/practice/wire/events'
import type { Faults } from '@/lib/practice/wire/faults'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { notImitated } from '@/lib/practice/wire/not-imitated'
import { PROTOCOLS, type Router } from '@/lib/practice/wire/routing'
import type { Call, Identity, Operation, ServiceDefinition } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'
import { validateInput } from '@/lib/practice/wire/validate'
import { protocolOf, type Target, type WireRequest, type WireResponse } from '@/lib/practice/wire/wire'

/** What one running practice account is made of. */
export type Account = {
  state: StateStore
  faults: Faults
  now: () => number
  onCall: CallListener
  /** Base URL, without a trailing slash. */
  baseUrl: () => string
  services: readonly ServiceDefinition[]
  /** Made of the services' models. */
  route: Router
}

/** Performs one call, and answers it in the service's own protocol. Throws HangUp only. */
export async function performCall(
  account: Account,
  request: WireRequest,
  target: Target,
  signal: AbortSignal,
): Promise<{ response: WireResponse; answered: () => Promise<void> }> {
  const { service, operation } = target
  const spoken = protocolOf(target)
  const protocol = PROTOCOLS[spoken]
  const requestId = randomUUID()
  const fault = account.faults.take(service.id, operation.name)
  const event: Omit<CallEvent, 'phase'> = {
    requestId,
    service: service.id,
    operation: operation.name,
    identity: { type: 'anonymous' },
  }
  const spoil = async (when: 'before' | 'after') => {
    if (fault?.effect.when === when) {
      await strike(fault, spoken, signal)
    }
  }
  const refuse = (error: unknown) => {
    const refusal = asServiceError(error, spoken)
    event.code = refusal.code
    return protocol.refuse(service, refusal, requestId)
  }
  const attempt = async () => {
    await spoil('before')
    const output = await run(account, request, target, { requestId, signal, event })
    return protocol.answer(target, output, requestId)
  }

  await account.onCall({ ...event, phase: 'received' })
  const honest = await attempt().catch(refuse)
  await account.onCall({ ...event, phase: 'performed' })
  const response = await spoil('after').then(() => honest, refuse)
  return { response, answered: async () => account.onCall({ ...event, phase: 'answered' }) }
}

async function run(
  account: Account,
  request: WireRequest,
  target: Target,
  { requestId, signal, event }: { requestId: string; signal: AbortSignal; event: Omit<CallEvent, 'phase'> },
): Promise<Record<string, unknown>> {
  const { service, operation } = target
  const { definition, known } = implementation(account, target)
  const caller = identify(account, request, target, known)
  event.identity = caller.identity
  const parts = { ...caller, service: service.id, operation: operation.name, requestId, signal }
  const call = makeCall(account, parts, protocolOf(target))
  const given: Given = { schema: operation.input }

  const output = await recorded(call, arrivalOf(request, service), given, async () => {
    const input = PROTOCOLS[protocolOf(target)].parse(request, target)
    given.input = input
    validateInput(target, input)
    await loadAttachedPolicies(account.state)

    for (const wanted of authorizationOf(definition, known, operation.name, input, call)) {
      call.authorize(wanted)
    }
    return known.run(input as never, call)
  })

  // Log lines are many and can be lost; everything else must survive a kill once it was answered.
  if (operation.name !== 'PutLogEvents') {
    await account.state.flush()
  }
  return (output ?? {}) as Record<string, unknown>
}

type Implementation = { definition: ServiceDefinition; known: Operation }

function implementation(account: Account, target: Target): Implementation {
  const { service, operation } = target
  const definition = account.services.find(({ model }) => model === service)
  const known =
    definition && Object.hasOwn(definition.operations, operation.name) && definition.operations[operation.name]

  if (!definition || !known) {
    throw notImitated(protocolOf(target), `${service.signingName} ${operation.name}`)
  }
  return { definition, known }
}

function identify(
  account: Account,
  request: WireRequest,
  target: Target,
  known: Operation,
): { identity: Identity; region: string } {
  if (known.authorization === null) {
    return { identity: { type: 'anonymous' }, region: regionOf(request) }
  }
  return authenticate({
    request,
    state: account.state,
    protocol: protocolOf(target),
    signingName: target.service.signingName,
    now: account.now(),
  })
}

type CallParts = Pick<Call, 'service' | 'operation' | 'region' | 'identity' | 'requestId' | 'signal'>

export function makeCall(account: Account, parts: CallParts, protocol: ProtocolName): Call {
  const { state, now, faults } = account
  const caller = { ...parts, state, now, switches: faults.switches }
  return {
    ...caller,
    accountId: ACCOUNT_ID,
    partition: PARTITION,
    baseUrl: account.baseUrl(),
    authorize: authorizerFor(caller, protocol),
  }
}

function authorizationOf(
  { iamPrefix }: ServiceDefinition,
  known: Operation,
  name: string,
  input: Record<string, unknown>,
  call: Call,
) {
  if (known.authorization === null) {
    return []
  }
  return known.authorization?.(input as never, call) ?? [{ action: `${iamPrefix}:${name}`, resource: '*' }]
}

/** An unsigned call says its region nowhere on loopback; a signed one that isn't verified says it in its scope. */
export function regionOf(request: WireRequest): string {
  const scope = /Credential=[^/]+\/\d+\/([a-z]{2,8}(?:-[a-z]{2,12}){1,2}-\d{1,2})\//.exec(
    String(request.headers.authorization),
  )
  return scope?.[1] ?? DEFAULT_REGION
}

/** What isn't a ServiceError is a bug of the practice account: it answers 500 and says so on stderr, and goes on. */
export function asServiceError(error: unknown, protocol: ProtocolName): ServiceError {
  if (error instanceof ServiceError) {
    return error
  }
  if (error instanceof Error && error.name === 'HangUp') {
    throw error
  }
  process.stderr.write(`The practice account failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  return commonError(protocol, 'internal', 'The practice account failed; its terminal says more.')
}
