import type { ObservedLogGroup, RuntimeConfig } from '@/lib/deployments/observe/observed'
import type { Tags } from '@/lib/deployments/spec/names'
import type { Json } from '@/lib/json'
import type { RoleDetail } from '@/lib/roles/model'

/** A variable of the runtime; the value of one that may be secret never gets this far: null. */
type Variable = { name: string; value: string | null }

export type ExportedEndpoint = {
  name: string
  arn: string
  /** The version that it is to serve; null where AWS does not say. */
  version: string | null
  description: string | null
  tags: Tags
}

export type ExportedClient = {
  id: string
  name: string
  hasSecret: boolean
  /** As UpdateUserPoolClient takes them, without the ids. */
  settings: { [member: string]: Json }
}

export type ExportedPool = {
  id: string
  name: string
  /** As CreateUserPool takes them, without name and tags. */
  settings: { [member: string]: Json }
  tags: Tags
  /** Those that the authorizer lets in. */
  clients: ExportedClient[]
  /** Members of the answer that are resources of their own, such as its domain. */
  besides: string[]
}

export type ExportedResourcePolicy = {
  /** Name of the endpoint that it hangs on; null: the runtime. */
  endpoint: string | null
  arn: string
  /** JSON text. */
  text: string
}

/** Everything of a live deployment, as plain data without any secret value. */
export type Exported = {
  region: string
  runtime: {
    id: string
    arn: string
    name: string
    version: string
    /** What UpdateAgentRuntime replaces, unknown members too, without the variables. */
    config: RuntimeConfig
    variables: Variable[]
    tags: Tags
  }
  /** Beside DEFAULT, which AWS makes itself. By name. */
  endpoints: ExportedEndpoint[]
  role: RoleDetail | null
  logGroup: ObservedLogGroup | null
  pool: ExportedPool | null
  policies: ExportedResourcePolicy[]
  /** What could not be read, and so is missing. */
  unread: { part: string; why: string }[]
}

export const EXPORT_FORMATS = ['cloudformation', 'terraform', 'cdk', 'cli', 'spec'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Something live that a format has no words for. */
export type NotSaid = {
  /** As AWS names it: `metadataConfiguration.requireMMDSV2`. */
  member: string
  why: string
  /** What happens to it when the file is applied. */
  lost: string
}

export type Written = {
  /** The first is the one to read. */
  files: { name: string; language: string; text: string }[]
  notSaid: NotSaid[]
  /** To run in the folder of the files, in this order. */
  commands: string[]
}
