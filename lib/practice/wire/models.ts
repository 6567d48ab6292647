import { NormalizedSchema } from '@smithy/core/schema'
import type { SchemaTraitsObject, StaticErrorSchema, StaticOperationSchema } from '@smithy/types'
import type { Constraint, ConstraintTable } from '@/lib/practice/wire/constraint'

export type ProtocolName = 'rest-json' | 'json' | 'query' | 'cbor'

export type OperationModel = {
  name: string
  input: NormalizedSchema
  output: NormalizedSchema
  /** REST only. The template keeps its `{labels}`; the status is that of success. */
  http?: { method: string; template: string; status: number } | undefined
}

type ErrorModel = { code: string; status: number; schema: NormalizedSchema }

/** A service as its SDK client describes it: operations, shapes and errors come from the exported schemas. */
export type ServiceModel = {
  /** Ours: the practice account's faults and journal name services by it. */
  id: string
  protocol: ProtocolName
  /** Spoken besides. */
  also: readonly ProtocolName[]
  signingName: string
  /** Query: the Version parameter. */
  version: string
  xmlNamespace: string
  /** JSON: the part of X-Amz-Target before the dot. CBOR: the service in the path. */
  targetPrefix: string
  /** JSON: of the content type. */
  jsonVersion: '1.0' | '1.1'
  operations: ReadonlyMap<string, OperationModel>
  /** By wire code, and by the exception's name where the two differ. */
  errors: ReadonlyMap<string, ErrorModel>
  /** By shape and member. */
  constraints: ReadonlyMap<string, Constraint>
}

type Described = {
  id: string
  /** What the SDK client's package exports: its schemas are the model. */
  exported: object
  /** Limits that the schemas don't carry. */
  constraints?: ConstraintTable
}

export function queryModel(described: Described & { version: string; xmlNamespace: string }): ServiceModel {
  const { version, xmlNamespace } = described
  return { ...readModel(described), protocol: 'query', signingName: described.id, version, xmlNamespace }
}

export function restModel(described: Described & { signingName: string }): ServiceModel {
  return { ...readModel(described), protocol: 'rest-json', signingName: described.signingName }
}

export function jsonModel(described: Described & { signingName: string; targetPrefix: string }): ServiceModel {
  const { signingName, targetPrefix } = described
  return { ...readModel(described), protocol: 'json', signingName, targetPrefix }
}

/** JSON 1.0, CBOR and Query, as its clients of different ages speak. */
export function threefoldModel(
  described: Described & { signingName: string; targetPrefix: string; version: string; xmlNamespace: string },
): ServiceModel {
  const { version, xmlNamespace } = described
  return { ...jsonModel(described), also: ['cbor', 'query'], jsonVersion: '1.0', version, xmlNamespace }
}

function readModel({ id, exported, constraints = {} }: Described) {
  const unused = { also: [], version: '', xmlNamespace: '', targetPrefix: '', jsonVersion: '1.1' as const }
  return { id, ...unused, ...readExports(exported), constraints: new Map(Object.entries(constraints)) }
}

function readExports(exported: object): Pick<ServiceModel, 'operations' | 'errors'> {
  const operations = new Map<string, OperationModel>()
  const errors = new Map<string, ErrorModel>()

  for (const schema of Object.values(exported)) {
    if (isOperation(schema)) {
      operations.set(schema[2], operationModel(schema))
    }
    if (isError(schema)) {
      const model = errorModel(schema)
      errors.set(model.code, model)
      errors.set(schema[2], model)
    }
  }
  return { operations, errors }
}

function operationModel(schema: StaticOperationSchema): OperationModel {
  const [, , name, traits, input, output] = schema
  const http = typeof traits === 'object' ? traits.http : undefined
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    http: http && { method: http[0], template: http[1], status: http[2] },
  }
}

function errorModel(schema: StaticErrorSchema): ErrorModel {
  const traits: SchemaTraitsObject = typeof schema[3] === 'object' ? schema[3] : {}
  const [code, queryStatus] = traits.awsQueryError ? (traits.awsQueryError as [string, number]) : [schema[2]]
  const fallback = traits.error === 'server' ? 500 : 400
  return { code, status: queryStatus ?? Number(traits.httpError ?? fallback), schema: NormalizedSchema.of(schema) }
}

// The first number of a static schema says what it is: 9 an operation, -3 an error.
function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9
}

function isError(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3
}
