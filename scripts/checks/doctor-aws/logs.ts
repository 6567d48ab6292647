import { logGroupName, RUNTIME_LOG_PREFIX } from '@/lib/logs/model'
import type { Report } from '@/scripts/checks/doctor-aws/finding'
import type { Raw, Reader } from '@/scripts/checks/doctor-aws/reader'
import type { SeenRuntime } from '@/scripts/checks/doctor-aws/runtimes'

const STREAM = /^\d{4}\/\d\d\/\d\d\/\[runtime-logs/
const DAY_MS = 86_400_000

/** Names of log groups and streams, and whether AWS answers the newest lines first when asked to. */
export async function checkLogs(reader: Reader, runtimes: readonly SeenRuntime[], report: Report): Promise<void> {
  const listed = await reader.logs('DescribeLogGroups', { logGroupNamePrefix: RUNTIME_LOG_PREFIX, limit: 50 })

  if (listed.status !== 200) {
    return report('unseen', 'log groups', `could not be listed: ${listed.errorCode ?? listed.status}`)
  }
  const groups = (listed.body.logGroups ?? []) as { logGroupName?: string }[]
  const names = groups.map(({ logGroupName: name }) => String(name))
  report('as-assumed', 'log groups', `${names.length} below ${RUNTIME_LOG_PREFIX}`)
  const expected = runtimes.map(({ id }) => logGroupName(id, 'DEFAULT'))
  const ours = expected.filter((name) => names.includes(name))
  const text = `${ours.length} of ${expected.length} runtimes have theirs; AWS makes it at the first call`
  report(expected.length === 0 ? 'unseen' : 'note', 'group of each runtime', text)
  const [group] = ours

  if (group !== undefined) {
    await checkStreams(reader, group, report)
    await checkOrder(reader, group, report)
  }
}

async function checkStreams(reader: Reader, logGroupName: string, report: Report): Promise<void> {
  const { body } = await reader.logs('DescribeLogStreams', { logGroupName, limit: 50 })
  const streams = ((body.logStreams ?? []) as { logStreamName?: string }[]).map((one) => String(one.logStreamName))
  const container = streams.filter((name) => STREAM.test(name))
  const others = streams.filter((name) => !STREAM.test(name))

  if (streams.length === 0) {
    return report('unseen', 'log streams', 'the group is empty')
  }
  report(
    container.length > 0 ? 'as-assumed' : 'differs',
    'log streams',
    `${container.length} named YYYY/MM/DD/[runtime-logs…${others.length > 0 ? `; others: ${others.slice(0, 3).join(', ')}` : ''}`,
  )
}

async function checkOrder(reader: Reader, logGroupName: string, report: Report): Promise<void> {
  const range = { logGroupName, startTime: Date.now() - 30 * DAY_MS, limit: 20 }
  const times = timesOf(await reader.logs('FilterLogEvents', { ...range, startFromHead: false }))

  if (times.length < 2) {
    return report('unseen', 'newest lines first', 'too few lines on the first page')
  }
  const isNewestFirst = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? 0))
  const isFine = isNewestFirst && (times[0] ?? 0) > (times.at(-1) ?? 0)
  const text = isNewestFirst ? 'with startFromHead: false' : 'startFromHead: false does not turn the order round'
  report(isNewestFirst ? 'as-assumed' : 'differs', 'newest lines first', isFine ? text : `${text} (all of one time)`)
}

function timesOf({ body }: Raw): number[] {
  return ((body.events ?? []) as { timestamp?: number }[]).map(({ timestamp }) => timestamp ?? 0)
}
