import { randomUUID } from 'node:crypto'
import { type Origin, recorded } from '@/lib/practice/cloudtrail/record'
import { authorizerFor } from '@/lib/practice/iam/access/authorize'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { OperationModel, ProtocolName } from '@/lib/practice/wire/models'
import type { Call, Identity, ServiceDefinition } from '@/lib/practice/wire/service'
import { validateInput } from '@/lib/practice/wire/validate'

/** The account's services; a function, because the list contains the service that asks. */
export type Services = () => readonly ServiceDefinition[]

/** Who acts, through which call the account is reached, and from where that is said to come. */
export type Actor = { call: Call; identity: Identity; services: Services; origin: Origin }

/** The call as another identity, and perhaps in another region; the protocol decides the words of a refusal. */
export function callAs({ call, identity }: Actor, protocol: ProtocolName, parts: Partial<Call> = {}): Call {
  const acting = { ...call, requestId: randomUUID(), ...parts, identity }
  return { ...acting, authorize: authorizerFor(acting, protocol) }
}

/** Performs an operation of the account without HTTP: checked, authorized and answered as if it had come in signed. */
export async function performAs(
  actor: Actor,
  service: string,
  operation: string,
  given: Record<string, unknown>,
  region = actor.call.region,
  requestId: string = randomUUID(),
): Promise<Record<string, unknown>> {
  const definition = actor.services().find(({ model }) => model.id === service)
  const known = definition?.operations[operation]
  const schema = definition?.model.operations.get(operation)

  if (!definition || !known || !schema) {
    throw commonError('rest-json', 'unknown-operation', `The practice account has no ${operation}.`)
  }
  const { model } = definition
  const call = callAs(actor, model.protocol, { service, operation, region, requestId })
  const input = { ...idempotencyTokens(schema), ...given }
  const { signingName, errors } = model
  const output = await recorded(call, { ...actor.origin, signingName, errors }, { input, schema: schema.input }, () => {
    validateInput({ service: model, operation: schema, labels: {} }, input)
    const wanted =
      known.authorization === undefined
        ? [{ action: `${definition.iamPrefix}:${operation}`, resource: '*' }]
        : (known.authorization?.(input as never, call) ?? [])

    for (const request of wanted) {
      call.authorize(request)
    }
    return known.run(input as never, call)
  })
  return (output ?? {}) as Record<string, unknown>
}

/** The SDK fills these in, so that a caller never has to. */
function idempotencyTokens({ input }: OperationModel): Record<string, string> {
  if (!input.isStructSchema()) {
    return {}
  }
  return Object.fromEntries(
    [...input.structIterator()]
      .filter(([, member]) => member.getMergedTraits().idempotencyToken)
      .map(([name]) => [name, randomUUID()]),
  )
}
