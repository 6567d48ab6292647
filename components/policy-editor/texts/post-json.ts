import type { Failure, Result } from '@/lib/result'

/** Asks a route handler of the console; a lost connection is a failure like any other. */
export async function postJson<T>(address: string, body: unknown): Promise<Result<T>> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as Result<T>
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}

const UNREACHABLE: Failure = {
  code: 'unavailable',
  message: 'Slipway does not answer.',
  remedy: 'Check that it is still running, then try again. Your text is kept.',
}
