import type { Failure } from '@/lib/result'

/** Characters of one answer that are still sent to the server. AWS allows far less everywhere. */
export const MAX_ANSWER_LENGTH = 150_000

/** Answers that are too long even to be checked by the server; null when there are none. */
export function oversize(values: Record<string, string>): Failure | null {
  const names = Object.keys(values).filter((name) => (values[name] ?? '').length > MAX_ANSWER_LENGTH)
  const message = `This has more than ${MAX_ANSWER_LENGTH.toLocaleString('en')} characters, far more than AWS allows.`

  return names.length === 0
    ? null
    : {
        code: 'invalid-input',
        message: 'Some answers need another look.',
        fields: Object.fromEntries(names.map((name) => [name, [message]])),
      }
}
