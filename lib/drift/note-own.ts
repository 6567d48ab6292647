import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { perform } from '@/lib/deployments/advance/perform'
import type { Observed } from '@/lib/deployments/observe/observed'
import { liveParts } from '@/lib/deployments/plan/parts'
import {
  type Fingerprint,
  fingerprintOf,
  fingerprintTag,
  managedHash,
  nameHash,
  readFingerprint,
  SPEC_TAG,
} from '@/lib/deployments/spec/fingerprint'
import { DEPLOYMENT_TAG, REGION_TAG } from '@/lib/deployments/spec/names'
import { observeLive } from '@/lib/drift/read-drift'
import { exclusively } from '@/lib/exclusively'
import { ok, type Result } from '@/lib/result'
import { readRole } from '@/lib/roles/queries'
import { listRuntimes } from '@/lib/runtimes/queries'
import type { Writer } from '@/lib/writer'

/**
 * Notes one document of a role (`inline:NAME`, `managed:ARN` or `trust`) as it is now, after Slipway wrote it: all else that differs
 * goes on differing. Does nothing for a role of no deployment, and where no fingerprint was.
 */
export async function noteOwnDocument(
  writer: Writer,
  connection: Connection,
  roleName: string,
  document: string,
): Promise<Result<{ noted: boolean }>> {
  const role = await attempt(() => readRole(connection, roleName, { withDocuments: false }))
  const name = role.ok ? role.data?.tags[DEPLOYMENT_TAG] : undefined

  if (!role.ok || name === undefined || role.data?.tags[REGION_TAG] !== connection.region) {
    return role.ok ? ok({ noted: false }) : role
  }
  const runtimes = await listRuntimes(connection)
  const runtime = runtimes.ok ? runtimes.data.find((one) => one.name === name) : undefined
  return runtime
    ? exclusively(`${connectionKey(connection)} ${name}`, () =>
        attempt(() => note(writer, connection, runtime.id, roleName, document)),
      )
    : ok({ noted: false })
}

async function note(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
  roleName: string,
  document: string,
): Promise<{ noted: boolean }> {
  const observed = await observeLive(connection, runtimeId)
  const { runtime, role } = observed
  const noted = readFingerprint(runtime?.tags[SPEC_TAG])

  // Of all policies in one hash nobody can say which of them changed.
  if (!noted?.hasPolicies || noted.policies !== undefined || role?.name !== roleName) {
    return { noted: false }
  }
  const tag = fingerprintTag(withDocument(noted, observed, document))

  if (tag !== runtime?.tags[SPEC_TAG]) {
    const input = { resourceArn: runtime?.arn ?? '', tags: { [SPEC_TAG]: tag } }
    await perform(writer, connection, { operation: 'bedrock-agentcore:TagResource', input })
  }
  return { noted: true }
}

function withDocument(noted: Fingerprint, observed: Observed, document: string): Fingerprint {
  const live = fingerprintOf(liveParts(observed))
  const [kind = '', name] = [document.split(':', 1)[0], document.slice(document.indexOf(':') + 1)]

  if (kind === 'trust') {
    return { ...noted, plain: { ...noted.plain, ...(live.plain.trust ? { trust: live.plain.trust } : {}) } }
  }
  if (kind === 'managed') {
    const hash = managedHash(name)
    const others = noted.managed.filter((one) => one !== hash)
    return { ...noted, managed: live.managed.includes(hash) ? [...others, hash] : others }
  }
  const { [nameHash(name)]: _, ...others } = noted.inline
  const now = live.inline[nameHash(name)]
  return { ...noted, inline: now === undefined ? others : { ...others, [nameHash(name)]: now } }
}
