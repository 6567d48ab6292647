'use client'

import { useActionState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import type { Plan } from '@/lib/deployments/model'
import type { Failure, Result } from '@/lib/result'
import type { Way } from '@/lib/right-size/change/model'

type Begun = { id: string; plan: Plan; way: Way }
type Answer = { begun?: Begun; failure?: Failure }

/** Asks for a change of a role, or for its undoing; what was begun then runs in the page. */
export function useResize<T extends object>(
  way: Way,
  ask: (input: T & { connection: string }) => Promise<Result<{ id: string; plan: Plan }>>,
  input: T,
) {
  const connection = useConnectionKey()
  return useActionState(async (_: Answer): Promise<Answer> => {
    const asked = await ask({ connection, ...input }).catch(() => OFFLINE)
    return asked.ok ? { begun: { ...asked.data, way } } : { failure: asked.error }
  }, {})
}

const OFFLINE: Result<never> = {
  ok: false,
  error: {
    code: 'unavailable',
    message: 'Slipway did not answer.',
    remedy: 'Check that it still runs in its terminal, then reload this page: it shows what was begun.',
  },
}
