import type { StructureShape } from '@/lib/practice/mcp/shape'
import type { ProtocolName } from '@/lib/practice/wire/models'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'

type Values = Record<string, unknown>

/** An operation of a service that only `call_aws` reaches. */
export type SeedOperation = {
  input: StructureShape
  authorization: (input: Values, call: Call) => AuthorizationRequest[]
  run: (input: Values, call: Call) => Values
}

export type SeedService = {
  /** First word of its commands: `s3api`. */
  command: string
  /** botocore's name: `s3`. */
  service: string
  fullName: string
  /** Decides how a refusal is worded. */
  protocol: ProtocolName
  operations: Record<string, SeedOperation>
}

/** Types one operation by its input. */
export function seedOperation<Input extends Values>(definition: {
  input: StructureShape
  authorization: (input: Input, call: Call) => AuthorizationRequest[]
  run: (input: Input, call: Call) => Values
}): SeedOperation {
  return definition as unknown as SeedOperation
}

export type SeedObject = { key: string; size: number /** Milliseconds since the epoch. */; modifiedAt: number }

export type SeedBucket = { name: string; region: string; createdAt: number; objects: SeedObject[] }

export type SeedInstance = {
  id: string
  name: string
  environment: string
  type: string
  state: 'running' | 'stopped'
  privateIp: string
  launchedAt: number
}
