import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer'
import * as agentcore from '@aws-sdk/client-bedrock-agentcore'
import * as control from '@aws-sdk/client-bedrock-agentcore-control'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import * as iam from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'
import { NormalizedSchema } from '@smithy/core/schema'
import type { SchemaTraitsObject, StaticErrorSchema, StaticOperationSchema } from '@smithy/types'

export type ProtocolName = 'rest-json' | 'json' | 'query'

export type OperationModel = {
  name: string
  input: NormalizedSchema
  output: NormalizedSchema
  /** REST only. The template keeps its `{labels}`; the status is that of success. */
  http?: { method: string; template: string; status: number }
}

type ErrorModel = { code: string; status: number; schema: NormalizedSchema }

/** A service as its SDK client describes it: operations, shapes and errors come from the exported schemas. */
export type ServiceModel = {
  id: ServiceId
  protocol: ProtocolName
  signingName: string
  /** Query: the Version parameter. */
  version: string
  xmlNamespace: string
  /** JSON: the part of X-Amz-Target before the dot. */
  targetPrefix: string
  operations: ReadonlyMap<string, OperationModel>
  /** By wire code, and by the exception's name where the two differ. */
  errors: ReadonlyMap<string, ErrorModel>
}

export const SERVICE_MODELS: readonly ServiceModel[] = [
  query('iam', '2010-05-08', 'https://iam.amazonaws.com/doc/2010-05-08/', iam),
  query('sts', '2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/', sts),
  rest('agentcore-control', 'bedrock-agentcore', control),
  rest('agentcore', 'bedrock-agentcore', agentcore),
  rest('access-analyzer', 'access-analyzer', accessAnalyzer),
  json('logs', 'logs', 'Logs_20140328', logs),
  json('cognito', 'cognito-idp', 'AWSCognitoIdentityProviderService', cognito),
]

function query(id: ServiceId, version: string, xmlNamespace: string, exported: object): ServiceModel {
  return {
    ...readExports(exported),
    id,
    protocol: 'query',
    signingName: id,
    version,
    xmlNamespace,
    targetPrefix: '',
  }
}

/** Both planes of AgentCore are signed for the same name. */
function rest(id: ServiceId, signingName: string, exported: object): ServiceModel {
  return {
    ...readExports(exported),
    id,
    protocol: 'rest-json',
    signingName,
    version: '',
    xmlNamespace: '',
    targetPrefix: '',
  }
}

function json(id: ServiceId, signingName: string, targetPrefix: string, exported: object): ServiceModel {
  return {
    ...readExports(exported),
    id,
    protocol: 'json',
    signingName,
    version: '',
    xmlNamespace: '',
    targetPrefix,
  }
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
    ...(http ? { http: { method: http[0], template: http[1], status: http[2] } } : {}),
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

export type ServiceId = 'access-analyzer' | 'sts' | 'iam' | 'agentcore-control' | 'agentcore' | 'logs' | 'cognito'
