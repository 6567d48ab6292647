import { randomUUID } from 'node:crypto'
import { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { authenticate } from '@/lib/practice/iam/access/authenticate'
import { loadAttachedPolicies } from '@/lib/practice/iam/policies/managed'
import { type Account, asServiceError, makeCall, regionOf } from '@/lib/practice/server/calls'
import { strike } from '@/lib/practice/wire/effects'
import type { CallEvent } from '@/lib/practice/wire/events'
import { restJsonProtocol } from '@/lib/practice/wire/protocol-rest-json'
import type { Identity, RawContext, RawRoute, ServiceDefinition } from '@/lib/practice/wire/service'
import type { WireRequest } from '@/lib/practice/wire/wire'
import { writeResponse } from '@/lib/practice/wire/write-response'

type RawTarget = { service: ServiceDefinition; route: RawRoute }

export function findRawRoute(account: Account, request: WireRequest): RawTarget | undefined {
  for (const service of account.services) {
    const route = service.rawRoutes?.find(({ matches }) => matches(request.method, request.path))

    if (route) {
      return { service, route }
    }
  }
  return undefined
}

/**
 * Runs a route that writes its own answer. Its answer can't be held back, so there is a `performed` event only when a fault
 * strikes after it, and a slow answer is slow before it.
 */
export async function performRaw(
  account: Account,
  { service, route }: RawTarget,
  request: WireRequest,
  { response, signal }: { response: ServerResponse; signal: AbortSignal },
): Promise<void> {
  const requestId = randomUUID()
  const fault = account.faults.take(service.model.id, route.operation)
  const event: Omit<CallEvent, 'phase'> = {
    requestId,
    service: service.model.id,
    operation: route.operation,
    identity: { type: 'anonymous' },
  }
  const callOf = (identity: Identity, region: string) =>
    makeCall(
      account,
      { service: service.model.id, operation: route.operation, region, identity, requestId, signal },
      'rest-json',
    )

  const context: RawContext = {
    anonymous: () => callOf({ type: 'anonymous' }, regionOf(request)),
    authenticate: () => {
      const { state } = account
      const { signingName } = service.model
      const caller = authenticate({ request, state, protocol: 'rest-json', signingName, now: account.now() })
      event.identity = caller.identity
      return callOf(caller.identity, caller.region)
    },
  }
  const { method, path, headers, body } = request
  const raw = { method, path, headers, body, query: new URLSearchParams(request.rawQuery), signal }

  await account.onCall({ ...event, phase: 'received' })
  await loadAttachedPolicies(account.state)
  try {
    if (fault?.effect.when === 'after' && fault.effect.type !== 'slow') {
      await route.handle(raw, unheard(response), context)
      await account.onCall({ ...event, phase: 'performed' })
    }
    if (fault) {
      await strike(fault, 'rest-json', signal)
    }
    response.setHeader('x-amzn-requestid', requestId)
    await route.handle(raw, response, context)
  } catch (error) {
    const refusal = asServiceError(error, 'rest-json')
    event.code = refusal.code

    if (response.headersSent) {
      response.destroy()
    } else {
      const own = route.refusal?.(refusal, raw, context)
      await writeResponse(response, own ?? restJsonProtocol.refuse(service.model, refusal, requestId), method)
    }
  }
  await account.onCall({ ...event, phase: 'answered' })
}

/** A response that nobody hears: the route does its work, and the fault decides what the client gets instead. */
function unheard({ req }: ServerResponse): ServerResponse {
  const silent = new ServerResponse(req)
  const nowhere = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  silent.assignSocket(nowhere as Socket)
  return silent
}
