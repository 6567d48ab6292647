import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { AppError, fail, type Result } from '@/lib/result'
import type { LastAccessed, ServiceAccessed } from '@/lib/right-size/model'

const WAITING_MS = 60_000
const PAUSE_MS = 500

/** What IAM noted of the role's permissions, action by action. Waits until the report is there, at most a minute. */
export async function readLastAccessed(
  connection: Connection,
  roleArn: string,
  signal: AbortSignal,
): Promise<Result<NonNullable<LastAccessed>>> {
  const read = await attempt(() => report(connection, roleArn, signal))
  return read.ok || read.error.code !== 'access-denied' ? read : fail({ ...read.error, remedy: ALLOW })
}

const ALLOW =
  'Allow these credentials iam:GenerateServiceLastAccessedDetails on the role, and iam:GetServiceLastAccessedDetails.'

async function report(
  connection: Connection,
  roleArn: string,
  signal: AbortSignal,
): Promise<Map<string, ServiceAccessed>> {
  const { iam } = awsClients(connection)
  const { JobId = '' } = await iam.generateServiceLastAccessedDetails({ Arn: roleArn, Granularity: 'ACTION_LEVEL' })
  await untilDone(connection, JobId, signal)
  const services = await everyPage(async (marker) => {
    const page = await iam.getServiceLastAccessedDetails({ JobId, Marker: marker })
    return { items: page.ServicesLastAccessed, nextToken: page.Marker }
  })
  return new Map(
    services.map((one): [string, ServiceAccessed] => [
      (one.ServiceNamespace ?? '').toLowerCase(),
      {
        last: accessed(one.LastAuthenticated, one.LastAuthenticatedRegion),
        tracked: new Map(
          (one.TrackedActionsLastAccessed ?? []).map(({ ActionName = '', LastAccessedTime, LastAccessedRegion }) => [
            ActionName.toLowerCase(),
            accessed(LastAccessedTime, LastAccessedRegion),
          ]),
        ),
      },
    ]),
  )
}

function accessed(at: Date | undefined, region: string | undefined) {
  return at ? { at: at.getTime(), ...(region !== undefined && { region }) } : null
}

async function untilDone(connection: Connection, JobId: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + WAITING_MS

  for (let pause = PAUSE_MS; ; pause = Math.min(pause * 1.5, WAITING_MS / 10)) {
    const { JobStatus, Error: error } = await awsClients(connection).iam.getServiceLastAccessedDetails({ JobId })

    if (JobStatus === 'COMPLETED') {
      return
    }
    if (JobStatus === 'FAILED' || Date.now() + pause > until) {
      throw new AppError({
        code: JobStatus === 'FAILED' ? 'unavailable' : 'timeout',
        message: 'IAM gave no report of when the role’s permissions were last used.',
        remedy: 'Try again in a few minutes.',
        details: error?.Message,
      })
    }
    await sleep(pause, undefined, { signal })
  }
}
