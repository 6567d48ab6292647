import { endOfLifeOf } from '@/lib/deployments/check/end-of-life'
import { imageFaults } from '@/lib/deployments/check/image-faults'
import { parseImage } from '@/lib/deployments/spec/image'
import { counted } from '@/lib/format/counted'
import { formatDuration } from '@/lib/format/duration'
import { daysUntil } from '@/lib/format/time'
import type { Finding } from '@/lib/health/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Door } from '@/lib/runtimes/verdict'
import type { StopReading } from '@/lib/stop/model'

function edit({ id }: RuntimeDetail, label = 'Edit and launch'): Door {
  return { label, href: routes.setup({ from: id }) }
}

/** What AWS says of the runtime. `unready`: the words for what is not ready. */
export function judgeStatus(runtime: RuntimeDetail, unready: string): Finding {
  const { status, version, lastUpdatedAt, protocol = 'HTTP' } = runtime

  if (status !== 'READY') {
    const failing = status.endsWith('_FAILED')
    const action = failing ? edit(runtime) : undefined
    return { state: failing ? 'failing' : 'note', evidence: `${unready}.`, at: lastUpdatedAt, action }
  }
  return protocol === 'MCP'
    ? {
        state: 'well',
        evidence: `Version ${version} is ready.`,
        at: lastUpdatedAt,
        action: { label: 'All versions', href: routes.runtimeTab(runtime.id, 'versions') },
      }
    : {
        state: 'failing',
        evidence: `Ready, but its protocol is ${protocol}, not MCP: no MCP client can reach it.`,
        action: edit(runtime),
      }
}

export function judgeStop({ id }: RuntimeDetail, { state, since, reason, levers }: StopReading): Finding {
  const action = { label: 'See the stop', href: routes.runtimeStop(id) }

  switch (state) {
    case 'running':
      return { state: 'well', evidence: 'Nothing keeps callers out.' }
    case 'stopped':
      return { state: 'warning', evidence: `Stopped${reason ? `: ${reason}` : ''}.`, at: since, action }
    case 'incomplete':
      return {
        state: 'failing',
        evidence: 'The stop is not complete: one part of it is there and another is not.',
        action,
      }
    case 'elsewhere':
      return { state: 'warning', evidence: 'A policy that Slipway did not put there denies everything.', action }
    default: {
      const failure = levers.find((lever) => lever.failure)?.failure
      const why = failure ? ` ${failure.message}` : ''
      return { state: 'unknown', evidence: `Whether it is stopped could not be found out.${why}`, action, failure }
    }
  }
}

export function judgeMetadata(runtime: RuntimeDetail): Finding {
  return runtime.mmdsV2
    ? { state: 'well', evidence: 'Required, as AWS demands.' }
    : {
        state: 'failing',
        evidence: 'Not required: AWS refuses calls to such a runtime since 30 June 2026.',
        action: edit(runtime, 'Switch on MMDSv2'),
      }
}

/** Known faults of the release, a tag that may move, and the end of the server; `now` in milliseconds. */
export function judgeImage(runtime: RuntimeDetail, now: number): Finding {
  const { image: uri, network, environment } = runtime
  const image = uri === undefined ? undefined : parseImage(uri)

  if (uri === undefined || image === undefined) {
    return { state: 'note', evidence: uri ? 'Not an image of Amazon ECR.' : 'Made from code, not from an image.' }
  }
  const preset = uri.includes('/aws-api-mcp-server') ? ('aws-api-mcp-server' as const) : ('container' as const)
  const subject = { server: { preset }, network, environment }
  const fault = imageFaults(subject, image).find(({ severity }) => severity !== 'info')
  const action = edit(runtime, 'Choose another image')

  if (fault) {
    const state = fault.severity === 'danger' ? 'failing' : 'warning'
    return { state, evidence: `${fault.title}.`, remedy: fault.text, action }
  }
  const name = image.tag ?? image.digest ?? ''

  if (image.digest === undefined && (image.tag === undefined || /^(latest|main|stable|edge|dev)$/.test(image.tag))) {
    const evidence = `${image.tag ?? 'No tag'}: a new session may get another version than the one that was tried.`
    return { state: 'warning', evidence, remedy: 'A version number stays what it is.', action }
  }
  const life = lifeOf(uri, now)
  return { state: life.state, evidence: `${name}, without a known fault.${life.words}` }
}

function lifeOf(image: string, now: number): { state: 'well' | 'note' | 'warning'; words: string } {
  const end = endOfLifeOf(image)

  if (end === undefined) {
    return { state: 'well', words: '' }
  }
  const days = daysUntil(end, now)
  const words =
    days > 0 ? ` Its maintainers plan to remove it in ${counted(days, 'day')}.` : ' Its maintainers have removed it.'
  return { state: days > 90 ? 'note' : 'warning', words }
}

const HOUR = 3600
const DEFAULT_IDLE = 900
const DEFAULT_MAX = 8 * HOUR

/** How long a session that nobody uses goes on, and is paid for. */
export function judgeSessions(runtime: RuntimeDetail): Finding {
  const { idleRuntimeSessionTimeout: idle = DEFAULT_IDLE, maxLifetime: max = DEFAULT_MAX } = runtime.lifecycle
  const evidence = `A session ends ${formatDuration(idle * 1000)} after its last call, at most after ${formatDuration(max * 1000)}.`
  return idle > HOUR
    ? {
        state: 'warning',
        evidence,
        remedy: 'Memory is paid for all that time.',
        action: edit(runtime, 'Change the time-outs'),
      }
    : { state: 'well', evidence, action: { label: 'See sessions', href: routes.runtimeSessions(runtime.id) } }
}
