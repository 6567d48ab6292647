import { z } from 'zod'
import { question } from '@/lib/auth/request'
import { allowedWords } from '@/lib/deployments/preflight/allowed'
import { specFromValues } from '@/lib/deployments/setup/form'
import { MAX_ANSWER_LENGTH } from '@/lib/deployments/setup/oversize'
import { ok } from '@/lib/result'

const input = z.strictObject({
  values: z.record(z.string().max(64), z.string().max(MAX_ANSWER_LENGTH)),
})

/** What the assistant could do with these answers, in a sentence, or null. A read, although it has to be a POST. */
export const POST = question({
  input,
  run: async ({ connection }, { values }) => {
    const spec = specFromValues(values)
    return spec.ok ? ok(await allowedWords(connection, spec.data)) : spec
  },
})
