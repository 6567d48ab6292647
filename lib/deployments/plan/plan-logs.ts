import type { Observed } from '@/lib/deployments/observe/observed'
import { comesAlong, nothing, type Step, write } from '@/lib/deployments/plan/step'
import { ADOPTED_TAG, isOwned, logGroupName, ownTags } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { missingTags } from '@/lib/deployments/spec/tags'

/** The log group, made before AWS would make it (at the first invocation), so that it has tags and a retention. */
export function logSteps(spec: DeploymentSpec, { runtime, logGroup, account }: Observed): Step[] {
  const name = runtime ? logGroupName(runtime.id) : logGroupName('(runtime id)')
  const tags = { ...spec.tags, ...ownTags(spec.name) }
  const row = { id: 'log-group', kind: 'log-group' as const, title: 'Log group', name }
  const tagsRow = { id: 'log-group-tags', kind: 'tags' as const, title: 'Tags of the log group', name }
  const input = { logGroupName: name, tags }
  const created = { why: 'The server writes its log here.', before: null, after: input }

  if (!logGroup) {
    return [
      runtime
        ? write(row, 'create', { ...created, call: { operation: 'logs:CreateLogGroup', input } })
        : write(row, 'create', { ...created, operation: 'logs:CreateLogGroup' }),
      retentionStep(spec, name, null, runtime !== null),
      comesAlong(tagsRow, 'They come with the log group.', tags),
    ]
  }
  // The group of a runtime that was taken over is its maker's, or AWS's: only a person's own tags are set there.
  const isTheirs = runtime?.tags[ADOPTED_TAG] !== undefined && !isOwned(logGroup.tags, spec.name)
  const wanted = isTheirs ? spec.tags : tags
  const missing = missingTags(logGroup.tags, wanted)
  const resourceArn = `arn:${account.partition}:logs:${account.region}:${account.accountId}:log-group:${name}`
  return [
    nothing(row, 'It exists.', { logGroupName: name }),
    retentionStep(spec, name, logGroup.retentionDays, true),
    missing
      ? write(tagsRow, 'update', {
          why: 'Tags say what belongs to this deployment.',
          before: logGroup.tags,
          after: { ...logGroup.tags, ...wanted },
          call: { operation: 'logs:TagResource', input: { resourceArn, tags: missing } },
        })
      : nothing(tagsRow, 'They are set.', logGroup.tags),
  ]
}

function retentionStep(spec: DeploymentSpec, name: string, live: number | null, known: boolean): Step {
  const wanted = spec.logRetentionDays
  const row = { id: 'log-retention', kind: 'log-group' as const, title: 'Log retention', name }

  if (wanted === live) {
    return nothing(row, wanted === null ? 'Log lines are kept for ever.' : `Log lines are kept for ${wanted} days.`, {
      retentionInDays: live,
    })
  }
  const details = { before: { retentionInDays: live }, after: { retentionInDays: wanted } }

  if (wanted === null) {
    return write(row, 'update', {
      ...details,
      why: 'Log lines are to be kept for ever.',
      call: { operation: 'logs:DeleteRetentionPolicy', input: { logGroupName: name } },
    })
  }
  const why = `Without it AWS keeps log lines, and bills them, for ever. They will be kept for ${wanted} days.`
  return known
    ? write(row, 'update', {
        ...details,
        why,
        call: { operation: 'logs:PutRetentionPolicy', input: { logGroupName: name, retentionInDays: wanted } },
      })
    : write(row, 'update', { ...details, why, operation: 'logs:PutRetentionPolicy' })
}
