import type { DiagnosedEvent, Finding } from '@/lib/logs/diagnose/model'
import { SOURCES } from '@/lib/logs/diagnose/sources'

type Start = { at: number; id: string; listens: boolean }

/** A server that listens says so within this time of its first line. */
const PATIENCE_MS = 30_000
const MAX_STREAMS = 500

/**
 * Watches for servers that begin and never listen: over stdio there is neither an error nor a web server, only silence.
 * Only sound for a log without holes.
 */
export class Starts {
  #byStream = new Map<string, Start>()
  #newestAt = 0

  see(event: DiagnosedEvent): void {
    this.#newestAt = Math.max(this.#newestAt, event.at)

    if (/ - CWD: /.test(event.text)) {
      this.#remember(event.stream, { at: event.at, id: event.id, listens: false })
    } else if (
      /Uvicorn running on|Application startup complete|Started server process|Traceback \(most|\| ERROR |requires the following/.test(
        event.text,
      )
    ) {
      // An error says for itself why it does not listen.
      const start = this.#byStream.get(event.stream)

      if (start) {
        start.listens = true
      }
    }
  }

  finding(): Finding[] {
    const silent = [...this.#byStream.values()].filter(
      (start) => !start.listens && this.#newestAt - start.at > PATIENCE_MS,
    )
    const times = silent.map(({ at }) => at)

    if (silent.length === 0) {
      return []
    }
    return [
      {
        key: 'silent-start',
        rule: 'silent-start',
        severity: 'error',
        source: SOURCES.contract,
        title: 'The server starts and never listens.',
        cause: 'Without AWS_API_MCP_TRANSPORT it waits on standard input, where AgentCore never calls.',
        remedy: 'Set AWS_API_MCP_TRANSPORT to streamable-http.',
        action: { type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' },
        count: silent.length,
        firstAt: Math.min(...times),
        lastAt: Math.max(...times),
        lines: silent.slice(-6).map(({ id }) => id),
      },
    ]
  }

  #remember(stream: string, start: Start): void {
    this.#byStream.set(stream, start)
    const [oldest] = this.#byStream.keys()

    if (this.#byStream.size > MAX_STREAMS && oldest !== undefined) {
      this.#byStream.delete(oldest)
    }
  }
}
