'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { listField } from '@/lib/form-input'
import { changePracticeFaults, clearPracticeFaults, practiceStatus, resetPractice } from '@/lib/practice-account/admin'
import { changeFor } from '@/lib/practice-account/fault-plan'
import { FAULT_SERVICES, PRESET_TYPES } from '@/lib/practice-account/fault-presets'
import { ok } from '@/lib/result'

const seconds = z.coerce
  .number('Use a number of seconds.')
  .min(0, 'Use 0 or more.')
  .max(3600, 'Use at most 3,600 seconds.')

const choice = z.object({
  wire: listField(z.enum(PRESET_TYPES)),
  service: z.enum(FAULT_SERVICES.map(({ value }) => value)),
  times: z.enum(['1', '2', '5', '20', 'always']).transform((value) => (value === 'always' ? null : Number(value))),
  troubles: listField(z.string().max(100)),
  rolePropagationMs: seconds,
  policyPropagationMs: seconds,
  readyMs: seconds,
  coldStartMs: seconds,
  trailLagMs: seconds,
  lastAccessedLagMs: seconds,
})

export const changeFaultsAction = formAction({
  input: choice,
  run: async ({ actor }, { wire, service, times, troubles, ...delays }) => {
    const current = await practiceStatus()

    if (!current.ok) {
      return current
    }
    const changed = await changePracticeFaults(
      actor,
      changeFor({ wire, service, times, troubles, delays }, current.data),
    )
    refresh()
    return changed.ok ? ok(null) : changed
  },
})

export const clearFaultsAction = formAction({
  input: z.object({}),
  run: async ({ actor }) => {
    const cleared = await clearPracticeFaults(actor)
    refresh()
    return cleared.ok ? ok(null) : cleared
  },
})

export const resetPracticeAction = formAction({
  input: z.object({ confirmation: z.literal('practice') }),
  run: async ({ actor }) => {
    const reset = await resetPractice(actor)
    refresh()
    return reset.ok ? ok(null) : reset
  },
})
