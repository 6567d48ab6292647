import type { CallReport, OpenReport, TesterReport, TesterSession } from '@/lib/mcp/tester/tester-model'
import type { Failure, Result } from '@/lib/result'

export type ToolCall = { tool: string; arguments: Record<string, unknown> }

type Entry =
  | { kind: 'open'; title: string; report: OpenReport }
  | { kind: 'call'; title: string; call: ToolCall; report: CallReport }

/** One thing that was done. `at` is ISO 8601. */
export type HistoryEntry = Entry & { id: number; at: string }

export type Busy = 'opening' | 'calling' | 'ending'

export type TesterState = {
  session?: TesterSession | undefined
  busy?: Busy | undefined
  failure?: Failure | undefined
  note?: string | undefined
  /** Newest first. */
  history: HistoryEntry[]
  /** A call that waits for the person's word. */
  question?: { call: ToolCall; why: string } | undefined
}

const KEPT = 50

/** The state after an answer. `call` is what was asked for, when that was a call; `at` in milliseconds. */
export function afterAnswer(
  { busy: _, question: __, failure: ___, note: ____, ...state }: TesterState,
  result: Result<TesterReport>,
  at: number,
  call?: ToolCall,
): TesterState {
  if (!result.ok) {
    return { ...state, failure: result.error }
  }
  const { data } = result

  if (data.do === 'end') {
    return { ...state, session: undefined, note: data.isEnded ? ENDED : NOT_ENDED }
  }
  if (data.do === 'open') {
    const { report } = data
    const history = remembered(state.history, { kind: 'open', title: 'Open a session', report }, at)
    return { ...state, history, session: report.ok ? report.session : undefined }
  }
  return call ? afterCall(state, call, data.report, at) : state
}

function afterCall(state: TesterState, call: ToolCall, report: CallReport, at: number): TesterState {
  if (report.state === 'ask') {
    return { ...state, question: { call, why: report.why } }
  }
  const history = remembered(state.history, { kind: 'call', title: titleOf(call), call, report }, at)
  return report.failure?.isSessionLost ? { ...state, history, session: undefined } : { ...state, history }
}

function remembered(history: HistoryEntry[], entry: Entry, at: number): HistoryEntry[] {
  const id = (history[0]?.id ?? 0) + 1
  return [{ ...entry, id, at: new Date(at).toISOString() }, ...history].slice(0, KEPT)
}

function titleOf({ tool, arguments: { cli_command: command } }: ToolCall): string {
  return tool === 'call_aws' && command !== undefined ? [command].flat().join('; ') : tool
}

const ENDED = 'The session is ended, and its machine is released.'
const NOT_ENDED = 'AWS did not end the session; it ends by itself when it has been idle.'
export const IDLE = 'Nobody called a tool for a while, so the session was ended and its machine released.'
