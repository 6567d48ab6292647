import { z } from 'zod'
import { question } from '@/lib/auth/request'
import { allowedWords } from '@/lib/deployments/preflight/allowed'
import { answersInput } from '@/lib/deployments/setup/answers-input'
import { specFromValues } from '@/lib/deployments/setup/form'
import { ok } from '@/lib/result'

const input = z.strictObject({ values: answersInput })

/** What the assistant could do with these answers, in a sentence, or null. A read, although it has to be a POST. */
export const POST = question({
  input,
  run: async ({ connection }, { values }) => {
    const spec = specFromValues(values)
    return spec.ok ? ok(await allowedWords(connection, spec.data)) : spec
  },
})
