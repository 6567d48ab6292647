import type { Failure } from '@/lib/result'

export const readOnlyFailure: Failure = {
  code: 'read-only',
  message: 'Slipway runs in read-only mode.',
  remedy: 'Start it without SLIPWAY_READ_ONLY=1 to make changes.',
}
