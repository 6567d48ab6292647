import type { Explanation } from '@/lib/troubles/model'

/** The steps of a connection test, in order. */
export type HopId = 'fingerprint' | 'initialize' | 'tools' | 'call' | 'end'

export type Hop = {
  id: HopId
  title: string
  state: 'ok' | 'warning' | 'failed' | 'skipped'
  /** Wall time in milliseconds, retries included. */
  durationMs: number
  /** More than 1 when a cold start was waited out. */
  attempts: number
  /** What was learnt, one sentence. */
  detail: string
  explanation?: Explanation
  /** The other side's own words. */
  raw?: string
}

export type TestReport = {
  auth: 'sigv4' | 'jwt'
  ok: boolean
  /** ISO 8601. */
  ranAt: string
  totalMs: number
  hops: Hop[]
  sessionId?: string | undefined
  server?: string | undefined
  tools: string[]
  /** Whose permissions the server's commands run with. */
  identity?: { account: string; arn: string } | undefined
}

/** `isUnsent`: the server refused the command by itself, before AWS was asked. */
export type CommandFailure = { message: string; code?: string | undefined; isUnsent?: boolean }

/** Everything that is known about one failure, by layer: transport, HTTP, JSON-RPC, tool, command. */
export type FailedCall = {
  auth: 'sigv4' | 'jwt'
  http?: { status: number; body: string; wwwAuthenticate?: string | undefined }
  rpc?: { code: number; message: string }
  /** Text of a tool result with `isError`. */
  tool?: string
  /** An AWS command's own failure inside a successful tool result. */
  command?: CommandFailure
  /** No answer at all. */
  transport?: { kind: 'timeout' | 'network'; message: string }
}
