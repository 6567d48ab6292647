import type { CitedLine, DiagnosedEvent, Finding, Trouble } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** A server that listens says so within this time of its first line. */
const PATIENCE_MS = 30_000
const MAX_STREAMS = 500
/** That it listens, or why it does not: an error speaks for itself. */
const HEARD =
  /Uvicorn running on|Application startup complete|Started server process|Traceback \(most|\| ERROR |requires the following/

type Stream = { start: CitedLine | null; isHeard: boolean }

/**
 * Watches for servers that begin and never listen: over stdio there is neither an error nor a web server, only silence.
 * Only sound for a log without holes. A stream is one container; its lines may come in any order.
 */
export class Starts {
  #streams = new Map<string, Stream>()
  #newestAt = 0

  see({ id, at, stream: name, text }: DiagnosedEvent): void {
    this.#newestAt = Math.max(this.#newestAt, at)
    const isStart = text.includes(' - CWD: ')

    if (isStart || HEARD.test(text)) {
      const stream = this.#stream(name)
      stream.start = isStart ? { id, at } : stream.start
      stream.isHeard ||= !isStart
    }
  }

  findings(): Finding[] {
    const silent = [...this.#streams.values()]
      .flatMap(({ start, isHeard }) => (start && !isHeard ? [start] : []))
      .filter(({ at }) => this.#newestAt - at > PATIENCE_MS)
    const times = silent.map(({ at }) => at)

    if (silent.length === 0) {
      return []
    }
    return [
      {
        ...SILENCE,
        count: silent.length,
        firstAt: Math.min(...times),
        lastAt: Math.max(...times),
        lines: silent.slice(-6),
      },
    ]
  }

  #stream(name: string): Stream {
    const stream = this.#streams.get(name) ?? { start: null, isHeard: false }
    this.#streams.set(name, stream)
    const [oldest] = this.#streams.keys()

    if (this.#streams.size > MAX_STREAMS && oldest !== undefined) {
      this.#streams.delete(oldest)
    }
    return stream
  }
}

const SILENCE: Trouble = {
  key: 'silent-start',
  rule: 'silent-start',
  severity: 'error',
  layer: 'server',
  certainty: 'certain',
  sources: [SOURCES.contract],
  title: 'The server starts and never listens.',
  cause: 'Without AWS_API_MCP_TRANSPORT it waits on standard input, where AgentCore never calls.',
  remedy: ['Set AWS_API_MCP_TRANSPORT to streamable-http.'],
  actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' }],
}
