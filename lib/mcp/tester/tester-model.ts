import type { CommandOutcome } from '@/lib/mcp/command/command-outcomes'
import type { Explanation } from '@/lib/troubles/model'

/** One HTTP request and its answer, without credentials: they are added after this was written down. */
export type Exchange = {
  /** The JSON-RPC method, or what else was done. */
  title: string
  status?: number
  durationMs: number
  requestHeaders: Record<string, string>
  request: string
  responseHeaders: Record<string, string>
  response: string
}

export type TesterTool = {
  name: string
  title?: string | undefined
  description?: string | undefined
  inputSchema: Record<string, unknown>
  /** What the server itself says; undefined when it doesn't. */
  isReadOnly?: boolean | undefined
}

/** An open session, as the page has to name it to go on with it. */
export type TesterSession = {
  sessionId: string
  protocolVersion?: string | undefined
  server: string
  tools: TesterTool[]
  /** Seconds without a call after which Slipway ends the session. */
  endsAfterSeconds: number
}

type Trace = {
  /** Wall time in milliseconds, retries included. */
  durationMs: number
  /** More than 1 when a cold start was waited out. */
  attempts: number
  exchanges: Exchange[]
}

export type TesterFailure = {
  explanation: Explanation
  /** The other side's own words. */
  raw: string
  /** True when the session is gone and a new one has to be opened. */
  isSessionLost: boolean
}

export type ToolAnswer = {
  isError: boolean
  text: string
  structured?: unknown
  /** For `call_aws`: each command by itself. */
  commands: (CommandOutcome & { explanation?: Explanation })[]
}

export type OpenReport = Trace & ({ ok: true; session: TesterSession } | { ok: false; failure: TesterFailure })

export type CallReport = Trace &
  (
    | { state: 'answered'; answer: ToolAnswer; failure?: TesterFailure }
    | { state: 'failed'; failure: TesterFailure }
    /** Nothing was sent yet: it may change something, so the person is asked first. */
    | { state: 'ask'; why: string }
  )

export type TesterReport =
  | { do: 'open'; report: OpenReport }
  | { do: 'call'; report: CallReport }
  | { do: 'end'; isEnded: boolean }
