import 'server-only'
import type { FactsOf, OperationFacts } from '@/lib/activity/model'
import { actionPrefixOf, operationKey, pascalCase } from '@/lib/activity/operations'
import { operationActions } from '@/lib/mcp/command/operation-actions'

type Called = { service: string; operation: string }

/** What the catalogue says of these operations, at hand without waiting. */
export async function factsFor(called: readonly Called[]): Promise<FactsOf> {
  const facts = new Map<string, OperationFacts>()
  const distinct = new Map(called.map((one) => [keyOf(one), one]))
  await Promise.all([...distinct].map(async ([key, one]) => facts.set(key, await factsOf(one))))
  return (service, operation) =>
    facts.get(keyOf({ service, operation })) ?? { name: pascalCase(operation), actions: [], access: 'unknown' }
}

function keyOf({ service, operation }: Called): string {
  return `${service} ${operation}`
}

const S3_ACTIONS: Readonly<Record<string, string[]>> = {
  ls: ['s3:ListAllMyBuckets', 's3:ListBucket'],
  mb: ['s3:CreateBucket'],
  rb: ['s3:DeleteBucket'],
  cp: ['s3:GetObject', 's3:PutObject'],
  mv: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  rm: ['s3:DeleteObject'],
  sync: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
  website: ['s3:PutBucketWebsite'],
  presign: ['s3:GetObject'],
}

async function factsOf({ service, operation }: Called): Promise<OperationFacts> {
  const s3 = service === 's3' ? S3_ACTIONS[operation] : undefined

  if (s3) {
    return { name: operation, actions: s3, access: /^(ls|presign)$/.test(operation) ? 'read' : 'write' }
  }
  const prefix = actionPrefixOf(service)
  const found = await operationActions(prefix, operationKey(operation))
  const [first] = found
  const own = found.find(({ action }) => action.slice(prefix.length + 1).toLowerCase() === operationKey(operation))
  const access = first?.access
  return {
    name: own?.access ? own.action.slice(prefix.length + 1) : pascalCase(operation),
    actions: found.map(({ action }) => action),
    access: access === undefined ? 'unknown' : access === 'read' || access === 'list' ? 'read' : 'write',
  }
}
