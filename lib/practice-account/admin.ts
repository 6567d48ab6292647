import 'server-only'
import { z } from 'zod'
import { env, type PracticePlace } from '@/lib/env'
import { coverageSchema, type PracticeCoverage } from '@/lib/practice-account/coverage'
import { fail, ok, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/** What the practice account answers on its own address; its side of this contract is lib/practice/server/admin.ts. */
const fault = z.object({
  id: z.string(),
  match: z
    .object({
      service: z.string().optional(),
      operation: z.string().optional(),
      skip: z.number().default(0),
      times: z.number().nullable().default(1),
      percent: z.number().optional(),
    })
    .default({ skip: 0, times: 1 }),
  effect: z.object({
    type: z.string(),
    when: z.enum(['before', 'after']).default('before'),
    ms: z.number().optional(),
    code: z.string().optional(),
    message: z.string().optional(),
  }),
})

const switches = z.object({
  createFailed: z.string().nullable(),
  updateFailed: z.string().nullable(),
  imageRegion: z.string().nullable(),
  claimMismatch: z.string().nullable(),
  noisyLogs: z.boolean(),
  hostileLogs: z.boolean(),
  /** Milliseconds, like the rest of the times. */
  rolePropagationMs: z.number(),
  policyPropagationMs: z.number(),
  readyMs: z.number(),
  coldStartMs: z.number(),
  trailLagMs: z.number(),
  lastAccessedLagMs: z.number(),
})

const faults = z.object({
  faults: z.array(fault).default([]),
  /** How often each of the faults will still strike; null: for good. */
  left: z.array(z.number().nullable()).default([]),
  switches,
})

const status = faults.extend({
  accountId: z.string(),
  region: z.string(),
  operatorArn: z.string(),
  /** Why the account's state is not written to its file. */
  notKept: z.string().nullable().default(null),
})

const messages = z.object({
  messages: z.array(
    z.object({ at: z.number(), medium: z.enum(['EMAIL', 'SMS']), destination: z.string(), text: z.string() }),
  ),
})

/** What Cognito would have sent. `at` in milliseconds. */
export type PracticeMessage = z.infer<typeof messages>['messages'][number]
export type PracticeStatus = z.infer<typeof status>
export type PracticeFault = z.infer<typeof fault>
type PracticeSwitches = z.infer<typeof switches>
export type PracticeFaults = z.infer<typeof faults>
export type PracticeFaultsChange = { faults?: PracticeFault[]; switches?: Partial<PracticeSwitches> }

const TIMEOUT_MS = 5_000

export function practiceStatus(): Promise<Result<PracticeStatus>> {
  return ask('GET', 'status', status)
}

/** Replaces the faults when given, and changes the switches that are named. */
export function changePracticeFaults(writer: Writer, wanted: PracticeFaultsChange): Promise<Result<PracticeFaults>> {
  return change(writer, 'PUT', 'faults', faults, wanted)
}

/** Removes all faults; switches and delays are again what the account started with. */
export function clearPracticeFaults(writer: Writer): Promise<Result<PracticeFaults>> {
  return change(writer, 'DELETE', 'faults', faults)
}

/** Empties the practice account; it starts again with its samples. */
export function resetPractice(writer: Writer): Promise<Result<PracticeStatus>> {
  return change(writer, 'POST', 'reset', status)
}

/** What the account's Cognito would have sent by SMS and e-mail, the newest first. */
export async function practiceMessages(): Promise<Result<PracticeMessage[]>> {
  const answer = await ask('GET', 'messages', messages)
  return answer.ok ? ok(answer.data.messages.toReversed()) : answer
}

/** What it imitates, how far, and who judged it. */
export function practiceCoverage(): Promise<Result<PracticeCoverage>> {
  return ask('GET', 'coverage', coverageSchema)
}

/** Its address and the operator's keys, for the person who is signed in and no one else; undefined when none runs. */
export function practicePlace(): PracticePlace | undefined {
  const {
    SLIPWAY_PRACTICE_URL: url,
    SLIPWAY_PRACTICE_ACCESS_KEY_ID: accessKeyId,
    SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: secretAccessKey,
  } = env()
  return url && accessKeyId && secretAccessKey ? { url, accessKeyId, secretAccessKey } : undefined
}

type Change = 'PUT' | 'POST' | 'DELETE'

function change<T>(_writer: Writer, ...request: [Change, string, z.ZodType<T>, unknown?]): Promise<Result<T>> {
  return ask(...request)
}

async function ask<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<Result<T>> {
  const { SLIPWAY_PRACTICE_URL: url, SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: key } = env()

  if (!url || !key) {
    return fail(notRunning)
  }
  try {
    const response = await fetch(new URL(`/_practice/${path}`, url), {
      method,
      headers: { 'x-practice-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    })
    const text = await response.text()

    if (!response.ok) {
      return fail({ code: 'unavailable', message: 'The practice account refused this.', details: text.slice(0, 1000) })
    }
    return ok(schema.parse(text === '' ? null : JSON.parse(text)))
  } catch (error) {
    return fail({ ...notRunning, details: error instanceof Error ? error.message : undefined })
  }
}

const notRunning = {
  code: 'unavailable' as const,
  message: 'The practice account does not answer.',
  remedy: 'It is started together with Slipway.',
  command: 'npm start',
}
