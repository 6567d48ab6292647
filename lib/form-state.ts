import type { Failure } from '@/lib/result'

/** What a form's action answered last, for `useActionState`. Safe to import in the browser. */
export type FormState<T = unknown> =
  | { status: 'idle' }
  | { status: 'done'; data: T }
  /** `values` is what was typed, so that nothing has to be typed again; never a secret. */
  | { status: 'failed'; failure: Failure; values: Record<string, string> }

export const idle: FormState<never> = { status: 'idle' }
