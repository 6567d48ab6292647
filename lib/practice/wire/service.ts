import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Switches } from '@/lib/practice/wire/faults'
import type { ServiceModel } from '@/lib/practice/wire/models'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'
import type { WireResponse } from '@/lib/practice/wire/wire'

/** Who calls. Anonymous only on the operations that AWS itself leaves unsigned (Cognito sign-in, discovery, a JWT data plane). */
export type Identity =
  | { type: 'user'; arn: string; userId: string; accountId: string; userName: string; accessKeyId: string }
  | {
      type: 'assumed-role'
      arn: string
      userId: string
      accountId: string
      roleName: string
      sessionName: string
      accessKeyId: string
    }
  | { type: 'anonymous' }

/** Everything that an operation may know about its call, and the account it works on. */
export type Call = {
  /** Id of the service's model. */
  service: string
  operation: string
  region: string
  accountId: string
  partition: string
  identity: Identity
  requestId: string
  /** Injected clock: milliseconds since the epoch. */
  now: () => number
  /** Base URL of this server, without a trailing slash. */
  baseUrl: string
  state: StateStore
  /** Aborted when the client goes away; a streaming operation ends then. */
  signal: AbortSignal
  /** The principal of the managed MCP server that the call comes through, where it does. */
  viaMcp?: string
  /** Faults of the domain and delays, as they are switched right now (faults.ts). */
  switches: Readonly<Switches>
  /** Throws AccessDenied in AWS's own words when the caller's policies don't allow it. */
  authorize: (request: AuthorizationRequest) => void
}

export type AuthorizationRequest = {
  /** `iam:PassRole` */
  action: string
  /** ARN or `*`. */
  resource: string
  context?: Record<string, string | string[]> | undefined
  /** Text of the policy that hangs on the resource. */
  resourcePolicy?: string | undefined
}

/**
 * One operation: `authorization` runs first, then `run`. Input and output are the SDK's own shapes. A streaming union member
 * of the output (Live Tail's `responseStream`) is an async iterable of `{ memberName: event }`.
 */
export type Operation<Input = never, Output = unknown> = {
  /** What to authorize before `run`; the action defaults to `{iamPrefix}:{Operation}` on `*`. Null: unsigned, as on AWS. */
  authorization?: ((input: Input, call: Call) => AuthorizationRequest[]) | null
  run: (input: Input, call: Call) => Output | Promise<Output>
}

export type ServiceDefinition = {
  model: ServiceModel
  /** IAM action prefix. */
  iamPrefix: string
  /** What the AWS CLI and the server call it; absent: `call_aws` has no commands of it. */
  command?: { name: string; fullName: string }
  operations: Record<string, Operation>
  /** Plain HTTP beside the operations (MCP invocations, discovery documents); tried before them, in order. */
  rawRoutes?: RawRoute[]
}

export type RawRequest = {
  method: string
  /** As received, still percent-encoded, without the query string. */
  path: string
  query: URLSearchParams
  /** Lower-case names, as Node gives them. */
  headers: IncomingHttpHeaders
  body: Uint8Array
  /** Aborted when the client goes away. */
  signal: AbortSignal
}

/** A route that writes its answer itself. Faults apply to it under `operation`. */
export type RawRoute = {
  operation: string
  matches: (method: string, path: string) => boolean
  /** A thrown ServiceError is answered as restJson1. The identity of `call` is anonymous until `authenticate` was called. */
  handle: (request: RawRequest, response: ServerResponse, context: RawContext) => Promise<void>
  /** How the route words an error that is thrown on its way; undefined leaves it to restJson1. */
  refusal?: (error: ServiceError, request: RawRequest, context: RawContext) => WireResponse | undefined
}

export type RawContext = {
  /** Verifies SigV4; throws the modelled error when it is missing or wrong. Gives the call as that identity. */
  authenticate: () => Call
  /** The call without a verified caller. */
  anonymous: () => Call
}

/** Types one operation without losing it in the table. */
export function operation<Input, Output>(definition: Operation<Input, Output>): Operation {
  return definition as Operation
}
