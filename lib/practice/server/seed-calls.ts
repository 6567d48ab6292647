import { randomUUID } from 'node:crypto'
import { recorded } from '@/lib/practice/cloudtrail/record'
import { authenticate } from '@/lib/practice/iam/access/authenticate'
import { loadAttachedPolicies } from '@/lib/practice/iam/policies/managed'
import { performSeed } from '@/lib/practice/seed/perform'
import { ec2Wire } from '@/lib/practice/seed/wire/ec2'
import { shapedInput } from '@/lib/practice/seed/wire/input'
import { dynamodbWire, lambdaWire } from '@/lib/practice/seed/wire/json'
import type { SeedWire } from '@/lib/practice/seed/wire/model'
import { s3Wire } from '@/lib/practice/seed/wire/s3'
import { type Account, asServiceError, makeCall } from '@/lib/practice/server/calls'
import type { CallEvent } from '@/lib/practice/wire/events'
import { notOfferedText, signedService } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type WireRequest, type WireResponse } from '@/lib/practice/wire/wire'

const WIRES: readonly SeedWire[] = [s3Wire, ec2Wire, dynamodbWire, lambdaWire]

/** The seeded service that a request was signed for. */
export function findSeed(request: WireRequest): SeedWire | undefined {
  const signed = signedService(request)
  return WIRES.find(({ service }) => service.service === signed)
}

/** Performs one call of a service of which the account has a few things only, in that service's own protocol. */
export async function performSeedCall(
  account: Account,
  wire: SeedWire,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse> {
  const requestId = randomUUID()
  const { service } = wire
  const event: Omit<CallEvent, 'phase'> = {
    requestId,
    service: service.service,
    operation: '',
    identity: { type: 'anonymous' },
  }
  const attempt = async () => {
    const asked = wire.read(request)
    event.operation = asked.operation
    const operation = Object.hasOwn(service.operations, asked.operation)
      ? service.operations[asked.operation]
      : undefined

    if (!operation) {
      throw new ServiceError('NotImplemented', notOfferedText(`${service.service} ${asked.operation}`))
    }
    const caller = authenticate({
      request,
      state: account.state,
      protocol: service.protocol,
      signingName: service.service,
      now: account.now(),
    })
    event.identity = caller.identity
    await loadAttachedPolicies(account.state)
    const parts = { ...caller, service: service.service, operation: asked.operation, requestId, signal }
    const call = makeCall(account, parts, service.protocol)
    const userAgent = header(request.headers, 'user-agent') ?? ''
    const input = shapedInput(operation.input, asked.input, `${service.service} ${asked.operation}`)
    const output = await recorded(call, { signingName: service.service, userAgent }, { input }, () =>
      performSeed(service, operation, input, call),
    )
    await account.state.flush()
    return wire.answer(asked.operation, output, requestId)
  }

  const response = await attempt().catch((error: unknown) => {
    const refusal = asServiceError(error, service.protocol)
    event.code = refusal.code
    return wire.refuse(refusal, requestId)
  })
  await account.onCall({ ...event, phase: 'performed' })
  return response
}
