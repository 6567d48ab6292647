import { createHash } from 'node:crypto'
import { type Arn, parseArn } from '@/lib/aws/arn'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import type { StoredRuntime } from '@/lib/practice/agentcore/store'

type Place = Pick<StoredRuntime, 'id' | 'region'>

export function runtimeArn({ id, region }: Place): string {
  return `arn:${PARTITION}:bedrock-agentcore:${region}:${ACCOUNT_ID}:runtime/${id}`
}

export function endpointArn(runtime: Place, endpointName: string): string {
  return `${runtimeArn(runtime)}/runtime-endpoint/${endpointName}`
}

/** Name, hyphen and ten characters, as the service model has it; the same one each time. */
export function endpointId(runtime: Pick<Place, 'id'>, endpointName: string): string {
  const characters = createHash('sha256').update(`${runtime.id}/${endpointName}`).digest('hex').slice(0, 10)
  return `${endpointName}-${characters}`
}

export function identityDirectoryArn(region: string): string {
  return `arn:${PARTITION}:bedrock-agentcore:${region}:${ACCOUNT_ID}:workload-identity-directory/default`
}

/** Every runtime gets a workload identity of its own id. */
export function workloadIdentityArn({ id, region }: Place): string {
  return `${identityDirectoryArn(region)}/workload-identity/${id}`
}

export type RuntimeReference = { id: string; region: string; accountId: string; endpointName?: string | undefined }

/** The runtime, and perhaps the endpoint, that an ARN names; undefined when it is another kind of ARN. */
export function parseRuntimeArn(text: string): RuntimeReference | undefined {
  const arn: Arn | undefined = parseArn(text)
  const [, id, endpointName] = /^runtime\/([^/]+)(?:\/runtime-endpoint\/([^/]+))?$/.exec(arn?.resource ?? '') ?? []

  if (arn?.service !== 'bedrock-agentcore' || !id) {
    return undefined
  }
  const { region, accountId } = arn
  return { id, region, accountId, endpointName }
}
