import { z } from 'zod'
import { question } from '@/lib/auth/request'
import { preflight } from '@/lib/deployments/preflight/preflight'
import { answersInput } from '@/lib/deployments/setup/answers-input'
import { specFromValues } from '@/lib/deployments/setup/form'
import { ok } from '@/lib/result'

const input = z.strictObject({ values: answersInput })

/** Reads AWS for the answers of the setup form and says what would change. A read, although it has to be a POST. */
export const POST = question({
  input,
  run: async ({ connection }, { values }) => {
    const spec = specFromValues(values)

    if (!spec.ok) {
      return spec
    }
    const checked = await preflight(connection, spec.data)
    return checked.ok ? ok({ ...checked.data, spec: spec.data, readAt: new Date().toISOString() }) : checked
  },
})
