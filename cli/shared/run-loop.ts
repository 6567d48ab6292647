import { setTimeout as sleep } from 'node:timers/promises'
import type { AdvanceOptions, AdvanceResult, OneTimeSecret } from '@/lib/deployments/model'

export type Outcome =
  | { state: 'done' | 'failed'; last: AdvanceResult; secret?: OneTimeSecret | undefined }
  | { state: 'stopped'; secret?: OneTimeSecret | undefined }

/**
 * Turns the loop until it is done, failed, or Ctrl-C was pressed. A step that has begun is always finished, so that its
 * answer (a password, say) isn't lost. Progress goes to standard error.
 */
export async function runLoop(next: (options: AdvanceOptions) => Promise<AdvanceResult>): Promise<Outcome> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)

  try {
    return await turns(next, stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

async function turns(next: (options: AdvanceOptions) => Promise<AdvanceResult>, stop: AbortSignal): Promise<Outcome> {
  const performed: string[] = []
  let waiting: AdvanceOptions['waiting']
  let secret: OneTimeSecret | undefined

  while (!stop.aborted) {
    const result = await next({ performed, waiting })
    waiting = undefined

    if (result.state === 'done' || result.state === 'failed') {
      return { state: result.state, last: result, secret }
    }
    if (result.state === 'progress') {
      performed.push(result.changeId)
      secret = result.secret ?? secret
      tell(`${result.operation}  ${result.durationMs} ms  ${result.requestId ?? ''}`)
    } else {
      waiting = { changeId: result.changeId, since: result.waitingSince, reason: result.reason }
      tell(`waiting: ${result.waitingFor}`)
      await sleep(result.retryAfterMs, undefined, { signal: stop }).catch(() => undefined)
    }
  }
  tell('Stopped. Nothing is lost: run it again to go on.')
  return { state: 'stopped', secret }
}

function tell(line: string): void {
  process.stderr.write(`${line.trimEnd()}\n`)
}
