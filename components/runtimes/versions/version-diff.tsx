import { FailureNotice } from '@/components/feedback/failure-notice'
import { DiffView } from '@/components/ui/diff-view'
import type { Connection } from '@/lib/aws/connection'
import { canonicalJson, diffLines } from '@/lib/format/diff'
import { getRuntime } from '@/lib/runtimes/queries'

type VersionDiffProps = { connection: Connection; runtimeId: string; from: string; to: string }

/** Two versions' configurations, as AWS has them, line by line. */
export async function VersionDiff({ connection, runtimeId, from, to }: VersionDiffProps) {
  const [before, after] = await Promise.all([
    getRuntime(connection, runtimeId, from),
    getRuntime(connection, runtimeId, to),
  ])

  if (!before.ok) {
    return <FailureNotice failure={before.error} />
  }
  if (!after.ok) {
    return <FailureNotice failure={after.error} />
  }
  const lines = diffLines(canonicalJson(before.data.configuration), canonicalJson(after.data.configuration))
  const changed = lines.filter(({ kind }) => kind !== 'same').length

  return (
    <>
      <p className="text-muted" role="status">
        {changed === 0
          ? `Versions ${from} and ${to} have the same configuration.`
          : `${changed === 1 ? '1 line differs' : `${changed} lines differ`} between version ${from} and version ${to}.`}
      </p>
      <DiffView lines={lines} label={`Changes from version ${from} to version ${to}`} />
    </>
  )
}
