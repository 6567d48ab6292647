import type { Connection } from '@/lib/aws/connection'
import { counted } from '@/lib/format/counted'
import type { Fit } from '@/lib/right-size/fit'
import type { SeenCall } from '@/lib/right-size/model'
import { replayByIam } from '@/lib/right-size/replay-by-iam'

type IamReplayProps = { connection: Connection; calls: readonly SeenCall[]; fit: Fit; boundary: string | null }

/** What IAM itself says of the same calls, as a second opinion. */
export async function IamReplay({ connection, calls, fit, boundary }: IamReplayProps) {
  const texts = fit.placed.flatMap(({ text }) => (text === '' ? [] : [text]))
  const answer = await replayByIam(connection, calls, texts, boundary)

  if (!answer.ok) {
    return (
      <p className="text-muted text-table">IAM’s own simulator could not be asked as well: {answer.error.message}</p>
    )
  }
  const { asked, agreed, denied } = answer.data

  if (asked === 0) {
    return null
  }
  return denied.length === 0 ? (
    <p className="text-table">
      IAM’s own simulator allows {agreed} of {counted(asked, 'permission')} used, too.
    </p>
  ) : (
    <p className="text-table text-warning">
      IAM’s own simulator would deny {denied.join(', ')}: look at {denied.length === 1 ? 'it' : 'them'} before you go
      on.
    </p>
  )
}
